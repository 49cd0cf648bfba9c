"""What organizers write for everybody: a word of welcome in each language, and the partners."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import Length

from matchmaking.deciding import DecisionForm
from matchmaking.events.models import Event
from matchmaking.events.publicity import LANGUAGES

_TOO_LONG = _l("Two thousand characters at most: this one is longer.")


class PublicityForm(DecisionForm):
    """All of it, on one page."""

    welcome_fr = TextAreaField(_l("Welcome, in French"), validators=[Length(max=2000, message=_TOO_LONG)])
    welcome_ar = TextAreaField(_l("Welcome, in Arabic"), validators=[Length(max=2000, message=_TOO_LONG)])
    welcome_en = TextAreaField(_l("Welcome, in English"), validators=[Length(max=2000, message=_TOO_LONG)])
    partners = TextAreaField(
        _l("Partners"),
        description=_l("A line for each group: what they do, a colon, then the names with a semicolon between them."),
        validators=[Length(max=2000, message=_TOO_LONG)],
    )

    def __init__(self, event: Event) -> None:
        super().__init__(obj=event)

    @property
    def welcome(self) -> dict[str, str]:
        """The texts by language."""
        return {language: (self[f"welcome_{language}"].data or "").strip() for language in LANGUAGES}

"""The form in which an organizer edits the words of one waiting letter."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length

from matchmaking.lists import listed
from matchmaking.outbox.mail import PLACEHOLDER

LONGEST_SUBJECT, LONGEST_TEXT = 200, 20_000


class WordsForm(FlaskForm):
    """Subject and plain text; `needed` are the links that must stay, each written {{link:name}}."""

    version = HiddenField()
    subject = StringField(
        _l("Subject"),
        validators=[
            InputRequired(_l("Write a subject.")),
            Length(max=LONGEST_SUBJECT, message=_l("Write at most 200 characters.")),
        ],
    )
    text = TextAreaField(
        _l("Text"),
        description=_l(
            "Plain text; an empty line begins a paragraph. "
            "What stands between {{ and }} is the place of a personal link: keep it."
        ),
        validators=[
            InputRequired(_l("Write the text of the letter.")),
            Length(max=LONGEST_TEXT, message=_l("Write at most 20,000 characters.")),
        ],
    )

    def __init__(self, *, needed: Iterable[str], **values: object) -> None:
        super().__init__(**values)
        self._needed = frozenset(needed)

    def validate_subject(self, field: StringField) -> None:
        """A subject is one line, and no place for a link."""
        if PLACEHOLDER.search(field.data) or len(field.data.splitlines()) > 1:
            raise ValidationError(_("The subject is one line without a link."))

    def validate_text(self, field: TextAreaField) -> None:
        """Every link stays, and no other is made up."""
        found = set(PLACEHOLDER.findall(field.data))
        if missing := sorted(self._needed - found):
            raise ValidationError(
                _("This link is missing: %(links)s. Put it where it shall stand.", links=_written(missing))
            )
        if unknown := sorted(found - self._needed):
            raise ValidationError(_("This letter has no such link: %(links)s.", links=_written(unknown)))


def _written(names: Iterable[str]) -> str:
    return listed(f"{{{{link:{name}}}}}" for name in names)

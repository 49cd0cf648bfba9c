"""The first page of the next report, in three languages."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField
from wtforms.validators import Length

LONGEST = 4000
_TOO_LONG = Length(max=LONGEST, message=_l("Too long (4000 characters at most): shorten it a little. It is kept here."))


class DraftForm(FlaskForm):
    """What organizers write; a language left empty shows the text of another, and says so."""

    version = HiddenField()
    worked_fr = TextAreaField(_l("What worked, in French"), validators=[_TOO_LONG])
    worked_ar = TextAreaField(_l("What worked, in Arabic"), validators=[_TOO_LONG])
    worked_en = TextAreaField(_l("What worked, in English"), validators=[_TOO_LONG])
    decisions_fr = TextAreaField(_l("Decisions asked for, in French"), validators=[_TOO_LONG])
    decisions_ar = TextAreaField(_l("Decisions asked for, in Arabic"), validators=[_TOO_LONG])
    decisions_en = TextAreaField(_l("Decisions asked for, in English"), validators=[_TOO_LONG])
    context_fr = TextAreaField(_l("Context, in French"), validators=[_TOO_LONG])
    context_ar = TextAreaField(_l("Context, in Arabic"), validators=[_TOO_LONG])
    context_en = TextAreaField(_l("Context, in English"), validators=[_TOO_LONG])

    @property
    def texts(self) -> dict[str, dict[str, str]]:
        """By part and language."""
        found: dict[str, dict[str, str]] = {}
        for name, value in self.data.items():
            part, _, language = name.rpartition("_")
            if part in ("worked", "decisions", "context"):
                found.setdefault(part, {})[language] = value or ""
        return found


class MakeForm(FlaskForm):
    """The buttons: only a token."""

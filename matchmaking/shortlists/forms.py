"""What people post about their shortlist."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField
from wtforms.validators import Length

LONGEST = 1000


class KeepForm(FlaskForm):
    """The button, with the address of the page it stood on."""

    back = HiddenField()


class NoteForm(FlaskForm):
    """The note to one organisation."""

    note = TextAreaField(_l("Our note"), validators=[Length(max=LONGEST, message=_l("Shorten it to 1000 characters."))])

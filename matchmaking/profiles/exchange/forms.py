"""The forms of an import."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, RadioField, StringField
from wtforms.validators import DataRequired, Length


class UploadForm(FlaskForm):
    """A file, and the declaration it rests on."""

    file = FileField(
        _l("File"),
        validators=[FileRequired(_l("Choose a file."))],
        description=_l("A .xlsx, .csv or .json file: one row for each organisation."),
    )
    paper = StringField(
        _l("On what paper do the consents rest?"),
        validators=[DataRequired(_l("Say where the signed consents are kept.")), Length(max=300)],
        description=_l("For example: registration forms signed on 12 November, kept at the secretariat."),
    )
    declared = BooleanField(
        _l("I declare that each organisation of this file agreed in writing to be listed and introduced."),
        validators=[DataRequired(_l("Without this declaration nothing is imported."))],
    )


class CarryOutForm(FlaskForm):
    """What to do with the good rows."""

    then = RadioField(
        _l("Then"),
        choices=[("check", _l("Keep them for a check")), ("publish", _l("Publish them at once"))],
        default="check",
    )

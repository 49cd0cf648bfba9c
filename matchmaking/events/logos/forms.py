"""A partner's logo: a file and a name."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from matchmaking.events.logos.pictures import LARGEST_FILE, Picture, Refusal, RefusedPicture, remade

REFUSALS: Mapping[Refusal, LazyString] = {
    Refusal.TOO_HEAVY: _l("This file is heavier than 2 MB. Save the logo smaller and choose it again."),
    Refusal.TOO_LARGE: _l("This picture has too many pixels. Save it at most 4000 pixels wide and choose it again."),
    Refusal.NO_PICTURE: _l(
        "No picture can be read in this file. Choose a PNG, JPEG or WebP file; SVG is not accepted."
    ),
}


class LogoForm(FlaskForm):
    """One more logo."""

    file = FileField(
        _l("Logo"),
        validators=[FileRequired(_l("Choose a file."))],
        description=_l(
            "PNG, JPEG or WebP, 2 MB at most. The picture is made anew: small, and without anything else the file "
            "holds."
        ),
    )
    name = StringField(
        _l("Whose logo it is"),
        validators=[
            DataRequired(_l("Write the partner’s name: it is read in the place of the picture.")),
            Length(max=160),
        ],
        description=_l("Read aloud, and shown where the picture does not load."),
    )

    def read_picture(self) -> Picture | None:
        """The picture made anew; None where something is wrong, with the problem at its field."""
        if not self.validate():
            return None
        try:
            return remade(self.file.data.stream.read(LARGEST_FILE + 1))
        except RefusedPicture as refused:
            self.file.errors = [REFUSALS[refused.why]]
            return None


class NameForm(FlaskForm):
    """Its name, said anew."""

    name = StringField(validators=[DataRequired(), Length(max=160)])

"""What organizers post into the notebook."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length


class NoteForm(FlaskForm):
    """A note."""

    text = TextAreaField(_l("Note"), validators=[DataRequired(_l("Write something, or leave it.")), Length(max=4000)])


class TagForm(FlaskForm):
    """A tag, to add or to take off."""

    tag = StringField(_l("Tag"), validators=[DataRequired(), Length(max=60)])


class FollowerForm(FlaskForm):
    """Who follows the introduction."""

    follower = SelectField(_l("Followed by"), default="")

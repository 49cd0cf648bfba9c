"""What an asker and an organizer post about requests."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import HiddenInput

from matchmaking.deciding import DecisionForm
from matchmaking.introductions.requests.policy import MOST_AT_ONCE
from matchmaking.profiles.listing import LONGEST_SEARCH

LONGEST = 1000


class AskForm(FlaskForm):
    """Up to three organisations and one message about them; the search beside them sends nothing."""

    organisation = HiddenField()
    chosen = SelectMultipleField(
        _l("Whom would you like to meet?"),
        description=_l("Up to three; each of them is decided on its own."),
        validators=[
            DataRequired(_l("Choose at least one organisation.")),
            Length(max=MOST_AT_ONCE, message=_l("One message goes with up to three organisations. Choose fewer.")),
        ],
    )
    name = StringField(_l("Somebody else, by name"), validators=[Length(max=LONGEST_SEARCH)])
    why = TextAreaField(
        _l("Why?"),
        description=_l("What you would do together. Only the organizers read it, never the other side."),
        validators=[
            DataRequired(_l("Write why, in a sentence or two: the organizers decide by it.")),
            Length(max=LONGEST, message=_l("Shorten it to 1000 characters.")),
        ],
    )


class ApproveForm(DecisionForm):
    """Introducing the two, with the version of their pair's review as well."""

    review_version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class DeclineForm(DecisionForm):
    """A no, with a sentence to the asker."""

    answer = TextAreaField(
        _l("What do you answer?"),
        description=_l("It goes to the asker by letter and stands on their page. The other side reads nothing of it."),
        validators=[
            DataRequired(_l("Write a sentence: the asker should understand why not.")),
            Length(max=LONGEST, message=_l("Shorten it to 1000 characters.")),
        ],
    )

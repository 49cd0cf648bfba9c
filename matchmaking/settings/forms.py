"""The form of the switches."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, IntegerField
from wtforms.validators import InputRequired, NumberRange, ValidationError

LONGEST_HOLD = 1440  # a day; the table's CHECK says the same
LONGEST_NOT_NOW = 730  # two years; the table's CHECK says the same


class WholeNumberField(IntegerField):
    """Leaves what is no number empty, so that the validators say in our words what to write."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        with suppress(ValueError):
            super().process_formdata(valuelist)


class SettingsForm(FlaskForm):
    """The switches, each with a sentence of what it does."""

    version = HiddenField()
    suggestions_open = BooleanField(
        _l("Participants see their suggestions"),
        description=_l(
            "Each participant sees the plausible partners for their profile and says « interested » or « not for us ». "
            "While this is off, only organizers see suggestions."
        ),
    )
    review_edits = BooleanField(
        _l("Changes to a published profile wait for a check"),
        description=_l(
            "The others keep seeing the profile in its old form until an organizer has accepted the change. "
            "While this is off, changes show at once."
        ),
    )
    hold_minutes = WholeNumberField(
        _l("Minutes before introduction mails leave"),
        description=_l(
            "During this time an approval can be undone without anybody outside noticing. "
            "0 means at once; mails about an account always leave at once."
        ),
        validators=[
            InputRequired(_l("Write a number of minutes, such as 10.")),
            NumberRange(0, LONGEST_HOLD, _l("Write a number between 0 and 1440 minutes (one day).")),
        ],
    )
    not_now_days = WholeNumberField(
        _l("Days before a « not now » pair returns"),
        description=_l(
            "A pair set aside as too early, or declined with « not now », is suggested again after this time. "
            "Decisions already taken keep the time they were given."
        ),
        validators=[
            InputRequired(_l("Write a number of days, such as 90.")),
            NumberRange(1, LONGEST_NOT_NOW, _l("Write a number between 1 and 730 days (two years).")),
        ],
    )
    outcome_first_days = WholeNumberField(
        _l("Days before both sides are asked what came of it"),
        description=_l("Counted from the opening of the contacts; a day of rest of the receiver is skipped."),
        validators=[
            InputRequired(_l("Write a number of days, such as 30.")),
            NumberRange(1, 365, _l("Write a number between 1 and 365 days.")),
        ],
    )
    outcome_second_days = WholeNumberField(
        _l("Days before they are asked again"),
        validators=[
            InputRequired(_l("Write a number of days, such as 90.")),
            NumberRange(2, LONGEST_NOT_NOW, _l("Write a number between 2 and 730 days.")),
        ],
    )

    def validate_outcome_second_days(self, field: IntegerField) -> None:
        """After the first time."""
        first, second = self.outcome_first_days.data, field.data
        if first is not None and second is not None and second <= first:
            raise ValidationError(_("Write a number above that of the first question."))

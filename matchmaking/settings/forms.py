"""The form of the switches."""

from __future__ import annotations

from contextlib import suppress
from itertools import pairwise
from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, IntegerField
from wtforms.validators import InputRequired, NumberRange, ValidationError

LONGEST_HOLD = 1440  # a day; the table's CHECK says the same
MOST_PENDING = 50  # the table's CHECK says the same
LONGEST_NOT_NOW = 730  # two years; the table's CHECK says the same
LONGEST_EVENT_HOURS = 720  # thirty days; so here
LONGEST_DAYS = 365  # so here
# What must grow, in this order; the tables' CHECKs say the same.
CLOCKS = (
    ("event_first_reminder_hours", "event_second_reminder_hours", "event_call_hours"),
    ("first_reminder_days", "second_reminder_days", "alert_days", "close_days"),
)


class WholeNumberField(IntegerField):
    """Leaves what is no number empty, so that the validators say in our words what to write."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        with suppress(ValueError):
            super().process_formdata(valuelist)


def _delay(label: LazyString, *, most: int, unknown: LazyString, bounds: LazyString) -> WholeNumberField:
    return WholeNumberField(label, validators=[InputRequired(unknown), NumberRange(1, most, bounds)])


def _hours(label: LazyString) -> WholeNumberField:
    unknown = _l("Write a number of hours, such as 24.")
    bounds = _l("Write a number between 1 and 720 hours (thirty days).")
    return _delay(label, most=LONGEST_EVENT_HOURS, unknown=unknown, bounds=bounds)


def _days(label: LazyString) -> WholeNumberField:
    unknown = _l("Write a number of days, such as 7.")
    bounds = _l("Write a number between 1 and 365 days (one year).")
    return _delay(label, most=LONGEST_DAYS, unknown=unknown, bounds=bounds)


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
            "0 means at once; mails about an account always leave at once, and mails that change a meeting of the same "
            "day wait one minute at most."
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
    pending_requests = WholeNumberField(
        _l("Requests that an organisation may have pending"),
        description=_l(
            "A participant asks you for an introduction and says why. Who has so many unanswered withdraws one, or "
            "waits for your answer."
        ),
        validators=[
            InputRequired(_l("Write a number of requests, such as 5.")),
            NumberRange(1, MOST_PENDING, _l("Write a number between 1 and 50.")),
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
    event_first_reminder_hours = _hours(_l("First reminder, in hours"))
    event_second_reminder_hours = _hours(_l("Second reminder, in hours"))
    event_call_hours = _hours(_l("On the call list, in hours"))
    first_reminder_days = _days(_l("First reminder, in days"))
    second_reminder_days = _days(_l("Second reminder, in days"))
    alert_days = _days(_l("Organizers alerted, in days"))
    close_days = _days(_l("Closed without an answer, in days"))
    weekends_kept = BooleanField(
        _l("Weekends are kept"),
        description=_l(
            "No letter about an introduction leaves and no delay runs out on the receiver's weekend: Saturday and "
            "Sunday in Mali, Friday and Saturday in Algeria. While this is off, all days count alike."
        ),
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Each number for itself, and each delay longer than the one before."""
        valid = bool(super().validate(extra_validators))
        for clock in CLOCKS:
            for before, after in pairwise(self[name] for name in clock):
                if not before.errors and not after.errors and before.data >= after.data:
                    after.errors = [
                        _("Write more than %(number)s: each step comes after the one before.", number=before.data)
                    ]
                    valid = False
        return valid

    def validate_outcome_second_days(self, field: IntegerField) -> None:
        """After the first time."""
        first, second = self.outcome_first_days.data, field.data
        if first is not None and second is not None and second <= first:
            raise ValidationError(_("Write a number above that of the first question."))

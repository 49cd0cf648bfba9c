"""What organizers and participants post about introductions; every form carries the version its page showed."""

from __future__ import annotations

from datetime import UTC, datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateTimeLocalField, HiddenField, RadioField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from matchmaking.deciding import DecisionForm
from matchmaking.introductions.lifecycle import TOLD, Answer, AnswerChannel
from matchmaking.introductions.wording import CALL_RESULTS, CHANNELS, REASONS
from matchmaking.matching.models import DeclineReason

TAKEN_BACK = "taken_back"  # « that is not what I said »


class AnswerForm(DecisionForm):
    """Yes, or no with an optional reason; or « that is not what I said »."""

    answer = HiddenField(validators=[DataRequired()])
    reason = SelectField(
        _l("Reason"),
        choices=[("", _l("I would rather not say")), *((reason.value, label) for reason, label in REASONS.items())],
        validators=[Optional()],
        default="",
    )

    def validate_answer(self, field: HiddenField) -> None:
        """One of the three things the page offers."""
        if field.data not in (Answer.YES, Answer.NO, TAKEN_BACK):
            raise ValidationError(_("Choose yes or no."))

    @property
    def declined_for(self) -> DeclineReason | None:
        """The reason of a no."""
        return DeclineReason(self.reason.data) if self.answer.data == Answer.NO and self.reason.data else None


class MomentField(DateTimeLocalField):
    """Day and hour as a phone's own picker gives them."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Say what to write where it cannot be read."""
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Write day and hour, such as 07/12/2026 14:30.")) from error


class CallForm(DecisionForm):
    """What came of a call that brought no answer."""

    result = SelectField(
        _l("What came of the call?"),
        choices=[(result.value, label) for result, label in CALL_RESULTS.items()],
        validators=[InputRequired()],
    )


class ToldAnswerForm(DecisionForm):
    """What somebody said on the phone."""

    answer = RadioField(
        _l("They said"),
        choices=[(Answer.YES.value, _l("Yes")), (Answer.NO.value, _l("No"))],
        validators=[InputRequired(_l("Choose what they said."))],
    )
    name = StringField(
        _l("Who spoke?"),
        validators=[DataRequired(_l("Write the name of the person you heard.")), Length(max=120)],
    )
    channel = RadioField(
        _l("How?"),
        choices=[(channel.value, CHANNELS[channel]) for channel in sorted(TOLD)],
        default=AnswerChannel.PHONE.value,
        validators=[InputRequired()],
    )
    spoken_at = MomentField(
        _l("When? (Bamako time)"),
        format="%Y-%m-%dT%H:%M",
        validators=[InputRequired(_l("Write day and hour, such as 07/12/2026 14:30."))],
    )
    reason = SelectField(
        _l("Reason of a no"),
        choices=[("", _l("Not told")), *((reason.value, label) for reason, label in REASONS.items())],
        default="",
    )

    def __init__(self, *, asked_at: datetime, now: datetime) -> None:
        super().__init__(data={"spoken_at": now.astimezone(UTC)})
        self._asked_at, self._now = asked_at, now

    def validate_spoken_at(self, field: MomentField) -> None:
        """Between the approval and now, to the minute."""
        if field.data is None:
            return
        if self.moment > self._now:
            raise ValidationError(_("This moment has not come yet. Correct the day or the hour."))
        if self.moment < self._asked_at.replace(second=0, microsecond=0):
            raise ValidationError(_("That was before the introduction was approved. Correct the day or the hour."))

    @property
    def moment(self) -> datetime:
        """When they spoke; Bamako keeps UTC all year."""
        spoken_at: datetime = self.spoken_at.data
        return spoken_at.replace(tzinfo=UTC)

    @property
    def declined_for(self) -> DeclineReason | None:
        """The reason of a no."""
        return DeclineReason(self.reason.data) if self.answer.data == Answer.NO and self.reason.data else None

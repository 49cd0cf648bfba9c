"""Recommendations, objectives and the committee's meetings, as they are posted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import URL, DataRequired, InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from matchmaking.deciding import DecisionForm
from matchmaking.events.models import EventSession
from matchmaking.followup import wording
from matchmaking.followup.lifecycle import Horizon
from matchmaking.followup.models import CommitteeMeeting, Objective, Recommendation
from matchmaking.followup.operations.meetings import Sitting
from matchmaking.followup.operations.recommendations import Note
from matchmaking.followup.operations.roadmap import Aim
from matchmaking.introductions.forms import MomentField

# How far an objective lies where nobody names a day.
REACH = {Horizon.SHORT: timedelta(days=183), Horizon.MID: timedelta(days=548), Horizon.LONG: timedelta(days=1095)}


class DayField(DateField):
    """A day as a phone's own picker gives it."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Say what to write where it cannot be read."""
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Write a day, such as 07/12/2026.")) from error


class NoteForm(FlaskForm):
    """A recommendation as the rapporteur types it: nothing is required, so nothing is refused."""

    version = IntegerField(widget=HiddenInput(), validators=[Optional()])
    title = StringField(_l("Recommendation"), validators=[Length(max=200, message=_l("Write 200 characters at most."))])
    text = TextAreaField(_l("Details"))
    axis = SelectField(
        _l("Axis"),
        choices=[SelectChoice("", _l("To be chosen")), *(SelectChoice(*axis) for axis in wording.AXES.items())],
    )
    session = SelectField(_l("Session"), validators=[Optional()])
    proposed_by = StringField(
        _l("Proposed by"), description=_l("The institution, not the person."), validators=[Length(max=160)]
    )

    def __init__(self, sessions: Sequence[EventSession], shown: Recommendation | None = None) -> None:
        super().__init__(obj=shown, data={"session": str(shown.session_id or "") if shown else ""})
        self._sessions = {str(session.id): session for session in sessions}
        names = [SelectChoice(number, session.title) for number, session in self._sessions.items()]
        self.session.choices = [SelectChoice("", _("None")), *names]
        if not self.is_submitted():
            self.session.data = str(shown.session_id or "") if shown else ""
            self.axis.data = (shown.axis or "") if shown else ""

    @property
    def note(self) -> Note:
        """What was typed."""
        return Note(
            title=(self.title.data or "").strip(),
            text=(self.text.data or "").strip(),
            axis=self.axis.data or None,
            session=self._sessions.get(self.session.data or ""),
            proposed_by=(self.proposed_by.data or "").strip(),
        )


class ObjectiveForm(DecisionForm):
    """A line of the road map."""

    title = StringField(_l("Objective"), validators=[DataRequired(_l("Write what is to be reached.")), Length(max=200)])
    text = TextAreaField(_l("Details"), validators=[Optional()])
    institution = StringField(
        _l("Institution"), validators=[DataRequired(_l("Write which institution leads.")), Length(max=160)]
    )
    horizon = RadioField(
        _l("Horizon"),
        choices=[SelectChoice(horizon.value, wording.HORIZONS[horizon]) for horizon in Horizon],
        default=Horizon.SHORT.value,
        validators=[InputRequired()],
    )
    due_on = DayField(
        _l("By which day?"),
        description=_l("Left empty: six months, eighteen months or three years from now, by the horizon."),
        validators=[Optional()],
    )
    recommendations = SelectMultipleField(_l("From the recommendations"), validators=[Optional()])

    def __init__(self, offered: Sequence[Recommendation], shown: Objective | None = None) -> None:
        chosen = [str(one.id) for one in shown.recommendations] if shown else []
        super().__init__(data=_of_objective(shown) | {"recommendations": chosen})
        self._offered = {str(one.id): one for one in offered}
        self.recommendations.choices = [SelectChoice(number, one.title) for number, one in self._offered.items()]

    def aim(self, today: date) -> Aim:
        """What was typed, after validation."""
        horizon = Horizon(self.horizon.data)
        return Aim(
            title=self.title.data.strip(),
            text=(self.text.data or "").strip(),
            institution=self.institution.data.strip(),
            horizon=horizon,
            due_on=self.due_on.data or today + REACH[horizon],
            recommendations=[self._offered[number] for number in self.recommendations.data or ()],
        )


def _of_objective(shown: Objective | None) -> dict[str, object]:
    if shown is None:
        return {"version": 0}
    names = ("title", "text", "institution", "due_on", "version")
    return {name: getattr(shown, name) for name in names} | {"horizon": shown.horizon.value}


class MeetingForm(DecisionForm):
    """When, where and with whom the committee meets."""

    starts_at = MomentField(
        _l("Day and hour (Bamako time)"),
        format="%Y-%m-%dT%H:%M",
        validators=[InputRequired(_l("Write day and hour, such as 07/12/2026 14:30."))],
    )
    place = StringField(_l("Place"), validators=[Length(max=200)])
    link = StringField(
        _l("Link for those who join from afar"),
        validators=[Optional(), Length(max=300), URL(message=_l("Write an address that begins with https://."))],
    )
    participants = TextAreaField(_l("Participants"), description=_l("One name a line."), validators=[Optional()])

    def __init__(self, shown: CommitteeMeeting | None = None) -> None:
        names = ("place", "link", "participants", "version")
        held = {name: getattr(shown, name) for name in names} if shown else {"version": 0}
        super().__init__(data=held | ({"starts_at": shown.starts_at.astimezone(UTC)} if shown else {}))

    @property
    def sitting(self) -> Sitting:
        """What was typed, after validation."""
        starts_at: datetime = self.starts_at.data
        return Sitting(
            starts_at=starts_at.replace(tzinfo=UTC),
            place=(self.place.data or "").strip(),
            link=(self.link.data or "").strip(),
            participants="\n".join(
                line.strip() for line in (self.participants.data or "").splitlines() if line.strip()
            ),
        )


class MinutesForm(DecisionForm):
    """The minutes."""

    minutes = TextAreaField(_l("Minutes"), validators=[Optional()])


class DecisionTextForm(FlaskForm):
    """One decision."""

    text = StringField(_l("Decision"), validators=[DataRequired(_l("Write what was decided.")), Length(max=300)])


class TickForm(FlaskForm):
    """A button beside a row; `value` says which way."""

    value = StringField(widget=HiddenInput(), validators=[Optional()])

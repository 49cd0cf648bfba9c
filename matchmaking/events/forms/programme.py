"""The event as a whole, its sessions and tables. Moments are typed and read in Bamako's time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateTimeLocalField, Field, IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, ValidationError
from wtforms.widgets import HiddenInput

from matchmaking.accounts.phones import UnreadablePhone, read_phone
from matchmaking.deciding import DecisionForm
from matchmaking.events.models import Event, EventSession, SessionKind
from matchmaking.events.operations import EventDetails, SessionDetails, StillUsed
from matchmaking.events.rooms import problem_of
from matchmaking.events.slots import overlap
from matchmaking.events.times import BAMAKO, both_ranges_text, both_times_text
from matchmaking.events.wording import AXES, KINDS, LINK_PROBLEMS
from matchmaking.lists import listed
from matchmaking.settings.forms import WholeNumberField

MOST_TABLES = 200
BAMAKO_TIME = _l("In Bamako's time; Algiers is one hour ahead.")


class MomentField(DateTimeLocalField):
    """Day and hour as a phone's own picker gives them, in Bamako's time."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        asked = InputRequired(_l("Write day and hour, such as 07/12/2026 14:30."))
        super().__init__(label, format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], validators=[asked], **kwargs)

    def process_data(self, value: datetime | None) -> None:
        """Show a stored moment on Bamako's clock."""
        super().process_data(value.astimezone(BAMAKO).replace(tzinfo=None) if value else None)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Say what to write where it cannot be read."""
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Write day and hour, such as 07/12/2026 14:30.")) from error

    @property
    def moment(self) -> datetime:
        """The moment, after validation."""
        typed: datetime = self.data
        return typed.replace(tzinfo=BAMAKO).astimezone(UTC)


class EventForm(FlaskForm):
    """An event as a whole."""

    version = IntegerField(widget=HiddenInput(), default=0)
    told = IntegerField(widget=HiddenInput(), default=0)  # how many people the page has said are told of the change
    name = StringField(_l("Name"), validators=[DataRequired(_l("Write the name of the event.")), Length(max=160)])
    place = StringField(
        _l("Where one goes on site"),
        validators=[DataRequired(_l("Write the building and the city.")), Length(max=200)],
    )
    starts_at = MomentField(_l("Begins"), description=BAMAKO_TIME)
    ends_at = MomentField(_l("Ends"), description=BAMAKO_TIME)
    cutoff_at = MomentField(
        _l("Answers until"),
        description=_l("From this moment on the schedule is made. It cannot be after the beginning."),
    )
    allows_provisional = BooleanField(
        _l("Schedule unanswered introductions as provisional"),
        description=_l("Their contacts stay closed, and either side may refuse the meeting."),
    )
    slot_minutes = WholeNumberField(
        _l("Minutes of a meeting"),
        default=20,
        validators=[
            InputRequired(_l("Write a number of minutes, such as 20.")),
            NumberRange(5, 120, _l("Write a number between 5 and 120 minutes.")),
        ],
    )
    tables = WholeNumberField(
        _l("Tables"),
        default=20,
        validators=[
            InputRequired(_l("Write a number of tables, such as 20.")),
            NumberRange(0, MOST_TABLES, _l("Write a number between 0 and 200.")),
        ],
    )
    video_link = StringField(
        _l("Address of the video rooms"),
        description=_l(
            "With {room} once, as in https://meet.example.org/{room}. Each meeting gets a room of its own that nobody "
            "can guess."
        ),
        validators=[DataRequired(_l("Write the address, such as https://meet.example.org/{room}.")), Length(max=300)],
    )

    def __init__(self, event: Event | None = None) -> None:
        self._event = event
        super().__init__(data=_shown(event) if event else {"allows_provisional": True})

    def validate_video_link(self, field: Field) -> None:
        """It makes addresses."""
        field.data = field.data.strip()
        if problem := problem_of(field.data):
            raise ValidationError(str(LINK_PROBLEMS[problem]))

    def validate_ends_at(self, field: MomentField) -> None:
        """After the beginning, and not before the programme is over."""
        if not (field.data and self.starts_at.data):
            return
        if field.data <= self.starts_at.data:
            raise ValidationError(_("The end must come after the beginning."))
        for session in self._event.sessions if self._event else ():
            if session.starts_at < self.starts_at.moment or session.ends_at > field.moment:
                told = {"title": session.title, "times": both_ranges_text(session.starts_at, session.ends_at)}
                raise ValidationError(_("« %(title)s » (%(times)s) would lie outside. Move it first.", **told))

    def validate_cutoff_at(self, field: MomentField) -> None:
        """Not after the beginning."""
        if field.data and self.starts_at.data and field.data > self.starts_at.data:
            raise ValidationError(_("This is after the beginning. Choose an earlier moment."))

    @property
    def details(self) -> EventDetails:
        """All of it, after validation."""
        return EventDetails(
            name=self.name.data.strip(),
            place=self.place.data.strip(),
            starts_at=self.starts_at.moment,
            ends_at=self.ends_at.moment,
            cutoff_at=self.cutoff_at.moment,
            allows_provisional=self.allows_provisional.data,
            slot_minutes=self.slot_minutes.data,
            video_link=self.video_link.data,
        )

    def has_said(self, people: int) -> bool:
        """Whether the page has said that so many people are told; where it has not, it says so now."""
        said: bool = people in (0, self.told.data)
        self.told.data, self.told.raw_data = people, None
        return said

    @property
    def elsewhere(self) -> Sequence[str]:
        """What people must be told: the new place, the new address of the video rooms."""
        assert self._event is not None, "only what was told before is told anew"
        details = self.details
        said = {
            _("The place is now %(place)s.", place=details.place): details.place != self._event.place,
            _("The video links have a new address."): details.video_link != self._event.video_link,
        }
        return [str(words) for words, is_other in said.items() if is_other]

    def refuse(self, used: StillUsed) -> None:
        """Say which tables or slots a schedule holds."""
        field = self.tables if used.tables else self.slot_minutes
        field.errors = [*field.errors, why_used(used)]


def _shown(event: Event) -> dict[str, Any]:
    kept = ("version", "name", "place", "starts_at", "ends_at", "cutoff_at", "allows_provisional", "slot_minutes")
    shown = {name: getattr(event, name) for name in (*kept, "video_link")}
    return shown | {"tables": len(event.tables)}


class SessionForm(DecisionForm):
    """One line of the programme."""

    title = StringField(_l("Title"), validators=[DataRequired(_l("Write a title.")), Length(max=160)])
    kind = SelectField(
        _l("Kind"),
        choices=[SelectChoice(kind.value, label) for kind, label in KINDS.items()],
        description=_l("Sessions of meetings are cut into slots."),
    )
    axis = SelectField(
        _l("Axis"),
        choices=[SelectChoice("", _l("Without an axis")), *(SelectChoice(code, label) for code, label in AXES.items())],
    )
    starts_at = MomentField(_l("Begins"), description=BAMAKO_TIME)
    ends_at = MomentField(_l("Ends"), description=BAMAKO_TIME)

    def __init__(self, event: Event, session: EventSession | None = None) -> None:
        self._event, self._session = event, session
        begins = event.sessions[-1].ends_at if event.sessions else event.starts_at
        shown = {"version": event.version} | ({} if session else {"starts_at": begins, "ends_at": begins})
        super().__init__(obj=session, data=shown)
        if not self.is_submitted():
            self.axis.data = (session.axis if session else None) or ""

    def validate_starts_at(self, field: MomentField) -> None:
        """Inside the event."""
        if field.data and not self._event.starts_at <= field.moment < self._event.ends_at:
            begins, ends = both_times_text(self._event.starts_at), both_times_text(self._event.ends_at)
            raise ValidationError(_("The event goes from %(begins)s to %(ends)s.", begins=begins, ends=ends))

    def validate_ends_at(self, field: MomentField) -> None:
        """After its beginning, inside the event; two sessions of meetings never at once."""
        if not (field.data and self.starts_at.data):
            return
        if field.data <= self.starts_at.data:
            raise ValidationError(_("The end must come after the beginning."))
        if field.moment > self._event.ends_at:
            raise ValidationError(_("The event ends before: %(times)s.", times=both_times_text(self._event.ends_at)))
        span = (self.starts_at.moment, field.moment)
        for other in self._event.sessions if self.kind.data == SessionKind.MEETINGS else ():
            standing = (other.starts_at, other.ends_at)
            if other is not self._session and other.kind is SessionKind.MEETINGS and overlap(span, standing):
                raise ValidationError(_("« %(title)s » has meetings at the same time.", title=other.title))

    @property
    def details(self) -> SessionDetails:
        """All of it, after validation."""
        return SessionDetails(
            title=self.title.data.strip(),
            kind=SessionKind(self.kind.data),
            axis=self.axis.data or None,
            starts_at=self.starts_at.moment,
            ends_at=self.ends_at.moment,
        )

    def refuse(self, used: StillUsed) -> None:
        """Say which slots a schedule holds."""
        self.starts_at.errors = [*self.starts_at.errors, why_used(used)]


def read_phones(event: Event, typed: dict[int, str]) -> tuple[dict[int, str | None], dict[int, str]]:
    """The telephones of the tables as typed: those that can be read (None: none wanted), and the errors by table."""
    phones: dict[int, str | None] = {}
    errors: dict[int, str] = {}
    for table in event.tables:
        text = typed.get(table.number, "").strip()
        try:
            phones[table.number] = read_phone(text, region="ML") if text else None
        except UnreadablePhone:
            errors[table.number] = _(
                "This is not a telephone number. Write it with its country code, such as +223 70 00 00 00."
            )
    return phones, errors


def why_used(used: StillUsed) -> str:
    """Which tables or slots a schedule holds, and what to do."""
    if used.tables:
        tables = listed(used.tables)
        return str(
            _(
                "Meetings of the schedule, or of a version of it, are at these tables: %(tables)s. Nothing was "
                "changed. Keep these tables; more can always be added.",
                tables=tables,
            )
        )
    times = listed(both_ranges_text(*span) for span in used.slots[:3])
    return str(
        _(
            "Meetings of the schedule, or of a version of it, are placed at %(times)s. Nothing was changed. Keep these "
            "times; sessions can be added, and the schedule itself moves meetings or shifts the day.",
            times=times + (" …" if len(used.slots) > 3 else ""),
        )
    )

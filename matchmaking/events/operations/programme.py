"""Setting up an event: its dates and places, its sessions, its tables. Every change moves the event's version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy.orm.attributes import flag_modified

from matchmaking.accounts.models import User
from matchmaking.audit import operations as audit
from matchmaking.errors import NotAllowed, StaleDecision
from matchmaking.events import policy, whereabouts
from matchmaking.events.models import Event, EventSession, SessionKind
from matchmaking.events.operations.slots import meeting_spans, recut, set_table_count
from matchmaking.events.whereabouts import Whereabouts
from matchmaking.events.wording import last_decision
from matchmaking.extensions import db


@dataclass(frozen=True, kw_only=True)
class EventDetails:
    """What the organizers say of an event as a whole."""

    name: str
    place: str
    starts_at: datetime
    ends_at: datetime
    cutoff_at: datetime
    allows_provisional: bool
    slot_minutes: int
    video_link: str

    @property
    def whereabouts(self) -> Whereabouts:
        """Where it is to be found."""
        return Whereabouts(self.place, self.video_link)


@dataclass(frozen=True, kw_only=True)
class SessionDetails:
    """One line of the programme."""

    title: str
    kind: SessionKind
    axis: str | None
    starts_at: datetime
    ends_at: datetime


def create_event(details: EventDetails, *, tables: int, actor: User, now: datetime) -> Event:
    """A new event without programme."""
    if not policy.can_organize(actor):
        raise NotAllowed("a new event")
    event = Event(**asdict(details))
    db.session.add(event)
    db.session.flush()
    set_table_count(event, tables)
    audit.record("event.created", subject_of(event), actor_id=actor.id, now=now, tables=tables)
    db.session.flush()
    return event


def change_event(
    event: Event, details: EventDetails, *, tables: int, shown_version: int, actor: User, now: datetime
) -> None:
    """Change it; slots are cut anew where their length changed, and whoever was told another place or link is told this
    one. Raises StillUsed and StaleDecision."""
    _check(event, shown_version, actor)
    cut_anew, was_at = event.slot_minutes != details.slot_minutes, Whereabouts.of(event)
    for name, value in asdict(details).items():
        setattr(event, name, value)
    set_table_count(event, tables)
    if cut_anew:
        recut(event)
    _record("event.changed", event, actor=actor, now=now, tables=tables, slot_minutes=event.slot_minutes)
    if Whereabouts.of(event) != was_at:
        whereabouts.tell(event, actor=actor, now=now)


def add_session(
    event: Event, details: SessionDetails, *, shown_version: int, actor: User, now: datetime
) -> EventSession:
    """One more line of the programme; a session of meetings brings its slots."""
    _check(event, shown_version, actor)
    session = EventSession(event=event, **asdict(details))
    db.session.add(session)
    db.session.flush()
    if session.kind is SessionKind.MEETINGS:
        _cut_anew(event)
    _record("event.session_added", event, actor=actor, now=now, session=session.id)
    return session


def change_session(
    session: EventSession, details: SessionDetails, *, shown_version: int, actor: User, now: datetime
) -> None:
    """Another title, kind, axis or time. Raises StillUsed and StaleDecision."""
    event = session.event
    _check(event, shown_version, actor)
    before = meeting_spans(event)
    for name, value in asdict(details).items():
        setattr(session, name, value)
    db.session.flush()
    if sorted(meeting_spans(event)) != sorted(before):
        _cut_anew(event)
    _record("event.session_changed", event, actor=actor, now=now, session=session.id)


def remove_session(session: EventSession, *, shown_version: int, actor: User, now: datetime) -> None:
    """Take a line out of the programme, its slots with it. Raises StillUsed and StaleDecision."""
    event, number, met = session.event, session.id, session.kind is SessionKind.MEETINGS
    _check(event, shown_version, actor)
    event.sessions.remove(session)
    db.session.flush()
    if met:
        _cut_anew(event)
    _record("event.session_removed", event, actor=actor, now=now, session=number)


def present(
    event: Event, welcome: Mapping[str, str], partners: str, *, shown_version: int, actor: User, now: datetime
) -> None:
    """What everybody reads of the event before they sign up: a text in each language, and who carries it."""
    _check(event, shown_version, actor)
    for language, text in welcome.items():
        setattr(event, f"welcome_{language}", text)
    event.partners = partners
    _record("event.presented", event, actor=actor, now=now)


def set_phones(
    event: Event, phones: Mapping[int, str | None], *, shown_version: int, actor: User, now: datetime
) -> None:
    """The telephones of the tables by number, to call where the link fails; None for a table without."""
    _check(event, shown_version, actor)
    for table in event.tables:
        table.phone = phones.get(table.number, table.phone)
    _record("event.phones_changed", event, actor=actor, now=now)


def subject_of(event: Event) -> str:
    """How the audit trail names it."""
    return f"event:{event.id}"


def _cut_anew(event: Event) -> None:
    db.session.expire(event, ["sessions"])
    recut(event)


def _check(event: Event, shown_version: int, actor: User) -> None:
    if not policy.can_organize(actor):
        raise NotAllowed(subject_of(event))
    if event.version != shown_version:
        raise StaleDecision(last_decision(subject_of(event)))


def _record(action: str, event: Event, *, actor: User, now: datetime, **details: object) -> None:
    """Write it down and move the event's version on, also when only a row beside it changed."""
    flag_modified(event, "name")
    db.session.flush()
    audit.record(action, subject_of(event), actor_id=actor.id, now=now, **details)
    db.session.flush()

"""Reading events and who takes part. Invented events exist in a demonstration only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.elements import ColumnElement

from matchmaking.accounts.models import User
from matchmaking.errors import NotFound
from matchmaking.events import policy
from matchmaking.events.models import Attendance, Event, EventSession, Guest
from matchmaking.extensions import db
from matchmaking.profiles.models import Membership, Profile
from matchmaking.profiles.queries import in_demonstration, in_place, list_for_user


def held_here() -> ColumnElement[bool]:
    """Whether the `Event` of the surrounding query exists here at all."""
    return sa.true() if in_demonstration() else Event.fictional.is_(False)


def get_event(event_id: int) -> Event:
    """One event; raises NotFound."""
    found = db.session.scalar(sa.select(Event).where(Event.id == event_id, held_here()))
    if found is None:
        raise NotFound(f"event {event_id}")
    return found


def list_events() -> Sequence[Event]:
    """All events, the latest first."""
    return db.session.scalars(sa.select(Event).where(held_here()).order_by(Event.starts_at.desc(), Event.id)).all()


def find_next(now: datetime) -> Event | None:
    """The event that is running or comes next; None where none is planned."""
    coming = sa.select(Event).where(Event.ends_at > now, held_here()).order_by(Event.starts_at, Event.id)
    return db.session.scalars(coming.limit(1)).first()


def find_current(now: datetime) -> Event | None:
    """The event that the pages are about: the running or next one, else the last that was held."""
    last = sa.select(Event).where(held_here()).order_by(Event.ends_at.desc(), Event.id.desc())
    return find_next(now) or db.session.scalars(last.limit(1)).first()


def get_session(event_id: int, session_id: int) -> EventSession:
    """A line of an event's programme; raises NotFound."""
    found = db.session.get(EventSession, session_id)
    if found is None or found.event_id != get_event(event_id).id:
        raise NotFound(f"session {session_id}")
    return found


def find_attendance(event: Event, profile: Profile) -> Attendance | None:
    """Whether and how an organisation takes part; also where it has cancelled."""
    return db.session.scalar(
        sa.select(Attendance).where(Attendance.event_id == event.id, Attendance.profile_id == profile.id)
    )


def list_attending(event: Event) -> Sequence[Attendance]:
    """The organisations that take part, by name, with profile, person and busy slots at hand."""
    return db.session.scalars(_attendances(event).where(Attendance.cancelled_at.is_(None))).all()


def list_cancelled(event: Event) -> Sequence[Attendance]:
    """The organisations that have said that they do not come, by name."""
    return db.session.scalars(_attendances(event).where(Attendance.cancelled_at.is_not(None))).all()


def _attendances(event: Event) -> sa.Select[Attendance]:
    return (
        sa.select(Attendance)
        .join(Attendance.profile)
        .where(Attendance.event_id == event.id, in_place())
        .options(
            joinedload(Attendance.profile).joinedload(Profile.contact_user),
            joinedload(Attendance.person),
            selectinload(Attendance.busy),
        )
        .order_by(sa.func.lower(Profile.name), Attendance.id)
    )


def list_unanswered(event: Event) -> Sequence[Profile]:
    """The organisations that could take part and have said nothing, by name."""
    query = sa.select(Profile).where(_unanswered(event)).options(joinedload(Profile.contact_user))
    return db.session.scalars(query.order_by(sa.func.lower(Profile.name), Profile.id)).all()


def list_unanswered_of(event: Event, user: User) -> Sequence[Profile]:
    """Those among a person's own organisations."""
    query = sa.select(Profile).join(Membership).where(Membership.user_id == user.id, _unanswered(event))
    return db.session.scalars(query.order_by(Membership.joined_at, Membership.id)).all()


def _unanswered(event: Event) -> ColumnElement[bool]:
    answered = sa.select(Attendance.profile_id).where(Attendance.event_id == event.id)
    return sa.and_(in_place(), Profile.status.in_(sorted(policy.TAKING_PART)), Profile.id.not_in(answered))


def list_own(user: User) -> list[Profile]:
    """A person's organisations that could take part."""
    return [profile for profile in list_for_user(user) if policy.can_take_part(profile)]


def find_named(text: str) -> Profile | None:
    """The organisation that could take part with exactly this key or, where only one has it, this name."""
    wanted = text.strip()
    # SQLite folds ASCII letters only, so a name is compared as it is written too.
    named = sa.or_(Profile.name == wanted, sa.func.lower(Profile.name) == wanted.lower())
    query = sa.select(Profile).where(
        in_place(), Profile.status.in_(sorted(policy.TAKING_PART)), sa.or_(Profile.key == wanted.upper(), named)
    )
    found = db.session.scalars(query.order_by(Profile.key).limit(2)).all()
    return found[0] if len(found) == 1 else None


def get_guest(event_id: int, guest_id: int) -> Guest:
    """One guest; raises NotFound."""
    found = db.session.get(Guest, guest_id)
    if found is None or found.event_id != get_event(event_id).id:
        raise NotFound(f"guest {guest_id}")
    return found


def list_guests(event: Event) -> Sequence[Guest]:
    """The guests by name."""
    query = sa.select(Guest).where(Guest.event_id == event.id)
    return db.session.scalars(query.order_by(sa.func.lower(Guest.full_name), Guest.id)).all()

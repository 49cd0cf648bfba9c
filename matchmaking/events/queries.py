"""Reading events and who takes part."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from matchmaking.errors import NotFound
from matchmaking.events.models import Attendance, Event
from matchmaking.extensions import db
from matchmaking.profiles.models import Profile


def get_event(event_id: int) -> Event:
    """One event; raises NotFound."""
    found = db.session.get(Event, event_id)
    if found is None:
        raise NotFound
    return found


def find_next(now: datetime) -> Event | None:
    """The event that is running or comes next; None where none is planned."""
    coming = sa.select(Event).where(Event.ends_at > now).order_by(Event.starts_at, Event.id)
    return db.session.scalars(coming.limit(1)).first()


def find_current(now: datetime) -> Event | None:
    """The event that the pages are about: the running or next one, else the last that was held."""
    last = sa.select(Event).order_by(Event.ends_at.desc(), Event.id.desc())
    return find_next(now) or db.session.scalars(last.limit(1)).first()


def find_attendance(event: Event, profile: Profile) -> Attendance | None:
    """Whether and how an organisation takes part; also where it has cancelled."""
    return db.session.scalar(
        sa.select(Attendance).where(Attendance.event_id == event.id, Attendance.profile_id == profile.id)
    )


def list_attending(event: Event) -> Sequence[Attendance]:
    """The organisations that take part, by name, with profile, person and busy slots at hand."""
    query = (
        sa.select(Attendance)
        .join(Attendance.profile)
        .where(Attendance.event_id == event.id, Attendance.cancelled_at.is_(None))
        .options(
            joinedload(Attendance.profile).joinedload(Profile.contact_user),
            joinedload(Attendance.person),
            selectinload(Attendance.busy),
        )
        .order_by(sa.func.lower(Profile.name), Attendance.id)
    )
    return db.session.scalars(query).all()

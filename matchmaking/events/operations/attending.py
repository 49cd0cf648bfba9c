"""Whether an organisation comes, how, who for it, and when it is free. Each change is a fact for the schedule above."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm.attributes import flag_modified

from matchmaking.accounts.models import User
from matchmaking.audit import operations as audit
from matchmaking.errors import NotAllowed, NotFound, StaleDecision
from matchmaking.events import policy, queries
from matchmaking.events.models import Attendance, BusySlot, Event, Mode
from matchmaking.events.wording import last_decision
from matchmaking.extensions import db
from matchmaking.outbox import operations as outbox
from matchmaking.profiles.models import Profile

CHANGED, CANCELLED = "attendance.changed", "attendance.cancelled"
NOT_ANSWERED = 0  # the version that a form shows while nobody has answered


@dataclass(frozen=True, kw_only=True)
class AttendanceAnswer:
    """How an organisation takes part. `person_id` None: its contact person; `free`: ids of slots."""

    mode: Mode
    person_id: int | None
    free: Collection[int]


def answer(
    event: Event, profile: Profile, said: AttendanceAnswer, *, shown_version: int, actor: User, now: datetime
) -> Attendance:
    """Say that the organisation takes part, or change how; also after a « no ».

    Raises NotAllowed, NotFound for a person who is no member, and StaleDecision.
    """
    if not policy.can_answer(actor, profile, event, now=now):
        raise NotAllowed(f"attendance of profile {profile.key}")
    if said.person_id is not None and said.person_id not in {member.user_id for member in profile.members}:
        raise NotFound(f"member {said.person_id} of profile {profile.key}")
    attendance = _standing(event, profile, shown_version, actor)
    first = attendance is None
    if attendance is None:
        attendance = Attendance(event=event, profile=profile, mode=said.mode, created_at=now)
        db.session.add(attendance)
    attendance.mode, attendance.person_id, attendance.cancelled_at = said.mode, said.person_id, None
    _set_busy(attendance, {slot.id for slot in event.slots} - set(said.free))
    _record("attendance.answered" if first else CHANGED, attendance, actor=actor, now=now, mode=said.mode.value)
    outbox.publish(CHANGED, _told(attendance), now=now)
    return attendance


def decline(event: Event, profile: Profile, *, shown_version: int, actor: User, now: datetime) -> Attendance:
    """Say that the organisation does not come; kept, so that nobody asks again."""
    if not policy.can_answer(actor, profile, event, now=now):
        raise NotAllowed(f"attendance of profile {profile.key}")
    attendance = _standing(event, profile, shown_version, actor)
    if attendance is None:
        attendance = Attendance(event=event, profile=profile, mode=policy.usual_mode(profile), created_at=now)
        db.session.add(attendance)
    _cancel(attendance, actor=actor, now=now)
    return attendance


def cancel(attendance: Attendance, *, shown_version: int, actor: User, now: datetime) -> None:
    """An organizer was told that the organisation does not come after all."""
    if not policy.can_organize(actor):
        raise NotAllowed(f"attendance {attendance.id}")
    _check(attendance, shown_version, actor)
    _cancel(attendance, actor=actor, now=now)


def restore(attendance: Attendance, *, shown_version: int, actor: User, now: datetime) -> None:
    """Take a cancellation back: mode, person and free times stand as they were."""
    if not policy.can_answer(actor, attendance.profile, attendance.event, now=now):
        raise NotAllowed(f"attendance {attendance.id}")
    _check(attendance, shown_version, actor)
    attendance.cancelled_at = None
    _record("attendance.restored", attendance, actor=actor, now=now)
    outbox.publish(CHANGED, _told(attendance), now=now)


def follow_profile(profile_id: int, *, now: datetime) -> None:
    """A profile was withdrawn: it does not take part in what is still to come. Nothing, where it is back already."""
    rows = db.session.scalars(
        sa.select(Attendance)
        .join(Attendance.event)
        .where(Attendance.profile_id == profile_id, Attendance.cancelled_at.is_(None), Event.ends_at > now)
        .order_by(Attendance.id)
    ).all()
    for attendance in rows:
        if not policy.can_take_part(attendance.profile):
            _cancel(attendance, actor=None, now=now)


def subject_of(attendance: Attendance) -> str:
    """How the audit trail names it."""
    return f"attendance:{attendance.id}"


def _standing(event: Event, profile: Profile, shown_version: int, actor: User) -> Attendance | None:
    """The answer as it stands; raises StaleDecision where the form showed another one."""
    attendance = queries.find_attendance(event, profile)
    if attendance is not None:
        _check(attendance, shown_version, actor)
    return attendance


def _check(attendance: Attendance, shown_version: int, actor: User) -> None:
    if attendance.version == shown_version:
        return
    if policy.can_organize(actor):
        raise StaleDecision(last_decision(subject_of(attendance)))
    raise StaleDecision(str(_("The answer of %(name)s was changed in the meantime.", name=attendance.profile.name)))


def _set_busy(attendance: Attendance, slot_ids: set[int]) -> None:
    """Change what differs only; the rows of slots that stay busy stay."""
    for row in [row for row in attendance.busy if row.slot_id not in slot_ids]:
        attendance.busy.remove(row)
    standing = {row.slot_id for row in attendance.busy}
    attendance.busy.extend(BusySlot(slot_id=slot_id) for slot_id in sorted(slot_ids - standing))


def _cancel(attendance: Attendance, *, actor: User | None, now: datetime) -> None:
    attendance.cancelled_at = now
    _record(CANCELLED, attendance, actor=actor, now=now)
    outbox.publish(CANCELLED, _told(attendance), now=now)


def _told(attendance: Attendance) -> dict[str, int]:
    return {"event_id": attendance.event_id, "profile_id": attendance.profile_id}


def _record(action: str, attendance: Attendance, *, actor: User | None, now: datetime, **details: object) -> None:
    """Write it down and move the version on, also when only the free times changed."""
    flag_modified(attendance, "mode")
    db.session.flush()
    actor_id = actor.id if actor else None
    audit.record(action, subject_of(attendance), actor_id=actor_id, now=now, **details)
    db.session.flush()

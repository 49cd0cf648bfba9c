"""The clocks with everything they go by at one moment: the organizers' delays, the event ahead, who stays away from it.
Read once for a page or a run, however many introductions it looks at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from matchmaking.events.models import Attendance, Event
from matchmaking.events.queries import find_next
from matchmaking.extensions import db
from matchmaking.introductions.clocks import Agenda, Delays, EventDates, Waiting, agenda
from matchmaking.introductions.lifecycle import Answer, IntroductionStatus
from matchmaking.introductions.models import Introduction, IntroductionSide
from matchmaking.introductions.queries import list_unasked, subject_ref
from matchmaking.introductions.weekends import KEPT, WORKED, Weekends
from matchmaking.settings import queries as switches


@dataclass(frozen=True)
class Timetable:
    """What the clocks of all introductions go by."""

    delays: Delays
    event: Event | None  # running or ahead
    absent: frozenset[int]  # profiles that have cancelled their part in it
    last_end: datetime | None  # of the event that was held last
    unasked: frozenset[tuple[str | None, int | None]]  # introduction and person whose first letter never left

    def agenda(self, introduction: Introduction) -> Agenda | None:
        """Its dates as things stand; None where nobody's answer is missing."""
        waiting = [side for side in introduction.sides if side.answer is Answer.PENDING]
        if introduction.status is not IntroductionStatus.PROPOSED or not waiting:
            return None
        ref = subject_ref(introduction)
        asked = [
            Waiting(side.profile.country, self._began(side), (ref, side.contact_user_id) not in self.unasked)
            for side in waiting
        ]
        return agenda(asked, self.delays, self._event_of(introduction))

    def _began(self, side: IntroductionSide) -> datetime:
        """Who was asked before an event that is over has the whole ordinary time after it."""
        if self.last_end is None or self.last_end <= side.asked_at:
            return side.asked_at
        return self.delays.weekends.next_working(self.last_end, side.profile.country)

    def _event_of(self, introduction: Introduction) -> EventDates | None:
        """The event ahead, unless one of the two has said that it stays away."""
        if self.event is None or any(side.profile_id in self.absent for side in introduction.sides):
            return None
        return EventDates(self.event.starts_at, self.event.cutoff_at)


def weekends() -> Weekends:
    """Which days rest, as organizers have set it."""
    return KEPT if switches.current().weekends_kept else WORKED


def timetable(now: datetime) -> Timetable:
    """As things stand at this moment."""
    event = find_next(now)
    away = sa.select(Attendance.profile_id).where(
        Attendance.event_id == (event.id if event else None), Attendance.cancelled_at.is_not(None)
    )
    ended = sa.select(sa.func.max(Event.ends_at)).where(Event.ends_at <= now)
    return Timetable(
        delays=_delays(),
        event=event,
        absent=frozenset(db.session.scalars(away)) if event else frozenset(),
        last_end=db.session.scalar(ended),
        unasked=list_unasked(),
    )


def _delays() -> Delays:
    now = switches.current()
    return Delays(
        event_reminders=(
            timedelta(hours=now.event_first_reminder_hours),
            timedelta(hours=now.event_second_reminder_hours),
        ),
        event_call=timedelta(hours=now.event_call_hours),
        reminders=(timedelta(days=now.first_reminder_days), timedelta(days=now.second_reminder_days)),
        alert=timedelta(days=now.alert_days),
        close=timedelta(days=now.close_days),
        weekends=weekends(),
    )

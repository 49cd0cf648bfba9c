"""The clock strikes: reminders, the call list, the alert, the end. Everything here may run twice and then does nothing
more, and nothing happens to a side on its weekend, however late the worker comes."""

from __future__ import annotations

from datetime import datetime, timedelta

from matchmaking.extensions import db
from matchmaking.introductions import notifications, policy, queries
from matchmaking.introductions.clocks import Agenda
from matchmaking.introductions.lifecycle import Answer, closing_action, next_status
from matchmaking.introductions.models import Introduction, IntroductionSide
from matchmaking.introductions.operations.decisions import ending_hold, record, take
from matchmaking.introductions.operations.returning import ask_to_return
from matchmaking.introductions.timetable import Timetable, timetable
from matchmaking.outbox import operations as outbox
from matchmaking.settings import queries as switches

TICK = "introductions.tick"
WARNING = timedelta(days=1)  # nothing is closed sooner after organizers were alerted, not even after a standstill
MINUTE = timedelta(minutes=1)


def tick(*, now: datetime) -> None:
    """Do whatever is due for all introductions that wait, and ask to be woken at the next date."""
    table, following = timetable(now), []
    for introduction in queries.list_awaited(now):
        agenda = table.agenda(introduction)
        if agenda is not None and policy.stands(introduction):
            if any(moment <= now for moment in agenda.moments()):
                take(introduction)
                _follow(introduction, table, now=now)
            following += _moments_ahead(introduction, table, now=now)
    _wake(following, now=now)
    db.session.flush()


def wind(introduction: Introduction, *, now: datetime) -> None:
    """Ask to be woken at this introduction's next date."""
    _wake(_moments_ahead(introduction, timetable(now), now=now), now=now)


def _wake(moments: list[datetime], *, now: datetime) -> None:
    """One job for one minute, whoever asks for it."""
    if moments:
        due = min(moments).replace(second=0, microsecond=0) + MINUTE
        outbox.enqueue(TICK, {}, now=now, unique_key=f"{TICK}:{due:%Y%m%d%H%M}", after=due - now)


def _moments_ahead(introduction: Introduction, table: Timetable, *, now: datetime) -> list[datetime]:
    agenda, rule = table.agenda(introduction), table.delays.weekends
    if agenda is None:
        return []
    moments = [moment for moment in agenda.moments() if moment > now]
    if introduction.alerted_at is not None:
        moments += [at for at in [introduction.alerted_at + WARNING] if at > now]
    resting = [side.profile.country for side in introduction.sides if rule.rests(now, side.profile.country)]
    return moments + [rule.next_working(now, country) for country in resting]


def _follow(introduction: Introduction, table: Timetable, *, now: datetime) -> None:
    agenda, rule = table.agenda(introduction), table.delays.weekends
    if agenda is None:
        return  # answered a moment ago
    waiting = [side for side in introduction.sides if side.answer is Answer.PENDING]
    for side in waiting:
        if not rule.rests(now, side.profile.country):
            _remind(side, agenda, now=now)
            _put_on_call_list(side, agenda, now=now)
    if any(rule.rests(now, side.profile.country) for side in waiting):
        return
    if agenda.alert_at is not None and agenda.alert_at <= now and introduction.alerted_at is None:
        introduction.alerted_at = now
        record("alerted", introduction, actor=None, now=now)
    alerted_at = introduction.alerted_at
    if agenda.closes_at is not None and agenda.closes_at <= now and alerted_at and alerted_at + WARNING <= now:
        _close(introduction, waiting, now=now)


def _remind(side: IntroductionSide, agenda: Agenda, *, now: datetime) -> None:
    """One letter, also where two reminders have become due while the worker stood still."""
    due = sum(moment <= now for moment in agenda.reminders[side.profile.country])
    if side.reminders >= due or not notifications.can_remind(side):
        return
    side.reminders, side.reminded_at = due, now
    record("reminded", side.introduction, actor=None, now=now, side=side)
    notifications.remind(side, agenda, now=now)


def _put_on_call_list(side: IntroductionSide, agenda: Agenda, *, now: datetime) -> None:
    if side.call_since is None and agenda.calls[side.profile.country] <= now:
        side.call_since = now
        record("to_call", side.introduction, actor=None, now=now, side=side)


def _close(introduction: Introduction, waiting: list[IntroductionSide], *, now: datetime) -> None:
    """End it without an answer; the pair may return after the time of a « not now »."""
    action = closing_action(queries.was_reached(side) for side in waiting)
    introduction.status, introduction.closed_at = next_status(introduction.status, action), now
    notifications.withdraw_all(introduction, actor=None, now=now)
    record(introduction.status.value, introduction, actor=None, now=now)
    for side in waiting:
        side.closed_until = now + timedelta(days=switches.current().not_now_days)
        ask_to_return(side, now=now)
    for side in introduction.sides:
        if notifications.was_told(side):
            notifications.tell_unanswered(side, now=now, hold=ending_hold())
    outbox.publish("introduction.ended", {"introduction_id": introduction.id}, now=now)

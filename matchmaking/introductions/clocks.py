"""The two clocks of an introduction that waits: which step is due when. Pure: dates in, dates out.

The event's clock runs where the ordinary one would close the introduction only after the event has begun; otherwise
the ordinary one. Delays count from the moment a side's letter leaves, in calendar time; a step that would fall on the
receiver's weekend moves to their first working morning. A step that was moved keeps a day of distance to the next
(or their own distance, where that is less), so that two reminders never leave together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from matchmaking.introductions.weekends import KEPT, Weekends
from matchmaking.profiles.vocabulary import Country

LEAST_DISTANCE = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Delays:
    """What organizers have set, each from the moment the letter leaves; each list grows."""

    event_reminders: tuple[timedelta, timedelta]
    event_call: timedelta
    reminders: tuple[timedelta, timedelta]
    alert: timedelta
    close: timedelta
    weekends: Weekends = KEPT


@dataclass(frozen=True)
class EventDates:
    """When the event begins, and from when on a pair may be scheduled without its answers."""

    starts_at: datetime
    cutoff_at: datetime


@dataclass(frozen=True)
class Waiting:
    """One side whose answer is missing, and when its letter left or will leave."""

    country: Country
    asked_at: datetime
    is_asked: bool = True  # False where the letter was kept back or refused: nobody is reminded of what they never read


@dataclass(frozen=True, kw_only=True)
class Agenda:
    """The dates of an introduction as things stand; each may be past."""

    began: Mapping[Country, datetime]  # when a side that has not answered was asked
    reminders: Mapping[Country, tuple[datetime, ...]]
    calls: Mapping[Country, datetime]  # from then on the side stands on the call list
    unasked: frozenset[Country] = frozenset()  # whose letter never left: they stand on it already, and get no reminder
    alert_at: datetime | None  # None before an event: the call list is the alert
    closes_at: datetime | None  # None before an event: nothing is closed until it is over
    provisional_from: datetime | None  # the cut-off, where the event's clock runs

    def moments(self) -> list[datetime]:
        """Every moment at which something is due, in the order of time."""
        single = [moment for moment in (self.alert_at, self.closes_at) if moment is not None]
        return sorted([*single, *self.calls.values(), *(at for steps in self.reminders.values() for at in steps)])


def agenda(waiting: Sequence[Waiting], delays: Delays, event: EventDates | None) -> Agenda:
    """The dates for one or two sides that have not answered; `event` is the one ahead or running."""
    found = _dates(waiting, delays, event)
    unasked = frozenset(side.country for side in waiting if not side.is_asked)
    reminders = {country: () if country in unasked else steps for country, steps in found.reminders.items()}
    return replace(found, unasked=unasked, reminders=reminders)


def _dates(waiting: Sequence[Waiting], delays: Delays, event: EventDates | None) -> Agenda:
    ordinary = _ordinary(waiting, delays)
    assert ordinary.closes_at is not None
    if event is None or ordinary.closes_at <= event.starts_at:
        return ordinary
    return Agenda(
        began={side.country: side.asked_at for side in waiting},
        reminders={side.country: _event_steps(side, delays, event)[0] for side in waiting},
        calls={side.country: _event_steps(side, delays, event)[1] for side in waiting},
        alert_at=None,
        closes_at=None,
        provisional_from=event.cutoff_at,
    )


def _ordinary(waiting: Sequence[Waiting], delays: Delays) -> Agenda:
    """Reminders, the alert that also puts both on the call list, the end."""
    rule = delays.weekends
    steps = {side.country: _chain(side, (*delays.reminders, delays.alert, delays.close), rule) for side in waiting}
    alert_at = rule.next_working_for_all(max(chain[2] for chain in steps.values()), steps.keys())
    closes_at = max(
        *(chain[3] for chain in steps.values()), alert_at + min(LEAST_DISTANCE, delays.close - delays.alert)
    )
    return Agenda(
        began={side.country: side.asked_at for side in waiting},
        reminders={country: chain[:2] for country, chain in steps.items()},
        calls=dict.fromkeys(steps, alert_at),
        alert_at=alert_at,
        closes_at=rule.next_working_for_all(closes_at, steps.keys()),
        provisional_from=None,
    )


def _event_steps(side: Waiting, delays: Delays, event: EventDates) -> tuple[tuple[datetime, ...], datetime]:
    """Reminders before the cut-off only; the call by the cut-off at the latest, before the weekend where that is one.
    Who is asked after the cut-off is called at once."""
    rule = delays.weekends
    *reminders, call = _chain(side, (*delays.event_reminders, delays.event_call), rule)
    before = tuple(at for at in reminders if at < event.cutoff_at)
    latest = max(event.cutoff_at, side.asked_at)
    if call > latest:
        call = latest
        if rule.rests(call, side.country):
            call = max(side.asked_at, *before, rule.last_working_before(call, side.country))
    return before, call


def _chain(side: Waiting, delays: Sequence[timedelta], rule: Weekends) -> tuple[datetime, ...]:
    """The moments of growing delays, none on the weekend, each after the one before."""
    moments = [rule.next_working(side.asked_at + delays[0], side.country)]
    for before, delay in pairwise(delays):
        at = max(side.asked_at + delay, moments[-1] + min(LEAST_DISTANCE, delay - before))
        moments.append(rule.next_working(at, side.country))
    return tuple(moments)

"""The past from its first day to this one, as the agenda of everything that does not follow from something else.

A round table some months ago with all that came of it, and another one three weeks ahead.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial

from matchmaking import clock
from matchmaking.accounts.models import RoleName
from matchmaking.demonstration import operations as demonstration
from matchmaking.demonstration import round_table
from matchmaking.demonstration.people import Person
from matchmaking.demonstration.simulation import (
    answering,
    event_day,
    following_up,
    introducing,
    organisations,
    outcomes,
    round_tables,
    signing_up,
    worker,
)
from matchmaking.demonstration.simulation.agenda import Happening
from matchmaking.demonstration.simulation.pace import Pace
from matchmaking.demonstration.simulation.world import DAY, World, morning, working_day
from matchmaking.extensions import db
from matchmaking.outbox.jobs import delete_done_jobs

AHEAD = timedelta(days=21)
COLLEAGUE = Person("Nabil Ferhat", "organisateur@demo.example", "+21300009998")
MONDAY, TUESDAY, WEDNESDAY, THURSDAY = range(4)
ROUNDS = ((8, 5), (18, 5))  # when the worker comes by


def play(*, seed: int, number: int, today: datetime, pace: Pace) -> Iterator[datetime]:
    """Play the past up to the morning of `today` with so many organisations; the same seed plays the same one on any
    hour of the same day. Yields the moment it has come to after everything that happens; the caller commits."""
    today = morning(today, hour=6)
    world = World(random.Random(seed), begins_at=today - pace.lasts, today=today, pace=pace)  # noqa: S311  (a story, no secret)
    with _alone():
        _gather(world, number)
        signing_up.begin(world)
        _write_agenda(world)
        sent_until = world.begins_at
        for at, happening in world.agenda.until(today):
            with clock.standing_at(at):
                if at > sent_until:
                    worker.send_due(sent_until := at)
                happening(at)
            yield at
        with clock.standing_at(today):
            worker.send_due(today)
            worker.do_due(today)
            worker.compute_suggestions(today)
            delete_done_jobs(before=today)
        yield today


@contextmanager
def _alone() -> Iterator[None]:
    """Nobody else writes while the year is played: what is loaded stays true after a commit. That halves the time."""
    session = db.session()
    session.expire_on_commit = False
    try:
        yield
    finally:
        session.expire_on_commit = True
        session.expire_all()


def _gather(world: World, number: int) -> None:
    """The organisations of the file, varied ones for the rest, a second organizer; no event yet."""
    round_table.clear()
    demonstration.add_person(COLLEAGUE, RoleName.ORGANIZER, residence="DZ", now=world.begins_at)
    told = demonstration.told()
    standing = demonstration.count_organisations()
    numbers = {country: sum(one["country"] == country for one in told) for country in ("ML", "DZ")}
    for data in organisations.vary(told, max(0, number - standing), world.rng):
        numbers[data["country"]] += 1
        added = demonstration.add_organisation(data, numbers[data["country"]], now=world.begins_at)
        if added.contact_user is not None:
            added.contact_user.locale = data["languages"][0]


def _write_agenda(world: World) -> None:
    pace = world.pace
    held_on, ahead_on = _thursday(world.today - pace.held_ago), _thursday(world.today + AHEAD)
    world.add(morning(held_on - pace.announced_before), partial(_announce_first, world, held_on))
    world.add(morning(world.today - 35 * DAY), partial(_announce_second, world, ahead_on))
    for days in range(pace.first_run, pace.lasts.days, pace.run_every):
        world.add(morning(world.begins_at + days * DAY, hour=6), worker.compute_suggestions)
    world.add(morning(working_day(held_on - 24 * DAY), hour=10), partial(introducing.plan, world))
    courses = outcomes.Courses()
    for days in range(1, pace.lasts.days):
        _write_day(world, courses, world.begins_at + days * DAY)


def _thursday(at: datetime) -> datetime:
    """The next one: the days ahead of it are working days on both shores."""
    return at + (THURSDAY - at.weekday()) % 7 * DAY


def _write_day(world: World, courses: outcomes.Courses, day: datetime) -> None:
    """What is done on such a weekday in every week; the worker comes by each morning and evening."""
    weekly: dict[int, tuple[tuple[int, Happening], ...]] = {
        MONDAY: ((9, partial(outcomes.ask, world, courses)), (11, partial(introducing.react, world))),
        TUESDAY: ((10, partial(introducing.review, world)), (11, partial(answering.call, world))),
        WEDNESDAY: ((10, partial(introducing.ask, world)), (12, following_up.remind)),
        THURSDAY: ((11, partial(answering.call, world)),),
    }
    for hour, happening in weekly.get(day.weekday(), ()):
        world.add(morning(day, hour=hour), happening)
    for hour, minute in ROUNDS:
        world.add(morning(day, hour=hour, minute=minute), worker.do_due)
    world.add(morning(day, hour=12, minute=30), partial(answering.notice, world))
    world.add(morning(day, hour=18, minute=30), partial(answering.notice, world))


def _announce_first(world: World, day: datetime, now: datetime) -> None:
    """The round table that has been: its answers, its schedule, its day, and the follow-up that began on it."""
    event = round_tables.announce(world, "Table ronde numérique Mali–Algérie, première édition", day, now)
    number, before = event.id, partial(round_tables.days_before, event)
    _collect(world, number, now, until=event.cutoff_at)
    world.add(before(2, hour=10), partial(round_tables.arrange, world, number))
    world.add(before(1, hour=10), partial(round_tables.change, world, number))
    world.add(before(1, hour=15), partial(round_tables.arrange, world, number))
    world.add(before(0, hour=8), partial(event_day.open_doors, world, number))
    world.add(before(0, hour=9), partial(event_day.walk_in, world, number))
    world.add(before(0, hour=11), partial(event_day.run_late, world, number))
    world.add(before(0, hour=20), partial(event_day.look_back, world, number))
    plan = following_up.Plan()
    world.add(before(0, hour=19), partial(following_up.note_down, world, plan, number))
    world.add(before(-18, hour=10), partial(following_up.draw_road_map, world, plan))
    world.add(before(-25, hour=10), partial(following_up.propose_actions, world, plan))
    world.add(working_day(before(-50, hour=10)), partial(following_up.meet, world, 0))
    world.add(working_day(before(-140, hour=10)), partial(following_up.meet, world, 1))


def _announce_second(world: World, day: datetime, now: datetime) -> None:
    """The one that comes: answers come in, and a first schedule of what is accepted already stands."""
    event = round_tables.announce(world, "Table ronde numérique Mali–Algérie, deuxième édition", day, now)
    _collect(world, event.id, now, until=world.today)
    world.add(morning(world.today - 3 * DAY, hour=10), partial(round_tables.arrange, world, event.id))
    following_up.plan_meeting(world, morning(working_day(world.today + 12 * DAY), hour=10), now)


def _collect(world: World, event_id: int, now: datetime, *, until: datetime) -> None:
    at = now + DAY
    while at < until:
        world.add(morning(at, hour=17), partial(round_tables.collect_answers, world, event_id))
        at += 6 * DAY

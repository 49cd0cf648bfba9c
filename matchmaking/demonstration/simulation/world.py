"""The stage of the simulated year: chance, the agenda, the people who act, and when people do things."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import cached_property

import sqlalchemy as sa

from matchmaking.accounts.models import RoleName, User
from matchmaking.demonstration.simulation.agenda import Agenda, Happening
from matchmaking.demonstration.simulation.pace import Pace
from matchmaking.events.models import Event
from matchmaking.events.times import BAMAKO
from matchmaking.extensions import db
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.models import Profile

FRIDAY = 4  # with Saturday and Sunday a day of rest on at least one shore
DAY = timedelta(days=1)


@dataclass
class World:
    """Where the year is played."""

    rng: random.Random
    begins_at: datetime
    today: datetime
    pace: Pace
    agenda: Agenda = field(default_factory=Agenda)
    known_introductions: int = 0  # the newest one whose two sides have made up their minds
    silent: set[int] = field(default_factory=set)  # people whom neither letters nor calls move
    cast: list[Profile] = field(default_factory=list)  # everybody who comes; held, so that nobody is loaded twice

    @property
    def organizer(self) -> User:
        """Who decides today."""
        return self.rng.choice(self.organizers)

    @cached_property
    def organizers(self) -> list[User]:
        """The invented organizers, the first of the demonstration first."""
        query = sa.select(User).where(User.fictional, User.roles.any(name=RoleName.ORGANIZER))
        return list(db.session.scalars(query.order_by(User.id)))

    def chance(self, share: float) -> bool:
        """True in this share of cases."""
        return self.rng.random() < share

    def daytime(self, at: datetime) -> datetime:
        """The same moment, or where people sleep, some time of the next morning."""
        local = at.astimezone(BAMAKO)
        if local.hour >= 21:
            local += DAY
        elif local.hour >= 7:
            return at
        return datetime.combine(local.date(), time(8), BAMAKO) + timedelta(minutes=self.rng.randrange(180))

    def after(self, at: datetime, *, hours: float) -> datetime:
        """A moment of the day after about so many hours: most come sooner, a few much later."""
        return self.daytime(at + timedelta(hours=self.rng.expovariate(1 / hours), minutes=11))

    def add(self, at: datetime, happening: Happening) -> None:
        """Let it happen then, if the year still lasts."""
        if at <= self.today:
            self.agenda.add(at, happening)


def morning(day: datetime, *, hour: int = 9, minute: int = 0) -> datetime:
    """A time of this day by Bamako's clock."""
    return datetime.combine(day.astimezone(BAMAKO).date(), time(hour, minute), BAMAKO)


def working_day(at: datetime) -> datetime:
    """The same day, or the next one on which both shores work, at the same time."""
    while at.astimezone(BAMAKO).weekday() >= FRIDAY:
        at += DAY
    return at


def published() -> list[Profile]:
    """The invented organisations that are shown at this moment, by key."""
    query = sa.select(Profile).where(Profile.fictional, Profile.status == ProfileStatus.PUBLISHED)
    return list(db.session.scalars(query.order_by(Profile.key)))


def event_of(event_id: int) -> Event:
    """One of the year's round tables."""
    return db.session.get_one(Event, event_id)

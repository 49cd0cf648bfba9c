"""Random sequences of everything that people can do: the rows always agree with a few lines that say what should be."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matchmaking.errors import DomainError
from matchmaking.extensions import db
from matchmaking.introductions import operations, queries
from matchmaking.introductions.lifecycle import Answer, AnswerChannel, IntroductionStatus
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.operations import ToldAnswer
from matchmaking.matching.lifecycle import PairStatus
from matchmaking.matching.models import PairReview
from matchmaking.outbox.models import Message
from tests.introductions.world import ALGERIAN, HOLD, MALIAN, ORGANIZER, World, make_pair, noon

S, A = IntroductionStatus, Answer
COUNTRIES = st.sampled_from(["ML", "DZ"])
STEPS = st.one_of(
    st.tuples(st.just("answer"), COUNTRIES, st.sampled_from([A.YES, A.YES, A.NO])),
    st.tuples(st.just("tell"), COUNTRIES, st.sampled_from([A.YES, A.NO])),
    st.tuples(st.just("contradict"), COUNTRIES),
    st.tuples(st.just("wait"), st.sampled_from([timedelta(minutes=4), HOLD])),
    st.tuples(st.just("undo")),
)


@dataclass
class Expected:
    """What should be, in as few words as possible."""

    counted: dict[str, Answer] = field(default_factory=lambda: {"ML": A.PENDING, "DZ": A.PENDING})
    told: dict[str, tuple[Answer, timedelta]] = field(default_factory=dict)  # answer and time until it counts
    cancelled: bool = False

    @property
    def status(self) -> IntroductionStatus:
        if self.cancelled:
            return S.CANCELLED
        if A.NO in self.counted.values():
            return S.DECLINED
        return S.ACCEPTED if set(self.counted.values()) == {A.YES} else S.PROPOSED

    def may_answer(self, country: str) -> bool:
        own = self.counted[country]
        other = self.counted["DZ" if country == "ML" else "ML"]
        return self.status is S.PROPOSED or (self.status is S.DECLINED and own is A.NO and other is A.PENDING)

    def answer(self, country: str, said: Answer) -> bool:
        if self.counted[country] is said:
            return True
        if not self.may_answer(country):
            return False
        self.counted[country] = said
        self.told.pop(country, None)
        return True

    def tell(self, country: str, said: Answer) -> bool:
        if not self.may_answer(country):
            return False
        self.counted[country], self.told[country] = A.PENDING, (said, HOLD)
        return True

    def contradict(self, country: str) -> bool:
        return not self.cancelled and self.told.pop(country, None) is not None

    def wait(self, passed: timedelta) -> bool:
        self.told = {country: (said, left - passed) for country, (said, left) in self.told.items()}
        for country, (said, left) in sorted(self.told.items(), key=lambda item: item[1][1]):
            if left <= timedelta() and self.status in (S.PROPOSED, S.DECLINED):
                self.counted[country] = said
                del self.told[country]
        return True

    def undo(self) -> bool:
        if self.status not in (S.PROPOSED, S.ACCEPTED):
            return False
        self.cancelled = True
        return True


@pytest.fixture
def introduced(app: Flask) -> World:
    """The pair; each example begins with a fresh approval."""
    made = World(app, noon())
    make_pair(app)
    return made


def begin(world: World) -> None:
    with world.app.app_context():
        for model in (Introduction, PairReview, Message):
            for row in db.session.scalars(sa.select(model)).all():
                db.session.delete(row)
        db.session.commit()
    world.approve()
    world.later(HOLD)


def act(world: World, step: tuple[object, ...]) -> bool:
    """Do it for real; False where the product refused."""
    verb, *rest = step
    if verb == "wait":
        assert isinstance(rest[0], timedelta)
        world.later(rest[0])
        with world.app.app_context():
            operations.settle_due(now=world.now)
            db.session.commit()
        return True
    with world.app.app_context():
        try:
            _decide(world, str(verb), *rest)
        except DomainError:
            db.session.rollback()
            return False
        db.session.commit()
        return True


def _decide(world: World, verb: str, country: object = None, said: object = None) -> None:
    organizer, now = world.user(ORGANIZER), world.now
    if verb == "undo":
        found = world.introduction()
        operations.undo(found, shown_version=found.version, actor=organizer, now=now)
        return
    side = world.side(str(country))
    person = world.user(MALIAN if country == "ML" else ALGERIAN)
    if verb == "contradict":
        operations.contradict(side, shown_version=side.version, actor=person, now=now)
        return
    assert isinstance(said, Answer)
    if verb == "answer":
        channel = AnswerChannel.SITE
        operations.answer(side, said, shown_version=side.version, channel=channel, actor=person, now=now)
    else:
        told = ToldAnswer(answer=said, channel=AnswerChannel.PHONE, spoken_at=now, name="Moussa")
        operations.record_answer(side, told, shown_version=side.version, actor=organizer, now=now)


def check(world: World, expected: Expected) -> None:
    with world.app.app_context():
        found = world.introduction()
        sides = {side.profile.country.value: side for side in found.sides}
        assert found.status is expected.status
        assert {country: side.counted for country, side in sides.items()} == expected.counted
        assert {country for country, side in sides.items() if side.is_provisional} == set(expected.told)
        both_yes = set(expected.counted.values()) == {A.YES}
        is_open = queries.contacts_open(found)
        assert is_open == (both_yes and found.status is S.ACCEPTED)
        assert {queries.find_contact(side) is not None for side in found.sides} == {is_open}
        review = db.session.scalars(sa.select(PairReview)).one()
        assert review.status is (PairStatus.OPEN if expected.cancelled else PairStatus.APPROVED)
        contacts = queries.list_letters(found, kind="introduction.contact")
        assert len(contacts) == (2 if both_yes else 0)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=9))
def test_contacts_are_open_exactly_when_both_answers_that_count_are_yes(
    introduced: World, steps: list[tuple[object, ...]]
) -> None:
    begin(introduced)
    expected = Expected()
    check(introduced, expected)
    for step in steps:
        verb, *rest = step
        allowed = getattr(expected, str(verb))(*rest)
        assert act(introduced, step) == allowed, step
        check(introduced, expected)

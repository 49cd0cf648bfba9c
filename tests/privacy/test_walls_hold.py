"""Whatever people do in whatever order: contacts are open exactly when both accepted, nobody sits at two tables at
once, no letter waits that the state contradicts, and nobody is reminded on a day of rest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matchmaking import clock
from matchmaking.accounts import operations as accounts
from matchmaking.accounts.models import Purpose, User
from matchmaking.database import Base
from matchmaking.errors import DomainError
from matchmaking.extensions import db
from matchmaking.introductions import operations as introducing
from matchmaking.introductions import policy, queries
from matchmaking.introductions.lifecycle import Answer, AnswerChannel, IntroductionStatus
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.operations import ToldAnswer
from matchmaking.meetings import operations as scheduling
from matchmaking.meetings import queries as schedules
from matchmaking.meetings.conflicts import Place
from matchmaking.meetings.people import people_of
from matchmaking.outbox import operations as outbox
from matchmaking.outbox.lifecycle import MessageStatus
from matchmaking.outbox.models import Message
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.queries import get_by_key
from tests.introductions.world import noon
from tests.meetings.world import World, introduce, make_event

PAIRS = (("ML01", "DZ01"), ("ML01", "DZ02"), ("ML02", "DZ02"))
ACTS = ("answer", "answer", "answer", "record", "add", "add", "move", "shift", "refuse", "cancel", "undo", "withdraw",
        "consent", "wait", "wait")  # fmt: skip
ASKS = {"introduction.proposal", "introduction.reminder", "introduction.resumed"}
RESTS = {"ML": (5, 6), "DZ": (4, 5)}  # Saturday and Sunday; Friday and Saturday
Draw = Callable[[int], int]


def act(world: World, name: str, draw: Draw) -> None:
    """Do it; what is refused is refused."""
    pair = PAIRS[draw(len(PAIRS))]
    if name in ("add", "move", "cancel", "shift", "refuse"):
        act_on_schedule(world, name, pair, draw)
    else:
        act_on_introduction(world, name, pair, draw)


def act_on_introduction(world: World, name: str, pair: tuple[str, str], draw: Draw) -> None:
    introduction, awa, now = world.introduction(*pair), world.user(), world.now
    side = introduction.sides[draw(2)]
    person = side.contact_user
    assert person is not None
    match name:
        case "answer":
            said, channel = (Answer.YES if draw(5) else Answer.NO), AnswerChannel.SITE
            introducing.answer(side, said, shown_version=side.version, channel=channel, actor=person, now=now)
        case "record":
            heard = ToldAnswer(answer=Answer.YES, channel=AnswerChannel.PHONE, spoken_at=now, name="Moussa")
            introducing.record_answer(side, heard, shown_version=side.version, actor=awa, now=now)
        case "undo":
            introducing.undo(introduction, shown_version=introduction.version, actor=awa, now=now)
        case "withdraw":
            profile = get_by_key(pair[0])
            profile.status = ProfileStatus.WITHDRAWN
            outbox.publish("profile.withdrawn", {"profile_id": profile.id}, now=now)
        case "consent":
            accounts.withdraw_consent(person, Purpose.TRANSFER, actor=person, now=now)


def act_on_schedule(world: World, name: str, pair: tuple[str, str], draw: Draw) -> None:
    event, introduction = world.event(), world.introduction(*pair)
    meeting = schedules.meetings_by_introduction(event).get(introduction.id)
    published = schedules.find_published(event)
    told = {"shown_number": published.number if published else 0, "actor": world.user(), "now": world.now}
    place = Place(event.slots[draw(4)], event.tables[draw(2)])
    match name:
        case "add":
            scheduling.add(event, introduction, place, **told)
        case "move" if meeting:
            scheduling.move(event, meeting, place, **told)
        case "cancel" if meeting:
            scheduling.cancel(event, meeting, **told)
        case "shift":
            scheduling.shift(event, place.slot, (draw(5) - 2) * 15, **told)
        case "refuse" if meeting:
            side = introduction.sides[draw(2)]
            own = next(one for one in meeting.sides if one.profile_id == side.profile_id)
            assert side.contact_user is not None
            scheduling.refuse(own, actor=side.contact_user, now=world.now)


def may_cross(user: User | None) -> bool:
    return user is not None and any(
        one.purpose is Purpose.TRANSFER and one.withdrawn_at is None for one in user.consents
    )


def check(world: World) -> None:
    event = world.event()
    for one in db.session.scalars(sa.select(Introduction).order_by(Introduction.id)):
        both = all(side.counted is Answer.YES for side in one.sides) and one.status is IntroductionStatus.ACCEPTED
        consented = all(may_cross(side.contact_user) for side in one.sides)
        assert [queries.find_contact(side) is not None for side in one.sides] == [both and consented] * 2
        waiting = db.session.scalars(
            sa.select(Message).where(
                Message.subject_ref == queries.subject_ref(one), Message.status == MessageStatus.WAITING
            )
        )
        kinds = {letter.kind for letter in waiting}
        if one.status is not IntroductionStatus.PROPOSED or not policy.stands(one):
            assert not kinds & ASKS, f"{one.status}: {kinds}"
        if not both:
            assert "introduction.contact" not in kinds
    for letter in db.session.scalars(sa.select(Message).where(Message.kind == "introduction.reminder")):
        if letter.sent_at is not None:
            assert letter.sent_at.weekday() not in RESTS[letter.address[:2].upper()]
    attendances = schedules.attendances_of(event)
    placements = schedules.list_placements(schedules.find_published(event))
    seats = [
        (one.starts_at, who)
        for one in placements
        for who in (*people_of(one.meeting, attendances), one.table)
        if who is not None
    ]
    assert len(seats) == len(set(seats)), "nobody and no table is in two meetings at a time"


@given(acts=st.lists(st.tuples(st.sampled_from(ACTS), st.randoms(use_true_random=False)), min_size=4, max_size=9))
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_walls_hold_whatever_is_done(
    app: Flask, monkeypatch: pytest.MonkeyPatch, acts: list[tuple[str, Any]]
) -> None:
    world = World(app, noon())
    monkeypatch.setattr(clock, "now", lambda: world.now)
    with app.app_context():
        for table in reversed(Base.metadata.sorted_tables):
            db.session.execute(sa.delete(table))
        db.session.commit()
        make_event(world, malian=2, algerian=2)
        introduce(world, *PAIRS, accepted=False)
    for name, random in acts:
        if name == "wait":
            world.later(timedelta(hours=random.choice((1, 24, 72))))
        with app.app_context():
            try:
                act(world, name, random.randrange)
                db.session.commit()
            except DomainError:
                db.session.rollback()
        world.later(timedelta(seconds=3))
        world.deliver()
        with app.app_context():
            check(world)

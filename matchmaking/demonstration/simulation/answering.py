"""The two sides of each introduction answer, or not: by the letter's link, signed in, by phone, after a reminder."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import sqlalchemy as sa

from matchmaking.demonstration.simulation import introducing
from matchmaking.demonstration.simulation.world import World
from matchmaking.extensions import db
from matchmaking.introductions import operations, policy
from matchmaking.introductions.call_list import list_calls
from matchmaking.introductions.lifecycle import Answer, AnswerChannel, CallResult
from matchmaking.introductions.models import Introduction, IntroductionSide
from matchmaking.matching.models import DeclineReason

ANSWERS = 0.72  # of those whom letters reach, without anybody calling
YES = 0.84  # of those who answer: about six in ten of all
PICKS_UP, CALLS_A_MORNING = 0.6, 15
REASONS = (
    DeclineReason.NOT_NOW,
    DeclineReason.NOT_NOW,
    DeclineReason.TOO_VAGUE,
    DeclineReason.COMPETITOR,
    DeclineReason.ALREADY_IN_CONTACT,
    None,
)
NOT_SETTLED = (CallResult.WILL_ANSWER, CallResult.CALL_AGAIN)


def notice(world: World, now: datetime) -> None:
    """The two sides of every new introduction make up their minds; organizers note what they want to remember."""
    new = sa.select(Introduction).where(Introduction.id > world.known_introductions).order_by(Introduction.id)
    for introduction in db.session.scalars(new).all():
        world.known_introductions = introduction.id
        introducing.note(world, introduction, now)
        for side in introduction.sides:
            if _reads(world, side) and world.chance(ANSWERS):
                at = world.after(max(now, introduction.held_until, side.asked_at), hours=world.rng.choice((8, 30, 70)))
                world.add(at, partial(_answer, world, side.id))


def call(world: World, now: datetime) -> None:
    """A morning at the telephone: the list from its top."""
    caller = world.organizer
    for line in list_calls(caller, now=now).rows[:CALLS_A_MORNING]:
        for side in line.to_tell:
            operations.tell_outcome(side, shown_version=side.version, actor=caller, now=now)
        picks_up = _is_moved(world, side_of_line := (line.to_answer or line.to_tell)[0]) and world.chance(PICKS_UP)
        for side in line.to_answer:
            if policy.can_record(caller, side, now):
                _call_about(world, side, picks_up, side_of_line.profile.contact_name or line.person, now)


def _call_about(world: World, side: IntroductionSide, picks_up: bool, person: str, now: datetime) -> None:
    caller = world.organizer
    if picks_up and world.chance(0.75):
        said = Answer.YES if world.chance(YES) else Answer.NO
        told = operations.ToldAnswer(
            answer=said,
            channel=world.rng.choice((AnswerChannel.PHONE, AnswerChannel.WHATSAPP)),
            spoken_at=now,
            name=person,
            reason=world.rng.choice(REASONS) if said is Answer.NO else None,
        )
        operations.record_answer(side, told, shown_version=side.version, actor=caller, now=now)
        return
    missed = CallResult.WRONG_NUMBER if world.chance(0.1) else CallResult.NO_PICKUP
    result = world.rng.choice(NOT_SETTLED) if picks_up else missed
    operations.note_call(side, result, shown_version=side.version, actor=caller, now=now)


def _answer(world: World, side_id: int, now: datetime) -> None:
    side = db.session.get_one(IntroductionSide, side_id)
    person = side.contact_user
    waits = side.answer is Answer.PENDING and policy.can_answer(side) and policy.is_out(side.introduction, now)
    if person is None or not waits:
        return
    said = Answer.YES if world.chance(YES) else Answer.NO
    operations.answer(
        side,
        said,
        shown_version=side.version,
        channel=AnswerChannel.LINK if world.chance(0.7) else AnswerChannel.SITE,
        actor=person,
        now=now,
        reason=world.rng.choice(REASONS) if said is Answer.NO else None,
    )


def _reads(world: World, side: IntroductionSide) -> bool:
    return policy.has_address(side) and _is_moved(world, side)


def _is_moved(world: World, side: IntroductionSide) -> bool:
    return side.contact_user_id not in world.silent

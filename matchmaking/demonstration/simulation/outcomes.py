"""What comes of the introductions: both sides are asked after a month and after three, and say what is true, mostly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import partial

import sqlalchemy as sa

from matchmaking.demonstration.simulation.texts import EVIDENCE
from matchmaking.demonstration.simulation.world import World
from matchmaking.extensions import db
from matchmaking.followup.lifecycle import Channel, NoFollowUpReason, OutcomeKind
from matchmaking.followup.models import OutcomeQuestion
from matchmaking.followup.operations import asking, outcomes
from matchmaking.followup.operations.outcomes import Declaration, Source
from matchmaking.introductions.models import Introduction
from matchmaking.profiles.vocabulary import Currency, Kind

K = OutcomeKind
ANSWERS_LETTER, ANSWERS_CALL, AGREES, IS_SEEN = 0.5, 0.6, 0.88, 0.5
COURSES: Mapping[int, tuple[tuple[int, tuple[OutcomeKind, ...]], ...]] = {  # round: how often, what is true
    1: (
        (34, (K.CONTACT,)),
        (36, (K.CONTACT, K.MET)),
        (8, (K.CONTACT, K.MET, K.MEMORANDUM)),
        (6, (K.CONTACT, K.MET, K.PILOT)),
        (16, (K.NO_FOLLOW_UP,)),
    ),
    2: (
        (14, (K.CONTACT,)),
        (30, (K.CONTACT, K.MET)),
        (14, (K.CONTACT, K.MET, K.MEMORANDUM)),
        (14, (K.CONTACT, K.MET, K.PILOT)),
        (9, (K.CONTACT, K.MET, K.PILOT, K.CONTRACT)),
        (19, (K.CONTACT, K.NO_FOLLOW_UP)),
    ),
}
AMOUNTS = ((Currency.XOF, 2_500_000, 40_000_000), (Currency.DZD, 600_000, 9_000_000), (Currency.EUR, 8_000, 90_000))
HEARD = (Channel.PHONE, Channel.WHATSAPP, Channel.IN_PERSON)


@dataclass
class Courses:
    """What is true of each introduction in each round, whoever is asked first, and which questions were noticed."""

    known: dict[tuple[int, int], Declaration] = field(default_factory=dict)
    newest_question: int = 0


def ask(world: World, courses: Courses, now: datetime) -> None:
    """The questions that are due go out; whoever is asked answers within days, or when an organizer calls, or not."""
    asking.ask_due(now=now)
    new = sa.select(OutcomeQuestion).where(OutcomeQuestion.id > courses.newest_question).order_by(OutcomeQuestion.id)
    for question in db.session.scalars(new).all():
        courses.newest_question = question.id
        if world.chance(ANSWERS_LETTER if question.by_letter else ANSWERS_CALL):
            world.add(world.after(now, hours=90), partial(_declare, world, courses, question.id))


def _declare(world: World, courses: Courses, question_id: int, now: datetime) -> None:
    question = db.session.get_one(OutcomeQuestion, question_id)
    introduction, speaker = question.introduction, question.speaker
    said = _course(world, courses, introduction, question.round)
    if not world.chance(AGREES):
        said = Declaration(kinds=frozenset({K.CONTACT}))  # one side remembers less than the other
    by_letter = question.by_letter and world.chance(0.85)
    heard_by = None if by_letter else world.organizer
    source = Source(channel=Channel.LINK if by_letter else world.rng.choice(HEARD), said_at=now, recorded_by=heard_by)
    outcomes.declare(introduction, speaker, said, source=source, now=now)
    money = [kind for kind in (K.INVESTMENT, K.CONTRACT, K.MEMORANDUM) if kind in said.kinds]
    if money and world.chance(IS_SEEN):
        outcomes.record_evidence(
            introduction,
            money[0],
            evidence=world.rng.choice(EVIDENCE),
            money=said.money.get(money[0]),
            actor=world.organizer,
            now=now,
        )


def _course(world: World, courses: Courses, introduction: Introduction, number: int) -> Declaration:
    """What is true by then; drawn once, so that both sides speak of the same."""
    key = (introduction.id, number)
    if key not in courses.known:
        weights, kinds = zip(*COURSES[number], strict=True)
        drawn = frozenset(world.rng.choices(kinds, weights)[0])
        if K.CONTRACT in drawn and _has_investor(introduction):
            drawn = drawn - {K.CONTRACT, K.PILOT} | {K.INVESTMENT}
        reason = world.rng.choice(tuple(NoFollowUpReason)) if K.NO_FOLLOW_UP in drawn else None
        money = {kind: _amount(world) for kind in (K.CONTRACT, K.INVESTMENT) if kind in drawn}
        courses.known[key] = Declaration(kinds=drawn, money=money, reason=reason)
    return courses.known[key]


def _amount(world: World) -> tuple[Decimal, Currency]:
    currency, least, most = world.rng.choice(AMOUNTS)
    return Decimal(world.rng.randrange(least, most, least // 10)), currency


def _has_investor(introduction: Introduction) -> bool:
    return any(side.profile.kind is Kind.INVESTOR for side in introduction.sides)

"""Reading what was said of introductions, who was asked, who has not answered."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from matchmaking.errors import NotFound
from matchmaking.extensions import db
from matchmaking.followup.lifecycle import OutcomeKind, Speaker
from matchmaking.followup.models import OutcomeQuestion, OutcomeStatement
from matchmaking.followup.standing import SIDES, Said, Standing, Standings, derive
from matchmaking.introductions.lifecycle import IntroductionStatus
from matchmaking.introductions.models import Introduction, IntroductionSide
from matchmaking.introductions.queries import between_those_in_place
from matchmaking.paging import Page, cut
from matchmaking.profiles.models import Profile

PAGE = 30
WITH_SIDES = (selectinload(Introduction.sides).options(joinedload(IntroductionSide.profile)),)


@dataclass(frozen=True)
class Followed:
    """An introduction whose contacts were opened, and what is known of it."""

    introduction: Introduction
    standings: Standings


@dataclass(frozen=True)
class AnswerRate:
    """Of the sides that were asked, how many have answered; a side asked twice counts once."""

    asked: int
    answered: int


def _opened() -> sa.ColumnElement[bool]:
    """Whether the two of an introduction had each other's contact, whatever became of it since."""
    return sa.and_(
        Introduction.contacts_opened_at.is_not(None),
        Introduction.status == IntroductionStatus.ACCEPTED,
        between_those_in_place(),
    )


def list_followed() -> list[Followed]:
    """Every introduction whose contacts are open, the latest first, in a fixed number of queries."""
    query = sa.select(Introduction).where(_opened()).options(*WITH_SIDES)
    rows = db.session.scalars(query.order_by(Introduction.contacts_opened_at.desc(), Introduction.id.desc())).all()
    known = standings(row.id for row in rows)
    return [Followed(row, known[row.id]) for row in rows]


def page_followed(*, page: int) -> Page[Followed]:
    """The same a page at a time; a page number beyond the last gives the last."""
    total = db.session.scalar(sa.select(sa.func.count(Introduction.id)).where(_opened())) or 0
    here = cut(page, total=total, length=PAGE)
    query = sa.select(Introduction).where(_opened()).options(*WITH_SIDES)
    order = (Introduction.contacts_opened_at.desc(), Introduction.id.desc())
    rows = db.session.scalars(query.order_by(*order).limit(here.length).offset(here.start)).all()
    known = standings(row.id for row in rows)
    return here.page([Followed(row, known[row.id]) for row in rows])


def count_standings() -> Counter[tuple[OutcomeKind, Standing]]:
    """Of all introductions whose contacts are open: how many led to each kind, by how sure that is."""
    opened = sa.select(Introduction.id).where(_opened())
    columns = [getattr(OutcomeStatement, name) for name in ("speaker", "kind", "holds", "said_at", "id")]
    query = sa.select(OutcomeStatement.introduction_id, *columns).where(OutcomeStatement.introduction_id.in_(opened))
    said: dict[int, list[Said]] = defaultdict(list)
    for introduction_id, speaker, kind, holds, said_at, order in db.session.execute(query):
        said[introduction_id].append(Said(speaker=speaker, kind=kind, holds=holds, said_at=said_at, order=order))
    return Counter((one.kind, one.standing) for statements in said.values() for one in derive(statements).known)


def get_followed(introduction_id: int) -> Followed:
    """One of them; raises NotFound, also while its contacts are closed."""
    query = sa.select(Introduction).where(_opened(), Introduction.id == introduction_id).options(*WITH_SIDES)
    found = db.session.scalar(query)
    if found is None:
        raise NotFound
    return Followed(found, standings([found.id])[found.id])


def standings(introduction_ids: Iterable[int]) -> Mapping[int, Standings]:
    """What is known of each of these introductions, all unknown where nobody has said anything."""
    wanted = list(introduction_ids)
    said: dict[int, list[Said]] = defaultdict(list)
    query = sa.select(OutcomeStatement).where(OutcomeStatement.introduction_id.in_(wanted))
    for row in db.session.scalars(query):
        said[row.introduction_id].append(row.said)
    return {wanted_id: derive(said[wanted_id]) for wanted_id in wanted}


def list_statements(introduction: Introduction, speaker: Speaker | None = None) -> Sequence[OutcomeStatement]:
    """Everything that was said of it (or by one speaker), the newest first."""
    query = sa.select(OutcomeStatement).where(OutcomeStatement.introduction_id == introduction.id)
    if speaker is not None:
        query = query.where(OutcomeStatement.speaker == speaker)
    query = query.options(joinedload(OutcomeStatement.recorded_by))
    return db.session.scalars(query.order_by(OutcomeStatement.said_at.desc(), OutcomeStatement.id.desc())).all()


def list_questions(introduction: Introduction) -> Sequence[OutcomeQuestion]:
    """When which side was asked, oldest first."""
    query = sa.select(OutcomeQuestion).where(OutcomeQuestion.introduction_id == introduction.id)
    return db.session.scalars(query.order_by(OutcomeQuestion.asked_at, OutcomeQuestion.id)).all()


def fully_asked() -> set[tuple[int, int]]:
    """The introductions, with the round, of which both sides have been asked; in one query, so that a daily look at
    everything costs nothing for what is long done."""
    columns = (OutcomeQuestion.introduction_id, OutcomeQuestion.round)
    both = sa.select(*columns).group_by(*columns).having(sa.func.count() == len(SIDES))
    return {(row[0], row[1]) for row in db.session.execute(both)}


def list_to_ask(*, page: int = 1) -> Page[tuple[OutcomeQuestion, IntroductionSide]]:
    """Whom organizers may call: the latest question of each side while it has no answer, longest waiting first. A page
    number beyond the last gives the last."""
    here = cut(page, total=count_to_ask(), length=PAGE)
    query = (
        _to_ask()
        .options(
            joinedload(IntroductionSide.profile),
            joinedload(IntroductionSide.contact_user),
            joinedload(IntroductionSide.introduction).options(*WITH_SIDES),
        )
        .order_by(OutcomeQuestion.by_letter, OutcomeQuestion.asked_at, OutcomeQuestion.id)
    )
    rows = db.session.execute(query.limit(here.length).offset(here.start))
    return here.page([(question, side) for question, side in rows])


def count_to_ask() -> int:
    """How many sides that is."""
    counted = _to_ask().with_only_columns(sa.func.count(), maintain_column_froms=True)
    return db.session.scalar(counted) or 0


def _to_ask() -> sa.Select[OutcomeQuestion, IntroductionSide]:
    newer = sa.orm.aliased(OutcomeQuestion)
    superseded = sa.exists().where(
        newer.introduction_id == OutcomeQuestion.introduction_id,
        newer.speaker == OutcomeQuestion.speaker,
        newer.round > OutcomeQuestion.round,
    )
    return (
        sa.select(OutcomeQuestion, IntroductionSide)
        .join(Introduction, Introduction.id == OutcomeQuestion.introduction_id)
        .join(IntroductionSide, IntroductionSide.introduction_id == Introduction.id)
        .join(Profile, Profile.id == IntroductionSide.profile_id)
        .where(_opened(), OutcomeQuestion.answered_at.is_(None), ~superseded)
        .where(sa.cast(Profile.country, sa.String) == sa.cast(OutcomeQuestion.speaker, sa.String))
    )


def answer_rate() -> AnswerRate:
    """For the report: sides asked at least once, and those of them that answered at least once."""
    opened = sa.select(Introduction.id).where(_opened())
    by_side = (
        sa.select(sa.func.count(OutcomeQuestion.answered_at).label("answers"))
        .where(OutcomeQuestion.introduction_id.in_(opened))
        .group_by(OutcomeQuestion.introduction_id, OutcomeQuestion.speaker)
        .subquery()
    )
    answered = sa.func.count(sa.case((by_side.c.answers > 0, 1)))
    row = db.session.execute(sa.select(sa.func.count(), answered).select_from(by_side)).one()
    return AnswerRate(row[0], row[1])

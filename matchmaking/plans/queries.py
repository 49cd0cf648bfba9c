"""Reading plans and what came out of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, aliased, joinedload, selectinload
from sqlalchemy.sql.elements import ColumnElement

from matchmaking.accounts.models import User
from matchmaking.accounts.queries import is_reached_by_mail
from matchmaking.errors import NotFound
from matchmaking.extensions import db
from matchmaking.introductions.lifecycle import FRUITLESS, CancelReason, IntroductionStatus
from matchmaking.introductions.models import Introduction, IntroductionSide
from matchmaking.matching.lifecycle import PairStatus
from matchmaking.matching.models import PairReview, Suggestion
from matchmaking.plans.lifecycle import PairState, PlanStatus
from matchmaking.plans.models import Plan, PlanAlternate, PlannedPair, PlanShare
from matchmaking.profiles.models import Profile
from matchmaking.profiles.queries import visible
from matchmaking.profiles.vocabulary import Country

PAGE = 12
LISTED_PLANS = 20
Column = InstrumentedAttribute[int]


def subject_ref(plan_id: int) -> str:
    """How the audit trail names a plan."""
    return f"plan:{plan_id}"


def get_plan(plan_id: int) -> Plan:
    """One plan with its wishes; raises NotFound."""
    found = db.session.get(Plan, plan_id)
    if found is None:
        raise NotFound(f"plan {plan_id}")
    return found


def list_plans() -> Sequence[Plan]:
    """The latest plans, newest first."""
    return db.session.scalars(sa.select(Plan).order_by(Plan.id.desc()).limit(LISTED_PLANS)).all()


def count_states(plan: Plan) -> dict[PairState, int]:
    """How many of its pairs stand in each state."""
    query = sa.select(PlannedPair.state, sa.func.count().label("number")).where(PlannedPair.plan_id == plan.id)
    return {row.state: row.number for row in db.session.execute(query.group_by(PlannedPair.state))}


def list_pairs(plan: Plan, *, start: int, limit: int) -> Sequence[PlannedPair]:
    """A page of its pairs, best first. Pages count from 1."""
    ml, dz = aliased(Profile), aliased(Profile)
    query = (
        sa.select(PlannedPair)
        .join(ml, ml.id == PlannedPair.ml_profile_id)
        .join(dz, dz.id == PlannedPair.dz_profile_id)
        .where(PlannedPair.plan_id == plan.id)
        .options(
            *(
                selectinload(side).selectinload(part)
                for side in (PlannedPair.ml_profile, PlannedPair.dz_profile)
                for part in (Profile.opportunities, Profile.members)
            )
        )
        .order_by(PlannedPair.score.desc(), ml.key, dz.key)
        .offset(start)
        .limit(limit)
    )
    return db.session.scalars(query).all()


def list_shares(plan: Plan) -> Sequence[PlanShare]:
    """What every visible profile gets, those with fewest meetings first."""
    meetings = PlanShare.taken + PlanShare.planned
    query = (
        sa.select(PlanShare)
        .join(PlanShare.profile)
        .where(PlanShare.plan_id == plan.id, visible())
        .options(joinedload(PlanShare.profile))
        .order_by(meetings, Profile.name, Profile.key)
    )
    return db.session.scalars(query).all()


def count_alternates(plan: Plan) -> int:
    """How many alternates it proposes, over all profiles."""
    query = sa.select(sa.func.count()).select_from(PlanAlternate).where(PlanAlternate.plan_id == plan.id)
    return db.session.scalar(query) or 0


def list_waiting_pairs(plan: Plan, *, limit: int) -> Sequence[PlannedPair]:
    """Pairs that are not introduced yet, best first; the worker takes them from here."""
    query = (
        sa.select(PlannedPair)
        .where(PlannedPair.plan_id == plan.id, PlannedPair.state == PairState.PLANNED)
        .order_by(PlannedPair.score.desc(), PlannedPair.id)
        .limit(limit)
    )
    return db.session.scalars(query).all()


def list_introduced(plan: Plan) -> Sequence[PlannedPair]:
    """Pairs with their introductions, in the order of their rows."""
    query = (
        sa.select(PlannedPair)
        .where(PlannedPair.plan_id == plan.id, PlannedPair.state == PairState.INTRODUCED)
        .options(joinedload(PlannedPair.introduction))
        .order_by(PlannedPair.id)
    )
    return db.session.scalars(query).all()


def held_until(plan: Plan) -> datetime | None:
    """When the hold of its last letter ends; None while none of its pairs is introduced."""
    query = sa.select(sa.func.max(Introduction.held_until)).join(
        PlannedPair, PlannedPair.introduction_id == Introduction.id
    )
    found: datetime | None = db.session.scalar(query.where(PlannedPair.plan_id == plan.id))
    return found


def leaving(plan: Plan) -> dict[Country, datetime]:
    """When the last of its letters leave, by shore; a shore where nobody has an address is not there."""
    query = (
        sa.select(Profile.country, sa.func.max(IntroductionSide.asked_at).label("at"))
        .join(IntroductionSide, IntroductionSide.profile_id == Profile.id)
        .join(PlannedPair, PlannedPair.introduction_id == IntroductionSide.introduction_id)
        .join(User, User.id == IntroductionSide.contact_user_id)
        .where(PlannedPair.plan_id == plan.id, is_reached_by_mail())
    )
    return {row.country: row.at for row in db.session.execute(query.group_by(Profile.country))}


def names_of(keys: Sequence[str]) -> Mapping[str, str]:
    """The names behind keys; an unknown key stands for itself."""
    rows = db.session.execute(sa.select(Profile.key, Profile.name).where(Profile.key.in_(keys))).all()
    return {key: key for key in keys} | {row.key: row.name for row in rows}


def ids_of(keys: Sequence[str]) -> Mapping[str, int]:
    """The rows behind keys, of profiles that still exist."""
    rows = db.session.execute(sa.select(Profile.key, Profile.id).where(Profile.key.in_(keys))).all()
    return {row.key: row.id for row in rows}


def find_named(text: str, country: Country | None = None) -> Profile | None:
    """The visible profile with exactly this key or, where only one has it, this name."""
    wanted = text.strip()
    # SQLite folds ASCII letters only, so a name is compared as it is written too.
    named = sa.or_(Profile.name == wanted, sa.func.lower(Profile.name) == wanted.lower())
    query = sa.select(Profile).where(visible(), sa.or_(Profile.key == wanted.upper(), named))
    if country is not None:
        query = query.where(Profile.country == country)
    found = db.session.scalars(query.order_by(Profile.key).limit(2)).all()
    return found[0] if len(found) == 1 else None


def list_open_sides(*, start: int = 0, limit: int) -> list[tuple[PlannedPair, Profile]]:
    """A piece of the sides that still need somebody because a planned introduction of theirs came to nothing, the
    latest first."""
    query = (
        _open_sides()
        .options(joinedload(PlannedPair.introduction).selectinload(Introduction.sides))
        .order_by(Introduction.changed_at.desc(), PlannedPair.id.desc(), Profile.id != PlannedPair.ml_profile_id)
    )
    return [(pair, profile) for pair, profile in db.session.execute(query.offset(start).limit(limit))]


def count_open_sides() -> int:
    """How many sides that is."""
    counted = _open_sides().with_only_columns(sa.func.count(), maintain_column_froms=True)
    return db.session.scalar(counted) or 0


def _open_sides() -> sa.Select[PlannedPair, Profile]:
    sides = (
        (PlannedPair.ml_profile_id, PlannedPair.ml_settled_at),
        (PlannedPair.dz_profile_id, PlannedPair.dz_settled_at),
    )
    unsettled = sa.or_(*(sa.and_(Profile.id == side, settled.is_(None)) for side, settled in sides))
    standing = sa.and_(PlannedPair.state != PairState.TAKEN_BACK, Plan.status != PlanStatus.DRAFT)
    return (
        sa.select(PlannedPair, Profile)
        .join(PlannedPair.introduction)
        .join(PlannedPair.plan)
        .join(Profile, unsettled)
        .where(standing, _asks_for_replacement(), visible())
    )


def _asks_for_replacement() -> ColumnElement[bool]:
    """The rule of `policy.asks_for_replacement` in SQL."""
    out = Introduction.cancelled_at >= Introduction.held_until
    gone = Introduction.cancel_reason == CancelReason.PROFILE_WITHDRAWN
    cancelled = sa.and_(Introduction.status == IntroductionStatus.CANCELLED, sa.or_(out, gone))
    return sa.or_(Introduction.status.in_(FRUITLESS), cancelled)


def get_ended(pair_id: int) -> PlannedPair:
    """A planned pair that was introduced; raises NotFound."""
    found = db.session.get(PlannedPair, pair_id)
    if found is None or found.introduction is None:
        raise NotFound(f"planned pair {pair_id}")
    return found


def list_alternates(pair: PlannedPair, profile: Profile) -> Sequence[PlanAlternate]:
    """Whom the plan proposes next for a profile, those who may be introduced at this moment only."""
    return list_all_alternates([(pair, profile)])[pair.plan_id, profile.id]


def list_all_alternates(
    sides: Sequence[tuple[PlannedPair, Profile]],
) -> Mapping[tuple[int, int], Sequence[PlanAlternate]]:
    """The same for several sides, by plan and profile: visible, still suggested, nothing decided about the two."""
    mine, other = PlanAlternate.profile_id, PlanAlternate.other_profile_id
    suggested = sa.exists().where(_of_two(Suggestion, mine, other))
    decided = sa.exists().where(_of_two(PairReview, mine, other), PairReview.status != PairStatus.OPEN)
    found: dict[tuple[int, int], list[PlanAlternate]] = {(pair.plan_id, profile.id): [] for pair, profile in sides}
    query = (
        sa.select(PlanAlternate)
        .join(Profile, Profile.id == other)
        .where(sa.tuple_(PlanAlternate.plan_id, mine).in_(list(found)), visible(), suggested, ~decided)
        .options(joinedload(PlanAlternate.other_profile))
        .order_by(PlanAlternate.plan_id, mine, PlanAlternate.position)
    )
    for alternate in db.session.scalars(query) if found else ():
        found[alternate.plan_id, alternate.profile_id].append(alternate)
    return found


def _of_two(table: type[Suggestion] | type[PairReview], one: Column, other: Column) -> ColumnElement[bool]:
    """Whether a row is that of these two, whichever of them is the Malian."""
    ways = ((one, other), (other, one))
    return sa.or_(*(sa.and_(table.ml_profile_id == ml, table.dz_profile_id == dz) for ml, dz in ways))

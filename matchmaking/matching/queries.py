"""Reading runs, suggestions and what people said about pairs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.sql.elements import ColumnElement, SQLColumnExpression

from matchmaking.errors import NotFound
from matchmaking.extensions import db
from matchmaking.matching import closing
from matchmaking.matching.engine import Parameters
from matchmaking.matching.lifecycle import PairStatus
from matchmaking.matching.models import KeptApart, MatchRun, MetNeed, PairReview, Reaction, Suggestion
from matchmaking.outbox.lifecycle import JobStatus
from matchmaking.outbox.models import Job
from matchmaking.profiles.models import Profile
from matchmaking.profiles.queries import get_by_key, visible
from matchmaking.profiles.vocabulary import Country, Kind

LISTED_RUNS = 20
FOUND = 10  # organisations that a search by name gives


def current_run() -> MatchRun | None:
    """The run whose suggestions everybody sees; None before the first."""
    return db.session.scalar(sa.select(MatchRun).where(MatchRun.is_current))


def parameters_of(run: MatchRun | None) -> Parameters:
    """The parameters by which the current suggestions are to be read."""
    return Parameters.from_dict(run.parameters) if run else Parameters()


def list_runs() -> Sequence[MatchRun]:
    """The latest runs, newest first."""
    query = sa.select(MatchRun).order_by(MatchRun.id.desc())
    return db.session.scalars(query.limit(LISTED_RUNS)).all()


def get_run(run_id: int) -> MatchRun:
    """One run; raises NotFound."""
    run = db.session.get(MatchRun, run_id)
    if run is None:
        raise NotFound(f"run {run_id}")
    return run


def is_refreshing(kind: str) -> bool:
    """Whether the worker is computing, or has been asked to."""
    asked = sa.and_(Job.status == JobStatus.WAITING, Job.unique_key == kind)
    query = sa.select(Job.id).where(Job.kind == kind, sa.or_(Job.status == JobStatus.RUNNING, asked))
    return db.session.scalar(query.limit(1)) is not None


def get_pair(ml_key: str, dz_key: str) -> tuple[Profile, Profile]:
    """The two profiles of a pair, Malian first; raises NotFound for unknown keys or two of one side."""
    ml, dz = get_by_key(ml_key), get_by_key(dz_key)
    if (ml.country, dz.country) != (Country.MALI, Country.ALGERIA):
        raise NotFound(f"pair {ml_key} {dz_key}")
    return ml, dz


def ordered(one: Profile, other: Profile) -> tuple[Profile, Profile]:
    """The two, Malian first."""
    return (one, other) if one.country is Country.MALI else (other, one)


def find_review(ml: Profile, dz: Profile) -> PairReview | None:
    """What the organizers decided about a pair so far."""
    return db.session.scalar(
        sa.select(PairReview).where(PairReview.ml_profile_id == ml.id, PairReview.dz_profile_id == dz.id)
    )


def review_versions(pairs: Iterable[tuple[Profile, Profile]]) -> dict[tuple[int, int], int]:
    """The version of each pair's review by the ids of the two, Malian first; a pair without one is missing."""
    wanted = [(ml.id, dz.id) for ml, dz in pairs]
    columns = (PairReview.ml_profile_id, PairReview.dz_profile_id)
    rows = db.session.execute(sa.select(*columns, PairReview.version).where(sa.tuple_(*columns).in_(wanted)))
    return {(ml, dz): version for ml, dz, version in rows}


def find_suggestion(ml: Profile, dz: Profile) -> Suggestion | None:
    """The pair as the current run sees it; None where it stands in neither list."""
    return db.session.scalar(
        sa.select(Suggestion).where(Suggestion.ml_profile_id == ml.id, Suggestion.dz_profile_id == dz.id)
    )


def introductions_of(profiles: Iterable[Profile]) -> dict[int, int]:
    """By profile id, how many pairs with it organizers have approved."""
    counts = {profile.id: 0 for profile in profiles}
    approved = [
        sa.select(column, sa.func.count())
        .where(PairReview.status == PairStatus.APPROVED, column.in_(counts))
        .group_by(column)
        for column in (PairReview.ml_profile_id, PairReview.dz_profile_id)
    ]
    for profile_id, count in db.session.execute(sa.union_all(*approved)):
        counts[profile_id] += count
    return counts


def find_reaction(profile: Profile, other: Profile) -> Reaction | None:
    """What one side said about the other."""
    return db.session.scalar(
        sa.select(Reaction).where(Reaction.profile_id == profile.id, Reaction.other_profile_id == other.id)
    )


def reactions_between(one: Profile, other: Profile) -> dict[int, Reaction]:
    """What the two said about each other, by the id of who said it."""
    both = [one.id, other.id]
    rows = db.session.scalars(
        sa.select(Reaction).where(Reaction.profile_id.in_(both), Reaction.other_profile_id.in_(both))
    )
    return {reaction.profile_id: reaction for reaction in rows}


def reactions_of(profile: Profile) -> dict[int, Reaction]:
    """What an organisation said and what still holds, by the other's id."""
    rows = db.session.scalars(
        sa.select(Reaction).where(Reaction.profile_id == profile.id, Reaction.returned_at.is_(None))
    )
    return {reaction.other_profile_id: reaction for reaction in rows}


def list_said_by(profile: Profile) -> Sequence[Reaction]:
    """All that an organisation said about suggestions, what is over included, the latest first."""
    said = sa.select(Reaction).where(Reaction.profile_id == profile.id).options(joinedload(Reaction.other_profile))
    return db.session.scalars(said.order_by(Reaction.reacted_at.desc(), Reaction.id.desc())).all()


def list_declined_by(profile: Profile) -> Sequence[Reaction]:
    """The « not for us » of an organisation, the latest first, those that are over included."""
    return db.session.scalars(
        sa.select(Reaction)
        .where(Reaction.profile_id == profile.id, sa.not_(Reaction.interested))
        .order_by(Reaction.reacted_at.desc(), Reaction.id.desc())
    ).all()


def list_kept_apart(profile: Profile) -> Sequence[KeptApart]:
    """Whom an organisation named on its lists, in the order of adding."""
    return db.session.scalars(
        sa.select(KeptApart).where(KeptApart.profile_id == profile.id).order_by(KeptApart.added_at, KeptApart.id)
    ).all()


def find_kept_apart(profile: Profile, other: Profile) -> KeptApart | None:
    """The line of an organisation's lists that names the other."""
    return db.session.scalar(
        sa.select(KeptApart).where(KeptApart.profile_id == profile.id, KeptApart.other_profile_id == other.id)
    )


def search_others(profile: Profile, wanted: str) -> Sequence[Profile]:
    """Organisations across the border by a part of their name, as this one may read it, by name; ten at most.

    A discreet investor has no name before acceptance, so none is found by it.
    """
    named = sa.or_(*(column.icontains(wanted, autoescape=True) for column in (Profile.name, Profile.name_ar)))
    query = _nameable_by(profile).where(named).order_by(Profile.name, Profile.id)
    return db.session.scalars(query.limit(FOUND)).all()


def get_named(profile: Profile, other_key: str) -> Profile:
    """An organisation that this one may name on its lists; raises NotFound for any that a search would not give."""
    other = db.session.scalar(_nameable_by(profile).where(Profile.key == other_key))
    if other is None:
        raise NotFound(f"organisation {other_key}")
    return other


def _nameable_by(profile: Profile) -> sa.Select[Profile]:
    discreet = sa.and_(Profile.discreet, Profile.kind == Kind.INVESTOR)
    return sa.select(Profile).where(visible(), Profile.country == profile.country.other, ~discreet)


def list_suggestions_for(profile: Profile) -> Sequence[Suggestion]:
    """The organisation's own list, best first, and whatever it has said a word about: visible others, nothing that
    organizers decided already, that the other side declined, or that one of the two keeps apart. Offers and needs are
    not read: of a long list few are shown."""
    mine, other, rank = _own_columns(profile)
    answered = sa.select(Reaction.other_profile_id).where(Reaction.profile_id == profile.id)
    query = (
        sa.select(Suggestion)
        .where(mine == profile.id, sa.or_(rank.is_not(None), other.in_(answered)), each_visible())
        .where(closing.undecided(), closing.not_apart(), closing.not_declined_by(profile.country.other))
        .options(selectinload(Suggestion.ml_profile), selectinload(Suggestion.dz_profile))
        .order_by(Suggestion.score.desc(), Suggestion.id)
    )
    return db.session.scalars(query).all()


def get_own_suggestion(profile: Profile, other: Profile) -> Suggestion:
    """One of the suggestions that the organisation's people see; raises NotFound."""
    for suggestion in list_suggestions_for(profile):
        if other.id in (suggestion.ml_profile_id, suggestion.dz_profile_id):
            return suggestion
    raise NotFound(f"suggestion {other.key} for {profile.key}")


def list_for_export() -> Iterator[tuple[object, ...]]:
    """All visible suggestions, best first: keys, ranks (None outside a list), score and its directions."""
    ml, dz = aliased(Profile), aliased(Profile)
    columns = (Suggestion.rank_for_ml, Suggestion.rank_for_dz, Suggestion.score, Suggestion.forward)
    query = (
        sa.select(ml.key, dz.key, *columns, Suggestion.backward, Suggestion.affinity)
        .join(ml, ml.id == Suggestion.ml_profile_id)
        .join(dz, dz.id == Suggestion.dz_profile_id)
        .where(both_visible(), closing.not_apart(), closing.not_declined())
        .order_by(Suggestion.score.desc(), ml.key, dz.key)
    )
    return (tuple(row) for row in db.session.execute(query))


def is_met(need_key: SQLColumnExpression[str]) -> ColumnElement[bool]:
    """Whether somebody who is visible meets the need of the surrounding query."""
    hidden = sa.select(Profile.id).where(sa.not_(visible())).correlate(None)  # the few, not the many
    return need_key.in_(sa.select(MetNeed.need_key).where(MetNeed.by_profile_id.not_in(hidden)))


def both_visible() -> ColumnElement[bool]:
    """Whether both sides of a suggestion may be seen at this moment, whatever the run thought."""
    shown = sa.select(Profile.id).where(visible())
    # Plus nought: else SQLite looks up every shown pair of profiles in the index of suggestions, 10,000 by 10,000.
    return sa.and_(*((side + 0).in_(shown) for side in (Suggestion.ml_profile_id, Suggestion.dz_profile_id)))


def each_visible() -> ColumnElement[bool]:
    """The same, asked of each suggestion by itself: where few are read, the whole crowd is not."""
    sides = (Suggestion.ml_profile_id, Suggestion.dz_profile_id)
    shown = (sa.select(Profile.id).where(Profile.id == side, visible()).correlate(Suggestion) for side in sides)
    return sa.and_(*map(sa.exists, shown))


def bring_profiles(suggestions: Sequence[Suggestion]) -> None:
    """Read both profiles of each suggestion with their opportunities and members, those of both shores at once."""
    wanted = {number for one in suggestions for number in (one.ml_profile_id, one.dz_profile_id)}
    found = {profile.id: profile for profile in list_whole(wanted)} if wanted else {}
    for one in suggestions:
        set_committed_value(one, "ml_profile", found[one.ml_profile_id])
        set_committed_value(one, "dz_profile", found[one.dz_profile_id])


def list_whole(profile_ids: Collection[int]) -> Sequence[Profile]:
    """These profiles with their opportunities and members, in three queries; those read already are completed."""
    query = sa.select(Profile).where(Profile.id.in_(profile_ids)).order_by(Profile.id)
    return db.session.scalars(query.options(selectinload(Profile.opportunities), selectinload(Profile.members))).all()


def with_profiles() -> tuple[sa.orm.interfaces.ORMOption, ...]:
    """Load both sides with their opportunities and people in a fixed number of queries."""
    sides = (selectinload(Suggestion.ml_profile), selectinload(Suggestion.dz_profile))
    return tuple(side.selectinload(part) for side in sides for part in (Profile.opportunities, Profile.members))


Column = sa.orm.InstrumentedAttribute[int]


def _own_columns(profile: Profile) -> tuple[Column, Column, sa.orm.InstrumentedAttribute[int | None]]:
    """Where a suggestion names this organisation, where the other, and where its rank in this one's list."""
    if profile.country is Country.MALI:
        return Suggestion.ml_profile_id, Suggestion.dz_profile_id, Suggestion.rank_for_ml
    return Suggestion.dz_profile_id, Suggestion.ml_profile_id, Suggestion.rank_for_dz

"""What organizers read about a plan, put together for its templates. Decides nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from matchmaking.accounts.models import User
from matchmaking.introductions.wording import letters_leave
from matchmaking.matching import pair_view
from matchmaking.matching.explaining import explainer
from matchmaking.matching.pair_view import PairView
from matchmaking.matching.queries import list_whole, ordered, review_versions
from matchmaking.paging import Page, cut
from matchmaking.plans import policy, queries, wording
from matchmaking.plans.lifecycle import NOT_INTRODUCED, NOT_TAKEN_BACK, PairState, PlanStatus
from matchmaking.plans.models import Plan, PlanAlternate, PlannedPair, PlanShare
from matchmaking.profiles.models import Profile

SHOWN_SHARES = 200
PLACES = 6  # on a page, each with its alternates


@dataclass(frozen=True, kw_only=True)
class PlanPage:
    """A plan with its pairs and everybody's share."""

    plan: Plan
    is_preparing: bool
    problem: str | None
    pairs: Page[tuple[PlannedPair, PairView]]
    states: Mapping[PairState, int]
    shares: Sequence[PlanShare]  # those with fewest meetings first, at most SHOWN_SHARES
    short: Sequence[PlanShare]
    nothing: Sequence[PlanShare]
    served: int
    alternates: int
    can_revise: bool
    can_publish: bool
    can_undo: bool
    leaving: str | None  # when its letters leave, in words

    @property
    def is_going_out(self) -> bool:
        """Whether the worker still introduces pairs."""
        return self.plan.status is PlanStatus.PUBLISHED and self.states.get(PairState.PLANNED, 0) > 0

    @property
    def introduced(self) -> int:
        """How many of its pairs were introduced."""
        waiting = (PairState.PLANNED, *NOT_INTRODUCED)
        return sum(count for state, count in self.states.items() if state not in waiting)

    @property
    def not_introduced(self) -> Sequence[tuple[str, int]]:
        """Why pairs were not introduced, and how many each."""
        return [
            (str(wording.PAIR_STATES[state]), self.states[state]) for state in NOT_INTRODUCED if state in self.states
        ]

    @property
    def kept(self) -> str:
        """What an undo left standing, and why."""
        return wording.undone({state: self.states.get(state, 0) for state in NOT_TAKEN_BACK})


def plan_page(plan: Plan, viewer: User, *, page: int, now: datetime) -> PlanPage:
    """A plan as it stands; a page number beyond the last gives the last."""
    preparing = plan.computed_at is None
    states = {} if preparing else queries.count_states(plan)
    total = sum(states.values())
    here = cut(page, total=total, length=queries.PAGE)
    found = [] if preparing else _rows(queries.list_pairs(plan, start=here.start, limit=here.length), viewer)
    shares = [] if preparing else queries.list_shares(plan)
    held_until = queries.held_until(plan)
    return PlanPage(
        plan=plan,
        is_preparing=preparing,
        problem=wording.problem(plan.problem) if plan.problem else None,
        pairs=here.page(found),
        states=states,
        shares=shares[:SHOWN_SHARES],
        short=[share for share in shares if share.meetings < share.minimum],
        nothing=[share for share in shares if not share.meetings],
        served=sum(share.meetings > 0 for share in shares),
        alternates=0 if preparing else queries.count_alternates(plan),
        can_revise=policy.can_revise(viewer, plan),
        can_publish=policy.can_publish(viewer, plan) and total > 0,
        can_undo=policy.can_undo(viewer, plan, held_until=held_until, now=now),
        leaving=letters_leave(queries.leaving(plan), now=now) if held_until else None,
    )


@dataclass(frozen=True)
class Alternate:
    """Somebody who may be introduced instead, with the version of that pair's review."""

    ml: Profile
    dz: Profile
    other: Profile
    version: int
    view: PairView


@dataclass(frozen=True)
class Place:
    """A side whose introduction came to nothing: why, and how many could come instead."""

    pair: PlannedPair
    profile: Profile
    happened: str
    possible: str
    alternates: Sequence[PlanAlternate]

    @property
    def anchor(self) -> str:
        """Where it stands on the page of all places."""
        return f"place-{self.pair.id}-{self.profile.key}"


def list_places(*, limit: int) -> list[Place]:
    """One entry for each side that still needs somebody, the latest first."""
    return _places(queries.list_open_sides(limit=limit))


def count_replacements() -> int:
    """How many sides still need somebody."""
    return queries.count_open_sides()


def replacement_page(viewer: User, *, page: int) -> Page[tuple[Place, Sequence[Alternate]]]:
    """These entries, each with the pairs to choose from; a page number beyond the last gives the last."""
    here = cut(page, total=count_replacements(), length=PLACES)
    places = _places(queries.list_open_sides(start=here.start, limit=here.length))
    pairs = [ordered(place.profile, one.other_profile) for place in places for one in place.alternates]
    list_whole({profile.id for pair in pairs for profile in pair})
    by, versions = explainer(), review_versions(pairs)

    def alternate(profile: Profile, other: Profile) -> Alternate:
        ml, dz = ordered(profile, other)
        return Alternate(ml, dz, other, versions.get((ml.id, dz.id), 0), pair_view.build(ml, dz, viewer, by=by))

    found = [(place, [alternate(place.profile, one.other_profile) for one in place.alternates]) for place in places]
    return here.page(found)


def _places(sides: Sequence[tuple[PlannedPair, Profile]]) -> list[Place]:
    alternates = queries.list_all_alternates(sides)
    places = []
    for pair, profile in sides:
        found = alternates[pair.plan_id, profile.id]
        happened, possible = wording.what_happened(pair, profile), wording.replacements(len(found))
        places.append(Place(pair, profile, happened, possible, found))
    return places


def _rows(pairs: Sequence[PlannedPair], viewer: User) -> list[tuple[PlannedPair, PairView]]:
    by = explainer()
    return [(pair, pair_view.build(pair.ml_profile, pair.dz_profile, viewer, by=by)) for pair in pairs]

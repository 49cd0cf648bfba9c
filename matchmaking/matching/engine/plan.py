"""Who meets whom under everybody's limits: the selection of pairs with the greatest total score.

A b-matching with elastic minima. One plan is best: as few meetings as possible are lacking to the minima; then the
total score is greatest; then, among equal plans, a lot decides that is drawn from the keys of each pair. So neither
the order of the candidates nor the solver decides anything, and no alphabet prefers anybody.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from matchmaking.matching.engine.b_matching import NotExact, Problem, solve

ALTERNATES = 2
STEP = 2.0**-30  # scores closer than this count as equal
_MOST = 2.0**10  # the greatest score whose steps the solver still tells apart
_LOT_BYTES = 5
Pair = tuple[str, str]


class PlanError(ValueError):
    """Wishes that contradict each other; `code` says how, `names` and `numbers` whom and what it concerns."""

    def __init__(self, code: str, message: str, *, names: Sequence[str] = (), numbers: Sequence[int] = ()) -> None:
        super().__init__(message)
        self.code, self.names, self.numbers = code, tuple(names), tuple(numbers)


class Pairing(NamedTuple):
    """A pair that could meet, with its score."""

    left_key: str
    right_key: str
    score: float


@dataclass(frozen=True, slots=True)
class Limits:
    """How many meetings a profile wants at least and can have at most."""

    minimum: int = 0
    maximum: int = 5

    def __post_init__(self) -> None:
        if not 0 <= self.minimum <= self.maximum:
            message = f"the limits {self.minimum} to {self.maximum} contradict each other"
            raise PlanError("limits", message, numbers=(self.minimum, self.maximum))


@dataclass(frozen=True, slots=True)
class Share:
    """What a profile gets: `taken` meetings it had before, `planned` new ones, out of `candidates` possible partners.

    Of these `full` have no place left, and `free` have one and yet are not planned: where somebody is short and has
    such a partner, it is the capacity that is spent.
    """

    key: str
    limits: Limits
    taken: int
    planned: int
    candidates: int
    full: int
    free: int

    @property
    def meetings(self) -> int:
        """All its meetings."""
        return self.taken + self.planned

    @property
    def is_short(self) -> bool:
        """Whether its minimum could not be met."""
        return self.meetings < self.limits.minimum


@dataclass(frozen=True, slots=True)
class Plan:
    """The chosen pairs by keys, what everybody gets, and for each profile the pairs to propose next."""

    pairs: tuple[Pairing, ...]
    total: float
    shares: tuple[Share, ...]
    alternates: Mapping[str, tuple[Pairing, ...]]

    @property
    def shortfalls(self) -> tuple[Share, ...]:
        """Those whose minimum could not be met."""
        return tuple(share for share in self.shares if share.is_short)


def make_plan(
    candidates: Iterable[Pairing],
    limits: Mapping[str, Limits],
    *,
    default: Limits | None = None,
    capacity: int | None = None,
    forced: Iterable[Pair] = (),
    forbidden: Iterable[Pair] = (),
    taken: Iterable[Pair] = (),
) -> Plan:
    """The best plan among candidate pairs.

    Minima come before the total score and are left unmet only where they must be. `capacity` bounds the number of
    pairs. Forced pairs are planned with score 0 where they are no candidates. `taken` pairs meet already: they count
    towards all limits and are not planned again. Profiles named in `limits` alone are told what they get too.
    Raises PlanError.
    """
    wanted, banned, standing = set(forced), set(forbidden), set(taken)
    scores = {(pair.left_key, pair.right_key): float(pair.score) for pair in candidates}
    _refuse_scores(scores)
    scores = {pair: scores.get(pair, 0.0) for pair in wanted} | {
        pair: score for pair, score in scores.items() if pair not in banned and pair not in standing
    }
    pairs = sorted(scores)
    had = Counter(key for pair in standing for key in pair)
    bounds = _bounds(pairs, limits, default or Limits(), had)
    room = None if capacity is None else max(0, capacity - len(standing))
    _refuse_contradictions(wanted, banned, standing, bounds, had, room)
    chosen = _choose(pairs, scores, bounds, had, room, wanted) if pairs else []
    degrees = Counter(key for pair in chosen for key in pair)
    full = {key for key, limit in bounds.items() if had[key] + degrees[key] >= limit.maximum}
    return Plan(
        tuple(Pairing(*pair, scores[pair]) for pair in chosen),
        float(sum(scores[pair] for pair in chosen)),
        _shares(pairs, bounds, had, set(chosen), full),
        _alternates(scores, set(chosen), full),
    )


def lot(pair: Pair) -> int:
    """The number that tells equal plans apart: of 40 bits, drawn from the keys, the same on every machine.

    With random numbers of this size two best plans have the same sum with a probability of at most pairs / 2^40
    (isolation lemma; Mulmuley, Vazirani and Vazirani, 1987).
    """
    digest = hashlib.sha256("\x00".join(pair).encode()).digest()
    return int.from_bytes(digest[:_LOT_BYTES], "big")


def steps(score: float) -> int:
    """A score as the plan compares it."""
    return round(score / STEP)


def _bounds(
    pairs: Sequence[Pair], limits: Mapping[str, Limits], default: Limits, had: Mapping[str, int]
) -> dict[str, Limits]:
    keys = {key for pair in pairs for key in pair} | set(limits) | set(had)
    return {key: limits.get(key, default) for key in sorted(keys)}


def _refuse_scores(scores: Mapping[Pair, float]) -> None:
    for pair, score in scores.items():
        if not abs(score) <= _MOST:  # also refuses what is not a number
            raise PlanError("score", f"the score {score} of {pair[0]} and {pair[1]} is out of range", names=pair)


def _refuse_contradictions(
    wanted: set[Pair],
    banned: set[Pair],
    standing: set[Pair],
    bounds: Mapping[str, Limits],
    had: Mapping[str, int],
    room: int | None,
) -> None:
    for pair in sorted(wanted & banned):
        raise PlanError("both", f"{pair[0]} and {pair[1]} are both forced and forbidden", names=pair)
    for pair in sorted(wanted & standing):
        raise PlanError("taken", f"{pair[0]} and {pair[1]} are introduced already", names=pair)
    if room is not None and len(wanted) > room:
        message = f"{len(wanted)} forced pairs do not fit into {room} meetings"
        raise PlanError("capacity", message, numbers=(len(wanted), room))
    for key, count in sorted(Counter(key for pair in wanted for key in pair).items()):
        most = bounds[key].maximum
        if count + had.get(key, 0) > most:
            message = f"{key} has {count} forced pairs, {had.get(key, 0)} meetings already and at most {most}"
            raise PlanError("maximum", message, names=(key,), numbers=(count, had.get(key, 0), most))


def _choose(
    pairs: Sequence[Pair],
    scores: Mapping[Pair, float],
    bounds: Mapping[str, Limits],
    had: Mapping[str, int],
    room: int | None,
    wanted: set[Pair],
) -> list[Pair]:
    row = {key: number for number, key in enumerate(bounds)}
    problem = Problem(
        ends=np.array([[row[left], row[right]] for left, right in pairs]),
        minima=np.array([max(0, limit.minimum - had.get(key, 0)) for key, limit in bounds.items()]),
        maxima=np.array([max(0, limit.maximum - had.get(key, 0)) for key, limit in bounds.items()]),
        capacity=room,
        forced=np.array([pair in wanted for pair in pairs]),
    )
    aims = (np.array([steps(scores[pair]) for pair in pairs]), np.array([lot(pair) for pair in pairs]))
    try:
        taken = solve(problem, aims)
    except NotExact as error:
        raise PlanError("not_exact", str(error)) from error
    return [pair for pair, is_taken in zip(pairs, taken, strict=True) if is_taken]


def _shares(
    pairs: Sequence[Pair], bounds: Mapping[str, Limits], had: Mapping[str, int], chosen: set[Pair], full: set[str]
) -> tuple[Share, ...]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in pairs:
        for key, partner in (pair, pair[::-1]):
            found = counts[key]
            found["candidates"] += 1
            found["full"] += partner in full
            found["planned"] += pair in chosen
            found["free"] += partner not in full and pair not in chosen
    return tuple(
        Share(
            key,
            limit,
            had.get(key, 0),
            counts[key]["planned"],
            counts[key]["candidates"],
            counts[key]["full"],
            counts[key]["free"],
        )
        for key, limit in bounds.items()
    )


def _alternates(scores: Mapping[Pair, float], chosen: set[Pair], full: set[str]) -> dict[str, tuple[Pairing, ...]]:
    """For each profile its best pairs outside the plan, those whose partner still has a place first."""
    free: dict[str, list[Pairing]] = defaultdict(list)
    taken: dict[str, list[Pairing]] = defaultdict(list)
    for pair in sorted(scores.keys() - chosen, key=lambda pair: (-steps(scores[pair]), -lot(pair))):
        for key, partner in (pair, pair[::-1]):
            found = (taken if partner in full else free)[key]
            if len(found) < ALTERNATES:
                found.append(Pairing(*pair, scores[pair]))
    return {key: tuple((free[key] + taken[key])[:ALTERNATES]) for key in sorted(free.keys() | taken.keys())}

"""An organisation's own list as its people see it: plausible pairs only, with what they said so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matchmaking.matching import queries
from matchmaking.matching.filters import ListFilters, apply, other_of
from matchmaking.matching.models import MatchRun, Reaction, Suggestion
from matchmaking.profiles.models import Profile

FIRST = 5


@dataclass(frozen=True)
class OwnSuggestion:
    """A suggestion from one side: the two (Malian first), the other, and what was said of it."""

    pair: tuple[Profile, Profile]
    other: Profile
    reaction: Reaction | None


@dataclass(frozen=True)
class OwnList:
    """The part of the list that is shown, and what there is beside it."""

    run: MatchRun | None
    shown: Sequence[OwnSuggestion]
    total: int  # plausible, before filters
    fitting: int  # of these, those that fit the filters

    @property
    def more(self) -> bool:
        """Whether further suggestions can be asked for."""
        return len(self.shown) < self.fitting


def own_suggestions(profile: Profile, filters: ListFilters, *, shown: int) -> OwnList:
    """The first `shown` plausible suggestions of an organisation that fit the filters."""
    run = queries.current_run()
    plausible = _plausible(profile, run)
    fitting = apply(filters, profile, plausible)
    said = queries.reactions_of(profile)
    own = [
        OwnSuggestion((one.ml_profile, one.dz_profile), other_of(one, profile), said.get(other_of(one, profile).id))
        for one in fitting[: max(shown, 0)]
    ]
    return OwnList(run, own, len(plausible), len(fitting))


def find_other(profile: Profile, other_key: str) -> Profile | None:
    """The other of a plausible suggestion of this organisation; None for anybody else."""
    others = (other_of(one, profile) for one in _plausible(profile, queries.current_run()))
    return next((other for other in others if other.key == other_key), None)


def _plausible(profile: Profile, run: MatchRun | None) -> list[Suggestion]:
    least = queries.parameters_of(run).plausible
    return [one for one in queries.list_suggestions_for(profile) if one.score >= least]

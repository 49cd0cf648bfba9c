"""An organisation's own list as its people see it: plausible pairs only, with what they said so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from matchmaking import clock
from matchmaking.matching import queries
from matchmaking.matching.engine.eligibility import kinds_refusal
from matchmaking.matching.filters import ListFilters, apply, other_of, seat_of
from matchmaking.matching.models import MatchRun, Reaction, Suggestion
from matchmaking.matching.wording import silence
from matchmaking.profiles.models import Profile
from matchmaking.profiles.queries import list_visible
from matchmaking.profiles.vocabulary import Kind

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
    total: int  # before filters
    fitting: int  # of these, those that fit the filters
    seats: Sequence[str] = ()  # where those of the list are registered, as country codes

    @property
    def more(self) -> bool:
        """Whether further suggestions can be asked for."""
        return len(self.shown) < self.fitting


def own_suggestions(profile: Profile, filters: ListFilters, *, shown: int) -> OwnList:
    """The first `shown` suggestions of an organisation that fit the filters; those it does not want come last."""
    run = queries.current_run()
    said = queries.reactions_of(profile)
    plausible = _plausible(profile, run, said)
    if filters.need:
        _read_whole(other_of(one, profile) for one in plausible)
    own = [
        OwnSuggestion((one.ml_profile, one.dz_profile), other, said.get(other.id))
        for one in apply(filters, profile, plausible, on=clock.now().date())
        for other in [other_of(one, profile)]
    ]
    own.sort(key=lambda one: one.reaction is not None and not one.reaction.interested)
    seats = {seat_of(other_of(one, profile)) for one in plausible}
    first = own[: max(shown, 0)]
    _read_whole(one.other for one in first)
    return OwnList(run, first, len(plausible), len(own), sorted(seats))


def _read_whole(others: Iterable[Profile]) -> None:
    """The offers and needs of several at once, where they are looked at."""
    queries.list_whole({one.id for one in others})


def find_other(profile: Profile, other_key: str) -> Profile | None:
    """The other of a suggestion that this organisation sees; None for anybody else."""
    listed = _plausible(profile, queries.current_run(), queries.reactions_of(profile))
    others = (other_of(one, profile) for one in listed)
    return next((other for other in others if other.key == other_key), None)


def why_none(profile: Profile, run: MatchRun | None) -> str:
    """Why an organisation sees nobody yet, in a sentence."""
    if run is None:
        return str(_("The first comparison has not been made yet. It takes a few seconds once profiles are published."))
    if run.silence is not None:
        return silence(run.silence) or ""
    if queries.list_suggestions_for(profile):
        return str(_("Some organisations come near, but nothing that is plausible enough to take your time."))
    others = list_visible(profile.country.other)
    asks = profile.kind, tuple(profile.also_meets)
    if others and all(kinds_refusal(*asks, one.kind, tuple(one.also_meets)) for one in others):
        return _nobody_to_meet(profile.kind)
    return str(_("No published profile across the border has a word or an idea in common with yours."))


def _nobody_to_meet(kind: Kind) -> str:
    if kind is Kind.INSTITUTION:
        return str(
            _(
                "Institutions meet institutions, and none across the border is published yet. "
                "In your profile you may say whom else you would meet."
            )
        )
    return str(
        _(
            "Only institutions are published across the border so far, and they meet institutions first. "
            "In your profile you may say that you would also meet them."
        )
    )


def _plausible(profile: Profile, run: MatchRun | None, said: Mapping[int, Reaction]) -> list[Suggestion]:
    """Plausible ones, and those somebody has answered already: what was said stays in sight and may be changed."""
    least = queries.parameters_of(run).plausible
    listed = queries.list_suggestions_for(profile)
    return [one for one in listed if one.score >= least or other_of(one, profile).id in said]

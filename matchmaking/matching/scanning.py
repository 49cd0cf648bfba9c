"""An organisation's list in rows that are scanned in ten minutes: who, how much, and why in one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matchmaking import clock
from matchmaking.accounts.models import User
from matchmaking.matching import pair_view
from matchmaking.matching.explaining import Explainer
from matchmaking.matching.own_list import OwnSuggestion
from matchmaking.matching.pair_view import PairView
from matchmaking.profiles.amounts import Reckoning, own_currency, rates
from matchmaking.profiles.glance import Glance, glance
from matchmaking.profiles.models import Profile
from matchmaking.profiles.reading_aid import reader_of
from matchmaking.profiles.ticket_fit import fund_of
from matchmaking.profiles.vocabulary import Country

MOST_AGREEMENTS = 2
MOST_WORDS = 4


@dataclass(frozen=True)
class Why:
    """Why somebody is suggested: the strength in words, what agrees, the words of theirs that are shared."""

    strength: str
    agreements: Sequence[str]
    words: Sequence[str]


Row = tuple[OwnSuggestion, Glance, Why]


def reckoning_of(profile: Profile) -> Reckoning:
    """How an organisation's people reckon today."""
    return Reckoning(own_currency(profile), rates(on=clock.now().date()))


def rows_of(profile: Profile, shown: Sequence[OwnSuggestion], viewer: User, *, by: Explainer) -> list[Row]:
    """The rows, in the order of the list; amounts beside their value in the organisation's own currency."""
    reckoning, reader, fund = reckoning_of(profile), reader_of(viewer, [profile], by.lexicon), fund_of(profile)
    return [
        (
            one,
            glance(one.other, reckoning, reader, fund),
            _why(pair_view.build(*one.pair, viewer, by=by), one.other.country),
        )
        for one in shown
    ]


def _why(view: PairView, country: Country) -> Why:
    words = view.evidence[0].words if view.evidence else []
    theirs = [word.ml if country is Country.MALI else word.dz for word in words]
    said = [f"{fact.head} {fact.text}" for fact in view.agreements[:MOST_AGREEMENTS]]
    return Why(view.strength.words, said, list(dict.fromkeys(theirs))[:MOST_WORDS])

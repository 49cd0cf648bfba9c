"""Why two profiles were suggested, from their texts and the statistics of the current run.

Runs in pages: it must never import scikit-learn or numba, and a test holds it to that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache

from flask import current_app

from matchmaking import clock
from matchmaking.language.lexicon import Lexicon
from matchmaking.matching import adapter
from matchmaking.matching.engine import Explanation, Parameters, ProfileDocument, Readings, Statistics
from matchmaking.matching.engine import explain as explain_documents
from matchmaking.matching.engine.documents import COUNTRIES
from matchmaking.matching.engine.packing import pack
from matchmaking.matching.lexicon.stored import lexicon_of
from matchmaking.matching.models import MatchRun
from matchmaking.matching.queries import current_run
from matchmaking.profiles.amounts import rates
from matchmaking.profiles.models import Profile

KNOWLEDGE = "matching.knowledge"


@dataclass(frozen=True, eq=False)
class Knowledge:
    """What an explanation needs beside the two texts; one object a run, compared by identity."""

    run: tuple[int, datetime] | None
    readings: Readings  # by the run's own lexicon, whatever organizers have changed since


@cache
def _nothing_known() -> Knowledge:
    """Before any run: every word weighs the same, and nobody is known to be near to everybody."""
    statistics = Statistics(0, {}, "", {country: pack(()) for country in COUNTRIES})
    return Knowledge(None, Readings(statistics, Parameters()))


@dataclass(frozen=True)
class Explainer:
    """Explains any number of pairs of one page; what they share is read once."""

    knowledge: Knowledge
    rates: adapter.Rates
    on: date

    @property
    def lexicon(self) -> Lexicon:
        """The words that the current run went by."""
        return self.knowledge.readings.lexicon

    def explain(self, ml: Profile, dz: Profile) -> Explanation:
        """Why this pair has its score."""
        left, right = (adapter.document(profile, on=self.on, rates=self.rates) for profile in (ml, dz))
        return _explained(left, right, self.knowledge)


def explainer() -> Explainer:
    """With the statistics of the current run; before any run, with the texts alone."""
    return explainer_of(current_run())


def explainer_of(run: MatchRun | None) -> Explainer:
    """The same where the page has the current run already."""
    today = clock.now().date()
    return Explainer(_knowledge(run), rates(on=today), today)


def explain(ml: Profile, dz: Profile) -> Explanation:
    """The explanation of one pair."""
    return explainer().explain(ml, dz)


def _knowledge(run: MatchRun | None) -> Knowledge:
    """Read from the run's row once; the process keeps it until another run is the current one."""
    if run is None:
        return _nothing_known()
    stamp = (run.id, run.started_at)
    held = current_app.extensions.get(KNOWLEDGE)
    if not isinstance(held, Knowledge) or held.run != stamp:
        if run.statistics is None:
            return _nothing_known()
        statistics, parameters = Statistics.from_bytes(run.statistics), Parameters.from_dict(run.parameters)
        held = Knowledge(stamp, Readings(statistics, parameters, lexicon_of(run.lexicon)))
        current_app.extensions[KNOWLEDGE] = held
    return held


@lru_cache(maxsize=1024)
def _explained(ml: ProfileDocument, dz: ProfileDocument, knowledge: Knowledge) -> Explanation:
    """Documents are values: the same texts under the same statistics have the same explanation."""
    return explain_documents(ml, dz, knowledge.readings)

"""Why two profiles were suggested, from their texts and the statistics of the current run.

Runs in pages: it must never import scikit-learn or numba, and a test holds it to that.
"""

from __future__ import annotations

from functools import lru_cache

from matchmaking import clock
from matchmaking.matching import adapter
from matchmaking.matching.engine import Engine, Explanation, Parameters, ProfileDocument, Statistics, explain_pair
from matchmaking.matching.models import MatchRun
from matchmaking.matching.queries import current_run
from matchmaking.profiles.models import Profile


def explain(ml: Profile, dz: Profile, run: MatchRun | None = None) -> Explanation:
    """The explanation of a pair by the current run's statistics; before any run, by those of the two texts alone."""
    run = run or current_run()
    documents = [adapter.document(profile, on=clock.now().date()) for profile in (ml, dz)]
    if run is None or run.statistics is None:
        engine = Engine(Parameters()).fit(documents)
        return engine.explain(ml.key, dz.key)
    return _explained(*documents, run.statistics, Parameters.from_dict(run.parameters))


@lru_cache(maxsize=2048)
def _explained(ml: ProfileDocument, dz: ProfileDocument, statistics: bytes, parameters: Parameters) -> Explanation:
    """Documents are values: the same texts under the same statistics have the same explanation."""
    return explain_pair(ml, dz, _statistics(statistics), parameters)


@lru_cache(maxsize=2)
def _statistics(stored: bytes) -> Statistics:
    return Statistics.from_bytes(stored)

"""One draft against a whole shore, without a list: the same pairs that a run finds plausible."""

from __future__ import annotations

import pytest

from matchmaking.matching.engine import Engine, Parameters, Readings
from matchmaking.matching.engine.prospects import Shore, prospects
from tests.engine.samples import demonstration

DOCUMENTS = demonstration()


@pytest.mark.parametrize("country", ["ML", "DZ"])
def test_a_draft_finds_what_a_run_would_list_for_it(country: str) -> None:
    engine = Engine(Parameters(top_n=len(DOCUMENTS), plausible=0.1)).fit(DOCUMENTS)
    readings = Readings(engine.statistics_, engine.parameters)
    shore = Shore.of([one for one in DOCUMENTS if one.country != country], readings)
    for document in [one for one in DOCUMENTS if one.country == country]:
        listed = {
            key
            for pair in engine.suggestions_for(document.key)
            if pair.score >= engine.parameters.plausible
            for key in (pair.left_key, pair.right_key)
        } - {document.key}
        assert {one.key for one in prospects(document, shore, readings)} == listed


def test_an_empty_shore_is_a_normal_state() -> None:
    engine = Engine().fit(DOCUMENTS)
    readings = Readings(engine.statistics_, engine.parameters)
    assert prospects(DOCUMENTS[0], Shore.of([], readings), readings) == ()

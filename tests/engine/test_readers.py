"""Who reads never matters: one process or several, whole or in parts, alone or among many."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings

from matchmaking.matching.engine import Engine, Parameters, ProfileDocument
from matchmaking.matching.engine.encoding import encode
from matchmaking.matching.engine.readers import said_by_all
from matchmaking.matching.engine.said import Said, said_by
from matchmaking.matching.engine.vocabulary import Vocabulary
from matchmaking.matching.engine.weighting import Weighting
from tests.engine.samples import demonstration, sample_lexicon, worlds


def test_several_processes_read_what_one_reads() -> None:
    documents = demonstration()[:60]

    assert said_by_all(documents, sample_lexicon(), processes=3) == said_by(documents, sample_lexicon())


def test_a_run_is_the_same_for_any_number_of_processes() -> None:
    one, three = (Engine(lexicon=sample_lexicon(), processes=count).fit(demonstration()) for count in (1, 3))

    assert one.suggestions() == three.suggestions()
    assert one.statistics_.to_bytes() == three.statistics_.to_bytes()


def test_what_a_helper_fails_to_read_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = demonstration()[:60]
    monkeypatch.setattr(sys, "executable", "/bin/false")

    assert said_by_all(documents, sample_lexicon(), processes=2) == said_by(documents, sample_lexicon())


def test_there_is_nothing_to_read() -> None:
    assert said_by_all([], sample_lexicon(), processes=2) == Said.of([])


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_every_weight_of_a_profile_alone_is_that_of_the_profile_among_others(documents: list[ProfileDocument]) -> None:
    lexicon = sample_lexicon()
    weighting = Weighting({"coton": 2, "concept:cotton": 3}, 9, lexicon, Parameters())
    vocabulary = Vocabulary()
    together = encode(documents, said_by(documents, lexicon), weighting, vocabulary)

    for document, among in zip(documents, together, strict=True):
        (alone,) = encode([document], said_by([document], lexicon), weighting, vocabulary)
        assert alone.rows.starts.tolist() == among.rows.starts.tolist()
        for row in range(len(alone.rows)):
            one, other = (profile.rows.slice(row, row + 1) for profile in (alone, among))
            assert sorted(zip(one.columns.tolist(), one.weights.tolist(), strict=True)) == sorted(
                zip(other.columns.tolist(), other.weights.tolist(), strict=True)
            )

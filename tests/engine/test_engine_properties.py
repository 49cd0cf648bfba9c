"""What must hold for any documents at all."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaking.matching.engine import Engine, Explanation, Parameters, ProfileDocument, index
from matchmaking.matching.engine.eligibility import refusal
from tests.engine.samples import demonstration, sample_lexicon, worlds

quick = settings(max_examples=60, deadline=None)


def fitted(documents: list[ProfileDocument], **parameters: int) -> Engine:
    return Engine(Parameters(**parameters), lexicon=sample_lexicon()).fit(documents)


@cache
def crowd() -> tuple[ProfileDocument, ...]:
    """Enough others that a few changes are few."""
    return tuple(replace(document, key=f"{document.key}-crowd") for document in demonstration()[::4])


def total(explanation: Explanation) -> float:
    parts = (*explanation.evidence, *explanation.affinity_terms, *explanation.facts)
    return sum(part.contribution for part in parts) + explanation.correction


@quick
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_documents_never_matters(documents: list[ProfileDocument], chance: random.Random) -> None:
    shuffled = documents[:]
    chance.shuffle(shuffled)

    assert fitted(shuffled).suggestions() == fitted(documents).suggestions()


@quick
@given(worlds())
def test_nobody_meets_their_own_side_or_one_they_may_not_meet(documents: list[ProfileDocument]) -> None:
    by_key = {document.key: document for document in documents}

    for pair in fitted(documents).suggestions():
        assert refusal(by_key[pair.left_key], by_key[pair.right_key]) is None
        assert (pair.left_key[:2], pair.right_key[:2]) == ("ML", "DZ")


@quick
@given(worlds(), st.integers(1, 4))
def test_a_shorter_list_is_the_beginning_of_a_longer_one(documents: list[ProfileDocument], count: int) -> None:
    short, long = fitted(documents, top_n=count), fitted(documents, top_n=count + 1)

    for document in documents:
        of_short = [(pair.left_key, pair.right_key, pair.score) for pair in short.suggestions_for(document.key)]
        of_long = [(pair.left_key, pair.right_key, pair.score) for pair in long.suggestions_for(document.key)]
        assert of_short == of_long[:count]


@quick
@given(worlds())
def test_an_explanation_sums_to_the_score_of_the_run(documents: list[ProfileDocument]) -> None:
    engine = fitted(documents)

    for pair in engine.suggestions():
        explanation = engine.explain(pair.left_key, pair.right_key)
        assert explanation.score == pair.score
        assert abs(total(explanation) - pair.score) < 1e-9
        for evidence in explanation.evidence:
            assert abs(sum(term.weight for term in evidence.terms) - evidence.contribution) < 1e-9


@quick
@given(worlds(), worlds(), st.randoms(use_true_random=False))
def test_updates_and_removals_equal_a_fit_with_the_same_statistics(
    before: list[ProfileDocument], after: list[ProfileDocument], chance: random.Random
) -> None:
    engine = fitted(before)
    steps = [("put", document) for document in after] + [
        ("drop", document) for document in before if document.key not in {other.key for other in after}
    ]
    chance.shuffle(steps)
    for step, document in steps:
        if step == "put":
            engine.update(document)
        else:
            engine.remove(document.key)

    fresh = Engine(engine.parameters, lexicon=sample_lexicon()).fit(after, statistics=engine.statistics_)

    assert engine.suggestions() == fresh.suggestions()


@settings(max_examples=12, deadline=None)
@given(worlds(), worlds(), st.randoms(use_true_random=False))
def test_lists_asked_for_between_changes_are_mended_to_the_bit(
    before: list[ProfileDocument], after: list[ProfileDocument], chance: random.Random
) -> None:
    engine = fitted([*before, *crowd()])
    held = {document.key: document for document in (*before, *crowd())}
    for document in after:
        if chance.random() < 0.3:
            key = chance.choice(sorted(held))
            engine.remove(key)
            del held[key]
        engine.update(document)
        held[document.key] = document

        fresh = Engine(engine.parameters, lexicon=sample_lexicon()).fit(held.values(), engine.statistics_)
        assert engine.suggestions() == fresh.suggestions()


@quick
@given(worlds(), worlds(), st.integers(1, 5))
def test_the_size_of_blocks_never_matters(
    documents: list[ProfileDocument], others: list[ProfileDocument], size: int
) -> None:
    everyone = {document.key: document for document in (*documents, *others)}.values()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "_BLOCK", size)
        patch.setattr(index, "_ROOM", 0)  # ranked after every block
        in_blocks = fitted(list(everyone)).suggestions()

    assert in_blocks == fitted(list(everyone)).suggestions()


@quick
@given(worlds())
def test_either_there_are_suggestions_or_a_reason_why_not(documents: list[ProfileDocument]) -> None:
    engine = fitted(documents)

    assert (engine.silence_ is None) == bool(engine.suggestions())

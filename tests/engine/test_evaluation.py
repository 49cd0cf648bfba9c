"""Measures against cases worked out by hand, the plain method's known figures, and the engine's goals."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from matchmaking.matching.engine import Engine, Parameters, Strength
from matchmaking.matching.engine.baselines import default_tfidf, lists_of
from matchmaking.matching.engine.calibration import PLAUSIBLE_SHARE, STRONG_SHARE, calibrate
from matchmaking.matching.engine.comparison import as_json, as_text, compare, engine_lists, methods
from matchmaking.matching.engine.evaluation import Judge, JudgementError, read_judgements
from matchmaking.matching.measuring import read_documents
from tests.engine.samples import DEMONSTRATION, demonstration, profile, sample_lexicon

SECOND_SET = Path(__file__).with_name("second_set")
"""46 invented profiles of other trades, graded by one reader; written apart and never tuned on."""
GRADES = {("ML01", "DZ01"): 3.0, ("ML01", "DZ02"): 1.0}
PROFILES = [profile(key, needs=("coton: ",)) for key in ("ML01", "DZ01", "DZ02", "DZ03")]


def test_a_list_is_worth_what_its_order_is_worth() -> None:
    judge = Judge(PROFILES, GRADES)

    found = judge.measure({"ML01": ["DZ03", "DZ01", "DZ02"], "DZ01": ["ML01"], "DZ02": []}, samples=10)

    gain = (7 / math.log2(3) + 1 / math.log2(4)) / (7 + 1 / math.log2(3))
    assert found.ndcg_10 == pytest.approx((gain + 1.0 + 0.0) / 3)
    assert found.precision_5 == pytest.approx((0.2 + 0.2) / 2)
    assert found.reciprocal_rank == pytest.approx((0.5 + 1.0) / 2)
    assert found.hit_5 == 1.0


def test_nobody_judged_is_no_error() -> None:
    found = Judge([], {}).measure({})

    assert (found.ndcg_10, found.gini, found.found_10_across_languages) == (0.0, 0.0, None)
    assert lists_of([], default_tfidf) == {}


def test_a_faulty_judgement_is_told_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "judgements.csv"
    path.write_text("ml_key,dz_key,grade\nML01,DZ01,high\n")
    with pytest.raises(JudgementError, match="line 2"):
        read_judgements(path)


def test_the_default_method_has_its_known_figures() -> None:
    judge = Judge(demonstration(), read_judgements(DEMONSTRATION / "judgements.csv"))

    found = judge.measure(lists_of(demonstration(), default_tfidf))

    assert (round(found.ndcg_10, 3), round(found.ndcg_5, 3), round(found.hit_5, 3)) == (0.455, 0.416, 0.795)


def test_the_engine_keeps_its_level_on_the_tuning_profiles() -> None:
    judge = Judge(demonstration(), read_judgements(DEMONSTRATION / "judgements.csv"))

    found = judge.measure(engine_lists(demonstration(), Engine(Parameters()).fit(demonstration())))
    plain = judge.measure(lists_of(demonstration(), default_tfidf))

    assert found.ndcg_10 >= 0.865
    assert found.ndcg_10_by_kind["investor"] >= 0.82
    assert found.precision_5 >= 2 * plain.precision_5
    assert found.hit_5 >= 0.97
    assert found.gini <= 0.30
    assert found.found_10_across_languages is not None
    assert found.found_10_across_languages >= 0.90


def test_the_words_for_a_score_are_deserved() -> None:
    grades = read_judgements(DEMONSTRATION / "judgements.csv")
    suggestions = Engine(Parameters()).fit(demonstration()).suggestions()

    found = calibrate(suggestions, grades, [document.key for document in demonstration()], Parameters())

    shares = {band.word: band.share for band in found.bands}
    assert shares[Strength.STRONG] >= STRONG_SHARE
    assert min(shares[Strength.GOOD], shares[Strength.PLAUSIBLE]) >= PLAUSIBLE_SHARE
    assert len(found.without) <= 8


def test_the_table_sets_every_part_beside_the_plain_methods() -> None:
    measures = compare(Judge(PROFILES, GRADES), methods(PROFILES, Parameters(), sample_lexicon()))

    assert {"TF-IDF, default", "engine", "engine without lexicon", "engine without hub correction"} <= set(measures)
    assert set(as_json(measures)) == set(measures)
    assert as_text(measures).count("\n") == len(measures)


def test_the_engine_keeps_its_level_on_profiles_it_was_not_tuned_on() -> None:
    documents = read_documents(SECOND_SET / "profiles.json")
    judge = Judge(documents, read_judgements(SECOND_SET / "judgements.csv"))

    found = judge.measure(engine_lists(documents, Engine(Parameters()).fit(documents)))
    plain = judge.measure(lists_of(documents, default_tfidf))

    assert found.ndcg_10 >= 0.90
    assert found.ndcg_10 >= plain.ndcg_10 + 0.20
    assert found.found_10_across_languages is not None
    assert found.found_10_across_languages >= 0.90

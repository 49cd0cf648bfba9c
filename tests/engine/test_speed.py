"""A run stays cheap: measured against work done in the same test, or by counting what is scored. No wall clock."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from benchmarks.crowd import Crowd
from matchmaking.language.lexicon import product_lexicon
from matchmaking.matching.engine import Engine, ProfileDocument, index
from matchmaking.matching.engine.said import said_by


def cost(work: Callable[[], object], times: int = 3) -> float:
    """The least processor time, in seconds, of a few attempts."""
    taken = []
    for _ in range(times):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken)


def every_letter_counted(documents: list[ProfileDocument]) -> Counter[str]:
    """The yardstick: plain Python over the same words."""
    letters: Counter[str] = Counter()
    for document in documents:
        for text in (document.summary, *(one.text for one in document.opportunities)):
            for word in re.findall(r"\w+", text):
                letters.update(word.casefold())
    return letters


def test_a_run_costs_a_bounded_multiple_of_plain_work_on_the_same_texts() -> None:
    documents = Crowd(seed=2).profiles(300)
    said_by(documents, product_lexicon())  # words seen for the first time are not what is measured
    plain = cost(lambda: every_letter_counted(documents))

    assert cost(lambda: said_by(documents, product_lexicon())) < 12 * plain
    assert cost(lambda: Engine(processes=1).fit(documents).suggestions()) < 40 * plain


def test_an_update_scores_few_pairs_again(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = Crowd(seed=3).profiles(250)
    engine = Engine(processes=1).fit(documents)
    scored = []

    def counting(left: Any, right: Any, *more: Any) -> Any:
        scored.append(len(left) * len(right))
        return parts(left, right, *more)

    parts = index.parts
    monkeypatch.setattr(index, "parts", counting)
    engine.suggestions()
    whole = sum(scored)
    scored.clear()
    engine.update(replace(documents[0], summary=documents[-1].summary))
    engine.suggestions()

    assert whole == 250 * 250
    assert sum(scored) < whole / 4

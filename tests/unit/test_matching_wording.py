"""Every code that the engine gives has words; none reaches a reader as a code."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from matchmaking.matching import wording
from matchmaking.matching.engine import Engine, Parameters, ProfileDocument
from matchmaking.matching.engine.eligibility import Refusal
from matchmaking.matching.measuring import read_documents
from matchmaking.matching.models import DeclineReason, DismissalReason
from matchmaking.matching.wording import Names

PROFILES = Path(__file__).resolve().parents[2] / "matchmaking" / "demonstration" / "profiles.json"


@pytest.fixture(scope="module")
def documents() -> list[ProfileDocument]:
    return read_documents(PROFILES)


def test_the_demonstrations_remarks_all_have_words(built_app: Flask, documents: list[ProfileDocument]) -> None:
    chosen = [document for document in documents if document.key[2:] in {"01", "07", "12", "17", "24", "34", "38"}]
    titles = {item.key: item.title for document in chosen for item in document.opportunities}
    names = Names({document.key: document.key for document in chosen}, titles)
    engine = Engine(Parameters()).fit(chosen)
    with built_app.test_request_context():
        for left, right in ((a.key, b.key) for a in chosen for b in chosen if (a.country, b.country) == ("ML", "DZ")):
            explanation = engine.explain(left, right)
            for remark in explanation.agreements:
                assert wording.agreement(remark, names) is not None, remark
            for remark in explanation.missing:
                assert wording.lack(remark, names) is not None, remark
            assert wording.question(explanation.first_question, names), explanation.first_question
            assert "%" not in wording.strength_words(explanation)


def test_reasons_and_refusals_have_words() -> None:
    assert set(wording.DISMISSALS) == set(DismissalReason)
    assert set(wording.DECLINES) == set(DeclineReason)
    assert set(Refusal) - {Refusal.SAME_SIDE} <= set(wording.REFUSALS)

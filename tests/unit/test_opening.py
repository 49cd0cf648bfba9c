"""A long text opens with whole sentences, and nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaking.matching.opening import LONG, open_text

SENTENCE = "Dans la région de Kayes un CSCom peut être à six heures de piste d’un spécialiste."


def test_a_short_text_stays_whole() -> None:
    assert open_text(SENTENCE) == (SENTENCE, "")


@pytest.mark.parametrize("sentence", [SENTENCE, "هل يمكن أن نلتقي قبل نهاية السنة في مدينة وهران مع فريق المختبر كله؟"])
def test_a_long_text_is_cut_after_a_sentence(sentence: str) -> None:
    opening, rest = open_text(" ".join([sentence] * 8))
    assert opening.endswith(sentence)
    assert rest.startswith(sentence)
    assert len(opening) <= LONG


def test_one_endless_sentence_is_cut_between_words() -> None:
    opening, rest = open_text("plateforme " * 60)
    assert opening.endswith("plateforme …")
    assert rest.startswith("… plateforme")


@given(st.text(alphabet="ab. !؟é", max_size=600))
def test_no_sign_that_is_read_is_lost(text: str) -> None:
    opening, rest = open_text(text)
    assert "".join((opening + rest).split()).replace("…", "") == "".join(text.split())

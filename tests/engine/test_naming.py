"""What a text speaks of, in the reader's words: in its own order, the most special ideas, each once."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from matchmaking.language.coverage import coverage
from matchmaking.language.lexicon import product_lexicon
from matchmaking.language.naming import named_ideas
from matchmaking.language.terms import analyse, language_of
from tests.engine.samples import DEMONSTRATION, sample_lexicon

ARABIC_FLOOR = 0.75  # of the content words of the demonstration's Arabic passages
ARABIC = "مؤسسة ناشئة تبحث عن الدفع الإلكتروني ثم استضافة، وري بالتنقيط، ودفع آخر ثم مؤسسة ناشئة."


def labels(text: str, reader: str) -> list[str]:
    return [idea.label for idea in named_ideas(text, reader, lexicon=sample_lexicon())]


def arabic_passages() -> list[str]:
    profiles = json.loads((DEMONSTRATION / "profiles.json").read_text(encoding="utf-8"))
    texts = [f"{item['title']}. {item['text']}" for one in profiles for item in one["offers"] + one["seeks"]]
    return [text for text in texts if language_of(text) == "ar"]


def test_ideas_stand_in_the_order_of_the_passage_each_once() -> None:
    assert labels(ARABIC, "fr") == ["startup", "paiement en ligne", "hébergement", "goutte à goutte"]
    assert labels(ARABIC, "en") == ["startup", "online payment", "hosting", "drip irrigation"]


def test_an_idea_goes_without_saying_beside_a_more_special_one() -> None:
    assert labels("irrigation, puis goutte à goutte", "en") == ["drip irrigation"]
    assert labels("irrigation du coton", "en") == ["irrigation", "cotton"]


def test_a_text_without_ideas_speaks_of_nothing() -> None:
    assert labels("", "fr") == []
    assert labels("Bonjour à tous.", "ar") == []


def test_a_name_keeps_its_capitals() -> None:
    assert "KYC" in [idea.label for idea in named_ideas("نقدم خدمات KYC للبنوك", "fr")]


@given(st.sampled_from(["fr", "ar", "en"]), st.sampled_from(arabic_passages()))
def test_each_idea_is_one_that_the_text_names_where_it_says(reader: str, text: str) -> None:
    places = {(term.key, term.start, term.end) for term in analyse(text)}
    ideas = named_ideas(text, reader)

    assert [idea.start for idea in ideas] == sorted(idea.start for idea in ideas)
    assert len({idea.label for idea in ideas}) == len(ideas)
    for idea in ideas:
        assert (f"concept:{idea.concept}", idea.start, idea.end) in places
        assert not {f"concept:{idea.concept}"} & {
            ancestor for other in ideas for ancestor in product_lexicon().ancestors(f"concept:{other.concept}")
        }


def test_arabic_passages_are_mostly_understood() -> None:
    share = coverage(arabic_passages())["ar"].share

    assert share >= ARABIC_FLOOR

"""Marking shared words: numbers, segments, nothing lost, nothing twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from matchmaking.matching.engine import SharedTerm
from matchmaking.matching.marking import MOST_WORDS, MarkedText, Segment, mark_pair

NEED = MarkedText("Terminal de paiement", "Paiement sans contact, deux cents terminaux.")
OFFER = MarkedText("TPE agréé", "Le paiement par carte, terminal compris.")


def term(key: str, need: tuple[tuple[str, int, int], ...], offer: tuple[tuple[str, int, int], ...]) -> SharedTerm:
    return SharedTerm(key, 0.1, need, offer)


def said(segments: list[Segment]) -> list[tuple[str, int]]:
    return [(segment.text, segment.number) for segment in segments if segment.number is not None]


def test_a_word_is_marked_once_on_each_side_with_one_number() -> None:
    payment = term("concept:payment", (("title", 12, 20), ("text", 0, 8)), (("text", 3, 11),))
    marked = mark_pair(NEED, OFFER, [payment], first_number=4)
    assert said(marked.need[0]) == [("paiement", 4)]
    assert said(marked.need[1]) == []
    assert said(marked.offer[1]) == [("paiement", 4)]
    assert [(mark.number, mark.need, mark.offer) for mark in marked.marks] == [(4, "paiement", "paiement")]


def test_heavier_words_keep_their_place() -> None:
    whole = term("concept:payment_terminal", (("title", 0, 20),), (("title", 0, 3),))
    part = term("terminal", (("title", 0, 8),), (("text", 23, 31),))
    elsewhere = term("paiement", (("title", 12, 20), ("text", 0, 8)), (("text", 3, 11),))
    marked = mark_pair(NEED, OFFER, [whole, part, elsewhere], first_number=1)
    assert said(marked.need[0]) == [("Terminal de paiement", 1)]
    assert said(marked.need[1]) == [("Paiement", 2)]
    assert len(marked.marks) == 2  # the part of a marked word is not marked again


def test_ideas_are_numbered_before_bare_words() -> None:
    word = term("contact", (("text", 14, 21),), (("text", 0, 2),))
    idea = term("concept:card", (("title", 0, 8),), (("text", 16, 21),))
    marked = mark_pair(NEED, OFFER, [word, idea], first_number=1)
    assert [mark.need for mark in marked.marks] == ["Terminal", "contact"]


def test_what_stands_only_in_a_summary_is_not_marked() -> None:
    hidden = term("concept:bank", (("title", 0, 8),), (("summary", 0, 6),))
    assert mark_pair(NEED, OFFER, [hidden], first_number=1).marks == []


def test_a_text_that_was_changed_for_its_reader_has_no_marks() -> None:
    payment = term("concept:payment", (("title", 12, 20),), (("text", 3, 11),))
    masked = MarkedText("… agréé", "Le paiement par carte.", markable=False)
    marked = mark_pair(NEED, masked, [payment], first_number=1)
    assert marked.marks == []
    assert "".join(segment.text for segment in marked.offer[0]) == "… agréé"


PLACES = st.tuples(st.sampled_from(["title", "text", "summary"]), st.integers(0, 30), st.integers(1, 12)).map(
    lambda place: (place[0], place[1], place[1] + place[2])
)
TERMS = st.lists(st.builds(term, st.sampled_from("abc"), *[st.lists(PLACES, max_size=3).map(tuple)] * 2), max_size=12)


@given(TERMS)
def test_no_letter_is_lost_and_no_mark_stands_on_another(terms: list[SharedTerm]) -> None:
    long = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJ"
    text = MarkedText(long, long.swapcase())
    marked = mark_pair(text, text, terms, first_number=1)
    for title, body in (marked.need, marked.offer):
        assert "".join(segment.text for segment in title) == text.title
        assert "".join(segment.text for segment in body) == text.text
        numbers = [segment.number for segment in (*title, *body) if segment.number is not None]
        assert sorted(numbers) == [mark.number for mark in marked.marks]
    assert len(marked.marks) <= MOST_WORDS


def test_a_pairing_through_a_common_ancestor_is_not_marked() -> None:
    sturdy = SharedTerm("concept:equipment", 0.9, (("text", 0, 8),), (("title", 0, 3),), named=False)
    payment = term("concept:payment", (("title", 12, 20),), (("text", 3, 11),))
    marked = mark_pair(NEED, OFFER, [sturdy, payment], first_number=1)
    assert [mark.need for mark in marked.marks] == []  # what is left weighs too little beside it
    payment = SharedTerm("concept:payment", 0.5, payment.need_spans, payment.offer_spans)
    marked = mark_pair(NEED, OFFER, [sturdy, payment], first_number=1)
    assert [mark.need for mark in marked.marks] == ["paiement"]


def test_a_bare_word_must_weigh_more_than_an_idea() -> None:
    idea = SharedTerm("concept:card", 1.0, (("title", 0, 8),), (("text", 16, 21),))
    light = [
        SharedTerm("concept:payment", 0.3, (("title", 12, 20),), (("text", 3, 11),)),
        SharedTerm("contact", 0.3, (("text", 14, 21),), (("text", 23, 31),)),
    ]
    marked = mark_pair(NEED, OFFER, [idea, *light], first_number=1)
    assert [mark.need for mark in marked.marks] == ["Terminal", "paiement"]


def test_short_stems_join_no_words_by_chance() -> None:
    series = term("ser", (("text", 0, 8),), (("text", 3, 11),))
    other = term("ser", (("text", 0, 8),), (("text", 16, 21),))
    assert len(mark_pair(NEED, OFFER, [series], first_number=1).marks) == 1  # paiement, the same word
    assert mark_pair(NEED, OFFER, [other], first_number=1).marks == []

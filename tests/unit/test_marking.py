"""Shared words are marked where the reader sees the passage, and nowhere else."""

from __future__ import annotations

from matchmaking.matching.engine import SharedTerm
from matchmaking.matching.marking import MarkedText, mark_pair

NEED = MarkedText("Pompes solaires", "Vingt pompes")
OFFER = MarkedText("Solar pumps", "Made in Oran")


def test_a_word_shared_with_the_summary_only_is_not_marked() -> None:
    in_summary = SharedTerm("pump", 0.4, (("title", 0, 6),), (("summary", 10, 15),))
    marked = mark_pair(NEED, OFFER, [in_summary], first_number=1)
    assert marked.marks == []
    assert [segment.number for segment in marked.need[0]] == [None]


def test_a_word_of_title_and_summary_is_marked_in_the_title() -> None:
    in_both = SharedTerm("pump", 0.4, (("title", 0, 6),), (("summary", 10, 15), ("title", 6, 11)))
    marked = mark_pair(NEED, OFFER, [in_both], first_number=1)
    assert [(mark.number, mark.need, mark.offer) for mark in marked.marks] == [(1, "Pompes", "pumps")]

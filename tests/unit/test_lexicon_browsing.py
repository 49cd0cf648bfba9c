"""Looking through the lexicon: states, names, and what a form would show again."""

from __future__ import annotations

import pytest

from matchmaking.language.lexicon import product_lexicon
from matchmaking.language.overlay import Change, effective
from matchmaking.matching.lexicon.browsing import Book, State

ADDED = Change("zorglon", parent="company", fr="zorglon", ar="زورغلون", en="zorglon grain")


def book(*changes: Change) -> Book:
    return Book(product_lexicon(), changes, effective(changes))


@pytest.mark.parametrize(
    ("change", "state"),
    [
        (ADDED, State.ADDED),
        (Change("investor", fr="zorglon", ar="زورغلون", en="zorglon"), State.CORRECTED),
        (Change("investor", on=False), State.OFF),
        (Change("zorglon", fr="startup", ar="زورغلون", en="zorglon"), State.LEFT_OUT),
    ],
)
def test_each_change_has_its_state(change: Change, state: State) -> None:
    page = book(change).page("", "changed", 1)

    assert [(row.concept, row.state) for row in page.rows] == [(change.concept, state)]
    assert book().page("", "changed", 1).total == 0


def test_the_french_name_of_every_concept_leads_back_to_it() -> None:
    """Else a form saved as it stood would hang a concept elsewhere."""
    whole = book()
    sample = sorted(product_lexicon().concepts)[::97]

    assert [whole.named(whole.label(concept)) for concept in sample] == sample


def test_a_concept_that_is_off_keeps_its_name() -> None:
    off = book(Change("company", on=False))

    assert off.named("entreprise") == "company"
    assert off.row("company").state is State.OFF


def test_a_page_beyond_the_last_is_the_last() -> None:
    whole = book()
    last = whole.page("", None, 10_000)

    assert last.number == last.count
    assert last.rows

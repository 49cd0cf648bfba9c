"""Changes laid over the shipped lexicon: what they change, what is refused, and what a newer file makes of them."""

from __future__ import annotations

import pytest

from matchmaking.language.lexicon import FaultCode, LexiconError, product_lexicon
from matchmaking.language.overlay import Change, changed_lexicon, effective
from matchmaking.language.terms import analyse

ZORGLON = Change("zorglon", parent="company", fr="zorglon", ar="زورغلون", en="zorglon grain")


def concepts(text: str, *changes: Change) -> list[str]:
    return [one.key for one in analyse(text, lexicon=changed_lexicon(changes)) if one.key.startswith("concept:")]


def test_without_changes_it_is_the_shipped_lexicon() -> None:
    assert changed_lexicon(()) is product_lexicon()


def test_an_added_concept_is_named_in_every_language_and_hangs_on_its_parent() -> None:
    lexicon = changed_lexicon([ZORGLON])

    for text in ("Nous vendons du zorglon.", "نبيع زورغلون", "We sell zorglon grains."):
        assert "concept:zorglon" in {one.key for one in analyse(text, lexicon=lexicon)}
    assert lexicon.parent_key("concept:zorglon") == "concept:company"
    assert lexicon.version != product_lexicon().version


def test_a_corrected_concept_loses_its_old_words() -> None:
    corrected = Change("investor", fr="zorglonneur", ar="زورغلون", en="zorglonner")

    assert concepts("Un investisseur") == ["concept:investor"] != concepts("Un investisseur", corrected)
    assert concepts("Un zorglonneur", corrected) == ["concept:investor"]


def test_what_hung_on_a_concept_that_is_off_hangs_one_higher() -> None:
    lexicon = changed_lexicon(
        [ZORGLON, Change("grandchild", parent="zorglon", fr="zorglin", ar="زورغلين", en="zorglin")]
    )
    assert lexicon.parent_key("concept:grandchild") == "concept:zorglon"

    off = Change("zorglon", on=False, parent="company", fr="zorglon", ar="زورغلون", en="zorglon grain")
    lexicon = changed_lexicon([off, Change("grandchild", parent="zorglon", fr="zorglin", ar="زورغلين", en="zorglin")])

    assert "zorglon" not in lexicon.concepts
    assert lexicon.parent_key("concept:grandchild") == "concept:company"
    assert concepts("Du zorglon", off) == []


def test_a_shipped_concept_switched_off_names_nothing_and_frees_its_words() -> None:
    off = Change("investor", on=False)

    assert "concept:investor" not in concepts("Un investisseur", off)
    assert concepts("investisseur", off, Change("zorglon", fr="investisseur", ar="زورغلون", en="zorglon")) == [
        "concept:zorglon"
    ]


@pytest.mark.parametrize(
    ("change", "code", "other"),
    [
        (Change("zorglon", fr="startup", ar="زورغلون", en="zorglon"), FaultCode.AMBIGUOUS, "startup"),
        (Change("zorglon", fr="zorglon", ar="", en="zorglon"), FaultCode.EMPTY_CELL, ""),
        (Change("zorglon", fr="de la", ar="زورغلون", en="zorglon"), FaultCode.FUNCTION_WORDS, ""),
        (Change("zorglon", parent="nobody", fr="zorglon", ar="زورغلون", en="z7"), FaultCode.UNKNOWN_PARENT, "nobody"),
        (Change("zorglon", parent="zorglon", fr="zorglon", ar="زورغلون", en="z7"), FaultCode.OWN_ANCESTOR, "zorglon"),
    ],
)
def test_what_the_reader_refuses_is_refused_as_a_code_that_names_the_other_concept(
    change: Change, code: FaultCode, other: str
) -> None:
    with pytest.raises(LexiconError) as caught:
        changed_lexicon([change])

    assert [(fault.code, fault.other) for fault in caught.value.faults] == [(code, other)]


def test_a_stored_change_that_the_file_contradicts_is_left_out_and_the_others_hold() -> None:
    late = Change("zorglon2", fr="zorglon", ar="زورغلين", en="zorglin")

    found = effective((ZORGLON, Change("bad", fr="startup", ar="زورغ", en="bad"), late))

    assert set(found.left_out) == {"bad", "zorglon2"}
    assert "zorglon" in found.lexicon.concepts

"""A name that is cut out of a text is cut however it was typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaking.language.concealing import conceal
from matchmaking.language.folding import fold

HIDDEN = "…"
LATIN = "abcdefghijklmnopqrstuvwxyzéèêëàâîïôöùûüçœ"
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىأإآ"
MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
HAMZAS = {"ا": "أإآٱا", "أ": "اإآ", "إ": "اأ", "آ": "ا", "ي": "ىی", "ى": "ي", "ه": "ة", "ة": "ه", "ك": "ک"}
Disguise = Callable[[str, st.DataObject], str]


def capitals(name: str, data: st.DataObject) -> str:
    return "".join(data.draw(st.sampled_from((one.upper(), one.lower()))) for one in name)


def without_accents(name: str, _data: st.DataObject) -> str:
    plain = unicodedata.normalize("NFD", name.replace("œ", "oe"))
    return "".join(one for one in plain if not unicodedata.combining(one))


def decomposed(name: str, _data: st.DataObject) -> str:
    return unicodedata.normalize("NFD", name)


def lengthened(name: str, data: st.DataObject) -> str:
    return "".join(one + "ـ" * data.draw(st.integers(0, 2)) for one in name)


def vowelled(name: str, data: st.DataObject) -> str:
    return "".join(one + data.draw(st.sampled_from(("", *MARKS))) if one in ARABIC else one for one in name)


def other_hamzas(name: str, data: st.DataObject) -> str:
    return "".join(data.draw(st.sampled_from(HAMZAS.get(one, one) or one)) for one in name)


def other_blanks(name: str, data: st.DataObject) -> str:
    return "".join(
        data.draw(st.sampled_from((" ", "-", "\u00a0", "", "‑", "\n", "_"))) if one == " " else one for one in name
    )


def presented(name: str, _data: st.DataObject) -> str:
    """The letters as old files hold them: one code for each shape."""
    return name.replace("لا", "ﻻ").replace("س", "ﺳ").replace("ب", "ﺑ")


LATIN_WAYS: list[Disguise] = [capitals, without_accents, decomposed, other_blanks]
ARABIC_WAYS: list[Disguise] = [lengthened, vowelled, other_hamzas, other_blanks, presented]


def names(alphabet: str) -> st.SearchStrategy[str]:
    word = st.text(alphabet, min_size=4, max_size=9)
    return st.lists(word, min_size=1, max_size=3).map(" ".join)


def letters(text: str) -> str:
    return "".join(one for part in text for one in fold(unicodedata.normalize("NFKC", part)) if one.isalnum())


@pytest.mark.parametrize(("alphabet", "ways"), [(LATIN, LATIN_WAYS), (ARABIC, ARABIC_WAYS)], ids=["latin", "arabic"])
@given(data=st.data())
def test_a_name_is_cut_in_every_disguise(alphabet: str, ways: list[Disguise], data: st.DataObject) -> None:
    name = written = data.draw(names(alphabet))
    for way in data.draw(st.lists(st.sampled_from(ways), unique=True)):
        written = way(written, data)
    text = f"12 {written} 34"
    cut = conceal(text, [name], by=HIDDEN)
    assert letters(name) not in letters(cut)
    assert cut == f"12 {HIDDEN} 34"


@given(name=names(LATIN), text=st.text(LATIN + ARABIC + " .,-", max_size=80))
def test_a_text_without_the_name_stays_as_it_is(name: str, text: str) -> None:
    if letters(name) not in letters(text):
        assert conceal(text, [name], by=HIDDEN) == text


@given(text=st.text(max_size=60), told=st.lists(st.text(max_size=12), max_size=4))
def test_nothing_typed_as_a_name_breaks_a_text(text: str, told: list[str]) -> None:
    cut = conceal(text, told, by=HIDDEN)
    assert len(cut) <= len(text) + cut.count(HIDDEN)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("SAHEL-CAPITAL finance l’amorçage", "… finance l’amorçage"),
        ("يمول ساحل كابيتال الشركات", "يمول … الشركات"),
        ("تابع للساحل كابيتال", "تابع لل…"),
        ("Le Sahel et le capital", "Le Sahel et le capital"),
        ("La SC aide, un disciple non", "La … aide, un disciple non"),
    ],
)
def test_both_scripts_and_a_short_form(text: str, shown: str) -> None:
    assert conceal(text, ["Sahel Capital", "ساحل كابيتال", "SC"], by=HIDDEN) == shown


def test_a_name_loses_its_article_behind_a_preposition() -> None:
    assert conceal("تابع للساحل كابيتال", ["الساحل كابيتال"], by=HIDDEN) == "تابع لل…"
    assert conceal("تابع لصندوق الساحل كابيتال", ["الساحل كابيتال"], by=HIDDEN) == "تابع لصندوق …"

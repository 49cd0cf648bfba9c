"""A lexicon is read whole or refused with every fault named by its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from matchmaking.language.lexicon import Lexicon, LexiconError, load_lexicon
from matchmaking.language.terms import analyse

HEAD = "concept,parent,fr,ar,en\n"
SOUND = "cotton,,coton,قطن,cotton\n"


def load(tmp_path: Path, text: str) -> Lexicon:
    path = tmp_path / "lexicon.csv"
    path.write_text(text, encoding="utf-8")
    return load_lexicon(path)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("cotton,,fibre,ليف,fibre", "line 3: the concept cotton already stands on line 2"),
        ("fibre,,,ليف,fibre", "line 3: the fr cell of fibre is empty"),
        ("fibre,,fibre||fil,ليف,fibre", "line 3: the fr cell of fibre has an empty phrase"),
        ("fibre,,fibre| fibre,ليف,fibre", "line 3: 'fibre' (fr) stands twice in fibre"),
        ("fibre,,cotons,ليف,fibre", "line 3: 'cotons' (fr) is ambiguous: also cotton on line 2"),
        ("fibre,,fibre,القطن,fibre", "line 3: 'القطن' (ar) is ambiguous: also cotton on line 2"),
        ("fibre,,fibre,ليف,of the", "line 3: 'of the' (en) has only function words"),
        ("fibre,wool,fibre,ليف,fibre", "line 3: the parent wool is not a concept"),
        ("fibre,fibre,fibre,ليف,fibre", "line 3: fibre is its own ancestor"),
        ("Fibre,,fibre,ليف,fibre", "line 3: the concept 'Fibre' must be lower-case"),
        ("fibre,,fibre,ليف,fibre,more", "line 3: more cells than columns"),
    ],
)
def test_a_fault_is_told_by_its_line(tmp_path: Path, row: str, fault: str) -> None:
    with pytest.raises(LexiconError) as caught:
        load(tmp_path, HEAD + SOUND + row + "\n")

    assert any(problem.startswith(fault) for problem in caught.value.problems)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(LexiconError) as caught:
        load(tmp_path, HEAD + SOUND + "fibre,,,ليف,fibre\ncotton,,a,ب,c\n")

    assert len(caught.value.problems) == 2


def test_the_columns_must_be_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="line 1"):
        load(tmp_path, "concept,fr,en\ncotton,coton,cotton\n")


def test_the_version_follows_the_words(tmp_path: Path) -> None:
    first, same, other = (load(tmp_path, HEAD + row) for row in (SOUND, SOUND, SOUND.replace("coton", "cotonnier")))

    assert first.version == same.version != other.version


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("notre service après-vente", ["after-sales"]),
        ("la vente en ligne", ["sales"]),
        ("du maïs séché", ["maize"]),
        ("mais pas de coton", []),
        ("une équipe soudée", []),
        ("des équipements", ["equipment"]),
        ("WE BUY MAIZE", ["maize"]),
    ],
)
def test_near_words_are_told_apart(tmp_path: Path, text: str, concepts: list[str]) -> None:
    lexicon = load(
        tmp_path,
        HEAD
        + "sales,,vente,بيع,sale\nafter-sales,,après-vente,ما بعد البيع,after-sales\nmaize,,maïs,ذرة,maize|corn\n"
        + "equipment,,équipement,معدات,equipment\n",
    )

    found = [term.key for term in analyse(text, lexicon=lexicon) if term.key.startswith("concept:")]

    assert found == [f"concept:{concept}" for concept in concepts]


def test_a_file_may_say_which_concepts_are_of_no_trade(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.csv"
    path.write_text("concept,parent,fr,ar,en,scope\nclient,,client,زبون,customer,general\nmil,,mil,دخن,millet,\n")
    lexicon = load_lexicon(path)
    assert lexicon.is_general("concept:client")
    assert not lexicon.is_general("concept:mil")
    assert not lexicon.is_general("client")

    path.write_text("concept,parent,fr,ar,en,scope\nclient,,client,زبون,customer,everywhere\n")
    with pytest.raises(LexiconError, match="line 2: the scope of client"):
        load_lexicon(path)


def test_a_word_spelled_like_a_concept_has_no_parent(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.csv"
    path.write_text(HEAD + "logistics,,logistique,لوجستيك,logistics\ntransport,logistics,transport,نقل,transport\n")
    lexicon = load_lexicon(path)

    assert lexicon.parent_key("concept:transport") == "concept:logistics"
    assert lexicon.parent_key("transport") is None

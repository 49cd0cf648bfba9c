"""Organizers look through the lexicon, change it, try it, and see what a run moved."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask

from matchmaking.accounts.models import RoleName
from matchmaking.extensions import db
from matchmaking.matching.lexicon.models import LexiconEntry
from matchmaking.matching.models import MatchRun
from tests.factories import make_profile, make_user
from tests.matching_samples import add_organizer, add_two_pairs, fr, run_now
from tests.visitor import Visitor

LEXICON = "/organizers/lexicon"
ZORGLON = {"fr": "zorglon\nzorglon précuit", "ar": "زورغلون", "en": "zorglon grain"}


@pytest.fixture
def organizer(app: Flask) -> Visitor:
    """Awa, after a run over five profiles, two of which say a word that nobody knows."""
    with app.app_context():
        add_organizer()
        add_two_pairs()
        make_profile("ML07", members=(make_user("a@example.org"),), needs=("Zorglon",), offers=("Broderie zorglon",))
        make_profile("DZ07", members=(make_user("b@example.org"),), offers=("زورغلون",), needs=("نحاس",))
        make_profile("ML08", members=(make_user("c@example.org"),), offers=("Du zorglon",), needs=("Peinture",))
        run_now()
    return Visitor(app).sign_in("awa@example.org")


def add(visitor: Visitor, **fields: str) -> None:
    visitor.visit(f"{LEXICON}/new")
    visitor.submit(**(ZORGLON | fields))


def names(visitor: Visitor) -> list[str]:
    return [heading.get_text(strip=True) for heading in visitor.soup.select("ul.intros h3")]


@pytest.mark.parametrize(
    ("search", "concept"),
    [
        ("MOBILE MONEY", "mobile money"),
        ("محفظة إلكترونية", "mobile money"),
        ("mobile wallet", "mobile money"),
        ("facture electronique", "facturation"),
    ],
)
def test_a_concept_is_found_by_a_word_of_any_language_without_its_accents(
    organizer: Visitor, search: str, concept: str
) -> None:
    organizer.visit(f"{LEXICON}?search={search}")
    assert concept in names(organizer)


def test_an_added_concept_stands_in_its_list_and_waits_for_the_next_run(organizer: Visitor) -> None:
    add(organizer, parent="entreprise")
    assert organizer.path == f"{LEXICON}/concepts/zorglon_grain"
    assert "zorglon précuit" in organizer.text
    assert fr("“%(name)s” is saved.", name="zorglon") in organizer.text
    assert fr("The worker is computing.") in organizer.text
    arabic = organizer.soup.select_one('dd[lang="ar"]')
    assert arabic is not None
    assert arabic["dir"] == "rtl"
    organizer.visit(f"{LEXICON}?state=added")
    assert names(organizer) == ["zorglon"]


def test_a_phrase_of_another_concept_is_refused_by_that_ones_name_and_the_text_is_kept(
    organizer: Visitor, app: Flask
) -> None:
    organizer.visit(f"{LEXICON}/new")
    organizer.submit(**(ZORGLON | {"fr": "zorglon\nstartup"}), status=422)
    sentence = "“%(phrase)s” already names the concept “%(other)s”. Take it off here, or there."
    assert fr(sentence, phrase="startup", other="startup") in organizer.text
    kept = organizer.soup.select_one("textarea[name=fr]")
    assert kept is not None
    assert kept.get_text().split() == ["zorglon", "startup"]
    with app.app_context():
        assert db.session.scalars(sa.select(LexiconEntry)).all() == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"ar": ""}, "Write at least one phrase."),
        ({"ar": "zorglon"}, "Write at least one phrase in Arabic letters."),
        ({"en": "of the"}, "“of the” holds only small words that no text can be found by."),
        (
            {"parent": "nobody at all"},
            "No concept is called “nobody at all”. Look for it in the list, or leave this empty.",
        ),
    ],
)
def test_every_fault_is_said_in_a_sentence(organizer: Visitor, fields: dict[str, str], sentence: str) -> None:
    organizer.visit(f"{LEXICON}/new")
    organizer.submit(**(ZORGLON | fields), status=422)
    value = sentence.partition("“")[2].partition("”")[0]
    placeholder = {"of the": "phrase", "nobody at all": "name"}.get(value, "")
    source = sentence.replace(value, f"%({placeholder})s") if placeholder else sentence
    assert fr(source, **({placeholder: value} if placeholder else {})) in organizer.text


def test_a_concept_is_corrected_switched_off_and_restored(organizer: Visitor) -> None:
    organizer.visit(f"{LEXICON}/concepts/investor/edit")
    organizer.submit(fr="financeur zorglon")
    assert "financeur zorglon" in organizer.text
    organizer.submit("/off")
    assert fr("Switched off") in organizer.text
    organizer.submit("/on")
    organizer.submit("/restore")
    assert "financeur zorglon" not in organizer.text.replace("« financeur zorglon »", "")
    assert "investisseur" in organizer.text
    assert "Awa Traoré" in organizer.text  # the history stays


def test_a_sentence_is_tried_out_and_its_unknown_words_lead_to_a_new_concept(organizer: Visitor) -> None:
    organizer.visit(f"{LEXICON}/try")
    organizer.submit(text="Une startup de zorglon")
    assert [mark.get_text(strip=True) for mark in organizer.soup.select("mark.word")] == ["startup1"]
    link = organizer.soup.select_one('a[href*="word=zorglon"]')
    assert link is not None
    organizer.visit(str(link["href"]))
    written = organizer.soup.select_one("textarea[name=fr]")
    assert written is not None
    assert written.get_text().strip() == "zorglon"


def test_words_that_no_concept_covers_are_listed_with_who_says_them(organizer: Visitor) -> None:
    organizer.visit(f"{LEXICON}/words")
    assert any(name.startswith("zorglon") for name in names(organizer))
    assert "Organisation ML07" in organizer.text


def test_the_next_run_shows_which_pairs_moved_and_who_changed_the_words(organizer: Visitor, app: Flask) -> None:
    add(organizer)
    with app.app_context():
        run_now()
        run_id = db.session.scalars(sa.select(MatchRun.id).where(MatchRun.is_current)).one()
    organizer.visit("/organizers/runs")
    organizer.visit(f"/organizers/runs/{run_id}/moves")
    assert fr("%(who)s wrote the words of “%(name)s”.", who="Awa Traoré", name="zorglon") in organizer.text
    assert "Organisation ML07 · Organisation DZ07" in organizer.text
    organizer.visit(f"/organizers/runs/{run_id}/moves?way=left")
    assert "Organisation ML07 · Organisation DZ07" not in organizer.text


def test_the_first_run_has_nothing_to_compare(organizer: Visitor, app: Flask) -> None:
    with app.app_context():
        run_id = db.session.scalars(sa.select(MatchRun.id)).one()
    organizer.visit(f"/organizers/runs/{run_id}/moves")
    assert fr("Nothing to compare") in organizer.text
    organizer.visit("/organizers/runs/999/moves", status=404)


def test_whoever_comes_second_is_told_who_came_first(organizer: Visitor, app: Flask) -> None:
    with app.app_context():
        add_organizer("bintou@example.org", "Bintou Keïta")
        db.session.commit()
    second = Visitor(app).sign_in("bintou@example.org")
    second.visit(f"{LEXICON}/concepts/investor/edit")
    organizer.visit(f"{LEXICON}/concepts/investor/edit")
    organizer.submit(fr="financeur zorglon")
    second.submit(fr="financeur bloupe", status=409)
    assert "Awa Traoré" in second.text


def test_a_participant_stays_outside(app: Flask) -> None:
    with app.app_context():
        make_user("p@example.org", role=RoleName.PARTICIPANT)
        db.session.commit()
    participant = Visitor(app).sign_in("p@example.org")
    for path in ("", "/new", "/words", "/try", "/concepts/startup", "/concepts/startup/edit"):
        participant.visit(LEXICON + path, status=403)
    participant.visit("/organizers/runs/1/moves", status=403)


def test_a_concept_that_nobody_knows_does_not_exist(organizer: Visitor) -> None:
    organizer.visit(f"{LEXICON}/concepts/nobody", status=404)

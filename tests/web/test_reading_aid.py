"""Under a passage in a language foreign to its reader stands what it speaks of, in theirs."""

from __future__ import annotations

import pytest
from flask import Flask

from matchmaking.extensions import db
from matchmaking.profiles import content
from matchmaking.profiles.queries import get_by_key
from matchmaking.profiles.vocabulary import Kind
from tests.factories import make_user
from tests.matching_samples import add_organizer, add_profile, open_suggestions, run_now
from tests.outbox_reader import mails
from tests.visitor import Visitor

ARABIC_OFFER = "تركيب بطاقات إلكترونية | نصنع بطاقات إلكترونية للمستشفيات مع KYC والدفع الإلكتروني."
ENGLISH_NEED = "Milk collection | We are looking for dairy cooperatives and for the hosting of our data."


@pytest.fixture
def pair(app: Flask) -> Flask:
    """A Malian organisation that works in French and English, and an Algerian one that writes Arabic and English."""
    with app.app_context():
        add_organizer()
        add_profile("ML01", make_user("ml01@example.org"), languages=["fr", "en"])
        add_profile("DZ01", make_user("dz01@example.org"), offers=(ARABIC_OFFER,), needs=(ENGLISH_NEED,))
        open_suggestions()
        run_now()
    return app


def spoken_of(visitor: Visitor, path: str) -> dict[str, str | None]:
    """The help under each passage of a pair's page, by the passage's language."""
    page = visitor.visit(path)
    found = {}
    for quote in page.select(".quote"):
        passage, help_ = quote.select_one("blockquote"), quote.select_one(".speaks-of")
        assert passage is not None
        found[str(passage["lang"])] = help_.get_text() if help_ else None
    return found


def test_an_organizer_is_told_what_foreign_passages_speak_of(pair: Flask) -> None:
    told = spoken_of(Visitor(pair).sign_in("awa@example.org"), "/organizers/pairs/ML01/DZ01")

    assert told["fr"] is None
    for language in ("ar", "en"):
        help_ = told[language]
        assert help_ is not None
        assert help_.startswith("Parle de\N{NO-BREAK SPACE}: ")
    assert "KYC" in (told["ar"] or "")
    assert "hébergement" in (told["en"] or "")


def test_who_reads_the_language_is_helped_in_another_script_only(pair: Flask) -> None:
    told = spoken_of(Visitor(pair).sign_in("ml01@example.org"), "/suggestions/ML01/DZ01")

    assert told["ar"]
    assert told["en"] is None


def test_nobody_is_told_what_their_own_passages_speak_of(pair: Flask) -> None:
    told = spoken_of(Visitor(pair).sign_in("dz01@example.org"), "/suggestions/DZ01/ML01")

    assert set(told.values()) == {None}


def reading_french_only(app: Flask) -> Visitor:
    with app.app_context():
        get_by_key("ML01").languages = ["fr"]
        db.session.commit()
    return Visitor(app).sign_in("ml01@example.org")


def test_the_aid_stands_in_the_directory_and_on_the_profiles_page(pair: Flask) -> None:
    reader = reading_french_only(pair)

    for path, idea in (("/directory", "KYC"), ("/profiles/DZ01", "KYC"), ("/suggestions", "hébergement")):
        told = [help_.get_text() for help_ in reader.visit(path).select(".speaks-of")]
        assert any(idea in one for one in told), path


def test_the_letter_that_asks_says_what_a_foreign_passage_speaks_of(pair: Flask) -> None:
    awa = Visitor(pair).sign_in("awa@example.org")
    awa.visit("/organizers/pairs/ML01/DZ01")
    awa.submit("/pairs/", button="/organizers/pairs/ML01/DZ01/approve")

    (letter,) = [one for one in mails(pair, "ml01@example.org") if one.kind == "introduction.proposal"]
    assert "Parle de" in letter.text
    assert "Parle de" in (letter.html or "")


def write_gist(app: Flask, key: str, text: str) -> None:
    with app.app_context():
        get_by_key(key).gist = text
        db.session.commit()


def test_the_authors_sentence_stands_beside_the_text_in_its_own_language(pair: Flask) -> None:
    write_gist(pair, "DZ01", "Nous fabriquons des cartes pour les hôpitaux.")
    reader = reading_french_only(pair)

    for path in ("/directory", "/profiles/DZ01", "/suggestions", "/suggestions/ML01/DZ01"):
        sentence = reader.visit(path).select_one(".gist")
        assert sentence is not None, path
        assert (sentence["lang"], sentence["dir"]) == ("fr", "ltr"), path


def test_the_form_asks_for_the_sentence_in_the_language_that_is_missing(pair: Flask) -> None:
    malian = Visitor(pair).sign_in("ml01@example.org")
    malian.visit("/organisation/ML01/details")
    assert "En arabe ou en anglais" in malian.text
    malian.submit(gist="نجمع الحليب حول سيغو.")
    sentence = malian.visit("/organisation/ML01").select_one(".gist")
    assert sentence is not None
    assert (sentence["lang"], sentence["dir"]) == ("ar", "rtl")


def test_the_sentence_travels_in_files_and_is_found_by_search(pair: Flask) -> None:
    write_gist(pair, "DZ01", "Nous équipons les laboratoires.")
    with pair.app_context():
        typed = content.of(get_by_key("DZ01"))
        again, problems = content.from_dict(content.as_dict(typed))
    assert not problems
    assert again is not None
    assert again.gist == "Nous équipons les laboratoires."
    found = Visitor(pair).sign_in("ml01@example.org").visit("/directory?search=laboratoires")
    assert [name.text for name in found.select("main h2")] == ["Organisation DZ01"]


def test_a_discreet_funds_name_is_cut_out_of_its_sentence(pair: Flask) -> None:
    with pair.app_context():
        fund = get_by_key("DZ01")
        fund.kind, fund.discreet, fund.name, fund.gist = Kind.INVESTOR, True, "Fonds Atlas", "Fonds Atlas finance."
        db.session.commit()
    page = Visitor(pair).sign_in("ml01@example.org").visit("/profiles/DZ01")
    assert "Atlas" not in page.get_text()
    assert page.select_one(".gist") is not None

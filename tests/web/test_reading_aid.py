"""Under a passage in a language foreign to its reader stands what it speaks of, in theirs."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.factories import make_user
from tests.matching_samples import add_organizer, add_profile, open_suggestions, run_now
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

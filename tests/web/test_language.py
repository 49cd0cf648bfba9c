"""The language switch: a button on every page, back to the same page, kept with the account and used for its mails."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask

from matchmaking.accounts.models import RoleName, User
from matchmaking.extensions import db
from tests.factories import make_user
from tests.outbox_reader import do_jobs, mails
from tests.visitor import Visitor

AWA = "awa@keneya.example"


@pytest.fixture
def awa(app: Flask) -> str:
    with app.app_context():
        make_user(AWA)
        db.session.commit()
    return AWA


def language(visitor: Visitor) -> tuple[str, str]:
    assert visitor.soup.html is not None
    return str(visitor.soup.html["lang"]), str(visitor.soup.html["dir"])


def account_language(app: Flask) -> str | None:
    with app.app_context():
        return db.session.scalar(sa.select(User.locale).where(User.email == AWA))


def test_a_visitor_reads_in_the_chosen_language_from_now_on_and_stays_on_the_page(visitor: Visitor) -> None:
    visitor.visit("/help?from=mail")
    assert language(visitor) == ("fr", "ltr")
    visitor.submit("/language", button="ar")
    assert visitor.response is not None
    assert visitor.response.request.full_path == "/help?from=mail"
    assert language(visitor) == ("ar", "rtl")
    assert visitor.soup.select_one('link[rel=stylesheet][href*="app.rtl"]')
    visitor.visit("/privacy")
    assert language(visitor) == ("ar", "rtl")


def test_the_three_languages_name_themselves_and_the_present_one_is_marked(visitor: Visitor) -> None:
    buttons = visitor.visit("/").select(".tools > .langs button")
    assert [(b["value"], b["lang"], b.select_one(".long").text) for b in buttons] == [  # type: ignore[union-attr]
        ("fr", "fr", "Français"),
        ("ar", "ar", "العربية"),
        ("en", "en", "English"),
    ]
    assert [b["value"] for b in buttons if b.get("aria-current")] == ["fr"]


def test_a_choice_is_kept_with_the_account_and_found_on_another_telephone(app: Flask, awa: str) -> None:
    visitor = Visitor(app).sign_in(awa)
    visitor.visit("/account")
    visitor.submit("/language", button="ar")
    assert visitor.path == "/account"
    assert language(visitor) == ("ar", "rtl")
    assert account_language(app) == "ar"
    other = Visitor(app).sign_in(awa)
    other.visit("/account")
    assert language(other) == ("ar", "rtl")


def test_reading_a_page_in_another_language_writes_nothing(app: Flask, awa: str) -> None:
    visitor = Visitor(app).sign_in(awa)
    visitor.visit("/account?lang=ar")
    assert account_language(app) == "fr"
    assert language(visitor) == ("fr", "ltr")


def test_search_engines_are_told_of_each_language_and_can_open_it(visitor: Visitor) -> None:
    visitor.visit("/help")
    links = {str(one["hreflang"]): str(one["href"]) for one in visitor.soup.select("link[rel=alternate]")}
    assert set(links) == {"fr", "ar", "en", "x-default"}
    for code in ("fr", "ar", "en"):
        assert links[code].endswith(f"/help?lang={code}")
        visitor.visit(f"/help?lang={code}")
        assert language(visitor)[0] == code


def test_a_page_of_members_is_not_offered_to_search_engines(app: Flask, awa: str) -> None:
    visitor = Visitor(app).sign_in(awa)
    assert not visitor.visit("/account").select("link[rel=alternate]")


def test_what_was_chosen_comes_before_what_an_address_says(visitor: Visitor) -> None:
    visitor.visit("/help?lang=ar")
    visitor.submit("/language", button="en")
    assert language(visitor) == ("en", "ltr")


def test_after_a_form_with_a_mistake_the_language_leads_back_to_the_form(visitor: Visitor) -> None:
    visitor.visit("/login")
    visitor.submit("/login", email="", password="")
    visitor.submit("/language", button="ar")
    assert visitor.path == "/login"


def test_a_letter_is_in_its_receivers_language_and_direction_whoever_causes_it(app: Flask, awa: str) -> None:
    with app.app_context():
        db.session.scalars(sa.select(User).where(User.email == awa)).one().locale = "ar"
        db.session.commit()
    visitor = Visitor(app)  # their own browser asks for French
    visitor.visit("/reset")
    visitor.submit("/reset", email=awa)
    do_jobs(app, "accounts.letter")
    (letter,) = mails(app, awa)
    assert letter.locale == "ar"
    assert 'lang="ar" dir="rtl"' in (letter.html or "")


def test_a_page_with_languages_of_its_own_keeps_the_switch(app: Flask) -> None:
    """Reports and letters list theirs under a name that the switch once read."""
    with app.app_context():
        make_user("awa@organisation.example", role=RoleName.ORGANIZER)
        db.session.commit()
    visitor = Visitor(app).sign_in("awa@organisation.example")
    for path in ("/reports", "/organizers/letters"):
        buttons = visitor.visit(path).select(".langs button")
        assert {button["value"] for button in buttons} == {"fr", "ar", "en"}, path

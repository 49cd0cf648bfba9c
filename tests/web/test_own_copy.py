"""« Download my data »: one file, for oneself, after the password was asked again."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from matchmaking import clock
from matchmaking.accounts import operations as accounts
from matchmaking.accounts.models import RoleName
from matchmaking.accounts.queries import find_user_by_email
from matchmaking.audit.queries import list_events
from matchmaking.extensions import db
from tests.factories import PASSWORD, make_profile, make_user
from tests.visitor import Visitor
from tests.web.test_accounts_personal_links import FIRST_ENTRY

AWA = "awa@example.org"


@pytest.fixture
def awa(app: Flask) -> Visitor:
    with app.app_context():
        user = make_user(AWA, full_name="Awa Traoré", phone="+22370112233", residence="ML")
        make_profile("ML01", members=(user,), name="KeneyaLink", summary="Des dossiers médicaux hors ligne.")
        make_profile("ML02", members=(make_user("binta@example.org"),), name="Autre Maison")
        db.session.commit()
    return Visitor(app).sign_in(AWA)


def files(visitor: Visitor) -> tuple[BeautifulSoup, dict[str, list[dict[str, object]]]]:
    """The page and the data of the file that came."""
    assert visitor.response is not None
    assert visitor.response.mimetype == "application/zip"
    assert "attachment" in visitor.response.headers["Content-Disposition"]
    assert "no-store" in visitor.response.headers["Cache-Control"]
    with zipfile.ZipFile(io.BytesIO(visitor.response.get_data())) as archive:
        assert set(archive.namelist()) == {"index.html", "data.json"}
        page, data = archive.read("index.html"), archive.read("data.json")
    return BeautifulSoup(page, "html.parser"), json.loads(data)


def take(visitor: Visitor, proof: str = PASSWORD, *, status: int = 200) -> None:
    visitor.visit("/account/data")
    visitor.submit("/account/data", proof=proof, status=status)


def copies_told_of() -> list[int | None]:
    """Who took the copies of her data that the trail knows of."""
    found = find_user_by_email(AWA)
    assert found is not None
    return [event.actor_id for event in list_events(f"user:{found.id}") if event.action == "copy.taken"]


def test_the_account_leads_to_ones_own_data(awa: Visitor) -> None:
    page = awa.visit("/account")
    assert page.find("a", href="/account/data") is not None
    take(awa)
    page, data = files(awa)
    [account], [house] = data["account"], data["organisations"]
    assert account["name"] == "Awa Traoré"
    assert account["phone"] == "+22370112233"
    assert house["name"] == "KeneyaLink"
    words = page.get_text(" ")
    assert "Des dossiers médicaux hors ligne." in words
    assert "Autre Maison" not in words


@pytest.mark.parametrize(("language", "heading"), [("fr", "données"), ("ar", "بيانات"), ("en", "data")])
def test_the_page_in_it_speaks_the_persons_language(app: Flask, awa: Visitor, language: str, heading: str) -> None:
    awa.visit("/account")
    if language != "fr":
        awa.submit("/language", button=language)
    take(awa)
    page, _data = files(awa)
    assert page.html["lang"] == language
    assert page.html["dir"] == ("rtl" if language == "ar" else "ltr")
    assert heading in page.h1.get_text().lower()


def test_a_wrong_password_hands_out_nothing(app: Flask, awa: Visitor) -> None:
    take(awa, "autre chose", status=422)
    assert awa.soup.select_one("[aria-invalid=true]") is not None
    with app.app_context():
        assert copies_told_of() == []


def test_the_trail_says_that_a_copy_was_taken(app: Flask, awa: Visitor) -> None:
    take(awa)
    with app.app_context():
        her = find_user_by_email(AWA)
        assert her is not None
        assert copies_told_of() == [her.id]
    take(awa)
    _page, data = files(awa)
    assert "copy.taken" in [event["action"] for event in data["trail"]], "a second copy tells of the first"


@pytest.fixture
def link(app: Flask) -> str:
    """The personal link of somebody who has no password."""
    with app.test_request_context():
        organizer = make_user("leila@example.org", role=RoleName.ORGANIZER)
        _link, token = accounts.make_personal_link(
            full_name="Mariam Kouyaté", phone="+22376123456", locale="fr", actor=organizer, now=clock.now()
        )
        db.session.commit()
    return f"/p/{token}"


def test_who_came_by_a_personal_link_says_its_code(app: Flask, link: str) -> None:
    mariam = Visitor(app)
    mariam.visit(link)
    mariam.submit(**FIRST_ENTRY)
    take(mariam, "000001", status=422)
    take(mariam, FIRST_ENTRY["code"])
    _page, data = files(mariam)
    assert [one["phone"] for one in data["personal_links"]] == ["+22376123456"]


def test_guessed_codes_lock_the_link_as_at_its_own_door(app: Flask, link: str) -> None:
    mariam = Visitor(app)
    mariam.visit(link)
    mariam.submit(**FIRST_ENTRY)
    for guess in range(5):
        take(mariam, f"10000{guess}", status=422)
    mariam.visit("/account/data")
    assert mariam.soup.select_one("input[name=proof]") is None
    Visitor(app).visit(link, status=403)


def test_an_operator_hands_the_same_file_to_who_cannot_sign_in(app: Flask, awa: Visitor, tmp_path: Path) -> None:
    take(awa)
    _page, own = files(awa)
    handed = tmp_path / "awa.zip"
    done = app.test_cli_runner().invoke(args=["privacy", "copy", AWA, str(handed)])
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(handed) as archive:
        data = json.loads(archive.read("data.json"))
    assert data["organisations"] == own["organisations"]
    assert set(data) == set(own)
    assert app.test_cli_runner().invoke(args=["privacy", "copy", "nobody@example.org", str(handed)]).exit_code == 1


def test_the_public_pages_say_where_the_copy_is(app: Flask) -> None:
    visitor = Visitor(app)
    visitor.visit("/privacy")
    assert "copie" in visitor.text
    visitor.visit("/")
    assert "copie de vos données" in visitor.text


def test_guessing_from_an_open_session_ends_in_a_pause(app: Flask, limiting: Flask) -> None:
    with app.app_context():
        make_user(AWA)
        db.session.commit()
    guesser = Visitor(limiting).sign_in(AWA)
    for _ in range(5):
        take(guesser, "autre chose", status=422)
    take(guesser, PASSWORD, status=429)

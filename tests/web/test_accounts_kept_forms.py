"""A form sent after its session had ended: nothing that was written is lost, and nothing is shown to others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from matchmaking import clock
from matchmaking.accounts.models import KeptForm, PersonalLink, RoleName
from matchmaking.accounts.operations import make_personal_link
from matchmaking.extensions import db
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.models import Opportunity
from tests.factories import PASSWORD, make_profile, make_user
from tests.outbox_reader import do_jobs, mails, open_link
from tests.visitor import Visitor

PAGE = "/organizers/links"
TYPED = {"full_name": "Mariam <b>Keïta</b>", "phone": "70 11 22 33", "declared": "y"}
ORGA, OTHER, AWA = "orga@example.org", "autre@example.org", "awa@example.org"
Way = Callable[[Flask, Visitor], None]


@pytest.fixture
def link_token(app: Flask) -> str:
    """Two organizers; the first one also has a personal link with the code 314159."""
    with app.app_context():
        first = make_user(ORGA, role=RoleName.ORGANIZER)
        make_user(OTHER, role=RoleName.ORGANIZER)
        _, token = make_personal_link(
            full_name="Orga", phone="+22370000000", locale="fr", user=first, actor=first, now=clock.now()
        )
        db.session.commit()
    return token


@pytest.fixture
def late(app: Flask, link_token: str) -> Iterator[Visitor]:
    """Somebody who opened a form, wrote for 26 hours, and pressed save."""
    visitor = Visitor(app).sign_in(ORGA)
    visitor.visit(PAGE)
    with time_machine.travel(clock.now() + timedelta(hours=26)):
        visitor.submit(**TYPED)
        yield visitor


def kept(app: Flask) -> list[KeptForm]:
    with app.app_context():
        found = list(db.session.scalars(sa.select(KeptForm)))
        db.session.expunge_all()
    return found


def by_password(app: Flask, visitor: Visitor) -> None:
    visitor.submit("/login", email=ORGA, password=PASSWORD)


def by_mailed_link(app: Flask, visitor: Visitor) -> None:
    visitor.visit(visitor.soup.find("a", href=lambda href: href and href.startswith("/sign-in-link"))["href"])
    visitor.submit(email=ORGA)
    do_jobs(app, "accounts.letter")
    visitor.visit(open_link(app, mails(app, ORGA)[-1], "sign_in"))
    visitor.submit()


def test_the_text_is_kept_and_the_person_is_sent_to_the_sign_in(app: Flask, late: Visitor) -> None:
    assert late.path == "/login"
    [form] = kept(app)
    assert form.path == PAGE
    assert form.fields["full_name"] == [TYPED["full_name"]]
    assert not {"csrf_token"} & set(form.fields)


@pytest.mark.parametrize("way", [by_password, by_mailed_link])
def test_after_the_sign_in_the_text_stands_in_its_form_and_is_saved_once(app: Flask, late: Visitor, way: Way) -> None:
    way(app, late)
    assert late.path == PAGE
    assert late.soup.find("input", id="full_name")["value"] == TYPED["full_name"]
    assert late.soup.find("input", id="declared").has_attr("checked")
    with app.app_context():
        before = db.session.scalar(sa.select(sa.func.count()).select_from(PersonalLink)) or 0
    late.submit()
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(PersonalLink)) == before + 1
    assert kept(app) == []
    assert late.visit(PAGE).find("input", id="full_name").get("value", "") == ""


def test_the_way_back_by_a_personal_link_leads_to_the_form_too(app: Flask, late: Visitor, link_token: str) -> None:
    late.visit(f"/p/{link_token}")
    late.submit(code="314159", code_again="314159")
    assert late.path == PAGE
    assert late.soup.find("input", id="full_name")["value"] == TYPED["full_name"]


def test_the_owner_finds_the_text_on_another_device(app: Flask, late: Visitor) -> None:
    other = Visitor(app).sign_in(ORGA)
    assert other.visit(PAGE).find("input", id="full_name")["value"] == TYPED["full_name"]


def test_somebody_else_on_the_same_browser_does_not_see_it(app: Flask, late: Visitor) -> None:
    late.submit("/login", email=OTHER, password=PASSWORD)
    assert late.path == PAGE
    assert late.soup.find("input", id="full_name").get("value", "") == ""


def test_a_browser_whose_session_is_unknown_gets_its_text_back_and_no_other_does(app: Flask, link_token: str) -> None:
    stranger = Visitor(app)
    answer = stranger.client.post(PAGE, data=TYPED)
    assert answer.status_code == 303
    assert Visitor(app).sign_in(ORGA).visit(PAGE).find("input", id="full_name").get("value", "") == ""
    stranger.sign_in(ORGA)
    assert stranger.visit(PAGE).find("input", id="full_name")["value"] == TYPED["full_name"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Referer": "https://evil.example/page"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_another_site_cannot_put_words_into_a_form(app: Flask, visitor: Visitor, headers: dict[str, Any]) -> None:
    assert visitor.client.post(PAGE, data=TYPED, headers=headers).status_code == 303
    assert kept(app) == []


def test_too_much_text_and_passwords_are_not_kept(app: Flask, visitor: Visitor) -> None:
    visitor.client.post(PAGE, data={"full_name": "x" * 70_000})
    visitor.client.post("/change", data={"password": "secret", "new_password": "secret"})
    assert kept(app) == []


def test_a_form_that_posts_to_an_address_without_a_page_comes_back_where_it_was_written(
    app: Flask, visitor: Visitor
) -> None:
    answer = visitor.client.post(
        "/organizers/links/1/renew", data={"note": "texte"}, headers={"Referer": "http://localhost/organizers/links/1"}
    )
    assert answer.headers["Location"] == "/login?next=/organizers/links/1"
    assert [form.path for form in kept(app)] == ["/organizers/links/1"]


def test_what_nobody_came_back_for_is_forgotten_after_a_week(app: Flask, visitor: Visitor) -> None:
    visitor.client.post(PAGE, data=TYPED)
    with time_machine.travel(clock.now() + timedelta(days=6)):
        do_jobs(app, "accounts.purge_kept_forms")
        assert len(kept(app)) == 1
    with time_machine.travel(clock.now() + timedelta(days=8)):
        do_jobs(app, "accounts.purge_kept_forms")
        assert kept(app) == []
        assert do_jobs(app, "accounts.purge_kept_forms") == 0


def test_a_half_typed_need_survives_the_night_and_is_saved_once(app: Flask) -> None:
    need = "Cartes électroniques, série de 500"
    with app.app_context():
        make_profile("ML01", members=(make_user(AWA),), needs=("Un capteur de pluie",), status=ProfileStatus.DRAFT)
        db.session.commit()
    awa = Visitor(app).sign_in(AWA)
    page = "/organisation/ML01/opportunities"
    awa.visit(f"{page}?add=seeks")
    with time_machine.travel(clock.now() + timedelta(hours=26)):
        awa.submit(**{"seeks-1-title": need})
        assert awa.path == "/login"
        awa.submit("/login", email=AWA, password=PASSWORD)
        assert awa.path == page
        assert awa.soup.find("input", attrs={"name": "seeks-1-title"})["value"] == need
        with app.app_context():
            assert need not in titles()
        awa.submit()
        awa.visit(page)
    with app.app_context():
        assert titles().count(need) == 1
    assert kept(app) == []


def titles() -> list[str]:
    return list(db.session.scalars(sa.select(Opportunity.title)))

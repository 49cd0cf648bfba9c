"""A side organizer, the committee and a helper: which doors open for them, and what never stands behind one."""

from __future__ import annotations

import pytest
from flask import Flask

from matchmaking.accounts.models import RoleName
from matchmaking.accounts.queries import find_user_by_email
from matchmaking.extensions import db
from matchmaking.introductions.queries import list_introductions
from matchmaking.profiles.queries import get_by_key
from tests.factories import make_profile, make_user
from tests.roles.world import (
    COMMITTEE,
    CONTACTS,
    HELPER,
    MALIAN_WORDS,
    ORGANIZER,
    SIDE,
    everything_read_by,
    make_world,
)
from tests.visitor import Visitor

DESK, LIST, REVIEW = "/organizers/profiles", "/organizers/introductions", "/organizers/profiles/DZ02"
# Page -> its answer to an organizer, a side organizer (Algeria), a helper, the committee and a participant.
DOORS = {
    DESK: (200, 200, 403, 403, 403),
    REVIEW: (200, 200, 403, 403, 403),
    "/organizers/profiles/ML02": (200, 404, 403, 403, 403),
    "/organizers/profiles/new": (200, 403, 403, 403, 403),
    "/organizers/profiles/DZ02/open": (200, 403, 403, 403, 403),
    "/organizers/rates": (200, 403, 403, 403, 403),
    "/organizers/files/import": (200, 403, 403, 403, 403),
    "/organizers/files/export.json": (200, 403, 403, 403, 403),
    "/organizers/twins": (200, 403, 403, 403, 403),
    "/organizers/suggestions": (200, 403, 403, 403, 403),
    "/organizers/pairs/ML01/DZ01": (200, 403, 403, 403, 403),
    LIST: (200, 403, 403, 403, 403),
    "/organizers/calls": (200, 403, 403, 403, 403),
    "/organizers/messages": (200, 403, 403, 403, 403),
    "/organizers/settings": (200, 403, 403, 403, 403),
    "/organizers/links": (200, 403, 403, 403, 403),
    "/committee/introductions": (200, 403, 403, 200, 403),
    "/home": (200, 200, 200, 200, 200),
    "/directory": (200, 200, 200, 200, 200),
    "/profiles/DZ01": (200, 200, 200, 200, 200),
    "/profiles/ML01": (200, 404, 200, 200, 200),
    "/profiles/ML02": (200, 404, 404, 404, 200),
}
PEOPLE = (ORGANIZER, SIDE, HELPER, COMMITTEE, CONTACTS[0])


@pytest.fixture
def house(app: Flask) -> Flask:
    make_world(app)
    return app


@pytest.mark.parametrize("email", PEOPLE)
def test_each_door_against_each_role(house: Flask, email: str) -> None:
    visitor = Visitor(house).sign_in(email)
    opened = {path: visitor.client.get(path).status_code for path in DOORS}
    assert opened == {path: answers[PEOPLE.index(email)] for path, answers in DOORS.items()}


def test_a_side_organizer_sees_nothing_of_the_other_country(house: Flask) -> None:
    read = everything_read_by(house, SIDE)
    assert DESK in read
    assert REVIEW in read
    assert "/directory" in read
    seen = {(address, word) for address, body in read.items() for word in MALIAN_WORDS if word in body}
    assert not seen


@pytest.mark.parametrize("email", [HELPER, COMMITTEE])
def test_no_contact_on_any_page_of_a_helper_or_the_committee(house: Flask, email: str) -> None:
    read = everything_read_by(house, email)
    assert "/home" in read
    assert ("/committee/introductions" in read) is (email == COMMITTEE)
    seen = {(address, contact) for address, body in read.items() for contact in CONTACTS if contact in body}
    assert not seen


def test_the_committee_reads_organisations_and_states_not_people(house: Flask) -> None:
    visitor = Visitor(house).sign_in(COMMITTEE)
    visitor.visit("/committee/introductions")
    assert "KeneyaLink" in visitor.text
    assert "En cours" in visitor.text
    assert not [name for name in ("Mariam", "Nabil", "Awa") if name in visitor.text]


def test_the_committee_hears_nothing_while_the_letters_are_held(house: Flask) -> None:
    with house.app_context():
        [introduction] = list_introductions().rows
        introduction.held_until = introduction.approved_at.replace(year=introduction.approved_at.year + 1)
        db.session.commit()
    visitor = Visitor(house).sign_in(COMMITTEE)
    visitor.visit("/committee/introductions")
    assert "KeneyaLink" not in visitor.text


def test_a_discreet_investor_has_no_name_for_the_committee_before_acceptance(house: Flask) -> None:
    with house.app_context():
        profile = get_by_key("DZ01")
        profile.kind, profile.discreet, profile.name = "investor", True, "Fonds Casbah"
        db.session.commit()
    visitor = Visitor(house).sign_in(COMMITTEE)
    visitor.visit("/committee/introductions")
    assert "Fonds Casbah" not in visitor.text
    assert "KeneyaLink" in visitor.text


def test_a_side_organizer_publishes_a_profile_of_their_side_and_no_other(house: Flask) -> None:
    visitor = Visitor(house).sign_in(SIDE)
    visitor.visit("/home")
    assert "1 profil à vérifier" in visitor.text
    visitor.visit(REVIEW)
    visitor.submit("/organizers/profiles/DZ02/publish")
    assert visitor.path == DESK
    with house.app_context():
        assert get_by_key("DZ02").status == "published"
    token = visitor.form("").find(attrs={"name": "csrf_token"}) or visitor.soup.find(attrs={"name": "csrf_token"})
    assert token is not None
    for verb in ("publish", "return", "approve-changes", "checks"):
        answer = visitor.client.post(f"/organizers/profiles/ML02/{verb}", data={"csrf_token": token["value"]})
        assert answer.status_code == 404, verb
    for verb in ("archive", "invite"):
        answer = visitor.client.post(f"/organizers/profiles/DZ02/{verb}", data={"csrf_token": token["value"]})
        assert answer.status_code == 403, verb
    with house.app_context():
        assert get_by_key("ML02").status == "submitted"


def test_a_side_organizer_returns_a_profile_and_notes_a_check(house: Flask) -> None:
    visitor = Visitor(house).sign_in(SIDE)
    visitor.visit(REVIEW)
    visitor.submit("/organizers/profiles/DZ02/checks", note="Registre de commerce vu")
    assert "Registre de commerce vu" in visitor.text
    visitor.submit("/organizers/profiles/DZ02/return", reason="Précisez vos offres, s'il vous plaît.")
    with house.app_context():
        assert get_by_key("DZ02").status == "draft"


def test_the_desk_of_a_side_offers_no_door_that_stays_shut(house: Flask) -> None:
    visitor = Visitor(house).sign_in(SIDE)
    for page in (DESK, REVIEW, "/home", "/directory"):
        soup = visitor.visit(page)
        for link in {str(a["href"]) for a in soup.find_all("a", href=True) if str(a["href"]).startswith("/")}:
            assert visitor.client.get(link, follow_redirects=True).status_code == 200, f"{page} leads to {link}"


@pytest.mark.parametrize("email", [HELPER, COMMITTEE])
def test_the_menus_of_the_staff_lead_somewhere(house: Flask, email: str) -> None:
    visitor = Visitor(house).sign_in(email)
    soup = visitor.visit("/home")
    for link in {str(a["href"]) for a in soup.find_all("a", href=True) if str(a["href"]).startswith("/")}:
        assert visitor.client.get(link, follow_redirects=True).status_code == 200, link


def test_the_operator_makes_a_side_organizer(app: Flask) -> None:
    create = ["users", "create", "leila@example.org", "--name", "Leïla", "--role", "side-organizer"]
    refused = app.test_cli_runner().invoke(args=create)
    assert refused.exit_code == 1
    assert "--country" in refused.output
    assert app.test_cli_runner().invoke(args=[*create, "--country", "DZ"]).exit_code == 0
    with app.app_context():
        user = find_user_by_email("leila@example.org")
        assert user is not None
        assert (user.organizes_country, user.has_role_name(RoleName.SIDE_ORGANIZER)) == ("DZ", True)
    assert "side_organizer:DZ" in app.test_cli_runner().invoke(args=["users", "list"]).output
    changed = app.test_cli_runner().invoke(args=["users", "role", "leila@example.org", "helper"])
    assert changed.exit_code == 0, changed.output
    with app.app_context():
        user = find_user_by_email("leila@example.org")
        assert user is not None
        assert user.organizes_country is None


def test_a_country_belongs_to_side_organizers_only(app: Flask) -> None:
    with app.app_context():
        make_profile("ML01", members=(make_user("awa@example.org"),))
        db.session.commit()
    refused = app.test_cli_runner().invoke(args=["users", "role", "awa@example.org", "organizer", "--country", "ML"])
    assert refused.exit_code == 1

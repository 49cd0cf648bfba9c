"""The organizers' list of possible duplicates, and what others must not learn from it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from flask import Flask

from matchmaking.accounts.models import RoleName
from matchmaking.extensions import db
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.queries import get_by_key
from tests.factories import make_profile, make_user
from tests.visitor import Visitor

ORGANIZER, SOMEBODY = "awa@organisation.example", "sira@toumour.example"


@pytest.fixture
def awa(app: Flask) -> Visitor:
    """An organizer; a hidden profile stands on the platform."""
    with app.app_context():
        make_user(ORGANIZER, role=RoleName.ORGANIZER)
        make_user(SOMEBODY)
        make_profile("ML01", name="Toumour Essahel", status=ProfileStatus.DRAFT, contact_phone="+22370001122")
        db.session.commit()
    return Visitor(app).sign_in(ORGANIZER)


def test_nothing_to_look_at(awa: Visitor) -> None:
    awa.visit("/organizers/twins")
    assert "Aucun doublon possible" in awa.text
    awa.visit("/home")
    assert "doublon" not in awa.text


def test_a_new_profile_is_noted_for_organizers_and_its_person_learns_nothing(app: Flask, awa: Visitor) -> None:
    sira = Visitor(app).sign_in(SOMEBODY)
    sira.visit("/organisation/new")
    sira.submit(name="تمور الساحل", country="ML", kind="company", city="Gao")
    for path in (sira.path, "/organisation", "/home"):
        sira.visit(path)
        assert "Essahel" not in sira.text
        assert "doublon" not in sira.text.lower()
    awa.visit("/home")
    assert "1 doublon possible" in awa.text
    awa.visit("/organizers/twins")
    assert "Le même nom en deux écritures" in awa.text
    awa.visit("/organizers/profiles/ML01")
    assert "Peut-être la même organisation" in awa.text


def test_two_organizations_are_not_proposed_again_until_something_compared_changes(app: Flask, awa: Visitor) -> None:
    with app.app_context():
        make_profile("ML02", name="Toumour Es-Sahel SARL")
        db.session.commit()
    awa.visit("/organizers/twins")
    awa.submit("/two")
    assert "Noté" in awa.text
    assert "Aucun doublon possible" in awa.text
    with app.app_context():
        get_by_key("ML02").summary = "Des dattes"
        db.session.commit()
    awa.visit("/organizers/twins")
    assert "Aucun doublon possible" in awa.text
    with app.app_context():
        get_by_key("ML02").contact_phone = "+22370001122"
        db.session.commit()
    awa.visit("/organizers/twins")
    assert "Même téléphone" in awa.text


def test_an_import_names_what_may_be_there_already(app: Flask, awa: Visitor) -> None:
    rows = [{"country": "ML", "kind": "company", "name": "Toumour Essahel SARL", "contact_phone": "+22370001122"}]
    awa.visit("/organizers/files/import")
    awa.submit(file=(io.BytesIO(json.dumps(rows).encode()), "a.json"), paper="Registre A", declared="y")
    assert "Peut-être déjà là" in awa.text
    assert "Toumour Essahel" in awa.text


def test_others_do_not_get_there(app: Flask, awa: Visitor) -> None:
    sira = Visitor(app).sign_in(SOMEBODY)
    for path in (
        "/organizers/twins",
        "/organizers/twins/ML01/ML02",
        "/organizers/merges/1",
        "/organizers/merges/1.json",
    ):
        sira.visit(path, status=403)


def test_the_command_line_says_it_too(app: Flask, awa: Visitor, tmp_path: Path) -> None:
    file = tmp_path / "liste.json"
    file.write_text(json.dumps([{"country": "ML", "kind": "company", "name": "Toumour Essahel SARL"}]))
    answer = app.test_cli_runner().invoke(args=["profiles", "import", str(file), "--dry-run"])
    assert "row 1: perhaps Toumour Essahel (ML01)" in answer.stderr

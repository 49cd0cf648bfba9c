"""Making an account by e-mail: what is asked, what is stored, what a stranger can learn."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from matchmaking import clock
from matchmaking.accounts import queries
from matchmaking.accounts.models import Consent, Purpose, RoleName, User
from matchmaking.audit.models import AuditEvent
from matchmaking.extensions import db
from matchmaking.outbox.models import Job, Message
from tests.factories import make_user
from tests.outbox_reader import mails, open_link
from tests.visitor import Visitor

AWA: dict[str, Any] = {
    "full_name": "Awa Traoré",
    "residence": "ML",
    "email": "Awa@Example.org",
    "phone": "70 00 00 00",
    "password": "quatre mots bien choisis",
    "terms": "y",
}


def rows(app: Flask) -> dict[str, int]:
    """How many rows stand in the tables that a person could appear in."""
    with app.app_context():
        return {
            model.__tablename__: db.session.scalar(sa.select(sa.func.count()).select_from(model)) or 0
            for model in (User, Consent, Message, Job, AuditEvent)
        }


def registered(app: Flask, email: str = "awa@example.org") -> bool:
    with app.app_context():
        return queries.find_user_by_email(email) is not None


def test_a_person_registers_confirms_by_the_mail_and_is_signed_in(app: Flask, visitor: Visitor) -> None:
    visitor.visit("/register")
    visitor.submit(**AWA, listing="y", transfer="y")
    assert visitor.path == "/check-your-mail/register"
    assert "awa@example.org" in visitor.text
    with app.app_context():
        user = queries.find_user_by_email("awa@example.org")
        assert user is not None
        assert (user.full_name, user.phone, user.residence) == ("Awa Traoré", "+22370000000", "ML")
        assert user.confirmed_at is None
        assert user.has_role_name(RoleName.PARTICIPANT)
        assert {consent.purpose for consent in user.consents} == set(Purpose)
        assert {(consent.locale, consent.hosting_country, consent.channel) for consent in user.consents} == {
            ("fr", "ML", "web")
        }
        assert all(consent.text_version and consent.given_at for consent in user.consents)
    [mail] = mails(app, "awa@example.org")
    assert mail.confidential
    visitor.visit(open_link(app, mail, "confirm"))
    assert "Awa Traoré" in visitor.text
    visitor.submit()
    assert visitor.path == "/home"


def test_no_box_is_ticked_beforehand_and_the_hosting_country_and_the_controller_are_named(visitor: Visitor) -> None:
    page = visitor.visit("/register")
    boxes = page.find_all("input", type="checkbox")
    assert [box["name"] for box in boxes] == ["terms", "listing", "transfer"]
    assert not any(box.has_attr("checked") for box in boxes)
    assert "Mali Digital Awards" in visitor.text
    assert ": Mali" in visitor.text.replace("\u00a0", " ")


def test_from_abroad_nothing_is_stored_without_the_transfer_consent(app: Flask, visitor: Visitor) -> None:
    before = rows(app)
    visitor.visit("/register")
    page = visitor.submit(**AWA | {"residence": "DZ", "phone": "0550 00 00 00"}, listing="y")
    assert visitor.path == "/register"
    ways = page.find(id="otherwise")
    assert ways is not None
    assert len(ways.find_all("li")) == 3
    assert rows(app) == before
    visitor.submit(password=AWA["password"], transfer="y")
    assert visitor.path == "/check-your-mail/register"
    assert registered(app)


def test_a_resident_of_the_hosting_country_may_keep_the_profile_at_home(app: Flask, visitor: Visitor) -> None:
    visitor.visit("/register")
    visitor.submit(**AWA)
    with app.app_context():
        user = queries.find_user_by_email("awa@example.org")
        assert user is not None
        assert [consent.purpose for consent in user.consents] == [Purpose.TERMS]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("terms", None),
        ("full_name", ""),
        ("full_name", "Gagnez sur www.example.net"),
        ("full_name", "x" * 121),
        ("residence", ""),
        ("residence", "Atlantide"),
        ("email", "awa"),
        ("email", "awa@example.org\r\nBcc: all@example.org"),
        ("email", "é" * 300 + "@example.org"),
        ("phone", "n'importe quoi"),
        ("password", "court"),
        ("password", "x" * 201),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_stored(
    app: Flask, visitor: Visitor, field: str, value: str | None
) -> None:
    before = rows(app)
    visitor.visit("/register")
    page = visitor.submit(**AWA | {field: value})
    assert visitor.path == "/register"
    error = page.find(id=f"{field}-error")
    assert error is not None
    assert error.text.strip()
    assert rows(app) == before
    if field != "full_name":
        assert page.find("input", id="full_name")["value"] == "Awa Traoré"


def test_hostile_text_in_a_name_stays_text(app: Flask, visitor: Visitor) -> None:
    visitor.visit("/register")
    visitor.submit(**AWA | {"full_name": "<script>alert(1)</script>\x07 \u202eAwa"})
    [mail] = mails(app, "awa@example.org")
    assert "alert" not in mail.text + (mail.html or "") + mail.subject
    page = visitor.visit(open_link(app, mail, "confirm"))
    assert "<script>alert(1)</script> Awa" in visitor.text
    assert not page.select("script:not([src])")


def test_an_address_on_file_gets_the_same_answer_and_its_owner_a_mail(app: Flask) -> None:
    with app.app_context():
        make_user("awa@example.org", full_name="Awa la vraie")
        db.session.commit()
    answers = []
    for email in ("awa@example.org", "nouvelle@example.org"):
        visitor = Visitor(app)
        visitor.visit("/register")
        visitor.submit(**AWA | {"email": email})
        answers.append((visitor.path, visitor.text.replace(email, "…")))
    assert answers[0] == answers[1]
    [mail] = mails(app, "awa@example.org")
    assert mail.kind == "account.already_registered"
    with app.app_context():
        owner = queries.find_user_by_email("awa@example.org")
        assert owner is not None
        assert owner.full_name == "Awa la vraie"


def test_who_never_confirmed_is_asked_to_confirm_and_the_account_stays_as_it_was(app: Flask, visitor: Visitor) -> None:
    for name in ("Awa Traoré", "Somebody else"):
        visitor.visit("/register")
        visitor.submit(**AWA | {"full_name": name})
    first, second = mails(app, "awa@example.org")
    assert {first.kind, second.kind} == {"account.confirm"}
    visitor.visit(open_link(app, second, "confirm"))
    assert "Awa Traoré" in visitor.text


def test_the_outbox_holds_no_live_link(app: Flask, visitor: Visitor) -> None:
    visitor.visit("/register")
    visitor.submit(**AWA)
    [mail] = mails(app, "awa@example.org")
    live = open_link(app, mail, "confirm").rpartition("/")[2]
    assert live not in f"{mail.text}{mail.html}{mail.links}{mail.subject}"
    assert "{{link:confirm}}" in mail.text


def test_opening_the_confirmation_link_changes_nothing_and_a_second_press_signs_nobody_in(
    app: Flask, visitor: Visitor
) -> None:
    visitor.visit("/register")
    visitor.submit(**AWA)
    [mail] = mails(app, "awa@example.org")
    link = open_link(app, mail, "confirm")
    for _ in range(3):
        visitor.visit(link)
    with app.app_context():
        user = queries.find_user_by_email("awa@example.org")
        assert user is not None
        assert user.confirmed_at is None
    other = Visitor(app)
    other.visit(link)
    visitor.submit()
    other.submit()
    assert other.client.get("/home").status_code == 303
    assert visitor.client.get("/home").status_code == 200


def test_a_forged_link_is_not_found_and_an_old_one_is_gone(app: Flask, visitor: Visitor) -> None:
    visitor.visit("/register")
    visitor.submit(**AWA)
    [mail] = mails(app, "awa@example.org")
    link = open_link(app, mail, "confirm")
    visitor.visit(link[:-2], status=404)
    with time_machine.travel(clock.now() + timedelta(days=6)):
        visitor.visit(link, status=410)


def test_registering_leads_on_to_where_the_person_was_going(app: Flask, visitor: Visitor) -> None:
    visitor.visit("/register?next=/account")
    visitor.submit(**AWA)
    [mail] = mails(app, "awa@example.org")
    visitor.visit(open_link(app, mail, "confirm"))
    visitor.submit()
    assert visitor.path == "/account"

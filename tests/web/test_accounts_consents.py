"""A person's own page: what they agreed to, taking it back, giving it again."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask

from matchmaking.accounts import queries
from matchmaking.accounts.models import Consent, Purpose, User
from matchmaking.accounts.policy import has_consent
from matchmaking.audit.models import AuditEvent
from matchmaking.extensions import db
from matchmaking.outbox.models import Job
from matchmaking.outbox.registry import registry
from tests.factories import make_user
from tests.visitor import Visitor


@pytest.fixture
def awa(app: Flask) -> Visitor:
    """Somebody who agreed to everything, signed in."""
    with app.app_context():
        make_user(full_name="Awa Traoré", phone="+22370000000")
        db.session.commit()
    return Visitor(app).sign_in("awa@example.org")


def valid(app: Flask) -> set[Purpose]:
    """The purposes a query finds valid, which must be those that the policy finds."""
    with app.app_context():
        user = db.session.scalars(sa.select(User)).one()
        found = {
            purpose
            for purpose in Purpose
            if db.session.scalar(sa.select(User.id).where(queries.valid_consent(purpose))) == user.id
        }
        assert found == {purpose for purpose in Purpose if has_consent(user, purpose)}
    return found


def test_the_page_says_who_one_is_and_what_one_agreed_to(awa: Visitor) -> None:
    page = awa.visit("/account")
    for known in ("Awa Traoré", "awa@example.org", "+223 70 00 00 00", "Mali"):
        assert known in awa.text
    assert [card["id"] for card in page.find_all("div", class_="card")] == ["terms", "listing", "transfer"]


def test_a_consent_is_withdrawn_at_once_and_can_be_given_again(app: Flask, awa: Visitor) -> None:
    registry(app).subscribe("consent.withdrawn", "test.withdrawn")
    registry(app).subscribe("consent.given", "test.given")
    awa.visit("/account")
    awa.submit("/transfer/withdraw")
    assert valid(app) == {Purpose.TERMS, Purpose.LISTING}
    awa.submit("/transfer/give")
    assert valid(app) == set(Purpose)
    for fact in ("consent.withdrawn", "consent.given"):
        registry(app).subscribers[fact].pop()
    with app.app_context():
        answers = db.session.scalars(
            sa.select(Consent).where(Consent.purpose == Purpose.TRANSFER).order_by(Consent.id)
        ).all()
        assert [answer.withdrawn_at is None for answer in answers] == [False, True]
        user = db.session.scalars(sa.select(User)).one()
        jobs = db.session.execute(sa.select(Job.kind, Job.payload).where(Job.kind.startswith("test."))).all()
        assert sorted((kind, payload["user_id"]) for kind, payload in jobs) == [
            ("test.given", user.id),
            ("test.withdrawn", user.id),
        ]
        events = db.session.scalars(
            sa.select(AuditEvent).where(AuditEvent.action.startswith("consent.")).order_by(AuditEvent.id)
        ).all()
        assert [(event.action, event.actor_id, event.details["purpose"]) for event in events] == [
            ("consent.withdrawn", user.id, "transfer"),
            ("consent.given", user.id, "transfer"),
        ]


def test_pressing_twice_is_pressing_once(app: Flask, awa: Visitor) -> None:
    page = awa.visit("/account")
    token = page.find("input", attrs={"name": "csrf_token"})["value"]
    for action in ("withdraw", "withdraw", "give", "give"):
        assert awa.client.post(f"/account/consents/listing/{action}", data={"csrf_token": token}).status_code == 303
    with app.app_context():
        query = sa.select(sa.func.count()).select_from(Consent).where(Consent.purpose == Purpose.LISTING)
        assert db.session.scalar(query) == 2


def test_the_terms_end_with_the_account_only(app: Flask, awa: Visitor) -> None:
    page = awa.visit("/account")
    assert page.find("form", action="/account/consents/terms/withdraw") is None
    token = page.find("input", attrs={"name": "csrf_token"})["value"]
    assert awa.client.post("/account/consents/terms/withdraw", data={"csrf_token": token}).status_code == 403
    assert valid(app) == set(Purpose)


def test_an_unknown_purpose_is_not_found(awa: Visitor) -> None:
    page = awa.visit("/account")
    token = page.find("input", attrs={"name": "csrf_token"})["value"]
    assert awa.client.post("/account/consents/everything/give", data={"csrf_token": token}).status_code == 404

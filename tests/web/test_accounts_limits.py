"""Guessing is slowed down, by account narrowly, by place generously."""

from __future__ import annotations

import pytest
from flask import Flask
from flask_security.recoverable import generate_reset_password_token

from matchmaking.extensions import db
from tests.factories import make_user
from tests.visitor import Visitor


@pytest.fixture
def limited(app: Flask, limiting: Flask) -> Flask:
    """Somebody has an account, and nobody has tried anything yet."""
    with app.app_context():
        make_user()
        db.session.commit()
    return limiting


def test_guessing_a_password_ends_in_a_pause_for_that_account_only(limited: Flask) -> None:
    guesser = Visitor(limited)
    guesser.visit("/login")
    for _ in range(10):
        guesser.submit("/login", email="awa@example.org", password="faux")
    guesser.submit("/login", email="AWA@example.org ", password="faux", status=429)
    assert "patient" in guesser.text.lower() or "minute" in guesser.text
    other = Visitor(limited)
    other.visit("/login")
    other.submit("/login", email="nobody@example.org", password="faux")


@pytest.mark.parametrize("page", ["/sign-in-link", "/reset", "/confirm", "/register"])
def test_nobody_is_flooded_with_mails(limited: Flask, page: str) -> None:
    sender = Visitor(limited)
    more = {"full_name": "Awa", "residence": "ML", "password": "quatre mots bien choisis", "terms": "y"}
    for status in (200, 200, 200, 429):
        sender.visit(page)
        sender.submit(email="awa@example.org", **more if page == "/register" else {}, status=status)


def test_correcting_a_form_several_times_is_no_flood(limited: Flask) -> None:
    sender = Visitor(limited)
    sender.visit("/register")
    for _ in range(6):
        sender.submit(email="awa@example.org")


def test_looking_at_pages_is_never_limited(limited: Flask) -> None:
    visitor = Visitor(limited)
    for _ in range(30):
        visitor.visit("/login")


def test_one_person_choosing_a_password_does_not_hold_up_another(limited: Flask) -> None:
    with limited.app_context():
        tokens = [generate_reset_password_token(make_user(f"p{number}@example.org")) for number in range(12)]
        db.session.commit()
    for token in tokens:
        visitor = Visitor(limited)
        visitor.visit(f"/reset/{token}")
        visitor.submit(password="quatre mots bien choisis", password_confirm="quatre mots bien choisis")
        assert visitor.path == "/login"

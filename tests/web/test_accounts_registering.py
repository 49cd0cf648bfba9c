"""Making an account by e-mail: what is asked, what is stored, what a stranger can learn."""

from __future__ import annotations

from flask import Flask

from matchmaking.accounts import queries
from matchmaking.accounts.models import Purpose, RoleName
from tests.outbox_reader import mails, open_link
from tests.visitor import Visitor

AWA = {
    "full_name": "Awa Traoré",
    "residence": "ML",
    "email": "Awa@Example.org",
    "phone": "70 00 00 00",
    "password": "quatre mots bien choisis",
    "terms": "y",
}


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
        assert {consent.locale for consent in user.consents} == {"fr"}
        assert {consent.hosting_country for consent in user.consents} == {"ML"}
    [mail] = mails(app, "awa@example.org")
    assert mail.confidential
    visitor.visit(open_link(app, mail, "confirm"))
    visitor.submit()
    assert visitor.path == "/home"

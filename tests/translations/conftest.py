"""An Algerian organisation that writes Arabic, a Malian reader, an organizer, and the embassy's side organizer."""

from __future__ import annotations

import pytest
from flask import Flask

from matchmaking.accounts.models import RoleName
from matchmaking.extensions import db
from tests.factories import make_profile, make_user
from tests.visitor import Visitor

OFFER = "منصة الدفع الإلكتروني | نقدّم بوابة دفع إلكتروني للمتاجر مع الاستضافة."
AUTHOR, READER, EMBASSY = "lyes@example.org", "awa@example.org", "embassy@example.org"
TITLE, TEXT = "Plateforme de paiement", "Une passerelle pour les boutiques, hébergée chez nous."
DESK = "/organizers/profiles/DZ01"
TRANSLATE = f"{DESK}/translations/fr"
ANSWER = "/organisation/DZ01/translations"


@pytest.fixture
def world(app: Flask) -> Flask:
    """Both profiles are published, nothing is translated."""
    with app.app_context():
        author = make_user(AUTHOR, residence="DZ", full_name="Lyes Haddad", locale="ar")
        make_profile("DZ01", members=(author,), name="NabdPay", offers=(OFFER,), needs=(), languages=["ar"])
        make_profile("ML01", members=(make_user(READER),), languages=["fr"])
        make_user(EMBASSY, role=RoleName.SIDE_ORGANIZER, organizes_country="DZ", full_name="Ambassade")
        make_user("bamako@example.org", role=RoleName.SIDE_ORGANIZER, organizes_country="ML")
        db.session.commit()
    return app


@pytest.fixture
def embassy(world: Flask) -> Visitor:
    return Visitor(world).sign_in(EMBASSY)


@pytest.fixture
def author(world: Flask) -> Visitor:
    visitor = Visitor(world).sign_in(AUTHOR)
    visitor.client.set_cookie("language", "fr")
    return visitor


@pytest.fixture
def reader(world: Flask) -> Visitor:
    return Visitor(world).sign_in(READER)


def translate(visitor: Visitor, title: str = TITLE, text: str = TEXT) -> None:
    visitor.visit(TRANSLATE)
    visitor.submit(**{"entries-0-title": title, "entries-0-text": text})


def translated(reader: Visitor) -> list[str]:
    """What a reader of the profile's page finds under its passages."""
    return [
        " ".join(one.get_text(" ").split())
        for one in reader.visit("/profiles/DZ01").select(".translated")
        if not one.select(".gist")
    ]

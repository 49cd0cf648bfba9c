"""Both shores with contacts that can be searched for, an introduction between them, and one person of each role."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Flask
from werkzeug.routing import Rule

from matchmaking import clock
from matchmaking.access import Access, label_of
from matchmaking.accounts.models import RoleName, User
from matchmaking.extensions import db
from matchmaking.introductions import operations
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.models import Profile
from tests.factories import make_profile, make_user
from tests.structure.test_access import sample
from tests.visitor import Visitor

ORGANIZER, SIDE, HELPER, COMMITTEE = "awa@org.example", "leila@org.example", "issa@org.example", "sira@org.example"
CONTACTS = ("mariam@keneya.example", "+22370112233", "nabil@nabd.example", "+213550445566")
MALIAN_WORDS = ("KeneyaLink", "Sahel Brouillon", "Echographes de poche")
LABELS = (Access.SIGNED_IN, Access.COMMITTEE, Access.HELPER, Access.SIDE_ORGANIZER, Access.ORGANIZER, Access.ADMIN)


def make_world(app: Flask) -> None:
    """KeneyaLink and NabdCare, introduced; a submitted profile on each shore; the staff."""
    with app.app_context():
        organizer = make_user(ORGANIZER, role=RoleName.ORGANIZER, full_name="Awa Traoré")
        make_user(SIDE, role=RoleName.SIDE_ORGANIZER, organizes_country="DZ", full_name="Leïla Benali")
        make_user(HELPER, role=RoleName.HELPER, full_name="Issa Koné")
        make_user(COMMITTEE, role=RoleName.COMMITTEE, full_name="Sira Diallo")
        mariam = make_user(CONTACTS[0], full_name="Mariam Dembélé", phone=CONTACTS[1])
        nabil = make_user(CONTACTS[2], full_name="Nabil Haddad", phone=CONTACTS[3], residence="DZ")
        malian = make_profile("ML01", members=(mariam,), name="KeneyaLink", needs=("Echographes de poche",))
        algerian = make_profile("DZ01", members=(nabil,), name="NabdCare", needs=("Centres pilotes",))
        make_profile("ML02", status=ProfileStatus.SUBMITTED, name="Sahel Brouillon", members=(mariam,))
        make_profile("DZ02", status=ProfileStatus.SUBMITTED, name="Atlas Brouillon", members=(nabil,))
        introduce(malian, algerian, organizer)
        db.session.commit()


def introduce(malian: Profile, algerian: Profile, organizer: User) -> None:
    """Introduce them; the letters have left an hour ago."""
    introduction = operations.approve(malian, algerian, shown_version=0, actor=organizer, now=clock.now())
    introduction.held_until = introduction.approved_at


def addresses(app: Flask, visitor: Visitor, key: str) -> Iterator[str]:
    """Every page that opens for this visitor by a GET, its parts filled in with `key` and 1."""
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and label_of(app, rule.endpoint) in LABELS:
            yield _address(app, rule, key)


def _address(app: Flask, rule: Rule, key: str) -> str:
    values = {name: sample(part) for name, part in rule._converters.items()}
    values = {name: key if value == "ML01" else value for name, value in values.items()}
    values = {name: "ML01" if name == "ml_key" else "DZ01" if name == "dz_key" else v for name, v in values.items()}
    with app.test_request_context():
        return app.url_for(rule.endpoint, **values) if rule.arguments else rule.rule


def everything_read_by(app: Flask, email: str) -> dict[str, str]:
    """Address -> body of every page that this person can open, for the keys of both shores."""
    visitor, read = Visitor(app).sign_in(email), {}
    for key in ("ML01", "ML02", "DZ01", "DZ02"):
        for address in addresses(app, visitor, key):
            answer = visitor.client.get(address, follow_redirects=True)
            if answer.status_code == 200:
                read[address] = answer.get_data(as_text=True)
    return read

"""Loading the demonstration and removing every trace of it."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask_security import hash_password

from matchmaking.accounts.models import Consent, ConsentChannel, Purpose, RoleName, User
from matchmaking.accounts.sign_in import datastore
from matchmaking.audit import operations as audit
from matchmaking.config import Settings
from matchmaking.demonstration import round_table, traces
from matchmaking.demonstration.people import Person, contact_of
from matchmaking.events.models import Event
from matchmaking.extensions import db
from matchmaking.followup.operations.demonstration import clear_by
from matchmaking.introductions.models import Introduction
from matchmaking.profiles import content
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.models import Membership, Profile
from matchmaking.settings import queries as switches

PROFILES = Path(__file__).with_name("profiles.json")
CARD = "demonstration.json"  # in the instance folder: who can sign in, made anew at every load
SHOWN = ("ML07", "DZ12", "DZ38")  # whose people can sign in: a startup on each shore, an investor


@dataclass(frozen=True)
class DemoAccount:
    """One account that the start of the demonstration prints."""

    role: str
    organisation: str
    email: str
    password: str


def is_loaded() -> bool:
    """Whether demonstration profiles stand in the database."""
    return db.session.scalar(sa.select(Profile.id).where(Profile.fictional).limit(1)) is not None


def has_real_data() -> bool:
    """Whether anybody's own organisation, account or event stands in the database: their letters and jobs wait there
    too, and an invented past would throw them away."""
    real = (sa.select(one.id).where(one.fictional.is_(False)).limit(1) for one in (Profile, User, Event))
    return any(db.session.scalar(found) is not None for found in real)


def has_introductions() -> bool:
    """Whether anybody was introduced, by a simulated year or by hand."""
    return db.session.scalar(sa.select(Introduction.id).limit(1)) is not None


def count_organisations() -> int:
    """How many invented organisations stand in the database."""
    return db.session.scalar(sa.select(sa.func.count()).select_from(Profile).where(Profile.fictional)) or 0


def load(settings: Settings, *, now: datetime, most: int | None = None) -> list[DemoAccount]:
    """Load the invented organisations (`most` of them) with their people and their round table, open suggestions, and
    make accounts to sign in with.

    The password is drawn anew for every installation: a demonstration left running on a public address has no
    password that this code tells.
    """
    password = "-".join(secrets.token_hex(2) for _ in range(3))
    accounts = [_organizer(password, now=now)]
    numbers = {"ML": 0, "DZ": 0}
    profiles = []
    for data in told(most):
        numbers[data["country"]] += 1
        profile = add_organisation(data, numbers[data["country"]], now=now)
        profiles.append(profile)
        user = profile.contact_user
        if user is not None and profile.key in SHOWN:
            user.password = hash_password(password)
            accounts.append(DemoAccount(profile.kind.value, profile.name, str(user.email), password))
    db.session.flush()
    round_table.make(profiles, now=now)
    row = db.session.merge(switches.current())
    row.suggestions_open = True
    audit.record("demonstration.loaded", "demonstration:1", actor_id=None, now=now, profiles=sum(numbers.values()))
    db.session.flush()
    _write_card(settings, accounts)
    return accounts


def told(most: int | None = None) -> list[dict[str, Any]]:
    """The invented organisations as the product's file format tells them; with `most`, those whose people can sign in
    and the first of each shore, half of them from each."""
    everybody: list[dict[str, Any]] = json.loads(PROFILES.read_text(encoding="utf-8"))
    if most is None:
        return everybody
    chosen: set[str] = set()
    for country, number in (("ML", most - most // 2), ("DZ", most // 2)):
        own = sorted((data["id"] for data in everybody if data["country"] == country), key=lambda key: key not in SHOWN)
        chosen |= set(own[:number])
    return [data for data in everybody if data["id"] in chosen]


def add_organisation(data: dict[str, Any], number: int, *, now: datetime) -> Profile:
    """One invented organisation, published, with its contact person: the `number`-th of its side."""
    profile = _profile(data, now=now)
    user = add_person(
        contact_of(profile.key, number, profile.country), RoleName.PARTICIPANT, residence=profile.country, now=now
    )
    profile.members = [Membership(user=user, joined_at=now)]
    profile.contact_user = user
    return profile


def clear(settings: Settings, *, now: datetime) -> tuple[int, int]:
    """Remove the invented organisations, their round table, their people and the mails to them; returns how many
    organisations and people."""
    profiles = db.session.scalars(sa.select(Profile).where(Profile.fictional)).all()
    users = db.session.scalars(sa.select(User).where(User.fictional)).all()
    traces.forget([profile.id for profile in profiles], [user.id for user in users])
    round_table.clear()
    clear_by([user.id for user in users])
    for row in (*profiles, *users):
        db.session.delete(row)
    db.session.flush()
    traces.forget_runs()
    audit.record("demonstration.cleared", "demonstration:1", actor_id=None, now=now, profiles=len(profiles))
    db.session.flush()
    (settings.instance / CARD).unlink(missing_ok=True)
    return len(profiles), len(users)


def accounts(settings: Settings) -> list[DemoAccount]:
    """The accounts of the demonstration that stands in this installation."""
    path = settings.instance / CARD
    return [DemoAccount(**item) for item in json.loads(path.read_text(encoding="utf-8"))] if path.exists() else []


def _organizer(password: str, *, now: datetime) -> DemoAccount:
    person = Person("Awa Traoré", "organisatrice@demo.example", "+22300009999")
    user = add_person(person, RoleName.ORGANIZER, residence="ML", now=now)
    user.password = hash_password(password)
    return DemoAccount("organizer", "Mali Digital Awards", str(user.email), password)


def add_person(person: Person, role: RoleName, *, residence: str, now: datetime) -> User:
    """An invented account with every consent and without a password."""
    user = datastore.create_user(
        full_name=person.full_name,
        email=person.email,
        phone=person.phone,
        residence=residence,
        confirmed_at=now,
        created_at=now,
        fictional=True,
    )
    assert isinstance(user, User)
    datastore.add_role_to_user(user, datastore.find_or_create_role(role))
    user.consents = [
        Consent(
            purpose=purpose,
            text_version="démonstration",
            locale="fr",
            hosting_country="ML",
            channel=ConsentChannel.WEB,
            given_at=now,
        )
        for purpose in Purpose
    ]
    return user


def _profile(data: dict[str, Any], *, now: datetime) -> Profile:
    typed, problems = content.from_dict(data)
    assert typed is not None, problems
    profile = Profile(
        key=data["id"],
        status=ProfileStatus.PUBLISHED,
        fictional=True,
        submitted_at=now,
        published_at=now,
        created_at=now,
        updated_at=now,
        last_opportunity=0,
    )
    content.apply(profile, typed)
    db.session.add(profile)
    return profile


def _write_card(settings: Settings, made: list[DemoAccount]) -> None:
    path = settings.instance / CARD
    path.touch(mode=0o600)
    path.write_text(json.dumps([asdict(account) for account in made], ensure_ascii=False), encoding="utf-8")

"""Rows as a test needs them; call inside an app context, then commit."""

from __future__ import annotations

from functools import cache
from typing import Any

from flask_security import hash_password

from matchmaking import clock
from matchmaking.accounts.models import Consent, ConsentChannel, Purpose, RoleName, User
from matchmaking.accounts.sign_in import datastore
from matchmaking.extensions import db
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.models import Membership, Opportunity, Profile
from matchmaking.profiles.vocabulary import Country, Kind, Side

PASSWORD = "un mot de passe long"


@cache
def _hashed_password() -> str:
    """Hashing is slow on purpose; once per run is enough."""
    return str(hash_password(PASSWORD))


def make_user(email: str = "awa@example.org", *, role: RoleName = RoleName.PARTICIPANT, **values: Any) -> User:
    """A confirmed person with PASSWORD, holding all consents unless `consents=()` is given."""
    purposes = values.pop("consents", tuple(Purpose))
    now = clock.now()
    defaults: dict[str, Any] = {
        "full_name": email.split("@")[0].title(),
        "password": _hashed_password(),
        "confirmed_at": now,
        "created_at": now,
        "residence": "ML",
    }
    user: User = datastore.create_user(email=email, **(defaults | values))
    datastore.add_role_to_user(user, datastore.find_or_create_role(role))
    user.consents = [
        Consent(
            purpose=purpose,
            text_version="1",
            locale="fr",
            hosting_country="ML",
            channel=ConsentChannel.WEB,
            given_at=now,
        )
        for purpose in purposes
    ]
    db.session.flush()
    return user


def make_profile(
    key: str = "ML01",
    *,
    members: tuple[User, ...] = (),
    offers: tuple[str, ...] = ("Gestion du tour d'eau",),
    needs: tuple[str, ...] = ("Fabrication de cartes électroniques",),
    **values: Any,
) -> Profile:
    """A published profile (unless `status` says otherwise); the country follows the key, the first member is the
    contact person. Offers and needs are titles, or "title | text"."""
    now = clock.now()
    status = values.pop("status", ProfileStatus.PUBLISHED)
    defaults: dict[str, Any] = {
        "country": Country.ALGERIA if key.startswith("DZ") else Country.MALI,
        "kind": Kind.STARTUP,
        "name": f"Organisation {key}",
        "city": "Alger" if key.startswith("DZ") else "Bamako",
        "languages": ["fr"],
        "sectors": ["agritech"],
        "summary": "",
        "created_at": now,
        "updated_at": now,
        "submitted_at": None if status is ProfileStatus.DRAFT else now,
        "published_at": now if status is ProfileStatus.PUBLISHED else None,
        "contact_user": members[0] if members else None,
        "claimed_at": now if members else None,
    }
    profile = Profile(key=key, status=status, **(defaults | values))
    texts = [(Side.OFFER, text) for text in offers] + [(Side.NEED, text) for text in needs]
    for position, (side, text) in enumerate(texts, start=1):
        title, _, body = text.partition(" | ")
        profile.opportunities.append(
            Opportunity(key=f"{key}/{position}", side=side, title=title, text=body, position=position)
        )
    profile.last_opportunity = len(texts)
    profile.members = [Membership(user=user, joined_at=now) for user in members]
    db.session.add(profile)
    db.session.flush()
    return profile

"""The signed link of the letter that asks the author: to a page of one person and one profile. Opening it decides
nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from matchmaking.accounts import signed
from matchmaking.accounts.links import public_address
from matchmaking.accounts.models import User
from matchmaking.accounts.queries import get_user
from matchmaking.errors import Gone
from matchmaking.extensions import db
from matchmaking.profiles.models import Profile
from matchmaking.profiles.translations import policy

ANSWER = "translations.answer"
WITHIN = timedelta(days=60)


def placeholder(profile: Profile, user: User) -> dict[str, Any]:
    """What a letter's row keeps in the place of the link."""
    return {"purpose": ANSWER, "profile": profile.id, "user": user.id}


def mint(payload: Mapping[str, Any]) -> str:
    """Called by the worker when it sends; raises Gone where the person does not belong to the organisation any
    more."""
    profile, user = _of(payload)
    token = signed.sign(ANSWER, {"profile": profile.id, "user": user.id})
    return public_address("translations.answer_by_link", token=token)


def read(token: str) -> tuple[Profile, User]:
    """The profile and the person behind a link. NotFound for a forged one, Gone for one that is too old or whose
    person has left the organisation or has no account any more."""
    return _of(signed.read(ANSWER, token, WITHIN))


def _of(payload: Mapping[str, Any]) -> tuple[Profile, User]:
    profile, user = db.session.get(Profile, int(payload["profile"])), get_user(int(payload["user"]))
    if profile is None or not user.active or not policy.can_answer(user, profile):
        raise Gone(ANSWER)
    return profile, user

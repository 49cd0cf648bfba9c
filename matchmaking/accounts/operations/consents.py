"""Giving and withdrawing consents: each answer is a dated row that keeps the version and language of its text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from matchmaking import config
from matchmaking.accounts import policy
from matchmaking.accounts.consent_texts import TEXTS
from matchmaking.accounts.models import Consent, ConsentChannel, Purpose, User
from matchmaking.audit import operations as audit
from matchmaking.errors import NotAllowed
from matchmaking.extensions import db
from matchmaking.outbox import operations as outbox


def give_consents(
    user: User, purposes: Iterable[Purpose], *, channel: ConsentChannel, locale: str, actor: User, now: datetime
) -> None:
    """Write down what a person agreed to, in the version shown in `locale`; a consent that is valid already stays."""
    given = [purpose for purpose in purposes if not policy.has_consent(user, purpose)]
    for purpose in given:
        consent = Consent(
            purpose=purpose,
            text_version=TEXTS[purpose].version,
            locale=locale,
            hosting_country=config.current().hosting_country,
            channel=channel,
            given_at=now,
        )
        user.consents.append(consent)
    db.session.flush()
    for purpose in given:
        audit.record(
            "consent.given",
            f"user:{user.id}",
            actor_id=actor.id,
            now=now,
            purpose=purpose.value,
            version=TEXTS[purpose].version,
            channel=channel.value,
        )
    if given:
        outbox.publish("consent.given", {"user_id": user.id}, now=now)


def withdraw_consent(user: User, purpose: Purpose, *, actor: User, now: datetime) -> None:
    """End a consent; what rests on it ends at once, because visibility asks for it each time. Twice is once."""
    if not policy.can_withdraw(purpose):
        raise NotAllowed(f"{purpose} ends with the account")
    for consent in user.consents:
        if consent.purpose is purpose and consent.withdrawn_at is None:
            consent.withdrawn_at = now
            db.session.flush()
            audit.record("consent.withdrawn", f"user:{user.id}", actor_id=actor.id, now=now, purpose=purpose.value)
            outbox.publish("consent.withdrawn", {"user_id": user.id}, now=now)

"""Which mails a person wants, and what a mail that came back says about their address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from matchmaking.accounts import policy
from matchmaking.accounts.models import DigestFrequency, MailPreference, MailTopic, User
from matchmaking.audit import operations as audit
from matchmaking.errors import NotAllowed
from matchmaking.extensions import db
from matchmaking.outbox import operations as outbox

BOUNCED = "mail.bounced"


@dataclass(frozen=True, kw_only=True)
class WantedMails:
    """What a person says they want."""

    news: bool
    digest: DigestFrequency
    language: str  # of their letters


def choose_mails(user: User, wanted: WantedMails, *, now: datetime) -> None:
    """The person says which mails they want, and in which language."""
    user.locale = wanted.language
    _write(user, news=wanted.news, digest=wanted.digest, now=now)


def stop_mails(user: User, topic: MailTopic, *, now: datetime) -> None:
    """The person wants no more of these; stopping twice is stopping once."""
    if policy.wants(user, topic):
        _set(user, topic, news=False, digest=DigestFrequency.NEVER, now=now)


def resume_mails(user: User, topic: MailTopic, *, now: datetime) -> None:
    """The person wants these after all."""
    if not policy.wants(user, topic):
        _set(user, topic, news=True, digest=DigestFrequency.WEEKLY, now=now)


def mark_bounced(user: User, address: str, reason: str, *, now: datetime) -> bool:
    """A mail to this address came back for good: whoever waits for the person calls them. False where the person
    has another address by now, or this was known."""
    if user.email != address or user.bounced_address == address:
        return False
    user.bounced_address, user.bounced_at, user.bounce_reason = address, now, reason[:200]
    audit.record(BOUNCED, f"user:{user.id}", actor_id=None, now=now)
    outbox.publish(BOUNCED, {"user_id": user.id}, now=now)
    db.session.flush()
    return True


def forget_bounce(user: User, *, actor: User, now: datetime) -> None:
    """The address works again, as the person or an organizer says. Once is enough: where it is known already nothing
    happens. Raises NotAllowed."""
    if not policy.can_forget_bounce(actor, user):
        raise NotAllowed("bounce")
    if user.bounced_address is None:
        return
    user.bounced_address, user.bounced_at, user.bounce_reason = None, None, None
    audit.record("mail.bounce_forgotten", f"user:{user.id}", actor_id=actor.id, now=now)
    db.session.flush()


def _set(user: User, topic: MailTopic, *, news: bool, digest: DigestFrequency, now: datetime) -> None:
    if topic is MailTopic.NEWS:
        _write(user, news=news, digest=policy.digest_frequency(user), now=now)
    else:
        _write(user, news=policy.wants(user, MailTopic.NEWS), digest=digest, now=now)


def _write(user: User, *, news: bool, digest: DigestFrequency, now: datetime) -> None:
    preference = user.mail_preference
    if preference is None:
        preference = user.mail_preference = MailPreference(news=news, digest=digest, updated_at=now)
    preference.news, preference.digest, preference.updated_at = news, digest, now
    details = {"news": news, "digest": digest.value}
    audit.record("mails.chosen", f"user:{user.id}", actor_id=user.id, now=now, **details)
    db.session.flush()

"""Writing, sending and stopping a mailing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from flask_babel import gettext as _

from matchmaking.accounts.links import stop_placeholder
from matchmaking.accounts.models import MailTopic, User
from matchmaking.audit import operations as audit
from matchmaking.audit import queries as trail
from matchmaking.database import lock
from matchmaking.errors import NotAllowed, StaleDecision
from matchmaking.extensions import db
from matchmaking.locale import moment
from matchmaking.mailings import policy, queries, wording
from matchmaking.mailings.audience import Audience, Receiver, find_receivers
from matchmaking.mailings.lifecycle import MailingAction, next_status
from matchmaking.mailings.models import Mailing
from matchmaking.outbox import operations as outbox
from matchmaking.outbox.lifecycle import MessageStatus
from matchmaking.outbox.models import Message
from matchmaking.outbox.operations import Letter
from matchmaking.settings import queries as switches
from matchmaking.wordings.letters import Rendered

Texts = Mapping[str, Mapping[str, str]]


def begin(audience: Audience, texts: Texts, *, actor: User, now: datetime) -> Mailing:
    """Keep a first draft. Raises NotAllowed."""
    if not policy.can_write(actor):
        raise NotAllowed("mailing")
    mailing = Mailing(
        audience=audience.as_codes(), texts=_plain(texts), created_by=actor, created_at=now, changed_at=now
    )
    db.session.add(mailing)
    db.session.flush()
    _record("begun", mailing, actor=actor, now=now)
    return mailing


def revise(
    mailing: Mailing, audience: Audience, texts: Texts, *, shown_version: int, actor: User, now: datetime
) -> None:
    """Change a draft. Raises StaleDecision where somebody else changed or sent it meanwhile."""
    _decide(mailing, MailingAction.REVISE, shown_version=shown_version, actor=actor, now=now)
    mailing.audience, mailing.texts, mailing.changed_at = audience.as_codes(), _plain(texts), now
    _record("revised", mailing, actor=actor, now=now)
    db.session.flush()


def send(mailing: Mailing, *, shown_version: int, shown_count: int, actor: User, now: datetime) -> int:
    """Write a letter to everybody on the list; they leave when the hold time is over. Returns how many.

    Raises StaleDecision where the list is not as long any more as the page said.
    """
    _decide(mailing, MailingAction.SEND, shown_version=shown_version, actor=actor, now=now)
    receivers = find_receivers(Audience.from_codes(mailing.audience), now=now).chosen
    if len(receivers) != shown_count:
        raise StaleDecision(
            _("The list has changed: it holds %(now)s people now, not %(then)s.", now=len(receivers), then=shown_count)
        )
    hold = timedelta(minutes=switches.current().hold_minutes)
    for receiver in receivers:
        language = wording.language_for(receiver.user, mailing.texts)
        rendered = wording.render(mailing.texts[language], receiver, language)
        outbox.queue_message(_letter(mailing, receiver, rendered, language), now=now, hold=hold)
    mailing.status = next_status(mailing.status, MailingAction.SEND)
    mailing.sent_at, mailing.receivers, mailing.changed_at = now, len(receivers), now
    _record("sent", mailing, actor=actor, now=now, receivers=len(receivers))
    db.session.flush()
    return len(receivers)


def stop(mailing: Mailing, *, shown_version: int, actor: User, now: datetime) -> int:
    """Keep the letters that have not left from leaving; returns how many."""
    _decide(mailing, MailingAction.STOP, shown_version=shown_version, actor=actor, now=now)
    waiting = _list_waiting(mailing)
    for message in waiting:
        outbox.cancel_message(message, actor_id=actor.id, now=now)
    mailing.status = next_status(mailing.status, MailingAction.STOP)
    mailing.stopped_at = mailing.changed_at = now
    _record("stopped", mailing, actor=actor, now=now, kept=len(waiting))
    db.session.flush()
    return len(waiting)


def discard(mailing: Mailing, *, shown_version: int, actor: User, now: datetime) -> None:
    """Throw a draft away."""
    _decide(mailing, MailingAction.REVISE, shown_version=shown_version, actor=actor, now=now)
    _record("discarded", mailing, actor=actor, now=now)
    db.session.delete(mailing)
    db.session.flush()


def _decide(mailing: Mailing, action: MailingAction, *, shown_version: int, actor: User, now: datetime) -> None:
    """Stand alone before the row, as the page showed it."""
    lock(mailing)
    if mailing.version != shown_version or not policy.can(actor, action, mailing):
        raise StaleDecision(_what_happened(mailing, now=now))


def _what_happened(mailing: Mailing, *, now: datetime) -> str:
    event = trail.find_last(queries.subject_ref(mailing), "mailing.revised", "mailing.sent", "mailing.stopped")
    if event is None:
        return str(_("The message is no longer as you saw it."))
    name, when = trail.find_actor_name(event) or _("The platform"), moment(event.at, now=now)
    if event.action == "mailing.revised":
        return str(_("%(name)s changed it %(moment)s.", name=name, moment=when))
    if event.action == "mailing.sent":
        return str(_("%(name)s sent it %(moment)s.", name=name, moment=when))
    return str(_("%(name)s stopped it %(moment)s.", name=name, moment=when))


def _letter(mailing: Mailing, receiver: Receiver, rendered: Rendered, language: str) -> Letter:
    user = receiver.user
    assert user.email is not None  # `find_receivers` leaves the others out
    return Letter(
        kind=wording.KIND.kind,
        address=user.email,
        locale=language,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        links={"stop": stop_placeholder(user, MailTopic.NEWS)},
        list_unsubscribe="stop",
        receiver_id=user.id,
        subject_ref=queries.subject_ref(mailing),
    )


def _list_waiting(mailing: Mailing) -> Sequence[Message]:
    query = sa.select(Message).where(
        Message.subject_ref == queries.subject_ref(mailing),
        Message.status.in_([MessageStatus.WAITING, MessageStatus.FAILED]),
    )
    return db.session.scalars(query.order_by(Message.id)).all()


def _record(action: str, mailing: Mailing, *, actor: User, now: datetime, **details: int) -> None:
    """Into the trail: how many, never what was said or to whom."""
    audit.record(f"mailing.{action}", queries.subject_ref(mailing), actor_id=actor.id, now=now, **details)


def _plain(texts: Texts) -> dict[str, dict[str, str]]:
    return {language: dict(words) for language, words in texts.items()}

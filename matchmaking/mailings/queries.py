"""Reading mailings, and who wants a digest."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from matchmaking.accounts.models import MailTopic, User
from matchmaking.accounts.queries import is_reached_by_mail, wants_mail
from matchmaking.errors import NotFound
from matchmaking.extensions import db
from matchmaking.mailings.models import Mailing
from matchmaking.outbox.lifecycle import MessageStatus
from matchmaking.outbox.models import Message

PAGE = 50


def subject_ref(mailing: Mailing) -> str:
    """How letters and the audit trail name a mailing."""
    return f"mailing:{mailing.id}"


def get_mailing(mailing_id: int) -> Mailing:
    """One mailing; raises NotFound."""
    found = db.session.get(Mailing, mailing_id)
    if found is None:
        raise NotFound
    return found


def list_mailings() -> Sequence[Mailing]:
    """The latest ones, drafts first."""
    query = sa.select(Mailing).options(joinedload(Mailing.created_by))
    return db.session.scalars(
        query.order_by(Mailing.sent_at.is_not(None), Mailing.changed_at.desc(), Mailing.id.desc()).limit(PAGE)
    ).all()


def list_by_id(mailing_ids: Collection[int]) -> Sequence[Mailing]:
    """Those with these ids."""
    return db.session.scalars(sa.select(Mailing).where(Mailing.id.in_(mailing_ids)).order_by(Mailing.id)).all()


def count_letters(mailing: Mailing) -> dict[MessageStatus, int]:
    """How many of its letters wait, left, failed or were stopped."""
    query = (
        sa.select(Message.status, sa.func.count(Message.id))
        .where(Message.subject_ref == subject_ref(mailing))
        .group_by(Message.status)
    )
    return dict(db.session.execute(query).all())


def list_digest_readers() -> Sequence[int]:
    """The ids of everybody who wants a digest, however often."""
    query = sa.select(User.id).where(User.active, wants_mail(MailTopic.DIGEST), is_reached_by_mail())
    return db.session.scalars(query.order_by(User.id)).all()

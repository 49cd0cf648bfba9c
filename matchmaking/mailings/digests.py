"""Writing one person's digest: as often as they want, never twice the same, never on their weekend."""

from __future__ import annotations

from datetime import datetime, timedelta

from matchmaking.accounts.links import stop_placeholder
from matchmaking.accounts.models import DigestFrequency, MailTopic, User
from matchmaking.accounts.policy import digest_frequency, is_reached_by_mail
from matchmaking.extensions import db
from matchmaking.introductions.timetable import weekends
from matchmaking.locale import normalise
from matchmaking.mailings import digest
from matchmaking.mailings.models import DigestReceipt
from matchmaking.outbox import operations as outbox
from matchmaking.outbox.operations import Letter
from matchmaking.profiles.vocabulary import Country

DIGEST = "mailing.digest"
# A morning's job may come an hour earlier than the one before: the day is not told twice, and no day is skipped.
BETWEEN = {DigestFrequency.DAILY: timedelta(hours=20), DigestFrequency.WEEKLY: timedelta(days=6, hours=20)}


def write_digest(user_id: int, *, now: datetime) -> bool:
    """Queue the digest where one is due and says something else than the last; returns whether it did."""
    user = db.session.get_one(User, user_id)
    receipt = db.session.get(DigestReceipt, user_id)
    if not _is_due(user, receipt, now=now):
        return False
    news = digest.gather(user, now=now)
    if receipt is None:
        receipt = DigestReceipt(user_id=user.id, told={})
        db.session.add(receipt)
    is_new = not news.is_empty and receipt.told != news.as_facts()
    receipt.looked_at, receipt.told = now, news.as_facts()
    if is_new:
        outbox.queue_message(_letter(user, news), now=now)
    db.session.flush()
    return is_new


def _is_due(user: User, receipt: DigestReceipt | None, *, now: datetime) -> bool:
    between = BETWEEN.get(digest_frequency(user))
    if between is None or not user.active or not is_reached_by_mail(user):
        return False
    # Who lives on neither shore has the weekend of most of the world, which is Mali's.
    home = Country.ALGERIA if user.residence == Country.ALGERIA else Country.MALI
    if weekends().rests(now, home):
        return False
    return receipt is None or now - receipt.looked_at >= between


def _letter(user: User, news: digest.News) -> Letter:
    rendered = digest.render(user, news)
    assert user.email is not None  # `_is_due` leaves the others out
    return Letter(
        kind=DIGEST,
        address=user.email,
        locale=normalise(user.locale),
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        links={"home": {"purpose": "mailing.home"}, "stop": stop_placeholder(user, MailTopic.DIGEST)},
        list_unsubscribe="stop",
        receiver_id=user.id,
    )

"""What organizers read of one mailing: its preview and its list, or what became of its letters."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from matchmaking.accounts.models import User
from matchmaking.locale import LOCALES, direction, moment
from matchmaking.mailings import policy, queries, wording
from matchmaking.mailings.audience import Audience, Receivers, find_receivers
from matchmaking.mailings.lifecycle import MailingAction
from matchmaking.mailings.models import Mailing
from matchmaking.outbox.lifecycle import MessageStatus
from matchmaking.outbox.plain import FOOT
from matchmaking.outbox.registry import Subject
from matchmaking.profiles import labels
from matchmaking.profiles.vocabulary import Country, Kind, Sector

NAMED = 12  # receivers named on the page; the others are counted


@dataclass(frozen=True, kw_only=True)
class Preview:
    """The letter in one language, as the first who reads it in it will see it."""

    language: str
    name: str
    direction: str
    readers: int
    subject: str
    paragraphs: Sequence[Sequence[str]]


@dataclass(frozen=True, kw_only=True)
class MailingPage:
    """Ready for the template."""

    mailing: Mailing
    filters: Sequence[str]
    receivers: Receivers | None  # of a draft: as the list is now
    previews: Sequence[Preview]
    letters: Mapping[MessageStatus, int]
    sent: str | None
    can_revise: bool
    can_stop: bool

    @property
    def named(self) -> Sequence[str]:
        """The first on the list."""
        return [one.organisation for one in self.receivers.chosen[:NAMED]] if self.receivers else []

    @property
    def further(self) -> int:
        """How many more there are."""
        return max(len(self.receivers.chosen) - NAMED, 0) if self.receivers else 0


def mailing_page(mailing: Mailing, reader: User, *, now: datetime) -> MailingPage:
    """A mailing as it stands."""
    audience = Audience.from_codes(mailing.audience)
    can_revise = policy.can(reader, MailingAction.REVISE, mailing)
    receivers = find_receivers(audience, now=now) if can_revise else None
    letters = queries.count_letters(mailing)
    return MailingPage(
        mailing=mailing,
        filters=filter_words(audience),
        receivers=receivers,
        previews=_previews(mailing, receivers),
        letters=letters,
        sent=moment(mailing.sent_at, now=now) if mailing.sent_at else None,
        can_revise=can_revise,
        can_stop=policy.can(reader, MailingAction.STOP, mailing) and letters.get(MessageStatus.WAITING, 0) > 0,
    )


def filter_words(audience: Audience) -> list[str]:
    """What the list is narrowed to, in words."""
    codes: Sequence[Country | Kind | Sector | None] = (audience.country, audience.kind, audience.sector)
    words = [str(labels.label(code)) for code in codes if code is not None]
    if audience.standing is not None:
        words.append(str(wording.STANDINGS[audience.standing]))
    if audience.taking is not None:
        words.append(str(wording.TAKINGS[audience.taking]))
    return words


def _previews(mailing: Mailing, receivers: Receivers | None) -> list[Preview]:
    chosen = receivers.chosen if receivers else []
    found = []
    for language, name in LOCALES.items():
        if language not in mailing.texts:
            continue
        readers = [one for one in chosen if wording.language_for(one.user, mailing.texts) == language]
        rendered = wording.sample(mailing.texts[language], readers[0] if readers else None, language)
        body = rendered.text.partition(FOOT)[0]
        found.append(
            Preview(
                language=language,
                name=name,
                direction=direction(language),
                readers=len(readers),
                subject=rendered.subject,
                paragraphs=[one.splitlines() for one in body.strip().split("\n\n")],
            )
        )
    return found


def name_for_letters(mailing_ids: Collection[int]) -> Mapping[int, Subject]:
    """What the letters of these mailings are about, for the organizers' page of messages."""
    return {
        mailing.id: Subject(wording.title_of(mailing.texts), url_for("mailings.show", mailing_id=mailing.id))
        for mailing in queries.list_by_id(mailing_ids)
    }

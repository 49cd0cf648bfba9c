"""How long a word about a pair holds: for good, for a time, or until a text changes. The one place that says so.

Pure: reads reasons, dates and texts, never the database or the clock. Who acts on it: `closing` keeps closed pairs
from everybody, `returning` opens those whose word is over.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from matchmaking.matching.models import DeclineReason, DismissalReason
from matchmaking.profiles.models import Profile


class Holds(StrEnum):
    """How long a pair stays closed."""

    FOR_GOOD = "for_good"
    FOR_A_TIME = "for_a_time"
    UNTIL_A_TEXT_CHANGES = "until_a_text_changes"
    NOT_AT_ALL = "not_at_all"


# « Another reason » of an organizer is told in a note that no rule can read: it holds until somebody puts it back.
OF_ORGANIZERS: Mapping[DismissalReason, Holds] = {
    DismissalReason.COMPETITORS: Holds.FOR_GOOD,
    DismissalReason.ALREADY_IN_CONTACT: Holds.FOR_GOOD,
    DismissalReason.CONFLICT: Holds.FOR_GOOD,
    DismissalReason.OFFER_MISSES_NEED: Holds.UNTIL_A_TEXT_CHANGES,
    DismissalReason.TOO_EARLY: Holds.FOR_A_TIME,
    DismissalReason.PROFILE_TOO_VAGUE: Holds.UNTIL_A_TEXT_CHANGES,
    DismissalReason.OTHER: Holds.FOR_GOOD,
}
# A participant's « not for us » without a reason that says more closes nothing: the pair stands at the end of the
# queue, and an organizer decides.
OF_PARTICIPANTS: Mapping[DeclineReason, Holds] = {
    DeclineReason.COMPETITOR: Holds.FOR_GOOD,
    DeclineReason.ALREADY_IN_CONTACT: Holds.FOR_GOOD,
    DeclineReason.CONFLICT: Holds.FOR_GOOD,
    DeclineReason.NOT_NOW: Holds.FOR_A_TIME,
    DeclineReason.TOO_VAGUE: Holds.UNTIL_A_TEXT_CHANGES,
    DeclineReason.OTHER: Holds.NOT_AT_ALL,
}
CLOSING = tuple(reason for reason, holds in OF_PARTICIPANTS.items() if holds is not Holds.NOT_AT_ALL)
PASSING = frozenset({Holds.FOR_A_TIME, Holds.UNTIL_A_TEXT_CHANGES})
PASSING_DISMISSALS = tuple(reason for reason, holds in OF_ORGANIZERS.items() if holds in PASSING)
PASSING_DECLINES = tuple(reason for reason, holds in OF_PARTICIPANTS.items() if holds in PASSING)


@dataclass(frozen=True)
class Kept:
    """What is kept with a word that passes: its day, or the texts it was said of."""

    until: datetime | None = None
    texts: tuple[str, ...] = ()


def how_long(reason: DismissalReason | DeclineReason | None) -> Holds:
    """How long a reason holds; none given closes nothing."""
    if reason is None:
        return Holds.NOT_AT_ALL
    return OF_ORGANIZERS[reason] if isinstance(reason, DismissalReason) else OF_PARTICIPANTS[reason]


def keep(reason: DismissalReason | DeclineReason | None, *, said_at: datetime, days: int, texts: Sequence[str]) -> Kept:
    """What to keep with a word said now; `texts` are the fingerprints of those whose change would bring it back."""
    holds = how_long(reason)
    if holds is Holds.FOR_A_TIME:
        return Kept(until=said_at + timedelta(days=days))
    return Kept(texts=tuple(texts)) if holds is Holds.UNTIL_A_TEXT_CHANGES else Kept()


def is_over(reason: DismissalReason | DeclineReason | None, kept: Kept, *, now: datetime, texts: Sequence[str]) -> bool:
    """Whether the word no longer closes the pair; `texts` are those of `kept.texts` as they stand now.

    A word for which nothing was kept is not over: nobody can say what has changed since.
    """
    holds = how_long(reason)
    if holds is Holds.FOR_A_TIME:
        return kept.until is not None and now >= kept.until
    if holds is Holds.UNTIL_A_TEXT_CHANGES:
        return bool(kept.texts) and kept.texts != tuple(texts)
    return False


def fingerprint(profile: Profile) -> str:
    """A code for what an organisation says of itself: its summary, its offers and needs. 64 characters.

    Contacts, dates, amounts, the order of the offers, spaces and capitals do not count.
    """
    said = sorted((row.side.value, _plain(row.title), _plain(row.text)) for row in profile.opportunities)
    return hashlib.sha256(repr((_plain(profile.summary), said)).encode()).hexdigest()


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())

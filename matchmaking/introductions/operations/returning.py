"""A no that does not hold for ever: what is kept with it, and the pair's way back once it is over."""

from __future__ import annotations

from datetime import datetime

from matchmaking.extensions import db
from matchmaking.introductions import queries
from matchmaking.introductions.lifecycle import FRUITLESS, UNANSWERED, Answer
from matchmaking.introductions.models import Introduction, IntroductionSide
from matchmaking.introductions.operations.decisions import record, take
from matchmaking.matching import operations as matching
from matchmaking.matching.memory import Kept, fingerprint, is_over, keep
from matchmaking.matching.models import DeclineReason
from matchmaking.outbox import operations as outbox
from matchmaking.settings import queries as switches

RETURN = "introductions.return"


def remember(side: IntroductionSide, reason: DeclineReason | None, *, said_at: datetime) -> None:
    """Keep the reason of a no with what brings the pair back; None forgets it."""
    with db.session.no_autoflush:  # the rest of the answer may not be written yet
        days = switches.current().not_now_days
        kept = keep(reason, said_at=said_at, days=days, texts=(fingerprint(side.other.profile),))
    side.decline_reason, side.closed_until = reason, kept.until
    side.other_texts = kept.texts[0] if kept.texts else None


def ask_to_return(side: IntroductionSide, *, now: datetime) -> None:
    """Have the worker look again on the day when this side's « not now », or its silence, is over."""
    if side.closed_until is not None:
        outbox.enqueue(RETURN, {}, now=now, after=side.closed_until - now)


def let_return(*, now: datetime) -> int:
    """Give every pair back to the organizers whose no, or silence, is over; returns how many. Running it again does
    nothing."""
    due = [introduction for introduction in queries.list_fruitless() if _is_over(introduction, now)]
    for introduction in due:
        take(introduction)
        if introduction.status not in FRUITLESS or introduction.returned_at is not None:
            continue  # it was opened again a moment ago
        introduction.returned_at = now
        record("returned", introduction, actor=None, now=now)
        matching.return_introduced(introduction.ml_profile, introduction.dz_profile, now=now)
    db.session.flush()
    return len(due)


def _is_over(introduction: Introduction, now: datetime) -> bool:
    """Whether every no of it is over; of one that nobody answered, whether its time is."""
    if introduction.status in UNANSWERED:
        return all(side.closed_until and side.closed_until <= now for side in introduction.sides if not side.settled_at)
    return all(_side_is_over(side, now) for side in introduction.sides if side.counted is Answer.NO)


def _side_is_over(side: IntroductionSide, now: datetime) -> bool:
    then = (side.other_texts,) if side.other_texts else ()
    texts = (fingerprint(side.other.profile),) if then else ()
    return is_over(side.decline_reason, Kept(side.closed_until, then), now=now, texts=texts)

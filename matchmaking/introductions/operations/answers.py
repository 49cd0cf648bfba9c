"""The two sides answer: themselves, or by telling an organizer; and change their mind while they may."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _

from matchmaking.accounts.models import User
from matchmaking.errors import NotAllowed, TransitionError
from matchmaking.extensions import db
from matchmaking.introductions import notifications, policy, queries
from matchmaking.introductions.lifecycle import TOLD, Answer, AnswerChannel, IntroductionStatus, status_after
from matchmaking.introductions.models import Introduction, IntroductionSide
from matchmaking.introductions.operations.contacts import open_contacts
from matchmaking.introductions.operations.decisions import ending_hold, forget_told, record, refuse_stale, take
from matchmaking.introductions.operations.returning import ask_to_return, remember
from matchmaking.introductions.operations.ticking import wind
from matchmaking.matching.models import DeclineReason
from matchmaking.outbox import operations as outbox
from matchmaking.settings import queries as switches


@dataclass(frozen=True, kw_only=True)
class ToldAnswer:
    """What somebody said on the phone, as an organizer writes it down."""

    answer: Answer
    channel: AnswerChannel  # one of lifecycle.TOLD
    spoken_at: datetime
    name: str  # who spoke
    reason: DeclineReason | None = None


def answer(
    side: IntroductionSide,
    said: Answer,
    *,
    shown_version: int,
    channel: AnswerChannel,
    actor: User,
    now: datetime,
    reason: DeclineReason | None = None,
) -> None:
    """The contact person says yes or no, for the first time or anew; it counts at once.

    The same answer twice (a second tap) changes nothing. Raises NotAllowed for anybody but the contact person,
    StaleDecision where the own side moved meanwhile, TransitionError once the other side has answered.
    """
    take(side.introduction)
    if not policy.is_contact_person(actor, side):
        raise NotAllowed(_("Only the contact person of your organisation can answer."))
    if side.counted is said and side.decline_reason is reason:
        return
    refuse_stale(side.introduction, side=side, shown_version=shown_version, now=now)
    if not policy.can_answer(side):
        raise TransitionError(side.introduction.status, said)
    side.answer, side.channel = said, channel
    remember(side, reason, said_at=now)
    side.answered_at = side.effective_at = side.settled_at = now
    side.answered_name = side.recorded_by = None
    side.introduction.held_until = min(side.introduction.held_until, now)  # it is out: somebody knows of it
    record("answered", side.introduction, actor=actor, now=now, side=side, answer=said.value, channel=channel.value)
    _follow_answers(side.introduction, by=side, actor=actor, now=now)


def record_answer(side: IntroductionSide, told: ToldAnswer, *, shown_version: int, actor: User, now: datetime) -> None:
    """Write down what somebody said by phone. It counts after the hold time; until then they may say it was not so.

    An answer given before no longer counts from this moment on.
    """
    take(side.introduction)
    refuse_stale(side.introduction, side=side, shown_version=shown_version, now=now)
    if not policy.can_record(actor, side, now) or told.channel not in TOLD:
        raise TransitionError(side.introduction.status, told.answer)
    hold = timedelta(minutes=switches.current().hold_minutes)
    side.answer, side.channel = told.answer, told.channel
    remember(side, told.reason, said_at=now)
    side.answered_at, side.answered_name, side.recorded_by = told.spoken_at, told.name, actor
    side.effective_at, side.settled_at = now + hold, None
    record(
        "answer_recorded",
        side.introduction,
        actor=actor,
        now=now,
        side=side,
        answer=told.answer.value,
        channel=told.channel.value,
    )
    _follow_answers(side.introduction, by=side, actor=actor, now=now)
    notifications.tell_recorded(side, now=now)
    outbox.enqueue("introductions.settle", {"side": side.id}, now=now, after=hold)


def note_yes(side: IntroductionSide, name: str, *, actor: User, now: datetime) -> None:
    """Write down that somebody of this side, by name, said yes aloud on the day; it counts at once.

    A yes that stands already is left alone. Raises TransitionError where the side cannot answer any more.
    """
    take(side.introduction)
    if side.counted is Answer.YES:
        return
    if not policy.can_note(actor, side):
        raise TransitionError(side.introduction.status, Answer.YES)
    side.answer, side.channel = Answer.YES, AnswerChannel.TABLE
    remember(side, None, said_at=now)
    side.answered_at = side.effective_at = side.settled_at = now
    side.answered_name, side.recorded_by = name, actor
    side.introduction.held_until = min(side.introduction.held_until, now)
    told = {"answer": Answer.YES.value, "channel": AnswerChannel.TABLE.value}
    record("answer_recorded", side.introduction, actor=actor, now=now, side=side, **told)
    notifications.withdraw_proposals(side.introduction, now=now, side=side)
    _follow_answers(side.introduction, by=side, actor=actor, now=now)


def contradict(side: IntroductionSide, *, shown_version: int, actor: User, now: datetime) -> None:
    """« That is not what I said »: the contact person takes back what an organizer wrote down, within the hold time."""
    take(side.introduction)
    if not policy.is_contact_person(actor, side):
        raise NotAllowed(_("Only the contact person of your organisation can answer."))
    refuse_stale(side.introduction, side=side, shown_version=shown_version, now=now)
    if not policy.can_contradict(side, now):
        raise TransitionError(side.introduction.status, Answer.PENDING)
    side.answer, side.channel = Answer.PENDING, None
    remember(side, None, said_at=now)
    side.answered_at = side.effective_at = side.answered_name = side.recorded_by = None
    record("answer_contradicted", side.introduction, actor=actor, now=now, side=side)
    db.session.flush()


def settle_due(*, now: datetime) -> int:
    """Let the answers told by phone count whose hold time is over; returns how many. Running it again does nothing."""
    due = queries.list_to_settle(now)
    for side in due:
        take(side.introduction)
        if side.settled_at is not None or side.effective_at is None or side.effective_at > now:
            continue  # settled or taken back by somebody else a moment ago
        side.settled_at = now
        record("answer_settled", side.introduction, actor=None, now=now, side=side, answer=side.answer.value)
        _follow_answers(side.introduction, by=side, actor=None, now=now)
    return len(due)


def tell_outcome(side: IntroductionSide, *, shown_version: int, actor: User, now: datetime) -> None:
    """An organizer has called somebody whom no letter reached to say how it ended."""
    take(side.introduction)
    refuse_stale(side.introduction, side=side, shown_version=shown_version, now=now)
    if not policy.can_tell_outcome(actor, side):
        raise TransitionError(side.introduction.status, "tell")
    side.outcome_told_at = now
    record("outcome_told", side.introduction, actor=actor, now=now, side=side)
    db.session.flush()


def _follow_answers(introduction: Introduction, *, by: IntroductionSide, actor: User | None, now: datetime) -> None:
    """Bring the state in line with the answers that count, and tell whom it concerns."""
    was = introduction.status
    introduction.status = status_after(was, *(side.counted for side in introduction.sides))
    if introduction.status is was:
        wind(introduction, now=now)  # with one answer fewer missing, the other clock alone decides
        db.session.flush()
        return
    forget_told(introduction)
    if introduction.status is IntroductionStatus.ACCEPTED:
        introduction.accepted_at = now
        record("accepted", introduction, actor=actor, now=now)
        open_contacts(introduction, now=now)
        outbox.publish("introduction.accepted", {"introduction_id": introduction.id}, now=now)
    elif introduction.status is IntroductionStatus.DECLINED:
        record("declined", introduction, actor=actor, now=now, side=by)
        ask_to_return(by, now=now)
        notifications.tell_declined(by.other, now=now, hold=ending_hold())
        outbox.publish("introduction.ended", {"introduction_id": introduction.id}, now=now)
    else:
        wind(introduction, now=now)
        record("reopened", introduction, actor=actor, now=now, side=by)
        notifications.take_back_decline(by.other, actor=actor, now=now)
        outbox.publish("introduction.reopened", {"introduction_id": introduction.id}, now=now)
    db.session.flush()

"""What came of a call to somebody whose answer is missing."""

from __future__ import annotations

from datetime import datetime, timedelta

from matchmaking.accounts.models import User
from matchmaking.errors import TransitionError
from matchmaking.extensions import db
from matchmaking.introductions import policy
from matchmaking.introductions.lifecycle import CallResult
from matchmaking.introductions.models import Call, IntroductionSide
from matchmaking.introductions.operations.decisions import record, refuse_stale, take

SECOND_TAP = timedelta(minutes=1)  # the same call noted again so soon is one call


def note_call(side: IntroductionSide, result: CallResult, *, shown_version: int, actor: User, now: datetime) -> None:
    """Write down a call without an answer; answers have `record_answer`. Nothing written here is ever changed."""
    take(side.introduction)
    refuse_stale(side.introduction, side=side, shown_version=shown_version, now=now)
    if not policy.can_record(actor, side, now):
        raise TransitionError(side.introduction.status, result)
    last = side.calls[-1] if side.calls else None
    if last is not None and (last.result, last.caller) == (result, actor) and now - last.called_at < SECOND_TAP:
        return
    side.calls.append(Call(person_id=side.contact_user_id, caller=actor, called_at=now, result=result))
    record("called", side.introduction, actor=actor, now=now, side=side, result=result.value)
    db.session.flush()

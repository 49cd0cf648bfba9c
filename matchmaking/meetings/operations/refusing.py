"""A side says that it does not come: it refuses a provisional meeting, or cancels one it had agreed to."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _

from matchmaking.accounts.models import User
from matchmaking.errors import NotAllowed, StaleDecision, TransitionError
from matchmaking.extensions import db
from matchmaking.introductions import operations as introductions
from matchmaking.introductions.lifecycle import Answer, AnswerChannel
from matchmaking.meetings import policy, queries
from matchmaking.meetings.lifecycle import CancelReason, Cause, MeetingAction
from matchmaking.meetings.models import MeetingSide, Schedule
from matchmaking.meetings.operations.decisions import record, take
from matchmaking.meetings.operations.versions import publish_changes


def refuse(
    side: MeetingSide, *, note: str = "", shown_version: int | None = None, actor: User, now: datetime
) -> Schedule:
    """Cancel the meeting for one side; the other is told, never the note, which only organizers read.

    Of a provisional meeting it is the no to the introduction too, which only its contact person can give. Raises
    NotAllowed for anybody else, TransitionError where it is over or was cancelled meanwhile, StaleDecision where it was
    moved since the page showed it: somebody who cannot come at ten may well come at eleven.
    """
    meeting = side.meeting
    event = meeting.event
    published = take(event, actor=None)
    db.session.refresh(meeting)
    placement = queries.find_placement(published, meeting)
    if policy.own_side(actor, meeting) is not side:
        raise NotAllowed("meeting")
    if placement is None or not policy.can_refuse(side, placement, now=now):
        raise TransitionError(meeting.status, MeetingAction.CANCEL)
    if shown_version is not None and meeting.version != shown_version:
        raise StaleDecision(_("The meeting was moved meanwhile: look at the new time first."))
    provisional = policy.is_provisional(meeting)
    if provisional:
        _decline(side, actor=actor, now=now)
    meeting.cancel_note = note.strip() or None
    record("refused" if provisional else "side_cancelled", event, actor=actor, now=now, meeting=meeting.id)
    reason = CancelReason.REFUSED if provisional else CancelReason.SIDE
    return publish_changes(event, {meeting: reason}, cause=Cause.ENDED, actor=actor, now=now)


def _decline(side: MeetingSide, *, actor: User, now: datetime) -> None:
    answering = side.meeting.introduction.side_of(side.profile)
    introductions.answer(
        answering,
        Answer.NO,
        shown_version=answering.version,
        channel=AnswerChannel.SITE,
        actor=actor,
        now=now,
    )

"""The committee's meetings: planned, held with the brief as it was read, minuted; decisions become actions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from matchmaking.accounts.models import User
from matchmaking.database import lock
from matchmaking.errors import NotAllowed, TransitionError
from matchmaking.extensions import db
from matchmaking.followup import policy
from matchmaking.followup.lifecycle import ActionOrigin
from matchmaking.followup.models import Action, CommitteeMeeting, Decision
from matchmaking.followup.operations.actions import Origin, Owner, Proposal, Task, propose
from matchmaking.followup.operations.trail import record, refuse_stale
from matchmaking.profiles.vocabulary import Country


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """When, where and with whom."""

    starts_at: datetime
    place: str
    link: str
    participants: str


def plan(sitting: Sitting, *, actor: User, now: datetime) -> CommitteeMeeting:
    """Put a meeting in the calendar. Raises NotAllowed for who does not follow up."""
    _check(actor)
    made = CommitteeMeeting(created_by_id=actor.id, created_at=now)
    _write(made, sitting, now)
    db.session.add(made)
    db.session.flush()
    record("meeting.planned", _subject(made), actor=actor, now=now)
    return made


def rearrange(meeting: CommitteeMeeting, sitting: Sitting, *, shown_version: int, actor: User, now: datetime) -> None:
    """Change when, where or with whom; raises StaleDecision where somebody else has since."""
    _check(actor)
    refuse_stale(meeting, subject=_subject(meeting), shown_version=shown_version, now=now)
    _write(meeting, sitting, now)
    record("meeting.rearranged", _subject(meeting), actor=actor, now=now)


def hold(
    meeting: CommitteeMeeting, brief: Mapping[str, Any], *, shown_version: int, actor: User, now: datetime
) -> None:
    """It is held: from now on its brief stays as it was read. Raises TransitionError the second time."""
    _check(actor)
    refuse_stale(meeting, subject=_subject(meeting), shown_version=shown_version, now=now)
    if not policy.can_edit_brief(meeting):
        raise TransitionError("held", "hold")
    meeting.held_at, meeting.brief, meeting.changed_at = now, dict(brief), now
    record("meeting.held", _subject(meeting), actor=actor, now=now)


def write_minutes(meeting: CommitteeMeeting, text: str, *, shown_version: int, actor: User, now: datetime) -> None:
    """Save the minutes; raises StaleDecision where somebody else has written meanwhile."""
    _check(actor)
    refuse_stale(meeting, subject=_subject(meeting), shown_version=shown_version, now=now)
    meeting.minutes, meeting.changed_at = text, now
    record("meeting.minuted", _subject(meeting), actor=actor, now=now)


def decide(meeting: CommitteeMeeting, text: str, *, actor: User, now: datetime) -> Decision:
    """Add a decision."""
    _check(actor)
    decision = Decision(text=text, created_at=now)
    meeting.decisions.append(decision)
    record("meeting.decided", _subject(meeting), actor=actor, now=now)
    return decision


def act_on(decision: Decision, *, label: str, actor: User, now: datetime) -> Action:
    """Make a decision an action, once: its owner and day are filled in on the action's own page."""
    _check(actor)
    lock(decision)
    if decision.actions:
        return decision.actions[0]
    task = Task(title=decision.text[:200], indicator="", country=Country.MALI, due_on=None)
    origin = Origin(kind=ActionOrigin.DECISION, label=label, decision=decision)
    return propose(Proposal(task=task, owner=Owner(), origin=origin), actor=actor, now=now)


def _check(actor: User) -> None:
    if not policy.can_follow_up(actor):
        raise NotAllowed


def _subject(meeting: CommitteeMeeting) -> str:
    return f"committee_meeting:{meeting.id}"


def _write(meeting: CommitteeMeeting, sitting: Sitting, now: datetime) -> None:
    meeting.starts_at, meeting.place, meeting.link = sitting.starts_at, sitting.place, sitting.link
    meeting.participants, meeting.changed_at = sitting.participants, now

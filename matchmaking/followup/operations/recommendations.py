"""The rapporteur's notes: written fast, never refused, never lost; every earlier wording is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from matchmaking.accounts.models import User
from matchmaking.errors import NotAllowed
from matchmaking.events.models import Event, EventSession
from matchmaking.extensions import db
from matchmaking.followup import policy, queries
from matchmaking.followup.models import Recommendation, RecommendationEdit
from matchmaking.followup.operations.trail import record, refuse_stale


@dataclass(frozen=True, kw_only=True)
class Note:
    """What the rapporteur has typed; anything may be missing."""

    title: str = ""
    text: str = ""
    axis: str | None = None
    session: EventSession | None = None
    proposed_by: str = ""


def note_down(note: Note, *, event: Event | None, actor: User, now: datetime) -> Recommendation:
    """Keep it as it is, at the end of the list. Raises NotAllowed for who does not follow up."""
    _check(actor)
    made = Recommendation(
        event=event,
        position=queries.last_position() + 1,
        created_by_id=actor.id,
        created_at=now,
        changed_at=now,
    )
    _write(made, note)
    db.session.add(made)
    db.session.flush()
    record("recommendation.noted", f"recommendation:{made.id}", actor=actor, now=now)
    return made


def revise(recommendation: Recommendation, note: Note, *, shown_version: int, actor: User, now: datetime) -> bool:
    """Change it and keep how it read before; False where nothing changed. Raises StaleDecision where somebody else
    has changed it since."""
    _check(actor)
    refuse_stale(recommendation, subject=f"recommendation:{recommendation.id}", shown_version=shown_version, now=now)
    if _read(recommendation) == note:
        return False
    recommendation.edits.append(
        RecommendationEdit(
            axis=recommendation.axis,
            session_title=recommendation.session.title if recommendation.session else "",
            title=recommendation.title,
            text=recommendation.text,
            proposed_by=recommendation.proposed_by,
            replaced_at=now,
            replaced_by=actor,
        )
    )
    _write(recommendation, note)
    recommendation.changed_at = now
    record("recommendation.revised", f"recommendation:{recommendation.id}", actor=actor, now=now)
    return True


def move(recommendation: Recommendation, *, up: bool, actor: User, now: datetime) -> bool:
    """Change places with the neighbour of the same axis; False at the end of the list."""
    _check(actor)
    standing = list(queries.list_recommendations(recommendation.event, axis=recommendation.axis))
    if recommendation not in standing:
        return False
    place = standing.index(recommendation) + (-1 if up else 1)
    if not 0 <= place < len(standing):
        return False
    other = standing[place]
    recommendation.position, other.position = other.position, recommendation.position
    record("recommendation.moved", f"recommendation:{recommendation.id}", actor=actor, now=now)
    return True


def set_aside(recommendation: Recommendation, *, aside: bool, actor: User, now: datetime) -> None:
    """Take it out of the list, or back into it; it is never deleted."""
    _check(actor)
    if (recommendation.set_aside_at is not None) is aside:
        return
    recommendation.set_aside_at = now if aside else None
    action = "recommendation.set_aside" if aside else "recommendation.taken_back"
    record(action, f"recommendation:{recommendation.id}", actor=actor, now=now)


def _check(actor: User) -> None:
    if not policy.can_follow_up(actor):
        raise NotAllowed


def _read(recommendation: Recommendation) -> Note:
    return Note(
        title=recommendation.title,
        text=recommendation.text,
        axis=recommendation.axis,
        session=recommendation.session,
        proposed_by=recommendation.proposed_by,
    )


def _write(recommendation: Recommendation, note: Note) -> None:
    recommendation.title, recommendation.text = note.title, note.text
    recommendation.axis, recommendation.proposed_by = note.axis, note.proposed_by
    recommendation.session = note.session

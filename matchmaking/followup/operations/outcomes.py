"""Writing down what was said of an introduction: by a side, by an organizer who heard it, by one who saw it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from matchmaking.accounts.models import User
from matchmaking.audit import operations as audit
from matchmaking.database import lock
from matchmaking.errors import NotAllowed
from matchmaking.extensions import db
from matchmaking.followup import policy, queries
from matchmaking.followup.lifecycle import Channel, NoFollowUpReason, OutcomeKind, Speaker
from matchmaking.followup.models import OutcomeStatement
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.queries import subject_ref
from matchmaking.profiles.vocabulary import Currency

Money = tuple[Decimal, Currency]


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """Everything that one side says at one moment; a kind that is not named does not hold (any more)."""

    kinds: frozenset[OutcomeKind]
    money: Mapping[OutcomeKind, Money] = field(default_factory=dict)
    reason: NoFollowUpReason | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Source:
    """How, when and by whom it was said; `recorded_by` where an organizer wrote it down."""

    channel: Channel
    said_at: datetime
    name: str | None = None
    recorded_by: User | None = None


def declare(
    introduction: Introduction, speaker: Speaker, declaration: Declaration, *, source: Source, now: datetime
) -> int:
    """Add what is new in a side's word; returns how many statements. The same word twice adds nothing.

    Raises NotAllowed where somebody who may not writes down another's word.
    """
    if source.recorded_by is not None and not policy.can_record_outcome(source.recorded_by):
        raise NotAllowed
    lock(introduction)  # two taps come one after the other
    latest = _latest(introduction, speaker, until=source.said_at)
    news = [kind for kind in OutcomeKind if _is_news(kind, declaration, latest.get(kind))]
    added = news or _carriers(declaration, latest)
    for kind in added:
        _add(introduction, speaker, kind, declaration, source=source, now=now)
    for question in queries.list_questions(introduction):
        if question.speaker is speaker and question.answered_at is None:
            question.answered_at = now
    actor = source.recorded_by.id if source.recorded_by else None
    details = {"side": speaker.value, "channel": source.channel.value, "kinds": [kind.value for kind in added]}
    audit.record("introduction.outcome_said", subject_ref(introduction), actor_id=actor, now=now, **details)
    db.session.flush()
    return len(added)


def record_evidence(
    introduction: Introduction,
    kind: OutcomeKind,
    *,
    evidence: str,
    holds: bool = True,
    money: Money | None = None,
    actor: User,
    now: datetime,
) -> None:
    """An organizer has seen it in writing, or takes back that they had; `evidence` says what, or why not.

    Raises NotAllowed for anybody else.
    """
    if not policy.can_record_outcome(actor):
        raise NotAllowed
    db.session.add(
        OutcomeStatement(
            introduction=introduction,
            speaker=Speaker.ORGANIZER,
            kind=kind,
            holds=holds,
            amount=money[0] if money and holds else None,
            currency=money[1] if money and holds else None,
            evidence=evidence,
            channel=Channel.DOCUMENT,
            said_at=now,
            recorded_by=actor,
            created_at=now,
        )
    )
    action = "introduction.evidence_seen" if holds else "introduction.evidence_taken_back"
    audit.record(action, subject_ref(introduction), actor_id=actor.id, now=now, kind=kind.value)
    db.session.flush()


def _latest(introduction: Introduction, speaker: Speaker, *, until: datetime) -> dict[OutcomeKind, OutcomeStatement]:
    """The newest word of a speaker about each kind, as it was at a moment: what was heard on Friday and is written
    down on Monday is compared with Friday."""
    found: dict[OutcomeKind, OutcomeStatement] = {}
    for statement in queries.list_statements(introduction, speaker):
        if statement.said_at <= until:
            found.setdefault(statement.kind, statement)
    return found


def _is_news(kind: OutcomeKind, declaration: Declaration, before: OutcomeStatement | None) -> bool:
    held = before is not None and before.holds
    if kind not in declaration.kinds:
        return held
    if before is None or not held:
        return True
    if kind is OutcomeKind.NO_FOLLOW_UP:
        return before.reason is not declaration.reason
    return before.said.money != declaration.money.get(kind)


def _carriers(declaration: Declaration, latest: Mapping[OutcomeKind, OutcomeStatement]) -> list[OutcomeKind]:
    """A new note without other news stands with the first thing that still holds, said again."""
    holding = [kind for kind in OutcomeKind if kind in declaration.kinds]
    is_new = declaration.note and all(latest[kind].note != declaration.note for kind in holding)
    return holding[:1] if is_new else []


def _add(
    introduction: Introduction,
    speaker: Speaker,
    kind: OutcomeKind,
    declaration: Declaration,
    *,
    source: Source,
    now: datetime,
) -> None:
    holds = kind in declaration.kinds
    amount, currency = declaration.money.get(kind, (None, None)) if holds else (None, None)
    db.session.add(
        OutcomeStatement(
            introduction=introduction,
            speaker=speaker,
            kind=kind,
            holds=holds,
            amount=amount,
            currency=currency,
            reason=declaration.reason if holds and kind is OutcomeKind.NO_FOLLOW_UP else None,
            note=declaration.note,
            channel=source.channel,
            said_at=source.said_at,
            said_by_name=source.name,
            recorded_by=source.recorded_by,
            created_at=now,
        )
    )

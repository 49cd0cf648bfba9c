"""Organizers say a passage in another language; its author approves, refuses or corrects. Nothing commits here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from matchmaking.accounts.models import User
from matchmaking.audit import operations as audit
from matchmaking.database import lock
from matchmaking.errors import NotAllowed, NotFound, StaleDecision
from matchmaking.extensions import db
from matchmaking.profiles.models import Opportunity, Profile
from matchmaking.profiles.translations import notifications, policy, queries
from matchmaking.profiles.translations.lifecycle import TranslationAction, TranslationStatus, next_status
from matchmaking.profiles.translations.models import Translation
from matchmaking.profiles.translations.passages import Original, originals


@dataclass(frozen=True)
class Said:
    """A passage in another language."""

    passage: str  # the key of its original
    title: str
    text: str


def propose(profile: Profile, language: str, said: Sequence[Said], *, actor: User, now: datetime) -> int:
    """Keep what is new of these translations and ask the author about them, in one letter; returns how many are new.

    What says the same as before is not asked again. An approved one stays until its author has approved the new one.
    """
    if not policy.can_translate(actor, profile):
        raise NotAllowed(f"translation of profile {profile.key}")
    written = {one.key: one for one in originals(profile)}
    rows = {row.key: row for row in profile.opportunities}
    current = [row for row in queries.list_current(profile) if row.language == language]
    new = []
    for one in said:
        if one.passage not in written:
            raise NotFound(f"passage {one.passage}")
        original = written[one.passage]
        if not _is_said(current, one, original):
            _make_way(current, one.passage)
            new.append(_add(profile, rows.get(one.passage), original, one, language, actor=actor, now=now))
    db.session.flush()
    if new:
        _note("translation.proposed", profile, actor=actor, now=now, language=language, passages=len(new))
        notifications.ask(profile, new, translator=actor, now=now)
    return len(new)


def approve(row: Translation, *, shown_version: int, actor: User, now: datetime) -> None:
    """Let others read it under the original. Raises StaleDecision where the original has changed since."""
    _require(row, shown_version, actor)
    _require_fresh(row)
    _decide(row, TranslationAction.APPROVE, actor=actor, now=now)
    for other in queries.list_current(row.owner):
        if other.id != row.id and (other.passage, other.language) == (row.passage, row.language):
            other.status = next_status(other.status, TranslationAction.REPLACE)
    _note("translation.approved", row.owner, actor=actor, now=now, language=row.language)


def refuse(row: Translation, *, shown_version: int, actor: User, now: datetime) -> None:
    """Nobody reads it, or nobody any more."""
    _require(row, shown_version, actor)
    _decide(row, TranslationAction.REFUSE, actor=actor, now=now)
    _note("translation.refused", row.owner, actor=actor, now=now, language=row.language)


def correct(row: Translation, title: str, text: str, *, shown_version: int, actor: User, now: datetime) -> Translation:
    """Put the author's own words in its place, approved. Raises StaleDecision as `approve` does."""
    _require(row, shown_version, actor)
    original = _require_fresh(row)
    owner, said = row.owner, Said(row.passage, title, text)
    for other in queries.list_current(owner):
        if (other.passage, other.language) == (row.passage, row.language):
            other.status = next_status(other.status, TranslationAction.CORRECT)
    own = _add(owner, row.opportunity, original, said, row.language, actor=actor, now=now)
    own.status, own.by_author, own.decided_by_id, own.decided_at = TranslationStatus.APPROVED, True, actor.id, now
    _note("translation.corrected", owner, actor=actor, now=now, language=row.language)
    return own


def withdraw(row: Translation, *, shown_version: int, actor: User, now: datetime) -> None:
    """The organizers take it back; the author's own words they cannot."""
    if not policy.can_translate(actor, row.owner) or row.by_author:
        raise NotAllowed(f"translation {row.id}")
    _hold(row, shown_version)
    row.status = next_status(row.status, TranslationAction.WITHDRAW)
    _note("translation.withdrawn", row.owner, actor=actor, now=now, language=row.language)


def is_fresh(row: Translation) -> bool:
    """Whether the original still says what was translated."""
    return any(one.key == row.passage and one.fingerprint == row.original for one in originals(row.owner))


def _is_said(current: Sequence[Translation], said: Said, original: Original) -> bool:
    latest = [row for row in current if row.passage == said.passage][-1:]
    return any((row.title, row.text, row.original) == (said.title, said.text, original.fingerprint) for row in latest)


def _make_way(current: Sequence[Translation], passage: str) -> None:
    for row in current:
        if row.passage == passage and row.status is not TranslationStatus.APPROVED:
            row.status = next_status(row.status, TranslationAction.REPLACE)


def _add(
    profile: Profile,
    opportunity: Opportunity | None,
    original: Original,
    said: Said,
    language: str,
    *,
    actor: User,
    now: datetime,
) -> Translation:
    row = Translation(
        profile=profile if opportunity is None else None,
        opportunity=opportunity,
        language=language,
        title=said.title,
        text=said.text,
        original=original.fingerprint,
        status=TranslationStatus.PROPOSED,
        written_by_id=actor.id,
        written_at=now,
    )
    db.session.add(row)
    return row


def _require(row: Translation, shown_version: int, actor: User) -> None:
    if not policy.can_answer(actor, row.owner):
        raise NotFound(f"translation {row.id}")
    _hold(row, shown_version)


def _hold(row: Translation, shown_version: int) -> None:
    lock(row)
    if row.version != shown_version:
        who = row.decided_by.full_name if row.decided_by else _("Somebody")
        raise StaleDecision(_("%(who)s has decided about this translation meanwhile.", who=who))


def _require_fresh(row: Translation) -> Original:
    for one in originals(row.owner):
        if one.key == row.passage and one.fingerprint == row.original:
            return one
    raise StaleDecision(_("The original was rewritten since. The organizers are shown that; nothing was changed."))


def _decide(row: Translation, action: TranslationAction, *, actor: User, now: datetime) -> None:
    row.status = next_status(row.status, action)
    row.decided_by_id, row.decided_at = actor.id, now
    db.session.flush()


def _note(action: str, profile: Profile, *, actor: User, now: datetime, **details: object) -> None:
    db.session.flush()
    audit.record(action, f"profile:{profile.id}", actor_id=actor.id, now=now, **details)
    db.session.flush()

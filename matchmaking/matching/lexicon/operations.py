"""Changing the lexicon: add, correct, switch off and on, take back. What the reader refuses is never stored, and every
change asks for a run."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.dialects import postgresql, sqlite

from matchmaking.accounts.models import User
from matchmaking.audit import operations as audit
from matchmaking.errors import DomainError, NotAllowed, NotFound, StaleDecision
from matchmaking.extensions import db
from matchmaking.language.folding import fold
from matchmaking.language.lexicon import LANGUAGES, Fault, product_lexicon
from matchmaking.language.overlay import Change, effective
from matchmaking.locale import moment
from matchmaking.matching import policy
from matchmaking.matching.lexicon import queries
from matchmaking.matching.lexicon.models import EntryEvent, LexiconEntry, subject_of
from matchmaking.matching.running import REFRESH
from matchmaking.outbox.operations import COALESCE, enqueue

LONGEST_IDENTIFIER = 48


class RefusedEntry(DomainError):
    """The lexicon cannot be read with this change: `faults` say why."""

    status = 422

    def __init__(self, concept: str, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.concept, self.faults = concept, faults


@dataclass(frozen=True)
class Words:
    """What an organizer writes of a concept: phrases of each language joined by bars, and where it hangs."""

    fr: str
    ar: str
    en: str
    parent: str | None = None


def save(concept: str | None, words: Words, *, shown_version: int, actor: User, now: datetime) -> str:
    """Add a concept (None) or correct one; returns its identifier. `shown_version` is 0 where no change was shown.

    Raises RefusedEntry with every fault, StaleDecision where somebody has changed the concept since.
    """
    _require_editor(actor)
    identifier = concept or _new_identifier(words)
    entry = _lock(identifier, shown_version, now=now)
    wanted = Change(identifier, True, **asdict(words))
    if entry is not None and queries.change_of(entry) == wanted:
        return identifier
    _require_sound(wanted)
    is_known = identifier in product_lexicon().concepts or entry is not None
    _write(wanted, entry, actor=actor, now=now)
    _tell(EntryEvent.CORRECTED if is_known else EntryEvent.ADDED, identifier, actor=actor, now=now)
    return identifier


def switch_off(concept: str, *, shown_version: int, actor: User, now: datetime) -> None:
    """Let no text name the concept any more; its words are kept. What hung on it hangs one higher."""
    _require_editor(actor)
    entry = _lock(concept, shown_version, now=now)
    if entry is None and concept not in product_lexicon().concepts:
        raise NotFound(f"concept {concept}")
    standing = queries.change_of(entry) if entry else Change(concept)
    wanted = Change(concept, False, standing.parent, standing.fr, standing.ar, standing.en)
    _require_sound(wanted)
    _write(wanted, entry, actor=actor, now=now)
    _tell(EntryEvent.SWITCHED_OFF, concept, actor=actor, now=now)


def switch_on(concept: str, *, shown_version: int, actor: User, now: datetime) -> None:
    """Let texts name it again, with the words it had. Raises RefusedEntry where others use them meanwhile."""
    _require_editor(actor)
    entry = _lock(concept, shown_version, now=now)
    if entry is None:
        raise NotFound(f"change of {concept}")
    if not entry.fr:
        take_back(concept, shown_version=shown_version, actor=actor, now=now)
        return
    wanted = Change(concept, True, entry.parent, entry.fr, entry.ar, entry.en)
    _require_sound(wanted)
    _write(wanted, entry, actor=actor, now=now)
    _tell(EntryEvent.SWITCHED_ON, concept, actor=actor, now=now)


def take_back(concept: str, *, shown_version: int, actor: User, now: datetime) -> None:
    """Restore the shipped concept as it was; one that was added goes. Raises RefusedEntry like the others."""
    _require_editor(actor)
    entry = _lock(concept, shown_version, now=now)
    if entry is None:
        raise NotFound(f"change of {concept}")
    _require_sound(None, without=concept)
    db.session.delete(entry)
    _tell(EntryEvent.RESTORED, concept, actor=actor, now=now)


def _require_editor(actor: User) -> None:
    if not policy.can_edit_lexicon(actor):
        raise NotAllowed("lexicon")


def _new_identifier(words: Words) -> str:
    """From its first English words; with a number where another concept is called so."""
    first = fold(words.en.split("|")[0])
    name = "_".join("".join(sign if sign.isascii() and sign.isalnum() else " " for sign in first).split())
    name = name[:LONGEST_IDENTIFIER].strip("_") or "concept"
    taken = {*product_lexicon().concepts, *(entry.concept for entry in queries.list_entries())}
    number = 2
    identifier = name
    while identifier in taken:
        identifier, number = f"{name}_{number}", number + 1
    return identifier


def _lock(concept: str, shown_version: int, *, now: datetime) -> LexiconEntry | None:
    """The change of a concept, held until the end of the transaction; raises StaleDecision for another version."""
    entry = db.session.scalar(
        sa.select(LexiconEntry)
        .where(LexiconEntry.concept == concept)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if (entry.version if entry else 0) != shown_version:
        raise StaleDecision(_changed_so_far(entry, now=now))
    return entry


def _changed_so_far(entry: LexiconEntry | None, *, now: datetime) -> str:
    if entry is None:
        return str(_("Somebody took the change of this concept back meanwhile."))
    actor = db.session.get(User, entry.changed_by_id) if entry.changed_by_id else None
    who, when = actor.full_name if actor else _("Somebody"), moment(entry.changed_at, now=now)
    return str(_("%(who)s changed this concept %(when)s.", who=who, when=when))


def _require_sound(wanted: Change | None, *, without: str = "") -> None:
    """Refuse what the reader of the lexicon would refuse, or what would push another change out of it."""
    concept = wanted.concept if wanted else without
    before = queries.list_changes()
    others = tuple(change for change in before if change.concept != concept)
    after = effective((*others, wanted) if wanted else others).left_out
    newly = after.keys() - (effective(before).left_out.keys() - {concept})
    if newly:
        raise RefusedEntry(concept, tuple(fault for name in sorted(newly) for fault in after[name]))


def _write(wanted: Change, entry: LexiconEntry | None, *, actor: User, now: datetime) -> None:
    values: dict[str, Any] = {"is_on": wanted.on, "parent": wanted.parent, "changed_by_id": actor.id, "changed_at": now}
    values |= {language: getattr(wanted, language) for language in LANGUAGES}
    if entry is not None:
        for name, value in values.items():
            setattr(entry, name, value)
        db.session.flush()
        return
    make = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    statement = make(LexiconEntry).values(concept=wanted.concept, version=1, **values).on_conflict_do_nothing()
    if db.session.scalar(statement.returning(LexiconEntry.id)) is None:  # somebody wrote it in the same moment
        raise StaleDecision(_changed_so_far(queries.find_entry(wanted.concept), now=now))


def _tell(event: EntryEvent, concept: str, *, actor: User, now: datetime) -> None:
    audit.record(event.value, subject_of(concept), actor_id=actor.id, now=now)
    enqueue(REFRESH, {}, now=now, unique_key=REFRESH, after=COALESCE)
    db.session.flush()

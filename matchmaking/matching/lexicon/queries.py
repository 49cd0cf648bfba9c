"""Reading what organizers changed of the lexicon."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from matchmaking.accounts.models import User
from matchmaking.extensions import db
from matchmaking.language.lexicon import Lexicon, product_lexicon
from matchmaking.language.overlay import Change, effective
from matchmaking.matching.lexicon.browsing import Book
from matchmaking.matching.lexicon.models import LexiconEntry
from matchmaking.matching.lexicon.survey import Survey
from matchmaking.matching.models import MatchRun
from matchmaking.profiles.models import Profile


def list_entries() -> Sequence[LexiconEntry]:
    """All changes, the oldest first: where two contradict each other the older holds."""
    return db.session.scalars(sa.select(LexiconEntry).order_by(LexiconEntry.changed_at, LexiconEntry.id)).all()


def find_entry(concept: str) -> LexiconEntry | None:
    """The change of one concept, if there is one."""
    return db.session.scalar(sa.select(LexiconEntry).where(LexiconEntry.concept == concept))


def list_changes() -> tuple[Change, ...]:
    """The changes as the language reads them."""
    return tuple(change_of(entry) for entry in list_entries())


def change_of(entry: LexiconEntry) -> Change:
    """One change as the language reads it."""
    return Change(entry.concept, entry.is_on, entry.parent, entry.fr, entry.ar, entry.en)


def current() -> Lexicon:
    """The lexicon that the next run will use. Built once a process for each set of changes."""
    return effective(list_changes()).lexicon


def book() -> Book:
    """The same with everything that is off or left out, to look through."""
    changes = list_changes()
    return Book(product_lexicon(), changes, effective(changes))


def profile_names(keys: Iterable[str]) -> dict[str, str]:
    """The names of those profiles that still exist, by key."""
    rows = db.session.execute(sa.select(Profile.key, Profile.name).where(Profile.key.in_(set(keys))))
    return {row.key: row.name for row in rows}


def current_survey() -> Survey:
    """What the current run read in the texts; empty before the first run."""
    query = sa.select(MatchRun.survey).where(MatchRun.is_current)
    return Survey.from_json(db.session.scalar(query))


def people_names(ids: Iterable[int]) -> dict[int, str]:
    """The names of those persons who are still here, by id."""
    rows = db.session.execute(sa.select(User.id, User.full_name).where(User.id.in_(set(ids))))
    return {row.id: row.full_name for row in rows}

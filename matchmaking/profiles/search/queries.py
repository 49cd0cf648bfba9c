"""The one question to the index: which profiles a reader may see answer it, best first, and how they divide.

Rights are part of the same statement, so that neither a match nor a count tells of a profile that is not shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.sql.elements import ColumnElement

from matchmaking.accounts.models import User
from matchmaking.extensions import db
from matchmaking.profiles.models import Profile
from matchmaking.profiles.queries import moderated_by, visible
from matchmaking.profiles.search.documents import Question, Wanted, token
from matchmaking.profiles.search.models import SearchText

_REMEMBERED = 20_000
_NAME_WEIGHT, _WORD_WEIGHT = 10.0, 1.0


@dataclass(frozen=True)
class Found:
    """The ids of all profiles that answer, best first; how many the reader sees at all under each « facet:value »
    once the other facets are applied."""

    ids: Sequence[int]
    counts: Mapping[str, int]
    total: int  # without the facets


def search(asked: Question, chosen: Mapping[str, str], reader: User) -> Found:
    """Profiles that answer to the words and to the chosen facets; without words, the last published first."""
    wanted = {name: f"{name}:{value}" for name, value in chosen.items()}
    ids: list[int] = []
    counts: Counter[str] = Counter()
    rows = db.session.execute(_statement(asked, reader)).all()
    for row in rows:
        profile_id, facets = row[0], _split(row[1] or "")
        missing = [name for name, facet in wanted.items() if facet not in facets]
        if not missing:
            ids.append(profile_id)
            counts.update(facets)
        elif len(missing) == 1:  # what this facet would give if it were chosen otherwise
            counts.update(facet for facet in facets if facet.startswith(missing[0] + ":"))
    return Found(ids, counts, len(rows))


@lru_cache(maxsize=_REMEMBERED)
def _split(written: str) -> frozenset[str]:
    return frozenset(written.split())


def _statement(asked: Question, reader: User) -> sa.Select[int, str]:
    rows = sa.select(Profile.id, SearchText.facets).outerjoin(SearchText, SearchText.profile_id == Profile.id)
    rows = rows.where(visible(), moderated_by(reader))
    newest = (Profile.published_at.desc(), Profile.id.desc())
    if not asked.words:
        return rows.order_by(*newest)
    if db.engine.dialect.name == "postgresql":
        matches, best = _postgresql(asked)
        return rows.where(matches).order_by(*best, *newest)
    index = sa.table("search_index", sa.column("rowid"))
    match = sa.literal_column("search_index").op("MATCH")(" AND ".join(map(_fts5, asked.words)))
    rank = sa.func.bm25(sa.literal_column("search_index"), _NAME_WEIGHT, _WORD_WEIGHT)
    return rows.join(index, index.c.rowid == Profile.id).where(match).order_by(rank, *newest)


def _postgresql(asked: Question) -> tuple[ColumnElement[bool], list[ColumnElement[Any]]]:
    vector: ColumnElement[Any] = sa.literal_column("search_texts.vector")
    query = sa.cast(sa.literal(" & ".join(map(_tsquery, asked.words))), TSQUERY)
    names = sa.func.array_remove(sa.func.string_to_array(SearchText.names, " "), "")  # a discreet fund has none
    named = sa.func.array_to_tsvector(names).op("@@")(query)
    return vector.op("@@")(query), [sa.cast(named, sa.Integer).desc(), sa.func.ts_rank(vector, query).desc()]


def _fts5(word: Wanted) -> str:
    either = [f'"{token(key)}"' for key in sorted(word.keys)]
    if word.prefix:
        either.append(f'"{token(word.prefix)}" *')
    return f"({' OR '.join(either)})"


def _tsquery(word: Wanted) -> str:
    either = [f"'{token(key)}'" for key in sorted(word.keys)]
    if word.prefix:
        either.append(f"'{token(word.prefix)}':*")
    return f"({' | '.join(either)})"

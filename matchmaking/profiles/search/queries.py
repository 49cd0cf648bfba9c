"""The one question to the index: which profiles a reader may see answer it, best first, and how they divide.

Rights are part of both statements, so that neither a match nor a count tells of a profile that is not shown. Of ten
thousand profiles one page of ids is read, and how many there are of each combination of facets.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.sql.elements import ColumnElement

from matchmaking.accounts.models import User
from matchmaking.extensions import db
from matchmaking.profiles.models import Profile
from matchmaking.profiles.queries import moderated_by, visible
from matchmaking.profiles.search.documents import Question, Wanted, token
from matchmaking.profiles.search.models import SearchFacets, SearchText, facet

_NAME_WEIGHT, _WORD_WEIGHT = 10.0, 1.0


@dataclass(frozen=True)
class Found:
    """One page of the ids that answer, best first; how many the reader sees at all under each « facet:value » once
    the other facets are applied."""

    ids: Sequence[int]
    counts: Mapping[str, int]
    shown: int
    total: int  # without the facets


def search(asked: Question, chosen: Mapping[str, str], reader: User, *, start: int, length: int) -> Found:
    """Profiles that answer to the words and to the chosen facets; without words, the last published first."""
    answers = _answers(asked, reader)
    # One text of all lines: ten thousand rows would cost more to read than to count.
    lines = sa.func.aggregate_strings(SearchFacets.facets, "\n")
    whole = db.session.scalar(
        answers.join(SearchFacets).with_only_columns(lines, maintain_column_froms=True).order_by(None)
    )
    counts, shown, total = _counted(Counter(whole.split("\n") if whole else ()), chosen)
    return Found(_page(answers, chosen, start, length), counts, shown, total)


def has_answer(asked: Question, reader: User) -> bool:
    """Whether anybody whom the reader sees answers to the words."""
    return db.session.scalar(_answers(asked, reader).limit(1)) is not None


def _counted(combinations: Mapping[str, int], chosen: Mapping[str, str]) -> tuple[Mapping[str, int], int, int]:
    """What each value of a facet gives, were it chosen instead of what is chosen of that facet; how many answer to
    everything chosen, and how many there are without the facets."""
    counts: dict[str, int] = defaultdict(int)
    shown = total = 0
    for facets, number in combinations.items():
        would_do = facets.split()
        lacking = [name for name, value in chosen.items() if facet(name, value) not in would_do]
        total += number
        if not lacking:
            shown += number
        elif len(lacking) == 1:
            would_do = [one for one in would_do if one.startswith(facet(lacking[0], ""))]
        else:
            continue
        for one in would_do:
            counts[one] += number
    return counts, shown, total


def _page(answers: sa.Select[Any], chosen: Mapping[str, str], start: int, length: int) -> Sequence[int]:
    """The ids of one page."""
    rows = answers.join(SearchFacets) if chosen else answers
    for name, value in chosen.items():
        rows = rows.where(SearchFacets.facets.contains(f" {facet(name, value)} ", autoescape=True))
    newest = rows.order_by(Profile.published_at.desc(), Profile.id.desc())
    return db.session.scalars(newest.offset(start).limit(length)).all()


def _answers(asked: Question, reader: User) -> sa.Select[Any]:
    """The ids of those who answer to the words, the best before the others."""
    rows = sa.select(Profile.id).where(visible(), moderated_by(reader))
    if not asked.words:
        return rows
    if db.engine.dialect.name == "postgresql":
        matches, weight = _postgresql(asked)
        return rows.join(SearchText).where(matches).order_by(weight.desc())
    best = _fts5_matches(asked)
    return rows.join(best, best.c.rowid == Profile.id).order_by(best.c.weight.desc())


def _fts5_matches(asked: Question) -> sa.CTE:
    """The index is asked once, before anything: SQLite would else ask it for every profile."""
    index = sa.table("search_index", sa.column("rowid"))
    match = sa.literal_column("search_index").op("MATCH")(" AND ".join(map(_fts5, asked.words)))
    rank = sa.func.bm25(sa.literal_column("search_index"), _NAME_WEIGHT, _WORD_WEIGHT)  # the best is the lowest
    found = sa.select(index.c.rowid, (-rank).label("weight")).where(match)
    return found.cte("matches").prefix_with("MATERIALIZED")


def _postgresql(asked: Question) -> tuple[ColumnElement[bool], ColumnElement[Any]]:
    """What matches, and how well: a name before everything."""
    vector: ColumnElement[Any] = sa.literal_column("search_texts.vector")
    query = sa.cast(sa.literal(" & ".join(map(_tsquery, asked.words))), TSQUERY)
    names = sa.func.array_remove(sa.func.string_to_array(SearchText.names, " "), "")  # a discreet fund has none
    named = sa.func.array_to_tsvector(names).op("@@")(query)
    return vector.op("@@")(query), sa.cast(named, sa.Integer) * _NAME_WEIGHT + sa.func.ts_rank(vector, query)


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

"""The one question to the index: which profiles a reader may see answer it, best first, and how they divide.

Rights are part of the same statement, so that neither a match nor a count tells of a profile that is not shown. The
databases count: of ten thousand profiles only one page is ever read.
"""

from __future__ import annotations

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
from matchmaking.profiles.search.models import SearchFacet, SearchText

_NAME_WEIGHT, _WORD_WEIGHT = 10.0, 1.0
_TOTAL, _SHOWN, _PAGE = "total", "shown", "page"  # beside the names of the facets


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
    answers = _answers(asked, chosen, reader)
    whole = sa.union_all(_counting(answers, sorting=bool(asked.words)), *_sums(answers), _page(answers, start, length))
    rows = db.session.execute(whole).all()
    sums = {name: number for name, _value, number in rows if name in (_TOTAL, _SHOWN)}
    page = sorted((int(value), number) for name, value, number in rows if name == _PAGE)
    return Found(
        ids=[profile_id for _place, profile_id in page],
        counts={f"{name}:{value}": number for name, value, number in rows if value and name != _PAGE},
        shown=sums[_SHOWN],
        total=sums[_TOTAL],
    )


def has_answer(asked: Question, reader: User) -> bool:
    """Whether anybody whom the reader sees answers to the words."""
    return db.session.scalar(sa.select(_answers(asked, {}, reader).c.id).limit(1)) is not None


def _answers(asked: Question, chosen: Mapping[str, str], reader: User) -> sa.CTE:
    """Who answers to the words, how well, how many of the chosen facets each one lacks, and one of these."""
    wrong = [
        (name, ~sa.exists().where(SearchFacet.name == name, SearchFacet.value == value, _is_of_profile()))
        for name, value in chosen.items()
    ]
    missing: ColumnElement[int] = sum(
        (sa.case((is_wrong, 1), else_=0) for _name, is_wrong in wrong), start=sa.literal_column("0", sa.Integer)
    )
    lacking = sa.case(*((is_wrong, sa.literal(name)) for name, is_wrong in wrong), else_="") if wrong else _words("")
    rows = sa.select(Profile.id, Profile.published_at, missing.label("missing"), lacking.label("lacking"))
    rows = rows.where(visible(), moderated_by(reader))
    if not asked.words:
        return rows.add_columns(sa.literal_column("0", sa.Integer).label("weight")).cte("answers")
    if db.engine.dialect.name == "postgresql":
        matches, weight = _postgresql(asked)
        texts = rows.join(SearchText, SearchText.profile_id == Profile.id)
        return texts.add_columns(weight.label("weight")).where(matches).cte("answers")
    index = sa.table("search_index", sa.column("rowid"))
    match = sa.literal_column("search_index").op("MATCH")(" AND ".join(map(_fts5, asked.words)))
    rank = sa.func.bm25(sa.literal_column("search_index"), _NAME_WEIGHT, _WORD_WEIGHT)  # the best is the lowest
    return (
        rows.join(index, index.c.rowid == Profile.id).add_columns((-rank).label("weight")).where(match).cte("answers")
    )


def _is_of_profile() -> ColumnElement[bool]:
    return SearchFacet.profile_id == Profile.id


def _counting(answers: sa.CTE, *, sorting: bool) -> sa.Select[Any]:
    """What each value of a facet gives, were it chosen instead of what is chosen of that facet."""
    would_do = sa.or_(answers.c.missing == 0, sa.and_(answers.c.missing == 1, answers.c.lacking == SearchFacet.name))
    rows = sa.select(SearchFacet.name, SearchFacet.value, sa.func.count().label("number")).group_by(
        SearchFacet.name, SearchFacet.value
    )
    rows = rows.join(answers, answers.c.id == SearchFacet.profile_id).where(would_do)
    # Where nearly all are counted, they are read in the order of counting, which spares SQLite the sorting.
    return rows if sorting else rows.with_hint(SearchFacet, "NOT INDEXED", "sqlite")


def _sums(answers: sa.CTE) -> tuple[sa.Select[Any], sa.Select[Any]]:
    total = sa.select(_words(_TOTAL), _words(""), sa.func.count()).select_from(answers)
    shown = sa.select(_words(_SHOWN), _words(""), sa.func.count()).select_from(answers)
    return total, shown.where(answers.c.missing == 0)


def _page(answers: sa.CTE, start: int, length: int) -> sa.Select[Any]:
    """The ids of one page, each with its place."""
    best = (answers.c.weight.desc(), answers.c.published_at.desc(), answers.c.id.desc())
    place = sa.func.row_number().over(order_by=best)
    page = sa.select(answers.c.id, place.label("place")).where(answers.c.missing == 0)
    rows = page.order_by(*best).offset(start).limit(length).subquery()
    return sa.select(_words(_PAGE), sa.cast(rows.c.place, sa.String), rows.c.id)


def _words(text: str) -> ColumnElement[str]:
    return sa.cast(sa.literal(text), sa.String)


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

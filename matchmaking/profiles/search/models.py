"""The searchable words of a profile, and the index each database keeps over them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Mapped, mapped_column

from matchmaking.database import Base


class SearchText(Base):
    """What the other shore may find of a profile, already stemmed: words with a space between."""

    __tablename__ = "search_texts"

    profile_id: Mapped[int] = mapped_column(
        sa.ForeignKey("profiles.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    names: Mapped[str] = mapped_column(sa.Text)
    words: Mapped[str] = mapped_column(sa.Text)


class SearchFacets(Base):
    """What a profile is counted under, in one line: apart from its words, so that the lines of all are read quickly."""

    __tablename__ = "search_facets"

    profile_id: Mapped[int] = mapped_column(
        sa.ForeignKey("profiles.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    facets: Mapped[str] = mapped_column(sa.Text)  # in order, each between two spaces


def facet(name: str, value: str) -> str:
    """One thing that a profile is counted under, such as « sector:fintech »."""
    return f"{name}:{value}"


_OLD = (
    "INSERT INTO search_index(search_index, rowid, names, words)"
    " VALUES ('delete', old.profile_id, old.names, old.words);"
)
_NEW = "INSERT INTO search_index(rowid, names, words) VALUES (new.profile_id, new.names, new.words);"
SQLITE = (
    "CREATE VIRTUAL TABLE search_index USING fts5(names, words, content='search_texts', content_rowid='profile_id',"
    " tokenize='unicode61 remove_diacritics 0', prefix='2 3')",
    f"CREATE TRIGGER search_texts_in AFTER INSERT ON search_texts BEGIN {_NEW} END",
    f"CREATE TRIGGER search_texts_out AFTER DELETE ON search_texts BEGIN {_OLD} END",
    f"CREATE TRIGGER search_texts_again AFTER UPDATE ON search_texts BEGIN {_OLD} {_NEW} END",
)
# The words come stemmed: no parser of the server, whose idea of a letter hangs on its locale, sees them.
POSTGRESQL = (
    "ALTER TABLE search_texts ADD COLUMN vector tsvector"
    " GENERATED ALWAYS AS (array_to_tsvector(array_remove(string_to_array(names || ' ' || words, ' '), ''))) STORED",
    "CREATE INDEX ix_search_texts_vector ON search_texts USING gin (vector)",
)


def _on(dialect: str, moment: str, statement: str) -> None:
    written: Any = sa.DDL  # the library says no type of it
    event.listen(SearchText.__table__, moment, written(statement).execute_if(dialect))


for _statement in SQLITE:
    _on("sqlite", "after_create", _statement)
for _statement in POSTGRESQL:
    _on("postgresql", "after_create", _statement)
_on("sqlite", "before_drop", "DROP TABLE IF EXISTS search_index")

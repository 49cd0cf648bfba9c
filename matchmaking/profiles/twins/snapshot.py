"""Two profiles as they were before they became one: their own rows, and every row of any feature that names them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from matchmaking.database import Base
from matchmaking.extensions import db
from matchmaking.profiles.models import Profile


def columns_that_name_a_profile() -> dict[sa.Table, list[sa.Column[Any]]]:
    """Every foreign key to a profile, by its table, in the whole database."""
    profiles = Base.metadata.tables[Profile.__tablename__]
    found = {
        table: [column for column in table.columns if any(key.references(profiles) for key in column.foreign_keys)]
        for table in Base.metadata.sorted_tables
    }
    return {table: columns for table, columns in found.items() if columns}


def take(profiles: Iterable[Profile], *, without: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """All rows that name one of the profiles, and their own, as JSON values by table; tables in `without` left out."""
    ids = [profile.id for profile in profiles]
    own = Base.metadata.tables[Profile.__tablename__]
    rows = {own.name: _rows(own, own.c.id.in_(ids))}
    for table, columns in columns_that_name_a_profile().items():
        if table.name not in set(without):
            rows[table.name] = _rows(table, sa.or_(*(column.in_(ids) for column in columns)))
    return {name: found for name, found in rows.items() if found}


def _rows(table: sa.Table, condition: sa.ColumnElement[bool]) -> list[dict[str, Any]]:
    found = db.session.execute(sa.select(table).where(condition).order_by(table.c.id))
    return [{name: _plain(value) for name, value in row._mapping.items()} for row in found]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value.decode("latin-1") if isinstance(value, bytes) else value

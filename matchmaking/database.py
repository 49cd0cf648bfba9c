"""The database: the declarative base, column types and the two kinds of transaction.

Reading requests run in a transaction in which the database itself refuses to write; everything else begins
as a writer at once, so that two writers on SQLite wait for each other instead of failing half-way.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, object_session, registry

_reading: ContextVar[bool] = ContextVar("reading", default=False)


class UtcDateTime(sa.types.TypeDecorator[datetime]):
    """An aware moment, stored in UTC; SQLite would silently drop the zone."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive moment: nobody could say which hour it means."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a naive datetime cannot be stored: {value!r}")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """Base of all mapped classes."""

    registry = registry(
        metadata=sa.MetaData(
            naming_convention={
                "ix": "ix_%(table_name)s_%(column_0_N_name)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={
            datetime: UtcDateTime(),
            list[str]: sa.JSON(),
            dict[str, Any]: sa.JSON(),
        },
    )


class Identified:
    """Gives a table its integer primary key."""

    id: Mapped[int] = mapped_column(primary_key=True)


def lock(row: object) -> None:
    """Read a row as it is now and hold it until the transaction ends, so that two decisions come one after the other.

    Only the row itself is held: what was loaded beside it comes by an outer join, which PostgreSQL refuses to lock.
    """
    session = object_session(row)
    assert session is not None
    session.refresh(row, with_for_update={"of": type(row)})


def note_sizes(connection: sa.orm.scoped_session[Any]) -> None:
    """Have SQLite look at how many rows its tables hold, which its plans rest on: it takes every table for a small one
    else. PostgreSQL looks by itself. The caller commits."""
    if connection.get_bind().dialect.name == "sqlite":
        connection.execute(sa.text("PRAGMA analysis_limit=1000"))  # rows of each index: enough to know it by, and quick
        connection.execute(sa.text("ANALYZE"))


def enum_type(kind: type[StrEnum], name: str) -> sa.Enum:
    """Store a StrEnum by its value, guarded by a CHECK called `ck_<table>_<name>`."""
    return sa.Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )


@contextmanager
def reading(enabled: bool = True) -> Iterator[None]:
    """Transactions begun inside may only read (or, with False, may write again)."""
    token = _reading.set(enabled)
    try:
        yield
    finally:
        _reading.reset(token)


def set_reading(enabled: bool) -> None:
    """Decide for the rest of this request or thread; the web sets it before the first query."""
    _reading.set(enabled)


def install_transactions(engine: Engine) -> None:
    """Attach connection settings and the two kinds of transaction to an engine."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _configure_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "begin", _begin_postgresql)


def _configure_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver must not begin transactions of its own
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=10000", "synchronous=NORMAL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    read_only = _reading.get()
    connection.exec_driver_sql(f"PRAGMA query_only={'ON' if read_only else 'OFF'}")
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def _begin_postgresql(connection: Connection) -> None:
    if _reading.get():
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")

"""Run migrations inside the application, against its own engine and models."""

from collections.abc import Iterator
from contextlib import contextmanager

import flask_security  # noqa: F401  (its mixins' column types are named in migrations)
from alembic import context
from flask import current_app
from sqlalchemy.engine import Connection

from matchmaking.database import Base
from matchmaking.extensions import db


def run() -> None:
    """Apply the migrations in one transaction; SQLite rebuilds a table to change it."""
    with db.engine.connect() as connection, _tables_rebuilt_safely(connection):
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=connection.dialect.name == "sqlite",
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
            _check_references(connection)


@contextmanager
def _tables_rebuilt_safely(connection: Connection) -> Iterator[None]:
    """Rebuilding a table drops the old one, and SQLite would then delete every row that hangs on it. The switch only
    works outside a transaction, hence on the driver's own connection (https://sqlite.org/lang_altertable.html, 7)."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.dbapi_connection
    assert driver is not None
    driver.execute("PRAGMA foreign_keys=OFF")  # type: ignore[attr-defined]
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")  # type: ignore[attr-defined]


def _check_references(connection: Connection) -> None:
    """What the switch left unchecked is checked before anything counts."""
    if connection.dialect.name == "sqlite" and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
        raise RuntimeError(f"the migration would leave rows without what they hang on: {broken[:5]}")


assert not context.is_offline_mode(), "migrations run against the database of the settings"
assert current_app
run()

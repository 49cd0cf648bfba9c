"""Run migrations inside the application, against its own engine and models."""

import flask_security  # noqa: F401  (its mixins' column types are named in migrations)
from alembic import context
from flask import current_app

from matchmaking.database import Base
from matchmaking.extensions import db


def run() -> None:
    """Apply the migrations in one transaction; SQLite rebuilds a table to change it."""
    with db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            # A rebuilt table is dropped first, and that would delete every row that hangs on its own. Only outside a
            # transaction, which SQLAlchemy would begin; the pool gets back a connection that guards keys again.
            driver = connection.connection.driver_connection
            driver.execute("PRAGMA foreign_keys=OFF")
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=connection.dialect.name == "sqlite",
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.invalidate()


assert not context.is_offline_mode(), "migrations run against the database of the settings"
assert current_app
run()

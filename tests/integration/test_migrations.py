"""A database that people have worked with survives every step of the migrations, there and back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import sqlalchemy as sa
from flask_migrate import downgrade, upgrade

from matchmaking import clock, create_app
from matchmaking.config import Settings
from matchmaking.database import Base
from matchmaking.extensions import db
from tests.introductions.world import World, make_pair

FIRST_OF_TODAY = "0002_memory"  # before introductions had clocks: their table is rebuilt several times since
COUNTED = ("users", "profiles", "opportunities", "memberships", "consents", "introductions", "introduction_sides")


def counts() -> dict[str, int]:
    """How many rows each table of the first version holds."""
    found = {}
    for name in COUNTED:
        rows = sa.select(sa.func.count()).select_from(sa.table(name))
        found[name] = db.session.scalar(rows) or 0
    db.session.rollback()
    return found


def test_no_row_is_lost_where_a_table_is_rebuilt(settings: Settings, tmp_path: Path) -> None:
    # The key stays the one of all tests: passwords that factories keep ready are bound to it.
    app = create_app(replace(settings, database_url=f"sqlite:///{tmp_path}/migrated.db", instance=tmp_path))
    with app.app_context():
        upgrade()
    make_pair(app)
    world = World(app, clock.now())
    world.approve()
    with app.app_context():
        before = counts()
        assert all(before.values())
        downgrade(revision=FIRST_OF_TODAY)
        upgrade()
        assert counts() == before
        assert set(sa.inspect(db.engine).get_table_names()) >= set(Base.metadata.tables)

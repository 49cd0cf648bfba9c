"""The world of a module: made once, since everybody who reads it leaves it as it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask import Flask

from matchmaking import clock
from matchmaking.database import Base
from matchmaking.extensions import db
from tests.introductions.world import noon
from tests.privacy.world import World, make_world


@pytest.fixture(scope="module")
def world(request: pytest.FixtureRequest, built_app: Flask) -> Iterator[World]:
    """Every state of an introduction at once. A module may say how organisations are `named`."""
    made = World(built_app, noon())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: made.now)
        make_world(made, named=getattr(request.module, "named", "Organisation {}".format))
        yield made
    with built_app.app_context():
        for table in reversed(Base.metadata.sorted_tables):
            db.session.execute(sa.delete(table))
        db.session.commit()

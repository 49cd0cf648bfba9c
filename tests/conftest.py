"""The application under test: one for the whole run, with empty tables before every test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import HealthCheck
from hypothesis import settings as trying

from matchmaking import create_app
from matchmaking.config import Settings
from matchmaking.database import Base
from matchmaking.extensions import db, limiter
from tests.visitor import Visitor

# How long an example takes says something about the machine, not about the product.
trying.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
trying.load_profile("any machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-url", help="run against this server instead of SQLite: each process makes a database of its own"
    )


@pytest.fixture(scope="session")
def database_url(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Iterator[str]:
    """An empty database that no other process of this run uses."""
    given = request.config.getoption("--database-url")
    if given is None:
        yield f"sqlite:///{tmp_path_factory.mktemp('database')}/test.db"
        return
    name = f"tests_{worker_id}"
    server = sa.create_engine(given, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield sa.make_url(given).set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    server.dispose()


@pytest.fixture(scope="session")
def settings(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    instance: Path = tmp_path_factory.mktemp("instance")
    return Settings(
        secret_key="a key for tests only",
        database_url=database_url,
        public_url="http://localhost",
        mail_from="Deux Rives <bonjour@deux-rives.example>",
        instance=instance,
        rate_limits=False,
    )


@pytest.fixture(scope="session")
def built_app(settings: Settings) -> Flask:
    app = create_app(settings)
    app.testing = True
    # A password costs half a second by design; hundreds of sign-ins in tests may be cheap.
    app.extensions["security"].pwd_context.update(argon2__rounds=1, argon2__memory_cost=8, argon2__parallelism=1)
    with app.app_context():
        Base.metadata.drop_all(db.engine)
        Base.metadata.create_all(db.engine)
    return app


@pytest.fixture
def app(built_app: Flask) -> Iterator[Flask]:
    """The application with empty tables. Open an app context for set-up, and close it before using a visitor."""
    yield built_app
    with built_app.app_context():
        for table in reversed(Base.metadata.sorted_tables):
            db.session.execute(sa.delete(table))
        db.session.commit()


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """Somebody with a browser of their own, signed out."""
    return Visitor(app)


@pytest.fixture(scope="module")
def limited_application(settings: Settings) -> Flask:
    """A second application on the same database, made as it is outside of tests."""
    made = create_app(replace(settings, rate_limits=True))
    limiter.enabled = False  # the extension is one for all applications of a process
    return made


@pytest.fixture
def limiting(app: Flask, limited_application: Flask) -> Iterator[Flask]:
    """The same with its limits on, while nobody has tried anything yet."""
    limiter.enabled = True
    limiter.reset()
    yield limited_application
    limiter.enabled = False

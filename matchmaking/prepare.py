"""`flask prepare`: what must stand before the web process and the worker start. Does nothing twice."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from flask_migrate import upgrade
from sqlalchemy.engine import URL

from matchmaking.config import Settings
from matchmaking.demonstration.commands import accounts, load, simulate
from matchmaking.demonstration.operations import count_organisations, has_real_data, is_loaded
from matchmaking.extensions import db
from matchmaking.matching import queries as matching
from matchmaking.matching.commands import run
from matchmaking.matching.tracing import is_up_to_date
from matchmaking.profiles.search.commands import reindex
from matchmaking.profiles.search.index import is_complete


def init_app(app: Flask) -> None:
    """Register the command."""
    app.cli.add_command(prepare)


def close_to_others(database: URL) -> None:
    """The embedded database is one file that holds every contact: no other account of the machine reads it, nor its
    journals. A file that belongs to somebody else stays as they made it."""
    if database.get_backend_name() != "sqlite" or not database.database:
        return
    with suppress(PermissionError):
        for path in [Path(database.database + end) for end in ("", "-wal", "-shm")]:
            if path.exists():
                path.chmod(0o600)


@click.command("prepare")
@click.pass_context
@with_appcontext
def prepare(context: click.Context) -> None:
    """Bring the database up to date, fill an empty demonstration, compute suggestions where this version has none."""
    settings = current_app.config["SETTINGS"]
    assert isinstance(settings, Settings)
    upgrade()
    close_to_others(db.engine.url)
    if settings.demo:
        is_fresh = not is_loaded()
        context.invoke(load)
        if is_fresh and settings.demo_past and not has_real_data():
            click.echo("Playing five invented months, once: about half a minute (DEMO_PAST=0 goes without) …", err=True)
            context.invoke(simulate, number=count_organisations(), season=True)
    elif is_loaded():
        click.echo("This database holds the fictional demonstration. Nobody sees it; `demo clear` removes it.")
    if not is_complete():
        context.invoke(reindex)
    computed = is_up_to_date(matching.current_run())
    db.session.close()  # the computation has transactions of its own
    if not computed:
        context.invoke(run)
    if settings.demo:
        click.echo("\nThe demonstration is invented from end to end. Sign in as one of its people:")
        context.invoke(accounts)

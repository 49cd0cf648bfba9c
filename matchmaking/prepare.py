"""`flask prepare`: what must stand before the web process and the worker start. Does nothing twice."""

from __future__ import annotations

import click
import sqlalchemy as sa
from flask import Flask, current_app
from flask.cli import with_appcontext
from flask_migrate import upgrade

from matchmaking.config import Settings
from matchmaking.extensions import db
from matchmaking.matching.models import MatchRun


def init_app(app: Flask) -> None:
    """Register the command."""
    app.cli.add_command(prepare)


@click.command("prepare")
@click.pass_context
@with_appcontext
def prepare(context: click.Context) -> None:
    """Bring the database up to date; fill an empty demonstration; compute the first suggestions."""
    settings = current_app.config["SETTINGS"]
    assert isinstance(settings, Settings)
    upgrade()
    if settings.demo and (demo_load := _command("demo", "load")):
        context.invoke(demo_load)
    has_run = db.session.scalar(sa.select(MatchRun.id).limit(1)) is not None
    db.session.close()  # the commands below have transactions of their own
    if not has_run and (match_run := _command("match", "run")):
        context.invoke(match_run)


def _command(group: str, name: str) -> click.Command | None:
    found = current_app.cli.commands.get(group)
    return found.commands.get(name) if isinstance(found, click.Group) else None

"""The demonstration on the command line."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from datetime import datetime

import click
from flask import current_app
from flask.cli import AppGroup

from matchmaking import clock
from matchmaking.config import Settings
from matchmaking.demonstration import operations
from matchmaking.demonstration.simulation import story, summary
from matchmaking.demonstration.simulation.pace import SEASON, YEAR, Pace
from matchmaking.extensions import db
from matchmaking.outbox import heartbeats

demo = AppGroup("demo", help="Load, bring to life and clear the fictional demonstration data.")
MOST_IN_FILE = len(operations.told())


def _settings() -> Settings:
    settings = current_app.config["SETTINGS"]
    assert isinstance(settings, Settings)
    return settings


@demo.command("load")
def load() -> None:
    """Load the invented organisations and accounts, once."""
    if not _settings().demo:
        raise click.ClickException("Set DEMO=1: a real server never shows an invented organisation.")
    if operations.is_loaded():
        print("The demonstration is already loaded.")
        return
    operations.load(_settings(), now=clock.now())
    db.session.commit()
    print("The demonstration is loaded: invented organisations, marked as such on every page.")


@demo.command("simulate")
@click.option("--seed", default=2026, show_default=True, help="The same seed plays the same year.")
@click.option("--organisations", "number", default=120, show_default=True, type=click.IntRange(8, 240))
@click.option("--season", is_flag=True, help="Five months with less in them, in a fraction of the time.")
def simulate(seed: int, number: int, season: bool) -> None:
    """Play a year of the invented round table, up to today: sign-ups, introductions, the day itself, its follow-up."""
    if not _settings().demo:
        raise click.ClickException("Set DEMO=1: a real server never shows an invented organisation.")
    if operations.has_real_data():
        raise click.ClickException("This database holds real profiles, people or events: no past is invented for them.")
    if heartbeats.list_alive(clock.now()):
        raise click.ClickException("A worker is running and would send the letters of the past: stop it first.")
    if operations.has_introductions():
        print("There are introductions already; nothing was added. `demo clear` removes them, then simulate again.")
        return
    began, today, pace = time.monotonic(), clock.now(), SEASON if season else YEAR
    if not operations.is_loaded():
        operations.load(_settings(), now=today, most=min(number, MOST_IN_FILE))
    _follow(story.play(seed=seed, number=number, today=today, pace=pace), today, pace)
    print("\n".join(summary.lines()))
    print(f"{_name(pace)} was played in {time.monotonic() - began:.0f} s. `demo accounts` says who can sign in.")


def _name(pace: Pace) -> str:
    return "A year" if pace is YEAR else "A season"


def _follow(past: Iterator[datetime], today: datetime, pace: Pace) -> None:
    """Commit after every happening and say how far the past has come: a bar on a terminal, elsewhere a line a month."""
    if sys.stderr.isatty():
        with click.progressbar(length=pace.lasts.days, label=_name(pace), file=sys.stderr) as bar:
            for at in past:
                db.session.commit()
                bar.update(pace.lasts.days - (today - at).days - bar.pos)
        return
    month = ""
    for at in past:
        db.session.commit()
        if month != (month := f"{at:%Y-%m}"):
            print(month, file=sys.stderr, flush=True)


@demo.command("clear")
def clear() -> None:
    """Remove the invented organisations, their accounts and their messages."""
    profiles, users = operations.clear(_settings(), now=clock.now())
    db.session.commit()
    print(f"Removed {profiles} invented organisations and {users} accounts.")


@demo.command("accounts")
def accounts() -> None:
    """Print the accounts to sign in with."""
    for account in operations.accounts(_settings()):
        print(f"{account.role:<10} {account.email:<28} {account.password}   {account.organisation}")

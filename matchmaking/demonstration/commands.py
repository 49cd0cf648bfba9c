"""The demonstration on the command line."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup

from matchmaking import clock
from matchmaking.config import Settings
from matchmaking.demonstration import operations
from matchmaking.extensions import db

demo = AppGroup("demo", help="Load and clear the fictional demonstration data.")


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

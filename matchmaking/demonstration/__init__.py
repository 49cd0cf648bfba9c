"""The fictional demonstration: loads invented organisations and accounts, shows them as such, removes them."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register `flask demo`."""
    from matchmaking.demonstration.commands import demo

    app.cli.add_command(demo)

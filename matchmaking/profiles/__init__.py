"""Organisations and their opportunities: moderation, directory, import and export."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the profile pages, the files in and out, and `flask profiles`."""
    from matchmaking.profiles import exchange
    from matchmaking.profiles.commands import profiles
    from matchmaking.profiles.routes import blueprint

    app.register_blueprint(blueprint)
    app.cli.add_command(profiles)
    exchange.init_app(app, profiles)

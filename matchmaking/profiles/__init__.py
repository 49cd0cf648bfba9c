"""Organisations and their opportunities: moderation, directory, import and export."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the profile pages, the files in and out, possible duplicates, the link of an invitation, and
    `flask profiles`."""
    from matchmaking.outbox.registry import registry
    from matchmaking.profiles import exchange, notifications, search, translations, twins
    from matchmaking.profiles.commands import profiles
    from matchmaking.profiles.routes import blueprint

    app.register_blueprint(blueprint)
    app.cli.add_command(profiles)
    exchange.init_app(app, profiles)
    twins.init_app(app)
    search.init_app(app, profiles)
    translations.init_app(app)
    registry(app).mint(notifications.INVITATION, notifications.mint_invitation)
    for kind, label in notifications.LETTERS.items():
        registry(app).label(kind, label)

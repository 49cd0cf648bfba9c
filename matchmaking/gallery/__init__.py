"""The living style page: colours, type, spaces and every component in every state. For development; a production
server does not have it."""

from __future__ import annotations

from flask import Flask

from matchmaking.config import Settings


def init_app(app: Flask) -> None:
    """Show the page, except in production."""
    from matchmaking.gallery.routes import blueprint

    settings = app.config["SETTINGS"]
    assert isinstance(settings, Settings)
    if not settings.production:
        app.register_blueprint(blueprint)

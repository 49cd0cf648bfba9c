"""Logos of those who carry the event: uploaded by organizers, made anew, shown on the public page and on paper."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""
    from matchmaking.events.logos.routes import blueprint

    app.register_blueprint(blueprint)

"""A member's space: what asks for an answer today, gathered from the features below. Reads only."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the page."""
    from matchmaking.home.routes import blueprint

    app.register_blueprint(blueprint)

"""The switches that organizers turn while the platform runs. What the operator fixes at the start is in `config`."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the switches' page."""
    from matchmaking.settings.routes import blueprint

    app.register_blueprint(blueprint)

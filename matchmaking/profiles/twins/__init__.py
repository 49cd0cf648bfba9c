"""Profiles that may be one organisation: found, looked at by organizers, and merged without losing anything."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the organizers' pages, what a merge does to the rows of this feature, and the way from an old key."""
    from matchmaking.errors import Moved
    from matchmaking.profiles.merging import register_step
    from matchmaking.profiles.twins import belongings
    from matchmaking.profiles.twins.redirecting import lead_on
    from matchmaking.profiles.twins.routes import blueprint

    app.register_blueprint(blueprint)
    app.register_error_handler(Moved, lead_on)
    register_step(app, belongings.STEP)

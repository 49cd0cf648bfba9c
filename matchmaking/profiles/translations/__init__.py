"""A passage in another language: written by organizers, shown once its author has approved it."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages, the letter with its link, and what a merge does."""
    from matchmaking.outbox.registry import registry
    from matchmaking.profiles.merging import register_step
    from matchmaking.profiles.translations import links, merging, notifications
    from matchmaking.profiles.translations.routes import blueprint

    app.register_blueprint(blueprint)
    notifications.init_app(app)
    registry(app).mint(links.ANSWER, links.mint)
    for kind, label in notifications.LETTERS.items():
        registry(app).label(kind, label)
    register_step(app, merging.STEP)

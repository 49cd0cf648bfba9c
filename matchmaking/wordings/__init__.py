"""The words of letters: delivered in three languages, changed by organizers with `{name}` placeholders only."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the organizers' pages. Features register the kinds of letters that they write."""
    from matchmaking.wordings.routes import blueprint

    app.register_blueprint(blueprint)

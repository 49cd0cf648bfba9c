"""What organizers write to many at once, and the digest of what is new for each. Nobody needs these mails: each person
says whether they want them."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the organizers' pages and the worker's part."""
    from matchmaking.mailings import jobs
    from matchmaking.mailings.routes import blueprint

    app.register_blueprint(blueprint)
    jobs.init_app(app)

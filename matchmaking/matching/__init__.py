"""Who should meet whom across the border, and why."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages of suggestions, the jobs that renew them, and `flask match`."""
    from matchmaking.matching.commands import match
    from matchmaking.matching.routes import blueprint

    app.register_blueprint(blueprint)
    app.cli.add_command(match)

"""A person's right to see what is kept about them: gathers from each feature, decides in one place what is given."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the page and the operators' command."""
    from matchmaking.privacy.commands import privacy
    from matchmaking.privacy.routes import blueprint

    app.register_blueprint(blueprint)
    app.cli.add_command(privacy)

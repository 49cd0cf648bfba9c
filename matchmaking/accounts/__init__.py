"""Persons: users, roles, sign-in, personal links, consents."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register sign-in by Flask-Security, our own pages around it, and `flask users`."""
    from matchmaking.accounts import sign_in
    from matchmaking.accounts.commands import users
    from matchmaking.accounts.routes import blueprint

    sign_in.init_app(app)
    app.register_blueprint(blueprint)
    app.cli.add_command(users)

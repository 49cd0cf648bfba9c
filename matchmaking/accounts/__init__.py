"""Persons: users, roles, sign-in, personal links, consents."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register sign-in by Flask-Security, our own pages around it, the worker's part, and `flask users`."""
    from matchmaking.accounts import jobs, limits, links, notifications, sessions, sign_in
    from matchmaking.accounts.commands import users
    from matchmaking.accounts.kept_forms.operations import PURGE
    from matchmaking.accounts.operations.letters import JOB
    from matchmaking.accounts.routes import REPLACED, blueprint
    from matchmaking.outbox.registry import registry

    sign_in.init_app(app)
    sessions.init_app(app)
    links.init_app(app)
    app.view_functions.update(REPLACED)
    limits.guard(app)
    app.register_blueprint(blueprint)
    app.cli.add_command(users)
    registry(app).handle(JOB, jobs.write_letter)
    registry(app).handle(PURGE, jobs.purge_kept_forms)
    registry(app).handle("accounts.mark_bounced", jobs.mark_bounced)
    registry(app).subscribe("message.bounced", "accounts.mark_bounced")
    for kind, label in notifications.LETTERS.items():
        registry(app).label(kind, label)

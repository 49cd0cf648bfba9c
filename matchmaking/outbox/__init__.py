"""Durable jobs and messages: rows written in the same transaction as the change that causes them, and the
worker that carries them out. Knows nothing of what the jobs and messages are about."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the organizers' page of messages, the worker's command and the outbox's own job."""
    from matchmaking.outbox import jobs
    from matchmaking.outbox.commands import outbox, worker
    from matchmaking.outbox.registry import registry
    from matchmaking.outbox.routes import blueprint

    app.register_blueprint(blueprint)
    app.cli.add_command(worker)
    app.cli.add_command(outbox)
    registry(app).handle(jobs.PURGE, jobs.purge)
    registry(app).keep_going(jobs.PURGE)

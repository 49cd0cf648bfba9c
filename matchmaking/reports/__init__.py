"""Dashboards, and the report for the authorities as a numbered, frozen snapshot. Reads the features below; writes only
its own rows."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages and the job that freezes a report and makes its files."""
    from matchmaking.outbox.registry import registry
    from matchmaking.reports import jobs
    from matchmaking.reports.routes import blueprint

    app.register_blueprint(blueprint)
    registry(app).handle(jobs.FREEZE, jobs.freeze)

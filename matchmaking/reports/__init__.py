"""Dashboards, and the report for the authorities as a numbered, frozen snapshot. Reads the features below; writes only
its own rows."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages and the jobs that count its figures, freeze a report and make its files."""
    from matchmaking.outbox.registry import registry
    from matchmaking.reports import jobs
    from matchmaking.reports.routes import blueprint

    app.register_blueprint(blueprint)
    registry(app).handle(jobs.FREEZE, jobs.freeze)
    registry(app).handle(jobs.COUNT, jobs.count)
    registry(app).keep_going(jobs.COUNT)

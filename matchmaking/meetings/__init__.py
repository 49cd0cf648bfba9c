"""Meetings of two introduced organisations: their places in the schedule, its versions, and the papers of the day."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages, the jobs, and what becomes of meetings when two profiles become one."""
    from matchmaking.meetings import jobs
    from matchmaking.meetings.merging import STEP
    from matchmaking.meetings.routes import blueprint
    from matchmaking.meetings.sheets import jobs as sheets
    from matchmaking.outbox.registry import registry
    from matchmaking.profiles.merging import register_step

    app.register_blueprint(blueprint)
    jobs.init_app(app)
    outbox = registry(app)
    outbox.handle(sheets.MAKE, sheets.make_pack)
    outbox.handle(sheets.FORGET, sheets.forget_pack)
    register_step(app, STEP)

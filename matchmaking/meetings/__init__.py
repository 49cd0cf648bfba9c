"""Who meets whom when and where: schedules and their versions, the day itself."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages, and what becomes of meetings when two profiles become one."""
    from matchmaking.meetings.merging import STEP
    from matchmaking.meetings.routes import blueprint
    from matchmaking.meetings.sheets import jobs
    from matchmaking.outbox.registry import registry
    from matchmaking.profiles.merging import register_step

    app.register_blueprint(blueprint)
    outbox = registry(app)
    outbox.handle(jobs.MAKE, jobs.make_pack)
    outbox.handle(jobs.FORGET, jobs.forget_pack)
    register_step(app, STEP)

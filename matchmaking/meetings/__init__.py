"""Who meets whom when and where: schedules and their versions, the day itself."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages, the jobs, and what becomes of meetings when two profiles become one."""
    from matchmaking.events.whereabouts import register_teller
    from matchmaking.meetings import jobs, notifications
    from matchmaking.meetings.merging import STEP
    from matchmaking.meetings.operations.relocating import SCHEDULE
    from matchmaking.meetings.routes import blueprint
    from matchmaking.meetings.sheets import jobs as sheets
    from matchmaking.profiles.merging import register_step

    app.register_blueprint(blueprint)
    jobs.init_app(app)
    notifications.init_app(app)
    sheets.init_app(app)
    register_step(app, STEP)
    register_teller(app, SCHEDULE)

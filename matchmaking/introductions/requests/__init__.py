"""The third origin of an introduction: an organisation asks the organizers for it, and says why."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages, the jobs, and what happens when two profiles become one."""
    from matchmaking.introductions.requests import jobs, marks, merging, notifications
    from matchmaking.introductions.requests.routes import blueprint
    from matchmaking.profiles.merging import register_step

    app.register_blueprint(blueprint)
    app.context_processor(marks.on_other_pages)
    jobs.init_app(app)
    notifications.init_app(app)
    register_step(app, merging.STEP)

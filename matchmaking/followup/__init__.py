"""What becomes of introductions: outcomes, recommendations, the road map, actions, the committee's meetings."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages, the daily job and the letters."""
    from matchmaking.followup import jobs, notifications
    from matchmaking.followup.routes import blueprint

    app.register_blueprint(blueprint)
    jobs.init_app(app)
    notifications.init_app(app)

"""What becomes of introductions: outcomes, recommendations, the road map, actions, the committee's meetings."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Make the tables known."""
    from matchmaking.followup import models

    app.logger.debug("follow-up keeps %s", models.OutcomeStatement.__tablename__)

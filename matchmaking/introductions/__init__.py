"""From a reviewed pair to two people who know each other."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages and jobs of introductions."""
    from matchmaking.introductions import jobs, letter_kinds, merging, notebook, reliance, requests
    from matchmaking.introductions.routes import blueprint
    from matchmaking.profiles.merging import register_step
    from matchmaking.profiles.reliance import register_reliance

    app.register_blueprint(blueprint)
    jobs.init_app(app)
    letter_kinds.init_app(app)
    register_step(app, merging.STEP)
    register_reliance(app, reliance.RELIANCE)
    requests.init_app(app)
    notebook.init_app(app)

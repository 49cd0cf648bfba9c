"""What people's decisions say about the score: shares with their intervals, and weights that they would propose."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the page, the job that computes a proposal, and `flask match acceptance`."""
    from matchmaking.acceptance import jobs
    from matchmaking.acceptance.commands import acceptance
    from matchmaking.acceptance.routes import blueprint
    from matchmaking.matching.commands import match
    from matchmaking.outbox.registry import registry

    app.register_blueprint(blueprint)
    if acceptance.name not in match.commands:  # the group is one for all applications of a process
        match.add_command(acceptance)
    registry(app).handle(jobs.PROPOSE, jobs.propose)

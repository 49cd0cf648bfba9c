"""Who meets whom at the round table: planned over all suggestions, published as introductions, repaired on a no."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages, the jobs, and `flask match plan`."""
    from matchmaking.matching.commands import match
    from matchmaking.outbox.registry import registry
    from matchmaking.plans import commands, jobs
    from matchmaking.plans.merging import STEP
    from matchmaking.plans.routes import blueprint
    from matchmaking.profiles.merging import register_step

    app.register_blueprint(blueprint)
    match.add_command(commands.plan)
    register_step(app, STEP)
    outbox = registry(app)
    outbox.handle(jobs.COMPUTE, jobs.compute)
    outbox.handle(jobs.INTRODUCE, jobs.introduce)

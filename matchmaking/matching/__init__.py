"""Who should meet whom across the border, and why."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages of suggestions, the job that renews them, and `flask match`."""
    from matchmaking.matching import jobs, merging
    from matchmaking.matching.commands import match
    from matchmaking.matching.lexicon.routes import blueprint as lexicon
    from matchmaking.matching.routes import blueprint
    from matchmaking.outbox.registry import registry
    from matchmaking.profiles.merging import register_step

    app.register_blueprint(blueprint)
    app.register_blueprint(lexicon)
    app.cli.add_command(match)
    register_step(app, merging.STEP)
    outbox = registry(app)
    outbox.handle(jobs.REFRESH, jobs.refresh)
    for fact in jobs.FACTS_THAT_MATTER:
        outbox.subscribe(fact, jobs.REFRESH, whole=True)

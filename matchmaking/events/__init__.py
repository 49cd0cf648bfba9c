"""The round table: when and where, its sessions and slots, who takes part and how. Knows nothing of who meets whom."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages and jobs of events, what becomes of attendances when two profiles become one, and how
    templates word times."""
    from matchmaking.events import jobs, logos, times
    from matchmaking.events.merging import STEP
    from matchmaking.events.routes import blueprint
    from matchmaking.profiles.merging import register_step

    app.register_blueprint(blueprint)
    logos.init_app(app)
    jobs.init_app(app)
    register_step(app, STEP)
    app.jinja_env.globals.update(
        both_times=times.both_times,
        both_times_text=times.both_times_text,
        both_ranges=times.both_ranges,
        both_ranges_text=times.both_ranges_text,
        event_day=times.day,
    )

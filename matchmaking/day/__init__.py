"""The day itself: who is there, what runs at which table, who sits in for whom, and one question afterwards."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages, the question that follows each day, and the links of both."""
    from matchmaking.day import jobs, links, notifications
    from matchmaking.day.after_page import count_own_questions
    from matchmaking.day.routes import blueprint
    from matchmaking.meetings.sheets.squares import register_table_page
    from matchmaking.outbox.registry import registry
    from matchmaking.profiles.disclosure import public_name

    app.register_blueprint(blueprint)
    app.jinja_env.filters["public_name"] = public_name
    app.jinja_env.globals["count_day_questions"] = count_own_questions
    jobs.init_app(app)
    notifications.init_app(app)
    register_table_page(app, links.table_address)
    registry(app).mint(links.AFTERWARDS, links.mint_afterwards)

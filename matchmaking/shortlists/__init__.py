"""Whom an organisation keeps for a closer look, with a note to each. Only the people of that organisation read it.

No letter, no report and no organizer's page reads this table: whoever needs a new reader of it stops here.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages, the buttons on other pages, and what happens when two profiles become one."""
    from matchmaking.profiles.merging import register_step
    from matchmaking.shortlists import marks, merging
    from matchmaking.shortlists.routes import blueprint

    app.register_blueprint(blueprint)
    app.context_processor(marks.on_other_pages)
    register_step(app, merging.STEP)

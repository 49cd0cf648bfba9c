"""What organizers write among themselves about an introduction: notes, tags, and who of them follows it.

No letter, no export and no page of anybody else reads these tables: whoever needs a new reader of them stops here.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the buttons, and the part of the introduction's page."""
    from matchmaking.introductions.notebook import page
    from matchmaking.introductions.notebook.routes import blueprint

    app.register_blueprint(blueprint)
    app.context_processor(page.on_other_pages)

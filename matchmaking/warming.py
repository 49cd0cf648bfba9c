"""What every process needs, read once before the processes are forked: the first visitors do not wait for it, and the
processes share its memory."""

from __future__ import annotations

import gc

from flask import Flask
from flask_babel import gettext

from matchmaking.extensions import db
from matchmaking.language.lexicon import product_lexicon
from matchmaking.locale import LOCALES, speaking
from matchmaking.matching.explaining import explainer


def warm(app: Flask) -> None:
    """Read the lexicon, the templates, the catalogues and what the current run knows; no connection stays open."""
    product_lexicon()
    for name in app.jinja_env.list_templates(filter_func=lambda name: not name.endswith(".md")):
        app.jinja_env.get_template(name)
    with app.app_context():
        for language in LOCALES:
            with speaking(language):
                gettext("Deux Rives")
        explainer()
        db.session.remove()
        db.engine.dispose()
    # What stands now stays. Without this the collector walks the whole lexicon again every few hundred pages, and one
    # reader waits a third of a second.
    gc.collect()
    gc.freeze()

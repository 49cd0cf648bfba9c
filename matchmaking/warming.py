"""What every web process needs and then holds, read before anybody waits for it. Nothing depends on it: a process that
could not do it reads at the first question."""

from __future__ import annotations

import gc
import logging

from flask import Flask
from flask_babel import get_translations
from sqlalchemy.exc import SQLAlchemyError

from matchmaking.database import reading
from matchmaking.extensions import db
from matchmaking.language.lexicon import product_lexicon
from matchmaking.locale import LOCALES, speaking
from matchmaking.matching.prospects import read_shores

log = logging.getLogger(__name__)


def warm_before_forking(app: Flask) -> None:
    """The lexicon, the templates and the catalogues: the processes that are forked then share their memory."""
    product_lexicon()
    for name in app.jinja_env.list_templates(filter_func=lambda name: not name.endswith(".md")):
        app.jinja_env.get_template(name)
    with app.app_context():
        for language in LOCALES:
            with speaking(language):
                get_translations()
        db.engine.dispose()
    # What stands now stays. Without this the collector walks the whole lexicon again every few hundred pages, and one
    # reader waits a third of a second. No other thread runs yet.
    gc.collect()
    gc.freeze()


def warm_beside_pages(app: Flask) -> None:
    """The words of both shores, which take longer the more there are: in each process, beside its first pages.

    The collector keeps them in its rounds: setting objects aside while other threads answered pages ended processes
    (SIGSEGV, Python 3.11).
    """
    try:
        with app.app_context(), reading():
            read_shores()
    except SQLAlchemyError as error:  # a database that is not ready yet is no reason not to start
        log.warning("nothing was read beforehand: %s", type(error).__name__)

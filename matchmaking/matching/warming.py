"""What a web process reads once and then holds (the lexicon, the words of both shores), read before anybody waits for
it. Nothing depends on it: a process that could not do it reads at the first question."""

from __future__ import annotations

import logging

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from matchmaking.database import reading
from matchmaking.language.lexicon import product_lexicon
from matchmaking.matching.prospects import read_shores

log = logging.getLogger(__name__)


def warm(app: Flask) -> None:
    """Read it; a database that is not ready yet is no reason not to start."""
    product_lexicon()
    try:
        with app.app_context(), reading():
            read_shores()
    except SQLAlchemyError as error:
        log.warning("nothing was read beforehand: %s", type(error).__name__)

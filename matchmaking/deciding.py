"""A decision on a page: the form posts the state that the page showed, and where somebody was quicker, the answer leads
back to the present one. Every room decides this way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask_wtf import FlaskForm
from wtforms import IntegerField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from matchmaking.errors import StaleDecision, TransitionError


class DecisionForm(FlaskForm):
    """A button that decides, with the version of what its page showed."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


@contextmanager
def returning_to(url: str) -> Iterator[None]:
    """A decision refused inside, since somebody else decided meanwhile, gets a page that leads to the present state."""
    try:
        yield
    except StaleDecision as error:
        error.back_url = url
        raise
    except TransitionError as error:
        raise StaleDecision("", url) from error

"""What can go wrong in the product's own words, and the pages that say so."""

from __future__ import annotations

from typing import Any

from flask import Flask, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

PAGES = frozenset({400, 403, 404, 405, 409, 410, 413, 429, 500, 503})


class DomainError(Exception):
    """A rule of the product was not met; `status` is the page that explains it."""

    status = 400


class NotFound(DomainError):
    """It does not exist, or not for this person: both look the same from outside."""

    status = 404


class NotAllowed(DomainError):
    """The person may see it but not do this to it."""

    status = 403


class TransitionError(DomainError):
    """The thing is not in a state from which this can be done."""

    status = 409

    def __init__(self, status: str, action: str) -> None:
        super().__init__(f"{action} is not possible when {status}")
        self.current, self.action = status, action


class Gone(DomainError):
    """A link that worked once and was ended."""

    status = 410


class StaleDecision(DomainError):
    """Somebody else decided between the page and the button; `decision` names who and what."""

    status = 409

    def __init__(self, decision: str, back_url: str | None = None) -> None:
        super().__init__(decision)
        self.decision, self.back_url = decision, back_url


def install_error_pages(app: Flask) -> None:
    """Every error of the product and of HTTP has a page that says what to do next."""
    app.register_error_handler(DomainError, _domain_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(500, _http_error)


def error_page(status: int, **context: Any) -> ResponseReturnValue:
    """The page of an HTTP status; unknown ones fall back to their family's."""
    page = status if status in PAGES else (500 if status >= 500 else 400)
    return render_template(f"errors/{page}.html", status=status, **context), status


def _domain_error(error: DomainError) -> ResponseReturnValue:
    return error_page(
        error.status,
        decision=getattr(error, "decision", None),
        back_url=getattr(error, "back_url", None),
    )


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or (error.code or 500) < 400:
        return error
    return error_page(error.code or 500)

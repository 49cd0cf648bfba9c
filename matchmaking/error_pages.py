"""Every error of the product and of HTTP has a page that says what happened, what was kept and what to do."""

from __future__ import annotations

from typing import Any

from flask import Flask, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from matchmaking import config
from matchmaking.errors import DomainError, place_of

PAGES = frozenset({400, 403, 404, 405, 409, 410, 413, 429, 500, 503})
MOST_READ = 64 * 1024 * 1024  # bytes of an oversize post; whoever sends more than a video sees a broken line


def install_error_pages(app: Flask) -> None:
    """Every error of the product and of HTTP has a page that says what to do next."""
    app.register_error_handler(DomainError, _domain_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(500, _http_error)
    app.register_error_handler(StaleDataError, _overtaken)
    app.log_exception = _log_fault  # type: ignore[method-assign]


def _log_fault(exc_info: Any) -> None:
    """Which view failed and where, as the worker says it. Flask's own line has the address, which may be a link that
    signs somebody in; the error's words may quote what a person typed. Only a developer reads the rest."""
    view = request.url_rule.rule if request.url_rule else "no such address"
    told = None if config.current().production else exc_info
    current_app.logger.error("fault %s %s error=%s", request.method, view, place_of(exc_info[1]), exc_info=told)


def error_page(status: int, **context: Any) -> ResponseReturnValue:
    """The page of an HTTP status; unknown ones fall back to their family's."""
    page = status if status in PAGES else (500 if status >= 500 else 400)
    at_fault = status >= 500
    if at_fault:
        _forget_the_reader()
    contact = config.current().contact
    return render_template(f"errors/{page}.html", status=status, contact=contact, at_fault=at_fault, **context), status


def _forget_the_reader() -> None:
    """The page of a fault asks the database for nothing: it may be what failed. So it knows no person and no menu."""
    g._login_user = current_app.extensions["security"].login_manager.anonymous_user()


def _domain_error(error: DomainError) -> ResponseReturnValue:
    return error_page(
        error.status,
        decision=getattr(error, "decision", None),
        back_url=getattr(error, "back_url", None),
    )


def _overtaken(_error: StaleDataError) -> ResponseReturnValue:
    """Two people saved the same row in the same moment: the database kept the first."""
    return error_page(409, decision=None, back_url=None)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or (error.code or 500) < 400:
        return error
    if error.code == 413:
        _let_the_sender_finish()
    return error_page(error.code or 500)


def _let_the_sender_finish() -> None:
    """Read what is still coming and forget it: a browser that cannot finish sending never shows the answer."""
    left = min(request.content_length or 0, MOST_READ)
    while left > 0 and (piece := request.environ["wsgi.input"].read(min(left, 65_536))):
        left -= len(piece)

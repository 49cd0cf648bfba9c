"""Turns away what no keyboard writes: a NUL in an address or a form. PostgreSQL stores none and would break."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Flask, abort, request

NUL = "\x00"


def init_app(app: Flask) -> None:
    """Answer with the page of a bad request, before any view reads it."""

    @app.before_request
    def refuse() -> None:
        if any(NUL in value for value in _sent()):
            abort(400)


def _sent() -> Iterator[str]:
    yield request.path
    for values in (request.args, request.form):
        for name, several in values.lists():
            yield name
            yield from several

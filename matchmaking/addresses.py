"""What an address may hold: a row's number is one that a database could have given."""

from __future__ import annotations

from typing import Any

from flask import Flask, request
from werkzeug.routing import IntegerConverter

LAST_PAGE = 1_000_000  # no list is so long; the rows before a greater one could be counted by no database
GREATEST = 2**31 - 1  # of a 32-bit integer column; beyond it a database answers with an error instead of no row


class RowNumber(IntegerConverter):
    """`<int:…>` in a route; a greater number is an address that leads nowhere."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"max": GREATEST} | options)


def init_app(app: Flask) -> None:
    """Read every `<int:…>` this way; must come before any route is added."""
    app.url_map.converters["int"] = RowNumber


def page_asked() -> int:
    """The page of a list that the address asks for; the first where it names none."""
    return min(max(1, request.args.get("page", 1, type=int)), LAST_PAGE)

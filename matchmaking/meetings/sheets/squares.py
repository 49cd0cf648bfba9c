"""What a table card carries for a camera: the address of the table's own page.

Meetings know no such page; who serves one registers in `create_app` how it is addressed. Without it cards have no
square.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, current_app

from matchmaking.events.models import MeetingTable

Address = Callable[[MeetingTable], str]
_KEY = "table_page_address"


def register_table_page(app: Flask, address: Address) -> None:
    """Have cards lead to a table's page; `address` gives it absolute."""
    app.extensions[_KEY] = address


def table_page(table: MeetingTable) -> str | None:
    """The absolute address for this table's card; None where nobody serves such pages."""
    address: Address | None = current_app.extensions.get(_KEY)
    return address(table) if address else None

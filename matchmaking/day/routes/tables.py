"""The tables' own pages, opened by their link; and for organizers and helpers the list of these links."""

from __future__ import annotations

from flask import abort, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user
from flask_wtf import FlaskForm

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.accounts.sharing import qr_code
from matchmaking.day import links, operations, queries, table_page
from matchmaking.day.routes import blueprint
from matchmaking.errors import Gone, NotFound
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.introductions.routes.participants import LINK_HEADERS


@blueprint.get("/table/<token>")
@access(Access.LINK)
def table(token: str) -> ResponseReturnValue:
    """Now and next at one table, for the device that lies on it."""
    now = clock.now()
    try:
        found = links.read_table(token, now=now)
    except Gone:
        return make_response(render_template("day/table_link_ended.html"), Gone.status, LINK_HEADERS)
    page = table_page.build(found, now=now)
    return make_response(render_template("day/table.html", page=page, now=now), 200, LINK_HEADERS)


@blueprint.get("/organizers/day/tables")
@access(Access.HELPER)
def tables() -> ResponseReturnValue:
    """Each table with its link, as an address and as squares for a camera."""
    event = queries.current_event(clock.now())
    rows = [(one, address, qr_code(address, scale=3)) for one in event.tables for address in [links.table_address(one)]]
    body = render_template("day/tables.html", event=event, rows=rows)
    return make_response(body, 200, {"Cache-Control": "no-store"})


@blueprint.post("/organizers/day/tables/<int:table_id>/link")
@access(Access.HELPER)
def renew_link(table_id: int) -> ResponseReturnValue:
    """A new link; the one before leads nowhere any more."""
    now = clock.now()
    found = queries.get_table(table_id)
    if found.event_id != queries.current_event(now).id:
        raise NotFound(f"table {table_id}")
    if not FlaskForm().validate():
        abort(400)
    operations.renew_link(found, actor=current_user, now=now)
    db.session.commit()
    number = found.number
    say("ok", _("Table %(number)s has a new link.", number=number), _("The one before leads nowhere any more."))
    return redirect(url_for("day.tables", _anchor=f"table-{number}"), 303)

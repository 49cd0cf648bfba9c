"""The print pack: organizers ask for it the evening before, and take it away as PDF or as one HTML file."""

from __future__ import annotations

from flask import redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.errors import NotFound
from matchmaking.events import queries as events
from matchmaking.extensions import db
from matchmaking.meetings import queries as schedules
from matchmaking.meetings.routes import blueprint
from matchmaking.meetings.sheets import files, operations, queries


@blueprint.route("/organizers/schedule/pack", methods=["GET", "POST"])
@access(Access.ORGANIZER)
def pack() -> ResponseReturnValue:
    """What was made, when, of which version; the button that makes it anew."""
    event = events.find_current(clock.now())
    if request.method == "POST":
        if event is None:
            raise NotFound
        operations.ask_for_pack(event, actor=current_user, now=clock.now())
        db.session.commit()
        return redirect(url_for("meetings.pack"), 303)
    return render_template(
        "meetings/pack.html",
        event=event,
        published=schedules.find_published(event) if event else None,
        asked=queries.find_latest_pack(event) if event else None,
        made=queries.find_made_pack(event) if event else None,
        keep=files.KEEP,
    )


@blueprint.get("/organizers/schedule/pack.pdf")
@access(Access.ORGANIZER)
def pack_pdf() -> ResponseReturnValue:
    """For the printer."""
    return _download(files.PDF)


@blueprint.get("/organizers/schedule/pack.html")
@access(Access.ORGANIZER)
def pack_html() -> ResponseReturnValue:
    """For a telephone or a computer without a network."""
    return _download(files.HTML)


def _download(name: str) -> ResponseReturnValue:
    event = events.find_current(clock.now())
    made = queries.find_made_pack(event) if event else None
    if made is None or not (path := files.path_of(made.id, name)).is_file():
        raise NotFound
    shown = f"deux-rives-{made.schedule.number}{path.suffix}"
    return send_file(path, as_attachment=True, download_name=shown, max_age=None)

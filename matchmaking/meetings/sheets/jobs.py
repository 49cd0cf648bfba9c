"""What the worker does for print packs: makes them, forgets them after the event. Both may run twice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import Flask

from matchmaking import clock
from matchmaking.extensions import db
from matchmaking.locale import speaking
from matchmaking.meetings.sheets import files, pack, queries
from matchmaking.meetings.sheets.operations import MAKE
from matchmaking.outbox import operations as outbox
from matchmaking.outbox.registry import registry
from matchmaking.printing import pdf

FORGET = "meetings.forget_pack"

__all__ = ["FORGET", "MAKE", "forget_pack", "make_pack"]


def make_pack(payload: Mapping[str, Any]) -> None:
    """Read, close the transaction, lay out, write the files, then say that they are there. The pack speaks the language
    of who asked, each personal sheet that of its reader."""
    pack_id = int(payload["pack_id"])
    row = queries.find_pack(pack_id)
    if row is None or row.made_at is not None:
        return
    with speaking(row.asked_by.locale if row.asked_by else None):
        material = pack.read(row.schedule, now=clock.now())
        html, page = pack.paper(material), pack.offline(material)
    db.session.commit()  # nothing is held while it is laid out
    files.write(pack_id, files.HTML, page.encode())
    try:
        files.write(pack_id, files.PDF, pdf.make_pdf(html))
        printed = True
    except pdf.PrintingUnavailable:
        printed = False
    _note(pack_id, sheets=len(material.sheets), printed=printed)
    db.session.commit()


def _note(pack_id: int, *, sheets: int, printed: bool) -> None:
    row, now = queries.find_pack(pack_id), clock.now()
    if row is None:
        files.forget(pack_id)
        return
    row.made_at, row.sheets, row.lacks_libraries = now, sheets, not printed
    for older in queries.list_older_packs(row):
        files.forget(older.id)
        db.session.delete(older)
    left = max(row.schedule.event.ends_at + files.KEEP - now, timedelta())
    outbox.enqueue(FORGET, {"pack_id": pack_id}, now=now, unique_key=f"{FORGET}:{pack_id}", after=left)


def forget_pack(payload: Mapping[str, Any]) -> None:
    """Delete the files and the trace of a pack."""
    pack_id = int(payload["pack_id"])
    files.forget(pack_id)
    row = queries.find_pack(pack_id)
    if row is not None:
        db.session.delete(row)
    db.session.commit()


def init_app(app: Flask) -> None:
    """Tell the outbox who does what."""
    ours = registry(app)
    ours.handle(MAKE, make_pack)
    ours.handle(FORGET, forget_pack)

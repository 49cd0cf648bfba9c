"""What the worker does for reports: counts the dashboard's figures again and again, freezes a report and makes its
files. Doing it twice changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from matchmaking import clock
from matchmaking.database import reading
from matchmaking.errors import NotFound
from matchmaking.extensions import db
from matchmaking.outbox.operations import enqueue
from matchmaking.reports import freezing, operations, queries
from matchmaking.reports.contents import from_stored
from matchmaking.reports.figures import gather
from matchmaking.reports.models import FileFormat
from matchmaking.reports.operations import FREEZE
from matchmaking.reports.rendering import render
from matchmaking.reports.tallying import content_of
from matchmaking.reports.wording import LANGUAGES

__all__ = ["COUNT", "FREEZE", "count", "freeze"]
COUNT = "reports.count"
EVERY = timedelta(minutes=2)  # ten thousand profiles take the worker two seconds
# Paper last: a machine that cannot print still makes the others, and the job comes back for it.
ORDER = (FileFormat.XLSX, FileFormat.DOCX, FileFormat.PDF)


def count(_payload: Mapping[str, Any]) -> None:
    """Count the dashboard's figures, and ask for the next time."""
    now = clock.now()
    with reading():
        content = content_of(gather(now=now))
        db.session.rollback()  # nothing is held open; what follows is written
    operations.keep_tally(content, now=now)
    enqueue(COUNT, {}, now=now, unique_key=COUNT, after=EVERY)
    db.session.commit()


def freeze(payload: Mapping[str, Any]) -> None:
    """Freeze the figures of this moment, then make the files from what was frozen, each in a step of its own."""
    snapshot_id = int(payload["snapshot_id"])
    try:
        snapshot = queries.get_snapshot(snapshot_id)
    except NotFound:
        return
    if snapshot.content is None:
        now = clock.now()
        content = freezing.content_of(snapshot, now=now)
        operations.freeze(snapshot, content, now=now)
        db.session.commit()
    assert snapshot.content is not None
    frozen = from_stored(snapshot.content)
    made = {(one.language, one.format) for one in snapshot.files}
    db.session.commit()  # nothing is held while files are made
    for file_format in ORDER:
        for language in LANGUAGES:
            if (language, file_format) not in made:
                rendered = render(frozen, language, file_format)
                operations.keep_file(queries.get_snapshot(snapshot_id), language, file_format, rendered)
                db.session.commit()

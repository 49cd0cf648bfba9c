"""The dashboard's figures as they are kept: counted tables, and by id who stands on its two shores. Pure.

Names are not kept: a page reads them when it is read, so that nobody's name outlives their profile here.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from matchmaking.reports.figures import Gathered, shown_to_organizers
from matchmaking.reports.figures.introductions import unserved
from matchmaking.reports.figures.material import Introduced, State
from matchmaking.reports.tables import to_json

SHOWN_PAIRS = 120  # the latest introductions, drawn between the shores
SHOWN_NAMES = 60  # of those who have nothing yet


def content_of(gathered: Gathered) -> dict[str, Any]:
    """What the dashboard shows of this moment, as JSON."""
    introduced = gathered.material.introduced
    counts = Counter(id_ for pair in introduced for id_ in pair.both)
    latest = sorted(introduced, key=lambda pair: pair.id)[-SHOWN_PAIRS:]
    drawn = {id_ for pair in latest for id_ in pair.both}
    return {
        "tables": [to_json(table) for table in shown_to_organizers(gathered).tables],
        "introductions": len(introduced),
        "pairs": [[pair.ml.id, pair.dz.id, _state(pair)] for pair in latest],
        "counts": {str(id_): counts[id_] for id_ in drawn},
        "unserved": {
            what: {"total": len(organisations), "ids": [one.id for one in organisations[:SHOWN_NAMES]]}
            for what, organisations in unserved(gathered.material).items()
        },
    }


def _state(pair: Introduced) -> str:
    """The words of what became of it: « met » goes before every answer."""
    return "outcome.met" if pair.has_met else f"state.{State(pair.state)}"

"""Which profiles of the other side a document would be worth a look for: one against many, no list and no rank.

numpy only, so that a page can ask. Scores are those of a run with the same statistics.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from matchmaking.matching.engine.documents import LEFT_COUNTRY, ProfileDocument
from matchmaking.matching.engine.dots import few
from matchmaking.matching.engine.packing import Pack
from matchmaking.matching.engine.readings import Readings
from matchmaking.matching.engine.rows import Floats
from matchmaking.matching.engine.scoring import correction, parts
from matchmaking.matching.engine.traits import Traits


@dataclass(frozen=True, eq=False)
class Shore:
    """Profiles of one country, ready to be compared with any number of documents of the other."""

    pack: Pack
    hubs: Floats

    @classmethod
    def of(cls, documents: Iterable[ProfileDocument], readings: Readings) -> Shore:
        """Read the documents of one country."""
        return cls(*readings.of_many(list(documents)))


def prospects(document: ProfileDocument, shore: Shore, readings: Readings) -> tuple[Traits, ...]:
    """Those of the other shore whose pair with the document is plausible, in the order of their keys."""
    if not len(shore.pack):
        return ()
    parameters = readings.parameters
    one = readings.of(document)
    left = document.country == LEFT_COUNTRY
    packs = (one.pack, shore.pack) if left else (shore.pack, one.pack)
    hubs = (one.hub, shore.hubs) if left else (shore.hubs, one.hub)
    found = parts(*packs, readings.columns, parameters, few)
    scores = found.join(parameters) + correction(*hubs, parameters)
    serious = found.eligible & found.spoken() & (scores >= parameters.plausible)
    return tuple(shore.pack.traits[place] for place in np.flatnonzero(serious.ravel()).tolist())

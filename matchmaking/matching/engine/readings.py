"""What an explanation knows of each profile by itself: texts, rows and hub term, worked out once for many pairs.

One object for one set of statistics; pages of several threads may share it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from threading import Lock

import numpy as np

from matchmaking.language.lexicon import Lexicon, product_lexicon
from matchmaking.matching.engine.documents import LEFT_COUNTRY, RIGHT_COUNTRY, ProfileDocument
from matchmaking.matching.engine.dots import few
from matchmaking.matching.engine.encoding import encode
from matchmaking.matching.engine.packing import Pack, pack
from matchmaking.matching.engine.parameters import Parameters
from matchmaking.matching.engine.reading import ReadProfile, read_profile
from matchmaking.matching.engine.rows import Floats
from matchmaking.matching.engine.said import Said, said_by
from matchmaking.matching.engine.scoring import hubs
from matchmaking.matching.engine.statistics import Statistics
from matchmaking.matching.engine.vocabulary import Vocabulary
from matchmaking.matching.engine.weighting import Weighting

_REMEMBERED = 256  # profiles
Weights = Mapping[str, int]
"""One row as keys with their integers."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One profile: its texts, its rows as the run had them, alone in a pack and by key, and its hub term."""

    texts: ReadProfile
    pack: Pack
    hub: Floats
    needs: Sequence[Weights]
    offers: Sequence[Weights]
    whole: Weights


class Readings:
    """Readings of profiles under one set of statistics; documents are values, so each is read once."""

    def __init__(self, statistics: Statistics, parameters: Parameters, lexicon: Lexicon | None = None) -> None:
        self.statistics = statistics
        self.parameters = parameters
        self.lexicon = product_lexicon() if lexicon is None else lexicon
        self._weighting = Weighting(statistics.frequencies, statistics.documents, self.lexicon, parameters)
        self._vocabulary = Vocabulary(statistics.known)
        self._one_at_a_time = Lock()
        self._known = lru_cache(maxsize=_REMEMBERED)(self._read)

    def of(self, document: ProfileDocument) -> Reading:
        """The reading of a profile."""
        return self._known(document)

    def of_many(self, documents: Sequence[ProfileDocument]) -> tuple[Pack, Floats]:
        """Profiles of one country in one pack with their hub terms, in the order of their keys; nothing of it is
        remembered."""
        with self._one_at_a_time:
            encoded = encode(documents, said_by(documents, self.lexicon), self._weighting, self._vocabulary)
        together = pack(encoded)
        return together, self._hub(together, documents[0].country) if documents else np.zeros(0)

    @property
    def columns(self) -> int:
        """How many columns the packs of all readings may have."""
        return self._vocabulary.columns

    def _read(self, document: ProfileDocument) -> Reading:
        texts = read_profile(document, self.lexicon)
        with self._one_at_a_time:  # a new word gets one number
            (encoded,) = encode([document], Said.of(texts.fields()), self._weighting, self._vocabulary)
        keys = [self._vocabulary.name(column) for column in encoded.rows.columns.tolist()]
        cells = list(zip(keys, encoded.rows.weights.tolist(), strict=True))
        *rows, whole = (dict(cells[begin:end]) for begin, end in pairwise(encoded.rows.starts.tolist()))
        needs, alone = len(encoded.need_keys), pack([encoded])
        return Reading(texts, alone, self._hub(alone, document.country), rows[:needs], rows[needs:], whole)

    def _hub(self, alone: Pack, country: str) -> Floats:
        left = country == LEFT_COUNTRY
        reference = self.statistics.reference[RIGHT_COUNTRY if left else LEFT_COUNTRY]
        return hubs(alone, reference, self.columns, self.parameters, few, left=left)

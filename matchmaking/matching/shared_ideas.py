"""What two passages both speak of, in the reader's words, where they share no word that could be marked."""

from __future__ import annotations

from collections.abc import Sequence

from matchmaking.language.lexicon import CONCEPT_PREFIX
from matchmaking.matching.engine import SharedTerm
from matchmaking.matching.marking import LEAST_SHARE
from matchmaking.profiles.reading_aid import Reader

MOST_SHARED = 3


def shared_ideas(reader: Reader, terms: Sequence[SharedTerm]) -> list[str]:
    """The heaviest ideas, named or implied."""
    heaviest = max((term.weight for term in terms), default=0.0)
    keys = [term.key for term in terms if term.weight >= LEAST_SHARE * heaviest]
    ideas = [key for key in keys if key.startswith(CONCEPT_PREFIX)]
    return [reader.lexicon.label(key, reader.language) for key in ideas[:MOST_SHARED]]

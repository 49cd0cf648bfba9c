"""How much of a text the lexicon understands: the share of its content words that fall under a concept.

A measure for whoever grows the lexicon; it judges breadth only, never whether a concept is the right one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from matchmaking.language.keys import UNIT_PREFIX
from matchmaking.language.lexicon import CONCEPT_PREFIX, Lexicon
from matchmaking.language.terms import analyse


class Coverage(NamedTuple):
    """Content words of one language: all, those under a concept, and the others by how often they were read."""

    words: int
    covered: int
    missed: Counter[str]

    @property
    def share(self) -> float:
        """From 0 to 1; 1 for no word at all."""
        return self.covered / self.words if self.words else 1.0


def coverage(texts: Iterable[str], *, lexicon: Lexicon | None = None) -> dict[str, Coverage]:
    """The coverage of texts by language (fr, ar, en); `lexicon` is the product's own by default.

    Function words, faint words (numbers, times, *need*, *offer*) and numbers with their unit do not count.
    """
    words: Counter[str] = Counter()
    covered: Counter[str] = Counter()
    missed: dict[str, Counter[str]] = {}
    for text in texts:
        end_of_concept = 0
        for term in analyse(text, lexicon=lexicon):  # a concept stands before the words it covers
            if term.key.startswith(CONCEPT_PREFIX):
                end_of_concept = max(end_of_concept, term.end)
            elif not term.key.startswith(UNIT_PREFIX):
                words[term.language] += 1
                if term.end <= end_of_concept:
                    covered[term.language] += 1
                else:
                    missed.setdefault(term.language, Counter())[text[term.start : term.end].lower()] += 1
    return {name: Coverage(count, covered[name], missed.get(name, Counter())) for name, count in words.items()}

"""What the engine gives back: suggestions and explanations, as frozen values of codes and numbers.

No sentence in any language: templates word the codes for their reader.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Span = tuple[str, int, int]
"""(field, start, end): characters start to end-1 of the "title" or "text", or of its profile's "summary"."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A pair that stands in the list of at least one of its two.

    score = ½·direction·(forward + backward) + weight·affinity + facts + correction. A rank counts from 1 and
    is None where the pair is not in that side's list.
    """

    left_key: str
    right_key: str
    score: float
    forward: float
    backward: float
    affinity: float
    facts: float
    correction: float
    left_rank: int | None = None
    right_rank: int | None = None


class Strength(StrEnum):
    """A word for a score, from thresholds calibrated on judgements."""

    STRONG = "strong"
    GOOD = "good"
    PLAUSIBLE = "plausible"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class SharedTerm:
    """A term that both passages hold: its part of the score, and where each of them says it.

    `named` is False where one of them only says something more special (a terminal, for equipment): its spans are then
    those of the more special ideas, and no pairing of words.
    """

    key: str
    weight: float
    need_spans: tuple[Span, ...]
    offer_spans: tuple[Span, ...]
    named: bool = True


@dataclass(frozen=True, slots=True)
class Evidence:
    """A need beside the offer that meets it. `contribution` is its part of the score, 0 for one shown as
    "also".
    """

    need_key: str
    offer_key: str
    forward: bool
    similarity: float
    contribution: float
    terms: tuple[SharedTerm, ...]


@dataclass(frozen=True, slots=True)
class Contribution:
    """A part of the score by its code: a fact, or a share of the affinity (`sectors`, `rivalry`, a term's
    key).
    """

    code: str
    contribution: float


@dataclass(frozen=True, slots=True)
class Remark:
    """A thing to say about a pair: a code and its values, worded by a template."""

    code: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a pair has its score: `.evidence`, `.affinity_terms`, `.facts` and `.correction` sum to it.

    `left_*` speaks of the left side's needs (forward), `right_*` of the right side's (backward); blocks are
    0 to 5.
    """

    left_key: str
    right_key: str
    score: float
    evidence: tuple[Evidence, ...]
    also: tuple[Evidence, ...]
    affinity_terms: tuple[Contribution, ...]
    facts: tuple[Contribution, ...]
    correction: float
    strength: Strength
    left_strength: Strength
    right_strength: Strength
    left_blocks: int
    right_blocks: int
    agreements: tuple[Remark, ...]
    missing: tuple[Remark, ...]
    first_question: Remark


@dataclass(frozen=True, slots=True)
class Silence:
    """Why there is no suggestion: a code with the counts that show it."""

    code: str
    counts: dict[str, int]

"""How good lists are against graded pairs: the measures, and one table of methods. Ranks nothing itself.

Gain 2^grade − 1; a profile counts where it has any graded partner (precision, hits: one of grade 2 or more).
"""

from __future__ import annotations

import csv
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from matchmaking.language.terms import language_of
from matchmaking.matching.engine.documents import LEFT_COUNTRY, RIGHT_COUNTRY, ProfileDocument

Grades = Mapping[tuple[str, str], float]
"""(left key, right key) -> grade 0 to 3; a pair that is not listed is 0."""
Lists = Mapping[str, Sequence[str]]
"""Each profile's own list: partners' keys, best first."""

GOOD = 2.0
BEST = 3.0
_FIRST, _LIST = 5, 10


class JudgementError(ValueError):
    """A file of judgements that cannot be read; the sentence names the line."""


def read_judgements(path: Path) -> dict[tuple[str, str], float]:
    """Graded pairs from a CSV file with at least the columns ml_key, dz_key, grade."""
    grades: dict[tuple[str, str], float] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if not {"ml_key", "dz_key", "grade"} <= set(reader.fieldnames or ()):
            raise JudgementError("line 1: the columns ml_key, dz_key and grade are needed")
        for row in reader:
            try:
                grades[row["ml_key"], row["dz_key"]] = float(row["grade"])
            except (TypeError, ValueError):
                raise JudgementError(f"line {reader.line_num}: the grade {row['grade']!r} is not a number") from None
    return grades


@dataclass(frozen=True, slots=True)
class Measures:
    """What one method's lists are worth; every value a mean in 0..1.

    `intervals` holds the 95 % bootstrap interval of each mean by its name, drawn over profiles (for
    `found_10_across_languages` over pairs).
    """

    ndcg_10: float
    ndcg_5: float
    precision_5: float
    reciprocal_rank: float
    hit_5: float
    gini: float
    ndcg_10_by_side: Mapping[str, float]
    ndcg_5_by_side: Mapping[str, float]
    ndcg_10_by_kind: Mapping[str, float]
    found_10_by_languages: Mapping[str, tuple[float, int]]
    found_10_across_languages: float | None
    intervals: Mapping[str, tuple[float, float]]


class Judge:
    """Graded pairs of known profiles, ready to measure any lists."""

    def __init__(self, documents: Iterable[ProfileDocument], grades: Grades) -> None:
        self._documents = {document.key: document for document in documents}
        self._grades: dict[str, dict[str, float]] = defaultdict(dict)
        for (left, right), grade in grades.items():
            if left in self._documents and right in self._documents:
                self._grades[left][right] = self._grades[right][left] = grade
        self._languages = {key: _language(document) for key, document in self._documents.items()}

    def measure(self, lists: Lists, *, samples: int = 1000) -> Measures:
        """The measures of lists; `samples` bootstrap draws give the intervals (95 %)."""
        ten, five = self.ndcg(lists), self.ndcg(lists, count=_FIRST)
        good = self._judged(GOOD)
        shares = [sum(grade >= GOOD for grade in self._first(key, lists, _FIRST)) / _FIRST for key in good]
        found = self._found(lists)
        across = [share for name, pairs in found.items() if len(set(name.split("-"))) > 1 for share in pairs]
        means: dict[str, list[float]] = {
            "ndcg_10": list(ten.values()),
            "ndcg_5": list(five.values()),
            "precision_5": shares,
            "reciprocal_rank": [self._reciprocal_rank(key, lists) for key in self._judged(BEST)],
            "hit_5": [float(share > 0.0) for share in shares],
        }
        return Measures(
            ndcg_10=_mean(means["ndcg_10"]),
            ndcg_5=_mean(means["ndcg_5"]),
            precision_5=_mean(means["precision_5"]),
            reciprocal_rank=_mean(means["reciprocal_rank"]),
            hit_5=_mean(means["hit_5"]),
            gini=self._gini(lists),
            ndcg_10_by_side=self._by(ten, lambda document: document.country),
            ndcg_5_by_side=self._by(five, lambda document: document.country),
            ndcg_10_by_kind=self._by(ten, lambda document: document.kind),
            found_10_by_languages={name: (_mean(found[name]), len(found[name])) for name in sorted(found)},
            found_10_across_languages=_mean(across) if across else None,
            intervals={
                name: _interval(values, samples)
                for name, values in {**means, "found_10_across_languages": across}.items()
            },
        )

    def ndcg(self, lists: Lists, *, count: int = _LIST) -> dict[str, float]:
        """nDCG of the first `count` of the list of each profile that has a graded partner."""
        return {key: self._ndcg(key, lists, count) for key in self._judged(0.0)}

    def grades_of(self, key: str) -> Mapping[str, float]:
        """The graded partners of a profile."""
        return dict(self._grades.get(key, {}))

    def _judged(self, least: float) -> list[str]:
        """Profiles with a partner graded at least `least` (and above 0)."""
        return [
            key
            for key in sorted(self._grades)
            if any(grade > 0 and grade >= least for grade in self._grades[key].values())
        ]

    def _first(self, key: str, lists: Lists, count: int) -> list[float]:
        return [self._grades[key].get(partner, 0.0) for partner in lists.get(key, ())[:count]]

    def _ndcg(self, key: str, lists: Lists, count: int) -> float:
        ideal = sorted(self._grades[key].values(), reverse=True)[:count]
        return _gain(self._first(key, lists, count)) / _gain(ideal)

    def _reciprocal_rank(self, key: str, lists: Lists) -> float:
        grades = self._first(key, lists, len(self._documents))
        return next((1.0 / rank for rank, grade in enumerate(grades, 1) if grade >= BEST), 0.0)

    def _by(self, values: Mapping[str, float], read: Callable[[ProfileDocument], str]) -> dict[str, float]:
        groups: dict[str, list[float]] = defaultdict(list)
        for key, value in values.items():
            groups[read(self._documents[key])].append(value)
        return {name: _mean(groups[name]) for name in sorted(groups)}

    def _found(self, lists: Lists) -> dict[str, list[float]]:
        """Of each good pair, by the languages of its two texts: the share of its two lists whose first ten hold it."""
        shares: dict[str, list[float]] = defaultdict(list)
        for left in (key for key, document in self._documents.items() if document.country == LEFT_COUNTRY):
            for right, grade in self._grades[left].items():
                if grade >= GOOD:
                    name = f"{self._languages[left]}-{self._languages[right]}"
                    both = (right in lists.get(left, ())[:_LIST], left in lists.get(right, ())[:_LIST])
                    shares[name].append(sum(both) / 2)
        return shares

    def _gini(self, lists: Lists) -> float:
        """How unequally profiles appear in the first five of others' lists: 0 alike, 1 one for all (mean of sides)."""
        seen = Counter(partner for key in self._documents for partner in lists.get(key, ())[:_FIRST])
        found = []
        for country in (LEFT_COUNTRY, RIGHT_COUNTRY):
            counts = sorted(seen[key] for key, document in self._documents.items() if document.country == country)
            if sum(counts):
                weighted = sum((2 * rank - len(counts) - 1) * count for rank, count in enumerate(counts, 1))
                found.append(weighted / (len(counts) * sum(counts)))
        return _mean(found)


def _language(document: ProfileDocument) -> str:
    texts = [document.summary, *(f"{one.title} {one.text}" for one in document.opportunities)]
    return language_of("\n".join(texts)) or "none"


def _gain(grades: Sequence[float]) -> float:
    return math.fsum((2**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades, 1))


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return math.fsum(found) / len(found) if found else 0.0


def _interval(values: Sequence[float], samples: int) -> tuple[float, float]:
    if not values:
        return (0.0, 0.0)
    draws = np.random.default_rng(0).choice(np.array(values), (samples, len(values))).mean(axis=1)
    low, high = np.quantile(draws, (0.025, 0.975))
    return (float(low), float(high))

"""The engine against a file of graded pairs. Reads files, never the database."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from matchmaking.errors import DomainError
from matchmaking.matching import adapter
from matchmaking.matching.engine import Engine, Parameters, ProfileDocument, Suggestion, comparison
from matchmaking.matching.engine.calibration import Calibration, calibrate
from matchmaking.matching.engine.comparison import ENGINE, compare, engine_lists, methods
from matchmaking.matching.engine.evaluation import Judge, Measures, read_judgements
from matchmaking.matching.engine.shortcomings import WeakList, weakest
from matchmaking.profiles import content
from matchmaking.profiles.amounts import DEFAULT_RATES


class UnreadableProfiles(DomainError):
    """The file of profiles cannot be read; the sentence says where."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The measures of every method of the table, what the words are worth, and the engine's weakest lists."""

    measures: Mapping[str, Measures]
    words: Calibration
    weakest: Sequence[WeakList]


def evaluate(profiles_file: Path, judgements_file: Path, *, weakest_lists: int) -> Evaluation:
    """The engine, the engine without each of its parts, and plain methods, on judged profiles."""
    documents = read_documents(profiles_file)
    grades = read_judgements(judgements_file)
    judge, parameters = Judge(documents, grades), Parameters()
    engine = Engine(replace(parameters, top_n=max(len(documents), 1))).fit(documents)
    lists, found = engine_lists(documents, engine), engine.suggestions()
    return Evaluation(
        compare(judge, {**methods(documents, engine.parameters), ENGINE: lambda: lists}),
        calibrate(
            [pair for pair in found if _is_listed(pair, parameters.top_n)],
            grades,
            [document.key for document in documents],
            parameters,
        ),
        weakest(judge, lists, found, weakest_lists),
    )


def _is_listed(pair: Suggestion, count: int) -> bool:
    """Whether the pair stands among the first `count` of one of its two lists, as a run would suggest it."""
    return min(rank or count + 1 for rank in (pair.left_rank, pair.right_rank)) <= count


def read_documents(file: Path) -> list[ProfileDocument]:
    """The profiles of a JSON file in the product's file format, as the engine reads them.

    Raises UnreadableProfiles. Amounts are converted by the rates that stand in the code, since no database is read.
    """
    try:
        items = json.loads(file.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise UnreadableProfiles(f"{file.name} is not JSON: {error}") from error
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise UnreadableProfiles(f"{file.name} must be a list of organisations")
    return [_document(item, position) for position, item in enumerate(items, start=1)]


def _document(data: dict[str, Any], position: int) -> ProfileDocument:
    key = str(data.get("id") or data.get("key") or "")
    typed, problems = content.from_dict(data)
    if typed is None or not key:
        told = ", ".join(f"{problem.field} {problem.code}" for problem in problems) or "id missing"
        raise UnreadableProfiles(f"organisation {position} {key}: {told}")
    return adapter.document_of(key, typed, on=None, rates={rate.currency: rate.eur for rate in DEFAULT_RATES})


def as_json(found: Evaluation) -> dict[str, Any]:
    """The engine's own measures, then those of every method and the weakest lists, as JSON-ready values."""
    table = comparison.as_json(found.measures)
    return {
        **table[ENGINE],
        "methods": table,
        "words": asdict(found.words),
        "weakest": [asdict(one) for one in found.weakest],
    }


def as_text(found: Evaluation) -> str:
    """The same as tables to be read at a terminal."""
    parts = [comparison.as_text(found.measures), comparison.languages_as_text(found.measures), _words(found.words)]
    if found.weakest:
        parts.append("\n".join(map(_weak_list, found.weakest)))
    return "\n\n".join(parts)


def _words(found: Calibration) -> str:
    rows = [("word", "pairs", "grade 2 or more", "share", "interval", "proposed from")]
    for band in found.bands:
        proposed = found.proposed.get(band.word)
        low, high = band.interval
        rows.append(
            (
                *(band.word.value, str(band.pairs), str(band.good), f"{band.share:.2f}", f"{low:.2f}-{high:.2f}"),
                "-" if proposed is None else f"{proposed:.3f}",
            )
        )
    kept = f"{len(found.without)} profiles keep no pair worth showing; for {found.rightly} the judges found none either"
    return f"{comparison.aligned(rows)}\n{kept}"


def _weak_list(one: WeakList) -> str:
    first = " ".join(f"{key}:{grade:g}" for key, grade in one.first)
    low = "; ".join(
        f"{partner.key} (grade {partner.grade:g}, {f'place {partner.rank}' if partner.rank else 'not suggested'}, "
        f"held down by {partner.cause.value.replace('_', ' ')})"
        for partner in one.low
    )
    return f"{one.key}  nDCG@10 {one.ndcg_10:.2f}\n  first ten: {first}\n  too low: {low or 'none'}"

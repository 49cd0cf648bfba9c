"""One table of methods on the same judged profiles: plain ones, the engine, and the engine without each of its parts.

Each part shows what it earns. Measures come from `evaluation`; how the table is printed is the command's business,
though `as_text` offers the plain form.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from functools import partial
from importlib.util import find_spec
from typing import Any

from matchmaking.language.lexicon import Lexicon, product_lexicon
from matchmaking.matching.engine.baselines import bm25, default_tfidf, lists_of, stemmed_tfidf
from matchmaking.matching.engine.documents import ProfileDocument
from matchmaking.matching.engine.engine import Engine
from matchmaking.matching.engine.evaluation import Judge, Lists, Measures
from matchmaking.matching.engine.parameters import Parameters

_NO_FACTS = {
    "funding": 0.0,
    "stage_fit": 0.0,
    "stage_misfit": 0.0,
    "ticket_fit": 0.0,
    "ticket_misfit": 0.0,
    "common_language": 0.0,
    "no_common_language": 0.0,
    "same_purpose": 0.0,
}
ENGINE = "engine"
_COLUMNS = (
    *("nDCG@10", "interval", "ML", "DZ", "nDCG@5", "ML@5", "DZ@5", "P@5", "MRR", "hit@5", "across", "Gini"),
    *("startups", "companies", "investors"),
)


def engine_lists(documents: Sequence[ProfileDocument], engine: Engine) -> Lists:
    """Every profile's own list by a fitted engine."""
    lists: dict[str, list[str]] = {document.key: [] for document in documents}
    ranked = [(pair.left_rank, pair.left_key, pair.right_key) for pair in engine.suggestions()]
    ranked += [(pair.right_rank, pair.right_key, pair.left_key) for pair in engine.suggestions()]
    for _, key, partner in sorted((rank, key, partner) for rank, key, partner in ranked if rank is not None):
        lists[key].append(partner)
    return lists


def methods(
    documents: Sequence[ProfileDocument], parameters: Parameters, lexicon: Lexicon | None = None
) -> dict[str, Callable[[], Lists]]:
    """The methods of the table by name, each ready to be run."""
    lexicon = product_lexicon() if lexicon is None else lexicon
    parameters = replace(parameters, top_n=max(parameters.top_n, 10))

    def engine(words: Lexicon, changes: Mapping[str, float]) -> Callable[[], Lists]:
        changed = replace(parameters, **changes)  # type: ignore[arg-type]
        return lambda: engine_lists(documents, Engine(changed, lexicon=words).fit(documents))

    table: dict[str, Callable[[], Lists]] = {
        "TF-IDF, default": partial(lists_of, documents, default_tfidf),
        "TF-IDF, stemmed": partial(lists_of, documents, stemmed_tfidf),
    }
    if find_spec("bm25s"):
        table["BM25"] = partial(lists_of, documents, bm25)
    table[ENGINE] = engine(lexicon, {})
    table["engine without lexicon"] = engine(Lexicon.empty(), {})
    table["engine without sectors"] = engine(lexicon, {"sector_likeness": 0.0})
    table["engine without facts"] = engine(lexicon, _NO_FACTS)
    table["engine without hub correction"] = engine(lexicon, {"hub": 0.0})
    return table


def compare(judge: Judge, table: Mapping[str, Callable[[], Lists]]) -> dict[str, Measures]:
    """The measures of every method of a table."""
    return {name: judge.measure(run()) for name, run in table.items()}


def as_json(measures: Mapping[str, Measures]) -> dict[str, Any]:
    """The table as JSON-ready values."""
    return {name: asdict(one) for name, one in measures.items()}


def as_text(measures: Mapping[str, Measures]) -> str:
    """The measures as aligned text, one line a method."""
    return aligned([("method", *_COLUMNS), *(_row(name, one) for name, one in measures.items())])


def languages_as_text(measures: Mapping[str, Measures]) -> str:
    """The share of good pairs found in the first ten, by the languages of the two texts, as aligned text."""
    counts = {
        pair: count for one in measures.values() for pair, (_, count) in sorted(one.found_10_by_languages.items())
    }
    header = ("method", *(f"{pair} ({count})" for pair, count in counts.items()))
    rows = [
        (name, *(_number(one.found_10_by_languages.get(pair, (None, 0))[0]) for pair in counts))
        for name, one in measures.items()
    ]
    return aligned([header, *rows])


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells in columns: the first one to the left, the others to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) if not place else cell.rjust(width) for place, (cell, width) in enumerate(cells))
        for cells in (list(zip(row, widths, strict=True)) for row in rows)
    )


def _row(name: str, one: Measures) -> tuple[str, ...]:
    low, high = one.intervals["ndcg_10"]
    ten, five, kinds = one.ndcg_10_by_side, one.ndcg_5_by_side, one.ndcg_10_by_kind
    values = (
        *(ten.get("ML"), ten.get("DZ"), one.ndcg_5, five.get("ML"), five.get("DZ"), one.precision_5),
        *(one.reciprocal_rank, one.hit_5, one.found_10_across_languages, one.gini),
        *(kinds.get("startup"), kinds.get("company"), kinds.get("investor")),
    )
    return (name, _number(one.ndcg_10), f"{low:.2f}-{high:.2f}", *map(_number, values))


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"

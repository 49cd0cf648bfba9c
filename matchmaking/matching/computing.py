"""One run of the engine over documents, with what there is to tell about it. Pure: no database, no clock.

Only jobs and commands come here: a fit loads what a page must not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matchmaking.language.lexicon import Lexicon
from matchmaking.matching.engine import ENGINE_VERSION, Engine, Parameters, ProfileDocument, Suggestion
from matchmaking.matching.engine.documents import LEFT_COUNTRY, RIGHT_COUNTRY
from matchmaking.matching.engine.eligibility import Refusal, refusal
from matchmaking.matching.engine.meeting import Met
from matchmaking.matching.lexicon.survey import Survey, survey

ONE_PROFILE = "one_profile"


@dataclass(frozen=True)
class Outcome:
    """What a run found, ready to be stored."""

    engine_version: str
    parameters: Mapping[str, Any]
    suggestions: Sequence[Suggestion]
    met: Met  # which needs are met, and by whom
    statistics: bytes
    lexicon_version: str
    survey: Survey
    counts: Mapping[str, Any]
    silence: str | None  # the reason code when nothing is suggested


def compute(
    documents: Sequence[ProfileDocument],
    parameters: Parameters,
    lexicon: Lexicon,
    *,
    reasons: Mapping[tuple[str, str], str] | None = None,
) -> Outcome:
    """Fit, suggest and count. `reasons`: why a pair of keys is excluded, where more is known than that it is."""
    engine = Engine(parameters, lexicon).fit(documents)
    suggestions = engine.suggestions()
    silence = engine.silence_
    return Outcome(
        engine_version=ENGINE_VERSION,
        parameters=parameters.as_dict(),
        suggestions=suggestions,
        met=engine.met_needs(),
        statistics=engine.statistics_.to_bytes(),
        lexicon_version=lexicon.version,
        survey=survey(documents, lexicon),
        counts=_counts(documents, reasons or {}) | {"suggestions": len(suggestions)},
        silence=None if silence is None else ONE_PROFILE if len(documents) == 1 else silence.code,
    )


def _counts(documents: Sequence[ProfileDocument], reasons: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    """Profiles by side and kind, pairs across the border, and how many of them may not be suggested, by reason."""
    sides: dict[str, Counter[str]] = {LEFT_COUNTRY: Counter(), RIGHT_COUNTRY: Counter()}
    for document in documents:
        sides[document.country][document.kind] += 1
    left, right = (sum(sides[country].values()) for country in (LEFT_COUNTRY, RIGHT_COUNTRY))
    return {
        "profiles": left + right,
        "ml": left,
        "dz": right,
        "kinds": {country: dict(sorted(kinds.items())) for country, kinds in sides.items()},
        "pairs": left * right,
        "refused": refusals(documents, reasons),
    }


def refusals(documents: Sequence[ProfileDocument], reasons: Mapping[tuple[str, str], str]) -> dict[str, int]:
    """How many pairs across the border may not be suggested, by reason code: excluded ones by theirs in `reasons`.

    Pairs of one class (kind, asked kinds) are decided together, excluded ones by name, so that thousands of
    profiles are counted as fast as a hundred.
    """
    by_key = {document.key: document for document in documents}
    excluded = {
        (document.key, key) if document.country == LEFT_COUNTRY else (key, document.key)
        for document in documents
        for key in document.excludes
        if key in by_key and by_key[key].country != document.country
    }
    counts = Counter(str(reasons.get(pair, Refusal.EXCLUDED)) for pair in excluded)
    for (one, left), (other, right) in _class_pairs(documents):
        if reason := refusal(one, other):
            counts[reason.value] += left * right
    for ml_key, dz_key in excluded:  # counted once, by why it is excluded
        if reason := refusal(_bare(by_key[ml_key]), _bare(by_key[dz_key])):
            counts[reason.value] -= 1
    return {code: count for code, count in sorted(counts.items()) if count}


def _class_pairs(
    documents: Sequence[ProfileDocument],
) -> list[tuple[tuple[ProfileDocument, int], tuple[ProfileDocument, int]]]:
    classes: dict[str, Counter[ProfileDocument]] = {LEFT_COUNTRY: Counter(), RIGHT_COUNTRY: Counter()}
    for document in documents:
        classes[document.country][_bare(document)] += 1
    return [(one, other) for one in classes[LEFT_COUNTRY].items() for other in classes[RIGHT_COUNTRY].items()]


def _bare(document: ProfileDocument) -> ProfileDocument:
    """Only what the table of eligibility looks at."""
    return ProfileDocument(
        key=f"{document.country}:{document.kind}",
        country=document.country,
        kind=document.kind,
        also_meets=document.also_meets,
    )

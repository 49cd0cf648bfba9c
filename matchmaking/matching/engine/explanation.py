"""Why a pair has its score, from the two texts and the stored statistics; no scikit-learn, scipy or numba.

The same integers and the same formula as the run: evidence + affinity terms + facts + correction sum to the
score.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from matchmaking.language.lexicon import Lexicon
from matchmaking.matching.engine.documents import LEFT_COUNTRY, RIGHT_COUNTRY, DocumentError, ProfileDocument
from matchmaking.matching.engine.dots import few
from matchmaking.matching.engine.encoding import SQUARE
from matchmaking.matching.engine.facts import Fact, holding, weight_of
from matchmaking.matching.engine.outcomes import Contribution, Evidence, Explanation, SharedTerm, Span
from matchmaking.matching.engine.packing import Pack
from matchmaking.matching.engine.parameters import Parameters
from matchmaking.matching.engine.reading import ReadOpportunity
from matchmaking.matching.engine.readings import Reading, Readings, Weights
from matchmaking.matching.engine.remarks import agreements, first_question, missing
from matchmaking.matching.engine.scoring import Parts, correction, parts
from matchmaking.matching.engine.statistics import Statistics
from matchmaking.matching.engine.strength import blocks, side_strength, strength

_ALSO = 3  # further need–offer pairs shown, at most
_ALSO_SHARE = 0.35  # and only those at least this near to the best


def explain_pair(
    left: ProfileDocument,
    right: ProfileDocument,
    statistics: Statistics,
    parameters: Parameters,
    *,
    lexicon: Lexicon | None = None,
) -> Explanation:
    """Explains a pair of a Malian and an Algerian profile; raises `DocumentError` for any other two."""
    return explain(left, right, Readings(statistics, parameters, lexicon))


def explain(left: ProfileDocument, right: ProfileDocument, readings: Readings) -> Explanation:
    """The same with what is known already of either of the two."""
    if (left.country, right.country) != (LEFT_COUNTRY, RIGHT_COUNTRY):
        raise DocumentError(f"{left.key}, {right.key}: a pair is one profile of ML and one of DZ, in this order")
    parameters = readings.parameters
    one, other = readings.of(left), readings.of(right)
    packs = one.pack, other.pack
    found = parts(*packs, readings.columns, parameters, few)
    taken = float(correction(one.hub, other.hub, parameters)[0, 0])
    score = float(found.join(parameters)[0, 0]) + taken
    evidence, also = _evidence(one, other, parameters, readings.lexicon)
    facts = _holding(packs)
    forward, backward = float(found.forward[0, 0]), float(found.backward[0, 0])
    return Explanation(
        left_key=left.key,
        right_key=right.key,
        score=score,
        evidence=evidence,
        also=also,
        affinity_terms=tuple(_affinity(one.whole, other.whole, found, parameters)),
        facts=tuple(Contribution(fact, degree * weight_of(fact, parameters)) for fact, degree in facts.items()),
        correction=taken,
        strength=strength(score, parameters),
        left_strength=side_strength(forward, parameters),
        right_strength=side_strength(backward, parameters),
        left_blocks=blocks(forward, parameters),
        right_blocks=blocks(backward, parameters),
        agreements=agreements(left, right, tuple(facts)),
        missing=missing(left, right, tuple(facts), evidence + also),
        first_question=first_question(left, right, tuple(facts), evidence),
    )


def _holding(packs: tuple[Pack, Pack]) -> dict[Fact, float]:
    """The facts that hold, and how far, whatever they weigh."""
    degrees = holding(packs[0].traits, packs[1].traits)
    return {fact: float(degree[0, 0]) for fact, degree in degrees.items() if degree[0, 0]}


def _affinity(left: Weights, right: Weights, found: Parts, parameters: Parameters) -> Iterator[Contribution]:
    """Sectors, rivalry, and each key that both whole profiles hold, the heaviest first."""
    weight = parameters.affinity
    yield Contribution("sectors", weight * parameters.sector_likeness * float(found.sectors[0, 0]))
    yield Contribution("rivalry", -weight * parameters.competition * float(found.rivalry[0, 0]))
    shared = [
        Contribution(key, weight * parameters.text_likeness * product / SQUARE)
        for key, product in _products(left, right)
    ]
    yield from sorted(shared, key=lambda term: (-term.contribution, term.code))


def _products(left: Weights, right: Weights) -> list[tuple[str, int]]:
    return [(key, weight * right[key]) for key, weight in left.items() if key in right]


def _evidence(
    left: Reading, right: Reading, parameters: Parameters, lexicon: Lexicon
) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    winners: list[Evidence] = []
    others: list[Evidence] = []
    for forward, asking, giving in ((True, left, right), (False, right, left)):
        found = _exchanges(asking, giving, forward, parameters, lexicon)
        winners += found[:1]
        others += [
            Evidence(pair.need_key, pair.offer_key, forward, pair.similarity, 0.0, pair.terms)
            for pair in found[1:]
            if pair.similarity >= _ALSO_SHARE * found[0].similarity
        ]
    winners.sort(key=lambda pair: (-pair.contribution, not pair.forward))
    others.sort(key=lambda pair: (-pair.similarity, pair.need_key, pair.offer_key))
    return tuple(winners), tuple(others[:_ALSO])


def _exchanges(
    asking: Reading, giving: Reading, forward: bool, parameters: Parameters, lexicon: Lexicon
) -> list[Evidence]:
    """Every need with every offer that shares a term with it, best first, ties by keys."""
    share = 0.5 * parameters.direction
    found = []
    for need, need_row in zip(asking.texts.needs, asking.needs, strict=True):
        for offer, offer_row in zip(giving.texts.offers, giving.offers, strict=True):
            products = _products(need_row, offer_row)
            if not products:
                continue
            similarity = sum(product for _, product in products) / SQUARE
            spans = _spans(need, asking, lexicon), _spans(offer, giving, lexicon)
            terms = [_shared(key, share * product / SQUARE, *spans) for key, product in products]
            terms.sort(key=lambda term: (-term.weight, term.key))
            keys = need.key, offer.key
            found.append(Evidence(*keys, forward, similarity, share * similarity, tuple(terms)))
    found.sort(key=lambda pair: (-pair.similarity, pair.need_key, pair.offer_key))
    return found


@dataclass(frozen=True, slots=True)
class _Places:
    """Where a passage says each key itself, and where it says something that stands beneath it."""

    own: dict[str, tuple[Span, ...]]
    beneath: dict[str, tuple[Span, ...]]

    def of(self, key: str) -> tuple[Span, ...]:
        return self.own.get(key) or self.beneath.get(key, ())


def _shared(key: str, weight: float, need: _Places, offer: _Places) -> SharedTerm:
    return SharedTerm(key, weight, need.of(key), offer.of(key), key in need.own and key in offer.own)


def _spans(opportunity: ReadOpportunity, reading: Reading, lexicon: Lexicon) -> _Places:
    places = _Places({}, {})
    fields = (("title", opportunity.title), ("text", opportunity.text), ("summary", reading.texts.summary))
    for field, read in fields:
        for term in read.terms():
            span = (field, term.start, term.end)
            places.own[term.key] = (*places.own.get(term.key, ()), span)
            for key in lexicon.ancestors(term.key):
                places.beneath[key] = (*places.beneath.get(key, ()), span)
    return places

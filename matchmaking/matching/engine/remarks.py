"""What agrees, what is missing and what to ask first about a pair, as codes with values; no wording."""

from __future__ import annotations

from collections.abc import Sequence

from matchmaking.matching.engine.documents import ProfileDocument
from matchmaking.matching.engine.facts import Fact
from matchmaking.matching.engine.outcomes import Evidence, Remark
from matchmaking.matching.engine.sectors import SAME, nearness

_THIN = 200  # characters of offers and needs under which a profile says too little to be judged


def agreements(left: ProfileDocument, right: ProfileDocument, facts: Sequence[Fact]) -> tuple[Remark, ...]:
    """What speaks for the pair beside its texts."""
    remarks = []
    same = sorted(set(left.sectors) & set(right.sectors))
    near = sorted(
        {f"{a}+{b}" for a in left.sectors for b in right.sectors if 0 < nearness(a, b) < SAME} if not same else ()
    )
    languages = sorted(set(left.languages) & set(right.languages))
    if same:
        remarks.append(Remark("same_sector", tuple(same)))
    if near:
        remarks.append(Remark("near_sectors", tuple(near)))
    if languages:
        remarks.append(Remark("common_language", tuple(languages)))
    funded = _funded(left, right)
    told = {
        Fact.SEEKS_FUNDING: (funded.key,),
        Fact.STAGE_FITS: (funded.stage or "",),
        Fact.TICKET_FITS: (_number(funded.seeking_amount_eur),),
        Fact.SAME_PURPOSE: _purposes(left, right),
        Fact.CO_INVESTMENT: (left.key, right.key),
    }
    remarks += [Remark(fact, told[fact]) for fact in facts if fact in told]
    return tuple(remarks)


def missing(
    left: ProfileDocument, right: ProfileDocument, facts: Sequence[Fact], evidence: Sequence[Evidence]
) -> tuple[Remark, ...]:
    """What speaks against the pair, or is not said."""
    remarks = []
    for profile in (left, right):
        for side in ("need", "offer"):
            if not profile.side(side):
                remarks.append(Remark(f"no_{side}_text", (profile.key,)))
        if sum(len(one.title) + len(one.text) for one in profile.opportunities) < _THIN:
            remarks.append(Remark("thin_profile", (profile.key,)))
    funded = _funded(left, right)
    told = {
        Fact.NO_COMMON_LANGUAGE: (*left.languages, *right.languages),
        Fact.STAGE_EXCLUDED: (funded.stage or "",),
        Fact.TICKET_BELOW: (_number(funded.seeking_amount_eur),),
        Fact.TICKET_ABOVE: (_number(funded.seeking_amount_eur),),
        Fact.OUTSIDE_THESIS: funded.sectors,
    }
    remarks += [Remark(fact, told[fact]) for fact in facts if fact in told]
    met = {pair.need_key for pair in evidence}
    for profile in (left, right):
        remarks += [Remark("need_unmet", (need.key,)) for need in profile.side("need") if need.key not in met]
    return tuple(remarks)


def first_question(
    left: ProfileDocument, right: ProfileDocument, facts: Sequence[Fact], evidence: Sequence[Evidence]
) -> Remark:
    """The one thing to ask first: what could stop the pair, else what its best exchange leaves open."""
    funded = _funded(left, right)
    if Fact.NO_COMMON_LANGUAGE in facts:
        return Remark("ask_language", (left.key, right.key))
    if Fact.STAGE_EXCLUDED in facts:
        return Remark("ask_stage", (funded.key, funded.stage or ""))
    if Fact.TICKET_ABOVE in facts or Fact.TICKET_BELOW in facts:
        return Remark("ask_amount", (funded.key, _number(funded.seeking_amount_eur)))
    if not evidence:
        return Remark("ask_what", (left.key, right.key))
    best = evidence[0]
    if len(evidence) == 1:
        return Remark("ask_in_return", (best.need_key, best.offer_key))
    return Remark("ask_how", (best.need_key, best.offer_key))


def _funded(left: ProfileDocument, right: ProfileDocument) -> ProfileDocument:
    """The profile whose stage and amount the facts speak of."""
    return right if left.kind == "investor" else left


def _number(amount: float | None) -> str:
    return "" if amount is None else f"{amount:g}" if amount < 1e6 else f"{amount:.0f}"


def _purposes(left: ProfileDocument, right: ProfileDocument) -> tuple[str, ...]:
    kinds = {
        need.kind
        for asking, giving in ((left, right), (right, left))
        for need in asking.side("need")
        for offer in giving.side("offer")
        if need.kind is not None and need.kind == offer.kind
    }
    return tuple(sorted(kind for kind in kinds if kind))

"""Who may be paired at all: a table kind × kind, each refusal with its reason code. No score here."""

from __future__ import annotations

from enum import StrEnum

from matchmaking.matching.engine.documents import KINDS, ProfileDocument


class Refusal(StrEnum):
    """Why two profiles are never suggested to each other."""

    SAME_SIDE = "same_side"
    INSTITUTION_WITH_OTHERS = "institution_with_others"
    EXCLUDED = "excluded"


_ALLOWED: dict[tuple[str, str], Refusal | None] = {
    (left, right): Refusal.INSTITUTION_WITH_OTHERS if (left == "institution") != (right == "institution") else None
    for left in KINDS
    for right in KINDS
}


def refusal(left: ProfileDocument, right: ProfileDocument) -> Refusal | None:
    """Why the two may not be paired, or None if they may. Symmetric."""
    if left.country == right.country:
        return Refusal.SAME_SIDE
    if right.key in left.excludes or left.key in right.excludes:
        return Refusal.EXCLUDED
    return kinds_refusal(left.kind, left.also_meets, right.kind, right.also_meets)


def kinds_refusal(
    left_kind: str, left_asks: tuple[str, ...], right_kind: str, right_asks: tuple[str, ...]
) -> Refusal | None:
    """The refusal that kinds alone decide; both sides asking for each other's kind lifts it."""
    if right_kind in left_asks and left_kind in right_asks:
        return None
    return _ALLOWED[left_kind, right_kind]

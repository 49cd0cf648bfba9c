"""What an organizer chooses when two profiles become one, and the content that comes of it. Pure.

Amounts and their currency go together, and so do the name, address and number of the typed contact. Nothing is chosen
about what may only become stricter: a name hidden in one of the two stays hidden.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from matchmaking.language.folding import fold
from matchmaking.profiles.content import OTHER_NAMES_LENGTH, PLAIN_FIELDS, OpportunityContent, ProfileContent

_TOGETHER = {
    "contact_name": ("contact_name", "contact_email", "contact_phone"),
    "seeking_amount": ("seeking_amount", "ticket_min", "ticket_max", "currency"),
}
_FOLLOWING = {name for together in _TOGETHER.values() for name in together} - set(_TOGETHER)
_NEVER_CHOSEN = {"country", "discreet", "other_names"}  # both speak for one country; hidden stays hidden
# What is chosen as one, by its first field.
GROUPS: Mapping[str, tuple[str, ...]] = {
    name: _TOGETHER.get(name, (name,)) for name in PLAIN_FIELDS if name not in _NEVER_CHOSEN and name not in _FOLLOWING
}


@dataclass(frozen=True)
class Choice:
    """What comes from the absorbed profile. By default the kept one's values stand, and all offers and needs stay."""

    taken: frozenset[str] = frozenset()  # names of GROUPS
    folded: Mapping[str, str] = field(default_factory=dict)  # key of an absorbed offer -> key of the one it repeats
    contact_user_id: int | None = None


def differing(kept: ProfileContent, absorbed: ProfileContent) -> list[str]:
    """The groups about which there is something to choose: both say something, and not the same."""
    return [group for group in GROUPS if _said(absorbed, group) and _values(kept, group) != _values(absorbed, group)]


def completeness(content: ProfileContent) -> int:
    """How much a profile says: its filled fields, offers and needs."""
    return sum(_said(content, group) for group in GROUPS) + len(content.opportunities)


def default_choice(kept: ProfileContent, absorbed: ProfileContent) -> Choice:
    """What the kept one leaves open comes from the other; what both offer in the same words stands once."""
    taken = frozenset(group for group in differing(kept, absorbed) if not _said(kept, group))
    return Choice(taken=taken, folded=_repeated(kept, absorbed))


def merged(kept: ProfileContent, absorbed: ProfileContent, choice: Choice) -> ProfileContent:
    """The content of the one profile, with the offers and needs of both."""
    values: dict[str, Any] = {}
    for group in choice.taken:
        values |= {name: getattr(absorbed, name) for name in GROUPS[group]}
    more = tuple(item for item in absorbed.opportunities if item.key not in choice.folded)
    one = replace(
        kept,
        **values,
        discreet=kept.discreet or absorbed.discreet,
        opportunities=(*kept.opportunities, *more),
    )
    return replace(one, other_names=_all_names(one, kept, absorbed))


def _all_names(one: ProfileContent, *both: ProfileContent) -> str:
    """What each of the two was called: texts of both go on, and a hidden name is cut out of all of them."""
    lines = [line.strip() for two in both for line in two.other_names.splitlines()]
    if one.discreet:
        lines += [name for two in both for name in (two.name, two.name_ar) if name]
    said = dict.fromkeys(line for line in lines if line and line not in (one.name, one.name_ar))
    return "\n".join(said)[:OTHER_NAMES_LENGTH]


def _repeated(kept: ProfileContent, absorbed: ProfileContent) -> dict[str, str]:
    known = {_told(item): item.key for item in kept.opportunities}
    pairs = ((item.key, known.get(_told(item))) for item in absorbed.opportunities)
    return {key: same for key, same in pairs if key and same}


def _told(item: OpportunityContent) -> tuple[str, str, str]:
    return item.side.value, " ".join(fold(item.title).split()), " ".join(fold(item.text).split())


def _values(content: ProfileContent, group: str) -> tuple[Any, ...]:
    return tuple(getattr(content, name) for name in GROUPS[group])


def _said(content: ProfileContent, group: str) -> bool:
    return any(value not in (None, "", ()) for value in _values(content, group))

"""What the engine reads: profiles with their offers and needs, as frozen values.

No row of a database, no clock and no wording: whoever calls the engine has already chosen what may be
matched.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, fields

LEFT_COUNTRY = "ML"
RIGHT_COUNTRY = "DZ"
COUNTRIES = (LEFT_COUNTRY, RIGHT_COUNTRY)
KINDS = ("startup", "company", "investor", "institution")
STAGES = ("idea", "seed", "growth", "scale")
SIDES = ("offer", "need")


class DocumentError(ValueError):
    """A document the engine cannot read; the sentence names the document and what is wrong with it."""


def _known(owner: str, name: str, value: str, allowed: Iterable[str]) -> None:
    if value not in allowed:
        raise DocumentError(f"{owner}: {name} {value!r} is none of {', '.join(allowed)}")


def _amount(owner: str, name: str, value: float | None) -> None:
    if value is not None and not (math.isfinite(value) and value >= 0):
        raise DocumentError(f"{owner}: {name} must be a positive number of euros, not {value!r}")


@dataclass(frozen=True, slots=True)
class OpportunityText:
    """One offer or need of a profile. `kind` is its kind of cooperation (financing, hosting, …) where
    known.
    """

    key: str
    side: str
    title: str = ""
    text: str = ""
    kind: str | None = None

    def __post_init__(self) -> None:
        _known(self.key, "side", self.side, SIDES)
        for name in ("title", "text"):
            object.__setattr__(self, name, getattr(self, name) or "")


@dataclass(frozen=True, slots=True)
class ProfileDocument:
    """One organisation as the engine sees it.

    `country` is the side it stands on (ML or DZ), wherever its seat is; amounts are euros. `also_meets`
    holds kinds it asks to meet beyond what the table of eligibility allows (an institution that wants
    startups, a startup that wants institutions). `excludes` holds keys of profiles it must never meet
    (partners already, conflicts).
    """

    key: str
    country: str
    kind: str
    sectors: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    summary: str = ""
    opportunities: tuple[OpportunityText, ...] = ()
    stage: str | None = None
    seeking_amount_eur: float | None = None
    ticket_min_eur: float | None = None
    ticket_max_eur: float | None = None
    stages: tuple[str, ...] = ()
    also_meets: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for field in fields(self):
            if field.default == ():
                object.__setattr__(self, field.name, tuple(getattr(self, field.name) or ()))
        object.__setattr__(self, "summary", self.summary or "")
        _known(self.key, "country", self.country, COUNTRIES)
        _known(self.key, "kind", self.kind, KINDS)
        if self.stage is not None:
            _known(self.key, "stage", self.stage, STAGES)
        for stage in self.stages:
            _known(self.key, "stage", stage, STAGES)
        for name in ("seeking_amount_eur", "ticket_min_eur", "ticket_max_eur"):
            _amount(self.key, name, getattr(self, name))
        keys = [opportunity.key for opportunity in self.opportunities]
        if len(set(keys)) < len(keys):
            raise DocumentError(f"{self.key}: two of its opportunities have the same key")

    def side(self, side: str) -> tuple[OpportunityText, ...]:
        """Its offers or its needs, in the order of their keys, whatever order they came in."""
        chosen = [opportunity for opportunity in self.opportunities if opportunity.side == side]
        return tuple(sorted(chosen, key=lambda opportunity: opportunity.key))

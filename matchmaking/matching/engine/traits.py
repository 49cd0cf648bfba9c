"""What the facts of a pair are read from: everything of a profile but its texts."""

from __future__ import annotations

from dataclasses import dataclass

from matchmaking.matching.engine.documents import ProfileDocument


@dataclass(frozen=True, slots=True)
class Traits:
    """What the facts of a pair are read from: everything of a profile but its texts."""

    key: str
    kind: str
    sectors: tuple[str, ...]
    languages: tuple[str, ...]
    stage: str | None
    seeking_amount_eur: float | None
    ticket_min_eur: float | None
    ticket_max_eur: float | None
    stages: tuple[str, ...]
    also_meets: tuple[str, ...]
    excludes: tuple[str, ...]
    need_kinds: tuple[str, ...]
    offer_kinds: tuple[str, ...]

    @classmethod
    def of(cls, document: ProfileDocument) -> Traits:
        """The traits of a document."""
        return cls(
            document.key,
            document.kind,
            document.sectors,
            document.languages,
            document.stage,
            document.seeking_amount_eur,
            document.ticket_min_eur,
            document.ticket_max_eur,
            document.stages,
            document.also_meets,
            document.excludes,
            tuple(sorted({need.kind for need in document.side("need") if need.kind})),
            tuple(sorted({offer.kind for offer in document.side("offer") if offer.kind})),
        )

"""The weights of the pair score: one frozen value that validates itself and is stored with each run."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any


class ParameterError(ValueError):
    """A parameter outside its range, or one that does not exist."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """Score = ½·direction·(forward + backward) + affinity·(…) + facts + correction.

    Weights are plain numbers of the score's own unit; thresholds are scores.
    """

    top_n: int = 10
    # Vectors
    concept_share: float = 0.85
    general_share: float = 0.8
    parent_share: float = 0.6
    title_weight: float = 3.0
    offer_context: float = 0.5
    need_context: float = 0.3
    # The exchange and the likeness
    direction: float = 1.0
    affinity: float = 1.0
    sector_likeness: float = 0.12
    text_likeness: float = 0.90
    competition: float = 0.15
    # Facts
    funding: float = 0.05
    stage_fit: float = 0.05
    stage_misfit: float = -0.10
    ticket_fit: float = 0.01
    ticket_misfit: float = -0.10
    common_language: float = 0.0
    no_common_language: float = -0.05
    same_purpose: float = 0.02
    # Hubs
    hub: float = 0.3
    hub_neighbours: int = 10
    reference_size: int = 300
    # Words for a score, and the blocks drawn for a direction
    strong: float = 0.30
    good: float = 0.26
    plausible: float = 0.24
    block_steps: tuple[float, ...] = (0.04, 0.08, 0.13, 0.20, 0.28)

    def __post_init__(self) -> None:
        object.__setattr__(self, "block_steps", tuple(float(step) for step in self.block_steps))
        for name in ("top_n", "hub_neighbours", "reference_size"):
            self._require(name, isinstance(getattr(self, name), int) and getattr(self, name) >= 1)
        for name in ("concept_share", "parent_share", "general_share", "hub", "offer_context", "need_context"):
            self._require(name, 0.0 <= getattr(self, name) <= 1.0)
        for name in ("direction", "affinity", "sector_likeness", "text_likeness", "competition"):
            self._require(name, getattr(self, name) >= 0.0)
        self._require("title_weight", self.title_weight >= 1.0)
        self._require("reference_size", self.reference_size <= 2000)
        self._require("strong", self.strong >= self.good >= self.plausible)
        self._require("block_steps", len(self.block_steps) == 5 and list(self.block_steps) == sorted(self.block_steps))
        for field in fields(self):
            value = getattr(self, field.name)
            self._require(field.name, field.name == "block_steps" or math.isfinite(value))

    def _require(self, name: str, holds: bool) -> None:
        if not holds:
            raise ParameterError(f"{name} = {getattr(self, name)!r} is out of its range")

    def as_dict(self) -> dict[str, Any]:
        """The parameters as JSON-ready values."""
        return {**asdict(self), "block_steps": list(self.block_steps)}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Parameters:
        """The inverse of `as_dict`; a missing name keeps its default, an unknown one is refused."""
        unknown = set(values) - {field.name for field in fields(cls)}
        if unknown:
            raise ParameterError(f"unknown parameters: {', '.join(sorted(unknown))}")
        return cls(**values)

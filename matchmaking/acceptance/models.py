"""Weights that decisions proposed, as they were computed. Nothing reads them but the page and the command."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from matchmaking.database import Base, Identified


class WeightProposal(Identified, Base):
    """One computation: the weights it proposes, or why it proposes none."""

    __tablename__ = "weight_proposals"

    computed_at: Mapped[datetime]
    decisions: Mapped[int]  # how many it rests on
    refusal: Mapped[str | None] = mapped_column(sa.String(64))  # learning.Refused, where nothing is proposed
    weights: Mapped[dict[str, Any]] = mapped_column(default=dict)  # part -> present, proposed, low, high

"""How long the played past is, and how much happens in it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Pace:
    """The lengths and shares of a past that ends today."""

    lasts: timedelta
    held_ago: timedelta  # the round table that has been
    announced_before: timedelta
    first_run: int  # days after the beginning on which suggestions are computed
    run_every: int  # days from one run to the next
    early: timedelta  # within which most organisations sign up
    late: timedelta  # within which the others do
    per_choice: int  # organisations for one pair that organizers introduce in a week
    planned: tuple[int, int]  # the fewest and the most introductions of everybody in the plan before the round table
    reacting: float  # the share of participants who look at their suggestions in a week
    asking: float  # the share of them who ask for an introduction in a week


# `demo simulate`: every clock runs out, every question is asked twice; minutes of work.
YEAR = Pace(
    lasts=timedelta(days=365),
    held_ago=timedelta(days=243),
    announced_before=timedelta(days=70),
    first_run=30,
    run_every=42,
    early=timedelta(days=85),
    late=timedelta(days=345),
    per_choice=22,
    planned=(2, 4),
    reacting=0.04,
    asking=0.03,
)
# The first `make run`: just long enough for both questions on what came of it, and no more happens than is needed for
# every page to show something.
SEASON = Pace(
    lasts=timedelta(days=150),
    held_ago=timedelta(days=100),
    announced_before=timedelta(days=32),
    first_run=16,
    run_every=67,
    early=timedelta(days=14),
    late=timedelta(days=120),
    per_choice=70,
    planned=(0, 1),
    reacting=0.02,
    asking=0.012,
)

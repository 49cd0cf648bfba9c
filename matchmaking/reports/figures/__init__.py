"""The one query layer: every figure of the dashboards, the PDF, the XLSX and the DOCX comes from here.

`material` reads the rows of one moment; the other files count them, without a database and without words.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from matchmaking.followup.lifecycle import OutcomeKind
from matchmaking.followup.uncovered import list_keys
from matchmaking.reports.figures import agenda, fairness, introductions, links, outcomes, participants
from matchmaking.reports.figures.counting import ALL, plain
from matchmaking.reports.figures.material import Material, read
from matchmaking.reports.tables import Cell, Code, Count, Figures, Nothing, Share, computed, quantities

FIVE = ("organisations", "introductions", "accepted", "met", "results")
HEADLINES = ("organisations", "introductions", introductions.accepted_key(ALL), "met", outcomes.RESULT)
# By key, how many cells a reader would rather miss than this one: of the first page before all, then of the totals.
WORTH: Mapping[str, float] = {
    **{f"outcomes/{kind}": 8 for kind in OutcomeKind},
    **{f"furthest/{ALL}/outcome.{kind}": 8 for kind in OutcomeKind},
    **{f"furthest/{ALL}/{column}": 8 for column in (outcomes.EARLIER, outcomes.UNKNOWN)},
    **{introductions.made_key(row): 3 for row in introductions.FAMILIES},
    **{f"fairness/{ALL}/{column}": 8 for column in fairness.COLUMNS},
    "attendance": 2,
    outcomes.FOLLOWED: 20,
    **dict.fromkeys(HEADLINES, 50),
}


@dataclass(frozen=True)
class Gathered:
    """The material of one moment, and all that a report says of it, not yet masked."""

    material: Material
    figures: Figures


def gather(*, now: datetime) -> Gathered:
    """Read everything once and count it."""
    material = read(now=now)
    figures = count(material, uncovered=set(list_keys(today=now.date())))
    return Gathered(material, figures + agenda.agenda(material))


def count(material: Material, *, uncovered: Collection[str]) -> Figures:
    """All that is counted in the material, with what its tables tell of one another."""
    counted = (
        participants.organisations(material)
        + participants.attendance(material)
        + participants.potential(material)
        + participants.gaps(material, uncovered)
        + participants.opportunities(material)
        + introductions.introductions(material)
        + introductions.response(material)
        + fairness.fairness(material)
        + outcomes.outcomes(material)
        + outcomes.furthest(material)
        + outcomes.amounts(material)
        + outcomes.answers(material)
    )
    return links.linked(_funnel(material, counted) + counted)


def shown_to_organizers(gathered: Gathered) -> Figures:
    """The same tables unmasked, with their shares: organizers see every row anyway."""
    return Figures(computed(gathered.figures.tables))


def _funnel(material: Material, counted: Figures) -> Figures:
    """From published profiles to results; shares are of the introductions."""
    known = quantities(counted.tables)
    steps: dict[str, Cell] = {
        "organisations": known["organisations"],
        "suggestions": Count(
            len(material.suggested), len({one for pair in material.suggested for one in pair}), "suggestions"
        ),
        "introductions": known["introductions"],
        "accepted": known[introductions.accepted_key(ALL)],
        "met": known["met"],
        "results": outcomes.results_of(material),
    }
    rows = [
        [Code(f"step.{step}"), cell, _of_introductions(cell) if step in FIVE[2:] else Nothing()]
        for step, cell in steps.items()
    ]
    return plain("funnel", ("number", "share"), rows)


def _of_introductions(cell: Cell) -> Cell:
    assert isinstance(cell, Count)
    return Share(cell.key, "introductions")


__all__ = ["FIVE", "WORTH", "Gathered", "count", "gather", "shown_to_organizers"]

"""The one query layer: every figure of the dashboards, the PDF, the XLSX and the DOCX comes from here.

`material` reads the rows of one moment; the other files count them, without a database and without words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from matchmaking.followup.uncovered import list_keys
from matchmaking.reports.figures import agenda, introductions, outcomes, participants
from matchmaking.reports.figures.counting import ALL, plain
from matchmaking.reports.figures.material import Material, State, read
from matchmaking.reports.tables import Cell, Code, Count, Figures, Nothing, Share, computed, quantities

FIVE = ("organisations", "introductions", "accepted", "met", "results")
# By key: what is masked only where it must be itself.
HEADLINES = ("organisations", "introductions", f"introductions/{ALL}/state.{State.ACCEPTED}", "met", "results")


@dataclass(frozen=True)
class Gathered:
    """The material of one moment, and all that a report says of it, not yet masked."""

    material: Material
    figures: Figures


def gather(*, now: datetime) -> Gathered:
    """Read everything once and count it."""
    material = read(now=now)
    uncovered = set(list_keys(today=now.date()))
    counted = (
        participants.organisations(material)
        + participants.attendance(material)
        + participants.potential(material)
        + participants.gaps(material, uncovered)
        + participants.opportunities(material)
        + introductions.introductions(material)
        + introductions.response(material)
        + introductions.fairness(material)
        + outcomes.outcomes(material)
        + outcomes.furthest(material)
        + outcomes.amounts(material)
        + outcomes.answers(material)
        + agenda.agenda(material)
    )
    return Gathered(material, _funnel(material, counted) + counted)


def shown_to_organizers(gathered: Gathered) -> Figures:
    """The same tables unmasked, with their shares: organizers see every row anyway."""
    return Figures(computed(gathered.figures.tables))


def _funnel(material: Material, counted: Figures) -> Figures:
    """From published profiles to results; shares are of the introductions."""
    known = quantities(counted.tables)
    steps: dict[str, Cell] = {
        "organisations": known["organisations"],
        "suggestions": Count(len(material.suggested), None, "suggestions"),
        "introductions": known["introductions"],
        "accepted": known[f"introductions/{ALL}/state.{State.ACCEPTED}"],
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


__all__ = ["FIVE", "HEADLINES", "Gathered", "gather", "shown_to_organizers"]

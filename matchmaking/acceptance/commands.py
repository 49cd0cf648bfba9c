"""`flask match acceptance`: the page's figures on the command line."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import click
from flask.cli import with_appcontext

from matchmaking import clock
from matchmaking.acceptance import learning, operations, queries
from matchmaking.acceptance.figures import Band, Figures
from matchmaking.acceptance.models import WeightProposal
from matchmaking.extensions import db

HEAD = ("", "yes", "of", "share", "95 % interval")
WIDTHS = (26, 5, 5, 7, 14)


@click.command("acceptance")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of tables.")
@click.option("--weights", is_flag=True, help="Compute a new proposal of weights first, and keep it.")
@with_appcontext
def acceptance(as_json: bool, weights: bool) -> None:
    """Show how often people said yes, by strength and score, and the weights that decisions propose."""
    if weights:
        decisions, present = queries.list_decisions(), queries.present_weights()
        db.session.commit()  # nothing stays open while it computes
        operations.keep_proposal(learning.propose(decisions, present), now=clock.now())
        db.session.commit()
    found, proposal = queries.acceptance(), queries.last_proposal()
    db.session.rollback()
    if as_json:
        values: dict[str, Any] = {**asdict(found), "proposal": _plain(proposal)}
        print(json.dumps(values, ensure_ascii=False, indent=2))
        return
    for name, figures in (
        ("organizers approved", found.organizers),
        ("participants interested", found.reactions),
        ("introductions accepted", found.answers),
    ):
        _table(name, figures)
    _proposal(proposal)


def _table(name: str, figures: Figures) -> None:
    print(_line((name, *HEAD[1:])))
    for strength, band in figures.by_strength.items():
        print(_row(strength.value, band))
    for band in figures.by_tenth:
        print(_row(f"score {band.lowest:.3f} to {band.highest:.3f}", band))
    print(_row("all", figures.whole))
    if figures.unscored:
        print(f"{figures.unscored} more about pairs that stood in no list")
    print()


def _row(name: str, band: Band) -> str:
    if band.share is None or band.low is None or band.high is None:
        return _line((name, "0", "0", "", ""))
    return _line((name, str(band.yes), str(band.total), f"{band.share:.2f}", f"{band.low:.2f} to {band.high:.2f}"))


def _line(cells: tuple[str, ...]) -> str:
    first, *rest = zip(cells, WIDTHS, strict=True)
    return first[0].ljust(first[1]) + "".join(cell.rjust(width) for cell, width in rest)


def _proposal(row: WeightProposal | None) -> None:
    if row is None:
        print("No weights were proposed yet: --weights computes them.")
        return
    moment = clock.now() - row.computed_at
    print(f"Weights from {row.decisions} decisions, computed {moment.days} days ago; never applied by themselves.")
    if row.refusal:
        print(f"Nothing proposed: {row.refusal}")
    for part, weight in row.weights.items():
        told = f"present {weight['present']:.3f}  proposed {weight['proposed']:.3f}"
        print(f"{part.ljust(12)}{told}  ({weight['low']:.3f} to {weight['high']:.3f})")


def _plain(row: WeightProposal | None) -> dict[str, Any] | None:
    if row is None:
        return None
    values: dict[str, Any] = {"computed_at": row.computed_at.isoformat(), "decisions": row.decisions}
    return values | {"refusal": row.refusal, "weights": row.weights}

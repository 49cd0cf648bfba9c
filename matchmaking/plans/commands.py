"""`flask match plan`: who should meet whom, on the command line."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import click
from flask.cli import with_appcontext

from matchmaking.matching.engine import Strength
from matchmaking.plans import planning, queries, wording
from matchmaking.plans.capacity import UnreadableSession, parse_all
from matchmaking.plans.planning import Limits, Pair, Plan, PlanError, Request

COLUMNS = ("ml_key", "dz_key", "score", "alternate_for", "position")
WEAKEST = ("strong", "good", "plausible")


@click.command("plan")
@click.option("--minimum", default=0, show_default=True, help="Meetings that everybody gets if at all possible.")
@click.option("--maximum", default=5, show_default=True, help="Meetings that nobody exceeds.")
@click.option("--capacity", multiple=True, metavar="[NAME=]N[/SLOTS]", help="Meetings in a session; repeat for more.")
@click.option("--forced", multiple=True, metavar="ML:DZ", help="A pair that must meet, by keys.")
@click.option("--forbidden", multiple=True, metavar="ML:DZ", help="A pair that must not meet.")
@click.option("--at-least", type=click.Choice(WEAKEST), help="Leave weaker pairs out.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.csv", help="Write pairs here.")
@with_appcontext
def plan(
    minimum: int,
    maximum: int,
    capacity: tuple[str, ...],
    forced: tuple[str, ...],
    forbidden: tuple[str, ...],
    at_least: str | None,
    out: Path | None,
) -> None:
    """Plan who meets whom over the current suggestions: the greatest total score under everybody's limits."""
    strength = Strength(at_least) if at_least else None
    try:
        request = Request(
            limits=Limits(minimum, maximum),
            sessions=parse_all(capacity),
            strength=strength,
            forced=[_pair(text) for text in forced],
            forbidden=[_pair(text) for text in forbidden],
        )
        found = planning.choose(planning.read(strength), request)
    except UnreadableSession as error:
        raise click.BadParameter(f"{error}: write it like morning=60/8", param_hint="--capacity") from error
    except PlanError as error:
        raise click.ClickException(str(error)) from error
    _print(found, queries.names_of([share.key for share in found.shares]))
    if out is not None:
        _write(found, out)
        print(f"Written to {out}.")


def _pair(text: str) -> Pair:
    ml_key, colon, dz_key = text.partition(":")
    if not (ml_key.strip() and colon and dz_key.strip()):
        raise click.BadParameter(f"{text}: write two keys like ML01:DZ07")
    return ml_key.strip(), dz_key.strip()


def _print(found: Plan, names: Mapping[str, str]) -> None:
    served = sum(share.meetings > 0 for share in found.shares)
    alternates = sum(map(len, found.alternates.values()))
    print(f"{len(found.pairs)} pairs planned, total score {found.total:.4f}.")
    print(f"{served} of {len(found.shares)} profiles have at least one meeting; {alternates} alternates.")
    if found.shortfalls:
        print(f"{len(found.shortfalls)} minima could not be met:")
    for share in found.shortfalls:
        print(f"  {wording.shortfall(names[share.key], share.limits.minimum, share)}")
    for share in found.shares:
        if not share.meetings and not share.is_short:
            print(f"  {names[share.key]} has nothing: {wording.candidates(share)}")


def _write(found: Plan, file: Path) -> None:
    """Planned pairs by key, then everybody's alternates."""
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        writer.writerows((*pair, "", "") for pair in found.pairs)
        for key, pairs in found.alternates.items():
            writer.writerows((*pair, key, position) for position, pair in enumerate(pairs, start=1))

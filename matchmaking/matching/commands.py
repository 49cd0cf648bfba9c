"""Matching on the command line."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import click
from flask.cli import AppGroup

from matchmaking import clock
from matchmaking.extensions import db
from matchmaking.matching import measuring, queries
from matchmaking.matching.engine import DocumentError
from matchmaking.matching.engine.evaluation import JudgementError
from matchmaking.matching.running import BATCH, run_matching
from matchmaking.matching.wording import silence

match = AppGroup("match", help="Compute, export and measure suggestions.")
COLUMNS = ("ml_key", "dz_key", "rank_for_ml", "rank_for_dz", "score", "forward", "backward", "affinity")


@match.command("run")
def run() -> None:
    """Compute suggestions over all published profiles, now."""
    for step in run_matching(now=clock.now()):
        db.session.commit()
        if step.name == "written" and step.total > BATCH:
            print(f"{step.done} of {step.total} pairs written")
    found = queries.current_run()
    assert found is not None
    counts = found.counts
    print(f"{counts['ml']} profiles of Mali, {counts['dz']} of Algeria: {counts['suggestions']} suggested pairs.")
    if found.silence:
        print(silence(found.silence))


@match.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export(file: Path) -> None:
    """Write the suggested pairs, best first, to a .csv FILE. A rank is empty where the pair is not in that list."""
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        rows = 0
        for rows, row in enumerate(queries.list_for_export(), start=1):  # noqa: B007  (counted for the last line)
            writer.writerow(row)
    print(f"{rows} suggested pairs written to {file}.")


@match.command("evaluate")
@click.option("--profiles", "profiles_file", required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--judgements", "judgements_file", required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--weakest", "weakest_lists", default=0, show_default=True, help="How many of the weakest lists to show.")
def evaluate(profiles_file: Path, judgements_file: Path, weakest_lists: int) -> None:
    """Measure the engine against graded pairs, beside plain methods and without each of its parts.

    JSON goes to the standard output, the same as tables to the standard error. The words are those of the shipped
    lexicon: no database is read.
    """
    try:
        found = measuring.evaluate(profiles_file, judgements_file, weakest_lists=weakest_lists)
    except (measuring.UnreadableProfiles, JudgementError, DocumentError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(measuring.as_text(found), err=True)
    print(json.dumps(measuring.as_json(found), ensure_ascii=False, indent=2))

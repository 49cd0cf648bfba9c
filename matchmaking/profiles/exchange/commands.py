"""Import and export on the command line."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

import click
from flask.cli import with_appcontext

from matchmaking import clock
from matchmaking.extensions import db
from matchmaking.profiles.exchange import operations, queries
from matchmaking.profiles.exchange.operations import Declaration
from matchmaking.profiles.exchange.plan import ImportPlan, column_of, handed_back
from matchmaking.profiles.exchange.reading import UnreadableFile
from matchmaking.profiles.exchange.twins import list_notes
from matchmaking.profiles.exchange.wording import FILE_PROBLEMS
from matchmaking.profiles.exchange.writing import write
from matchmaking.profiles.labels import wording


@click.command("import")
@with_appcontext
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--publish", is_flag=True, help="Publish at once instead of keeping for a check.")
@click.option("--good-rows", is_flag=True, help="Import the good rows although others have problems.")
@click.option("--dry-run", is_flag=True, help="List the problems, import nothing.")
@click.option("--rest", type=click.Path(path_type=Path), help="Write the rows that were not good to this file.")
@click.option("--paper", default=None, help="On what paper the consents rest.")
def import_file(
    file: Path, publish: bool, good_rows: bool, dry_run: bool, rest: Path | None, paper: str | None
) -> None:
    """Import profiles from a .json, .csv or .xlsx FILE."""
    try:
        plan = operations.plan_file(file.name, file.read_bytes())
    except UnreadableFile as problem:
        raise click.ClickException(f"{FILE_PROBLEMS[problem.code]} {problem.detail}".strip()) from None
    _print_problems(plan, flat=file.suffix.lower() != ".json")
    if rest and plan.bad:
        rest.write_bytes(write(rest.name, handed_back(plan)))
    for note in list_notes(plan):
        other = note.other_key or f"row {note.other_number}"
        print(f"row {note.number}: perhaps {note.other_name} ({other}). {note.why}.", file=sys.stderr)
    print(f"{len(plan.good)} good rows, {len(plan.bad)} with problems.")
    if dry_run:
        return
    if plan.bad and not good_rows:
        raise click.ClickException("Nothing was imported. Correct the rows, or import the rest with --good-rows.")
    declaration = Declaration(
        paper=paper or f"command line, {getpass.getuser()}", filename=file.name[:200], declared_by=None
    )
    taken = operations.carry_out(plan, declaration, publish=publish, now=clock.now())
    db.session.commit()
    print(f"{len(taken)} profiles imported, {'published' if publish else 'kept for a check'}.")


@click.command("export")
@with_appcontext
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export_file(file: Path) -> None:
    """Write all profiles, contacts included, to a .json, .csv or .xlsx FILE."""
    try:
        profiles = queries.list_contents()
        file.write_bytes(write(file.name, profiles))
    except UnreadableFile as problem:
        raise click.ClickException(str(FILE_PROBLEMS[problem.code])) from None
    print(f"{len(profiles)} profiles written to {file}.")


def _print_problems(plan: ImportPlan, *, flat: bool) -> None:
    for row in plan.bad:
        for problem in row.problems:
            print(f"row {row.number}, {column_of(problem, flat=flat)}: {wording(problem)}", file=sys.stderr)

"""Trying out the printing on the command line."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from matchmaking.printing import pdf

printing = AppGroup("printing", help="Paper: schedules, sheets and the report as PDF.")
SAMPLE = (
    '<!doctype html><html lang="fr"><title>Essai</title><p>Bamako · Alger</p><p lang="ar" dir="rtl">باماكو الجزائر</p>'
)


@printing.command("check")
def check() -> None:
    """Say whether this machine can print, and what to install where it cannot."""
    if problem := pdf.missing():
        raise click.ClickException(f"{problem}\nInstall what lays text out: sudo apt install {pdf.PACKAGES}")
    click.echo(f"Printing works: a sample page of {len(pdf.make_pdf(SAMPLE))} bytes in Latin and Arabic.")

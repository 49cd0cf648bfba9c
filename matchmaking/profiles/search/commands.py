"""The index on the command line."""

from __future__ import annotations

import click

from matchmaking.extensions import db
from matchmaking.profiles.search import index


@click.command("reindex")
def reindex() -> None:
    """Write the words by which profiles are found anew, after a change of the lexicon."""
    count = index.reindex()
    db.session.commit()
    click.echo(f"{count} profiles indexed")

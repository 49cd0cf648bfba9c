"""The worker on the command line."""

from __future__ import annotations

import click


@click.command("worker")
def worker() -> None:
    """Carry out jobs and send messages until stopped."""
    raise click.ClickException("not built yet")

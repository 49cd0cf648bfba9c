"""The copy for somebody who asks the organizers for it and cannot sign in: the same file, by the operator's hand."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import AppGroup

from matchmaking import clock
from matchmaking.accounts.queries import find_user_by_email, get_user
from matchmaking.errors import NotFound
from matchmaking.extensions import db
from matchmaking.privacy import operations

privacy = AppGroup("privacy", help="People's right to their data.")


@privacy.command("copy")
@click.argument("person")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def copy(person: str, file: Path) -> None:
    """Write what is kept about PERSON (an e-mail address, or the number of an account) into FILE, a ZIP."""
    try:
        user = get_user(int(person)) if person.isdecimal() else find_user_by_email(person.lower())
    except NotFound:
        user = None
    if user is None:
        raise click.ClickException(f"nobody has the account {person}")
    file.write_bytes(operations.take_copy(user, actor=None, now=clock.now()))
    file.chmod(0o600)
    db.session.commit()
    print(f"{file}: hand it to {user.full_name} and to nobody else, then delete it here.")

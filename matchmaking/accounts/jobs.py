"""Work that a page leaves to the worker: writing to an address if it is on file, and forgetting what is old."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matchmaking import clock
from matchmaking.accounts import operations
from matchmaking.accounts.kept_forms import operations as kept_forms
from matchmaking.accounts.models import User
from matchmaking.extensions import db
from matchmaking.outbox.queries import get_message


def write_letter(payload: Mapping[str, Any]) -> None:
    """Write the account mail that was asked for; nothing where the address was not on file."""
    operations.write_asked_letter(payload["letter"], payload["user_id"], next_path=payload["next"], now=clock.now())
    db.session.commit()


def purge_kept_forms(_payload: Mapping[str, Any]) -> None:
    """Forget the forms that nobody came back for."""
    kept_forms.purge(now=clock.now())
    db.session.commit()


def mark_bounced(payload: Mapping[str, Any]) -> None:
    """A mail came back for good: its receiver is reached otherwise from now on."""
    message = get_message(int(payload["message_id"]))
    user = db.session.get(User, message.receiver_id) if message.receiver_id else None
    if user is not None:
        operations.mark_bounced(user, message.address, message.last_error or "", now=clock.now())
    db.session.commit()

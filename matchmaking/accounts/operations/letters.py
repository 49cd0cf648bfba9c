"""Asking for an account mail. The page does the same work for every address; the worker finds out who lives there."""

from __future__ import annotations

from datetime import datetime

from matchmaking import config
from matchmaking.accounts import notifications, policy, queries
from matchmaking.accounts.models import User
from matchmaking.extensions import db
from matchmaking.outbox import operations as outbox

JOB = "accounts.letter"


def ask_for_letter(letter: str, address: str, *, next_path: str | None, now: datetime) -> None:
    """Leave word for the worker. `letter` is "sign_in", "reset" or "confirm". An unknown address is not kept."""
    user = queries.find_user_by_email(address)
    payload = {"letter": letter, "user_id": user.id if user else None, "next": next_path}
    outbox.enqueue(JOB, payload, now=now)


def write_asked_letter(letter: str, user_id: int | None, *, next_path: str | None, now: datetime) -> None:
    """Queue the mail for a person who exists and may come in; who never confirmed gets that mail, not a reset."""
    user = db.session.get(User, user_id) if user_id is not None else None
    if user is None or not policy.can_sign_in(user, demonstration=config.current().demo):
        return
    if letter == "sign_in":
        notifications.send_sign_in_link(user, next_path=next_path, now=now)
    elif user.confirmed_at is None:
        notifications.ask_to_confirm(user, next_path=next_path, now=now)
    elif letter == "reset":
        notifications.send_reset(user, now=now)

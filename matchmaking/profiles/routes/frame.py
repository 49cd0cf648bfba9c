"""What the pages of a profile share: the blueprint, the person at the browser, the version a form showed."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

from flask import Blueprint, flash, request, url_for
from flask_security import current_user

from matchmaking import clock
from matchmaking.accounts.models import User
from matchmaking.deciding import returning_to
from matchmaking.locale import moment
from matchmaking.profiles import labels

blueprint = Blueprint("profiles", __name__)


@blueprint.context_processor
def words() -> dict[str, object]:
    """What every page of this feature says in the reader's language: codes and moments."""
    return {"labels": labels, "moment": lambda at: moment(at, now=clock.now())}


def person() -> User:
    """The signed-in person as a row, not as a proxy."""
    user = current_user._get_current_object()
    assert isinstance(user, User)
    return user


def say(fact: str, text: str, *, tone: str = "ok") -> None:
    """Flash what happened, in bold, and what follows from it."""
    message: Any = {"fact": fact, "text": text}  # the layout draws a mapping as well as a sentence
    flash(message, tone)


def shown_version() -> int:
    """The version that the posted form showed; a forged one equals none."""
    given = request.form.get("version", "")
    return int(given) if given.isdecimal() and len(given) < 10 else -1


def back_to_review(key: str) -> AbstractContextManager[None]:
    """Where somebody decided before, the answer leads back to the profile's present state."""
    return returning_to(url_for("profiles.review", key=key))

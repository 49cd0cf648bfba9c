"""Pages of introductions: the organizers' and those of the two sides."""

from flask import Blueprint

blueprint = Blueprint("introductions", __name__)

from matchmaking.introductions.routes import (  # noqa: E402  (they hang on the blueprint)
    batch,
    calls,
    committee,
    organizers,
    participants,
)

__all__ = ["batch", "blueprint", "calls", "committee", "organizers", "participants"]

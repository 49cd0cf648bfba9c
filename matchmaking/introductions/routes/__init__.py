"""Pages of introductions: the organizers' and those of the two sides."""

from flask import Blueprint

blueprint = Blueprint("introductions", __name__)

from matchmaking.introductions.routes import committee, organizers, participants  # noqa: E402  (they hang on it)

__all__ = ["blueprint", "committee", "organizers", "participants"]

"""Pages of suggestions: the organizers' review and the participants' own lists."""

from flask import Blueprint

blueprint = Blueprint("matching", __name__)

from matchmaking.matching.routes import apart, participants, review, runs  # noqa: E402  (they register on the blueprint)

__all__ = ["apart", "blueprint", "participants", "review", "runs"]

"""Pages of suggestions: the organizers' review and the participants' own lists."""

from flask import Blueprint

blueprint = Blueprint("matching", __name__)

from matchmaking.matching.routes import (  # noqa: E402  (they register on the blueprint)
    apart,
    participants,
    prospects,
    review,
    runs,
)

__all__ = ["apart", "blueprint", "participants", "prospects", "review", "runs"]

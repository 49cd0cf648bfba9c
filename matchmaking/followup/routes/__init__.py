"""Pages of the follow-up: the committee's, the organizers', and those behind signed links."""

from flask import Blueprint

blueprint = Blueprint("followup", __name__)

from matchmaking.followup.routes import (  # noqa: E402  (they hang on the blueprint)
    actions,
    links,
    meetings,
    moves,
    outcomes,
    overview,
    recommendations,
    roadmap,
)

__all__ = ["actions", "blueprint", "links", "meetings", "moves", "outcomes", "overview", "recommendations", "roadmap"]

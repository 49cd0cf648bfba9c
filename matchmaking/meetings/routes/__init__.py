"""Pages and files of meetings: a participant's own, and the organizers'."""

from flask import Blueprint

blueprint = Blueprint("meetings", __name__)

from matchmaking.meetings.routes import mine, packs  # noqa: E402  (they hang on the blueprint)

__all__ = ["blueprint", "mine", "packs"]

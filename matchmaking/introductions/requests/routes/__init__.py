"""Pages of requests: the asker's and the organizers'."""

from flask import Blueprint

blueprint = Blueprint("requests", __name__)

from matchmaking.introductions.requests.routes import organizers, participants  # noqa: E402  (they hang on the blueprint)

__all__ = ["blueprint", "organizers", "participants"]

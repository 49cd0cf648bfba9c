"""Pages of events: the organizers' and the participants'."""

from flask import Blueprint

blueprint = Blueprint("events", __name__)

from matchmaking.events.routes import attending, guests, organizers, participants, programme  # noqa: E402  (they hang on it)

__all__ = ["attending", "blueprint", "guests", "organizers", "participants", "programme"]

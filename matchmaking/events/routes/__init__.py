"""Pages of events: the organizers' and the participants'."""

from flask import Blueprint

blueprint = Blueprint("events", __name__)

from matchmaking.events.routes import (  # noqa: E402  (they hang on it)
    attending,
    guests,
    organizers,
    participants,
    programme,
    publicity,
)

__all__ = ["attending", "blueprint", "guests", "organizers", "participants", "programme", "publicity"]

"""What waits, what failed, what left: the organizers' page of messages."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("outbox", __name__, url_prefix="/messages")

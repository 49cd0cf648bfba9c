"""Pages of schedules and meetings: the organizers' and those of the two sides."""

from flask import Blueprint

blueprint = Blueprint("meetings", __name__)

from matchmaking.meetings.routes import changes, drafts, participants, schedule  # noqa: E402  (they hang on it)

__all__ = ["blueprint", "changes", "drafts", "participants", "schedule"]

"""Pages and files of schedules and meetings: the organizers' and those of the two sides."""

from flask import Blueprint

blueprint = Blueprint("meetings", __name__)

from matchmaking.meetings.routes import (  # noqa: E402  (they hang on the blueprint)
    changes,
    drafts,
    feeds,
    mine,
    packs,
    participants,
    schedule,
)

__all__ = ["blueprint", "changes", "drafts", "feeds", "mine", "packs", "participants", "schedule"]

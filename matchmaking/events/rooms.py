"""The video rooms of an event: one address template, one unguessable room for each meeting. Pure.

The event knows the template only. A room is a meeting's secret, drawn at random; whoever reads the template, or the
address of another room, can guess none.
"""

from __future__ import annotations

import re
import secrets
from enum import StrEnum
from urllib.parse import urlsplit

from matchmaking.events.models import Event

PLACEHOLDER = "{room}"
SHORTEST_ROOM = 16  # characters; 96 random bits in the alphabet of token_urlsafe


class LinkProblem(StrEnum):
    """What keeps a template from making addresses."""

    NOT_HTTPS = "not_https"
    NO_ROOM = "no_room"
    SEVERAL_ROOMS = "several_rooms"
    ROOM_IN_HOST = "room_in_host"
    UNREADABLE = "unreadable"


def problem_of(template: str) -> LinkProblem | None:
    """Why this is no template for video links; None where it is one."""
    try:
        parts = urlsplit(template)
    except ValueError:
        return LinkProblem.UNREADABLE
    if parts.scheme != "https" or not parts.hostname:
        return LinkProblem.NOT_HTTPS
    if (count := template.count(PLACEHOLDER)) != 1:
        return LinkProblem.SEVERAL_ROOMS if count else LinkProblem.NO_ROOM
    if PLACEHOLDER in parts.netloc:
        return LinkProblem.ROOM_IN_HOST
    if re.search(r"[\s{}<>\"'\\]", template.replace(PLACEHOLDER, "")):
        return LinkProblem.UNREADABLE
    return None


def room_url(event: Event, room: str) -> str:
    """The address of one meeting's room; raises ValueError for a room that somebody could guess."""
    if len(room) < SHORTEST_ROOM:
        raise ValueError(f"a room of {len(room)} characters can be guessed")
    return event.video_link.replace(PLACEHOLDER, room)


def sample_url(event: Event) -> str:
    """The address of a room that no meeting has, to see what one looks like."""
    return room_url(event, secrets.token_urlsafe(SHORTEST_ROOM))

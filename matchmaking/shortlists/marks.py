"""What shortlists add to pages of the rooms below: the button that keeps, and whether somebody is kept already."""

from __future__ import annotations

from flask import g
from flask_security import current_user

from matchmaking.profiles.models import Profile
from matchmaking.profiles.policy import is_visible
from matchmaking.profiles.queries import in_demonstration, list_for_user
from matchmaking.shortlists import queries


def on_other_pages() -> dict[str, object]:
    """The functions that templates call; nothing is read before one of them is."""
    return {"is_kept": is_kept, "keeper_of": keeper_of}


def is_kept(profile: Profile, other: Profile) -> bool:
    """Whether an organisation keeps another; its list is read once for the whole page."""
    lists: dict[int, set[int]] = g.setdefault("kept_ids", {})
    if profile.id not in lists:
        lists[profile.id] = queries.list_kept_ids(profile)
    return other.id in lists[profile.id]


def keeper_of(other: Profile) -> Profile | None:
    """For which of the reader's organisations the button on a profile's page keeps; None where it makes no sense."""
    own = [profile for profile in list_for_user(current_user) if profile.country is not other.country]
    return own[0] if own and is_visible(other, demonstration=in_demonstration()) else None

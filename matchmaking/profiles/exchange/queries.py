"""What an export holds, and the file an organizer is looking at."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from matchmaking.accounts.models import User
from matchmaking.errors import NotFound
from matchmaking.extensions import db
from matchmaking.profiles import content
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.models import ImportDraft, Profile
from matchmaking.profiles.queries import in_place


def list_contents(status: ProfileStatus | None = None) -> list[dict[str, Any]]:
    """All profiles (of one status) in the file format, by key."""
    query = sa.select(Profile).where(in_place()).options(selectinload(Profile.opportunities)).order_by(Profile.key)
    if status is not None:
        query = query.where(Profile.status == status)
    return [{"id": profile.key, **content.as_dict(content.of(profile))} for profile in db.session.scalars(query)]


def get_draft(draft_id: int, user: User) -> ImportDraft:
    """The file this organizer uploaded; NotFound for another's or one that is gone."""
    draft = db.session.get(ImportDraft, draft_id)
    if draft is None or draft.uploaded_by_id != user.id:
        raise NotFound("import draft")
    return draft

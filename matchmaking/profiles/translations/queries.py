"""Reading translations: what others may see of them, and what the two who work on one see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from flask import g, has_request_context, request
from sqlalchemy.orm import joinedload

from matchmaking.accounts.models import User
from matchmaking.accounts.policy import is_organizer, organized_side
from matchmaking.errors import NotFound
from matchmaking.extensions import db
from matchmaking.profiles.models import Opportunity, Profile
from matchmaking.profiles.queries import in_place
from matchmaking.profiles.translations.lifecycle import CURRENT, TranslationStatus
from matchmaking.profiles.translations.models import Translation

MOST_LISTED = 300
Approved = dict[tuple[int, str, str, str], Translation]  # by profile, passage, language and original


def find_approved(profile: Profile, passage: str, language: str, original: str) -> Translation | None:
    """What the author approved of a passage whose words have the fingerprint `original`, and of no older ones.

    The first question of a page reads the answers for all the profiles that it has loaded: one query, however long
    the list is.
    """
    if has_request_context() and request.method == "GET":
        asked: set[int] = g.setdefault("translations_asked", set())
        known: Approved = g.setdefault("translations", {})
        if profile.id not in asked:
            loaded = {
                state.key[1][0]
                for state in db.session.identity_map.all_states()
                if state.class_ is Profile and state.key
            } | {profile.id}
            known |= _approved(loaded - asked)
            asked |= loaded
        return known.get((profile.id, passage, language, original))
    return _approved([profile.id]).get((profile.id, passage, language, original))


def list_current(profile: Profile) -> Sequence[Translation]:
    """Those of a profile that somebody may still decide about, the oldest first."""
    query = _whole().where(_owner() == profile.id, Translation.status.in_(CURRENT))
    return db.session.scalars(query.order_by(Translation.id)).all()


def list_desk(user: User) -> Sequence[Translation]:
    """The same of all profiles that this person reads and publishes, the newest first."""
    query = _whole().join(Profile, Profile.id == _owner()).where(in_place(), Translation.status.in_(CURRENT))
    if not is_organizer(user):
        query = query.where(Profile.country == organized_side(user))
    return db.session.scalars(query.order_by(Translation.id.desc()).limit(MOST_LISTED)).all()


def get_of(profile: Profile, translation_id: int) -> Translation:
    """One of this profile, whatever became of it; raises NotFound."""
    row = db.session.scalar(_whole().where(Translation.id == translation_id, _owner() == profile.id))
    if row is None:
        raise NotFound(f"translation {translation_id}")
    return row


def _approved(profile_ids: Iterable[int]) -> Approved:
    query = (
        sa.select(Translation, _owner(), Opportunity.key)
        .outerjoin(Opportunity, Translation.opportunity_id == Opportunity.id)
        .where(Translation.status == TranslationStatus.APPROVED, _owner().in_(profile_ids))
        .order_by(Translation.id)
    )
    return {(owner, key or "", row.language, row.original): row for row, owner, key in db.session.execute(query)}


def _whole() -> sa.Select[Translation]:
    return (
        sa.select(Translation)
        .outerjoin(Opportunity, Translation.opportunity_id == Opportunity.id)
        .options(
            joinedload(Translation.profile),
            joinedload(Translation.opportunity).joinedload(Opportunity.profile),
            joinedload(Translation.written_by),
            joinedload(Translation.decided_by),
        )
    )


def _owner() -> sa.ColumnElement[int]:
    return sa.func.coalesce(Translation.profile_id, Opportunity.profile_id)

"""Reading the organizers' notebook; for organizers' pages only."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from matchmaking.accounts.models import RoleName, User
from matchmaking.errors import NotFound
from matchmaking.extensions import db
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.notebook.models import IntroductionFollower, IntroductionNote, IntroductionTag


def list_notes(introduction: Introduction) -> Sequence[IntroductionNote]:
    """Its notes, oldest first, struck ones included."""
    query = sa.select(IntroductionNote).where(IntroductionNote.introduction_id == introduction.id)
    people = (joinedload(IntroductionNote.author), joinedload(IntroductionNote.struck_by))
    return db.session.scalars(query.options(*people).order_by(IntroductionNote.id)).all()


def get_note(note_id: int) -> IntroductionNote:
    """One note; raises NotFound."""
    found = db.session.get(IntroductionNote, note_id)
    if found is None:
        raise NotFound(f"note {note_id}")
    return found


def list_tags(introduction: Introduction | None = None) -> Sequence[str]:
    """The tags of one introduction, or all that are in use, in the order of the alphabet."""
    query = sa.select(IntroductionTag.tag).distinct().order_by(IntroductionTag.tag)
    if introduction is not None:
        query = query.where(IntroductionTag.introduction_id == introduction.id)
    return db.session.scalars(query).all()


def find_follower(introduction: Introduction) -> IntroductionFollower | None:
    """Who follows it."""
    query = sa.select(IntroductionFollower).where(IntroductionFollower.introduction_id == introduction.id)
    return db.session.scalar(query)


def list_organizers() -> Sequence[User]:
    """Who may follow an introduction, by name."""
    roles = sa.or_(*(User.roles.any(name=role) for role in (RoleName.ORGANIZER, RoleName.ADMIN)))
    return db.session.scalars(sa.select(User).where(roles, User.active).order_by(User.full_name, User.id)).all()


def marked(*, tag: str | None, follower: User | None) -> list[sa.ColumnElement[bool]]:
    """Whether the `Introduction` of the surrounding query has this tag, and is followed by this person."""
    conditions: list[sa.ColumnElement[bool]] = []
    if tag:
        tagged = sa.select(IntroductionTag.introduction_id).where(IntroductionTag.tag == tag)
        conditions.append(Introduction.id.in_(tagged))
    if follower is not None:
        own = sa.select(IntroductionFollower.introduction_id).where(IntroductionFollower.user_id == follower.id)
        conditions.append(Introduction.id.in_(own))
    return conditions


def count_followed(user: User) -> int:
    """How many introductions this organizer follows."""
    query = sa.select(sa.func.count(IntroductionFollower.id)).where(IntroductionFollower.user_id == user.id)
    return db.session.scalar(query) or 0

"""Organizers write a note, strike one out, tag an introduction, and say who of them follows it."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from matchmaking.accounts.models import User
from matchmaking.accounts.policy import is_organizer
from matchmaking.audit import operations as audit
from matchmaking.errors import NotAllowed
from matchmaking.extensions import db
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.notebook.models import IntroductionFollower, IntroductionNote, IntroductionTag
from matchmaking.introductions.notebook.queries import find_follower, list_tags


def normalised(tag: str) -> str:
    """One spelling of a free word: « #Santé  Numérique » is « santé numérique »."""
    return " ".join(tag.strip().lstrip("#").split()).casefold()[:40].strip()


def add_note(introduction: Introduction, text: str, *, actor: User, now: datetime) -> IntroductionNote:
    """Write a note that only organizers read."""
    _require(actor)
    note = IntroductionNote(introduction_id=introduction.id, author=actor, text=text.strip(), written_at=now)
    db.session.add(note)
    db.session.flush()
    _record("note_added", introduction.id, actor=actor, now=now, note=note.id)
    return note


def strike_note(note: IntroductionNote, *, actor: User, now: datetime) -> None:
    """Strike a note out: it stays readable, with who did it. Twice does no more."""
    _require(actor)
    if note.struck_at is None:
        note.struck_by, note.struck_at = actor, now
        db.session.flush()
        _record("note_struck", note.introduction_id, actor=actor, now=now, note=note.id)


def add_tag(introduction: Introduction, tag: str, *, actor: User, now: datetime) -> None:
    """Tag it; a tag that it has already, in whichever spelling, does no more."""
    _require(actor)
    word = normalised(tag)
    if word and word not in list_tags(introduction):
        db.session.add(IntroductionTag(introduction_id=introduction.id, tag=word))
        db.session.flush()
        _record("tagged", introduction.id, actor=actor, now=now)


def remove_tag(introduction: Introduction, tag: str, *, actor: User, now: datetime) -> None:
    """Take a tag off."""
    _require(actor)
    gone = sa.delete(IntroductionTag).where(
        IntroductionTag.introduction_id == introduction.id, IntroductionTag.tag == normalised(tag)
    )
    db.session.execute(gone)
    _record("untagged", introduction.id, actor=actor, now=now)


def assign(introduction: Introduction, follower: User | None, *, actor: User, now: datetime) -> None:
    """Say which organizer follows it; None: nobody. Raises NotAllowed for anybody who is no organizer."""
    _require(actor)
    if follower is not None:
        _require(follower)
    row = find_follower(introduction)
    if follower is None:
        if row is not None:
            db.session.delete(row)
    elif row is None:
        db.session.add(IntroductionFollower(introduction_id=introduction.id, user=follower, since=now))
    else:
        row.user, row.since = follower, now
    db.session.flush()
    _record("assigned", introduction.id, actor=actor, now=now, user=follower.id if follower else None)


def _require(person: User) -> None:
    if not is_organizer(person):
        raise NotAllowed("the organizers' notebook")


def _record(action: str, introduction_id: int, *, actor: User, now: datetime, **details: int | None) -> None:
    """Codes only, and apart from the introduction's own trail, which other pages tell."""
    audit.record(f"notebook.{action}", f"notebook:{introduction_id}", actor_id=actor.id, now=now, **details)

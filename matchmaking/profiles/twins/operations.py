"""Two profiles become one, or are said to be two. Nothing commits here.

A merge never shows what nobody saw: what a hidden profile says comes into a published one as changes to check, a
published one that is hidden stays so, and the contact person's own consents decide as ever. Nothing is deleted but
what is computed anew and memberships that stood twice: the absorbed row stays, and the record holds both as they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from matchmaking.accounts.models import User
from matchmaking.accounts.policy import is_organizer
from matchmaking.audit import operations as audit
from matchmaking.errors import DomainError, NotAllowed, StaleDecision
from matchmaking.extensions import db
from matchmaking.profiles import content, queries
from matchmaking.profiles.lifecycle import ProfileAction
from matchmaking.profiles.merging import Merge, merge_steps
from matchmaking.profiles.models import Opportunity, Profile, ProfileMerge, Revision, TwinDismissal
from matchmaking.profiles.operations.trail import move, record, tell_changed
from matchmaking.profiles.twins import belongings, snapshot
from matchmaking.profiles.twins.choosing import Choice, merged
from matchmaking.profiles.twins.queries import find_twin, fingerprint


class CannotMerge(DomainError):
    """The two cannot become one as they are; `sentences` say what to settle first."""

    status = 409

    def __init__(self, sentences: Iterable[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__(" ".join(self.sentences))


def obstacles(merge: Merge) -> Sequence[str]:
    """Everything that keeps the two from becoming one, in the words of each feature."""
    return [sentence for step in merge_steps() for sentence in step.obstacles(merge)]


def foretell(merge: Merge) -> Sequence[str]:
    """What a merge would do, in the words of each feature."""
    return [sentence for step in merge_steps() for sentence in step.foretell(merge)]


def carry_out(merge: Merge, choice: Choice, *, shown_versions: tuple[int, int]) -> ProfileMerge:
    """Make one profile of two; `shown_versions` are the kept one's and the absorbed one's on the page.

    Raises StaleDecision where one of them has moved on, and CannotMerge.
    """
    kept, absorbed = merge.kept, merge.absorbed
    if not is_organizer(merge.actor):
        raise NotAllowed("only organizers merge profiles")
    for profile, shown in zip((kept, absorbed), shown_versions, strict=True):
        if profile.version != shown:
            raise StaleDecision(queries.last_decision(profile))
    if sentences := obstacles(merge):
        raise CannotMerge(sentences)
    was_shown, by_check = belongings.is_shown(kept), belongings.comes_by_check(merge)
    row = _write_record(merge, choice)
    for step in merge_steps():
        step.carry_out(merge)
    _choose_contact(kept, absorbed, choice.contact_user_id)
    _join_content(merge, choice, by_check=by_check)
    move(absorbed, ProfileAction.MERGE, actor=merge.actor)
    record("profile.absorbed", absorbed, actor=merge.actor, now=merge.now, into=kept.key)
    record("profile.merged", kept, actor=merge.actor, now=merge.now, absorbed=absorbed.key)
    if belongings.is_shown(kept) and not was_shown:
        raise CannotMerge([_("With this contact person a hidden profile would show. Choose another one.")])
    tell_changed(kept, now=merge.now)
    return row


def say_two(one: Profile, other: Profile, *, actor: User, now: datetime) -> None:
    """Remember that these are two organisations, until a name, a site or a number of theirs changes."""
    twin = find_twin(one, other)
    if not is_organizer(actor):
        raise NotAllowed("only organizers say what is a duplicate")
    if twin is None:
        raise StaleDecision(_("These two are no possible duplicate any more: one of them was changed."))
    first, second = sorted((one.id, other.id))
    said = db.session.scalar(
        sa.select(TwinDismissal).where(TwinDismissal.first_id == first, TwinDismissal.second_id == second)
    )
    if said is None:
        said = TwinDismissal(first_id=first, second_id=second)
        db.session.add(said)
    said.fingerprint, said.decided_by_id, said.decided_at = fingerprint(twin), actor.id, now
    db.session.flush()
    audit.record("twins.two", f"profile:{one.id}", actor_id=actor.id, now=now, other=other.key)
    audit.record("twins.two", f"profile:{other.id}", actor_id=actor.id, now=now, other=one.key)


def _write_record(merge: Merge, choice: Choice) -> ProfileMerge:
    without = frozenset[str]().union(*(step.disposable for step in merge_steps()))
    row = ProfileMerge(
        absorbed=merge.absorbed,
        kept=merge.kept,
        before={
            "rows": snapshot.take((merge.kept, merge.absorbed), without=without),
            "taken": sorted(choice.taken),
            "folded": dict(choice.folded),
        },
        merged_by_id=merge.actor.id,
        merged_at=merge.now,
    )
    db.session.add(row)
    db.session.flush()
    return row


def _choose_contact(kept: Profile, absorbed: Profile, user_id: int | None) -> None:
    """One of the members, where there are some: the chosen one, else whoever was it before."""
    people = {member.user_id: member.user for member in kept.members}
    wanted = (user_id, kept.contact_user_id, absorbed.contact_user_id)
    kept.contact_user = next((people[one] for one in wanted if one in people), None)
    db.session.flush()


def _join_content(merge: Merge, choice: Choice, *, by_check: bool) -> None:
    kept, absorbed = merge.kept, merge.absorbed
    standing, coming = content.of(kept), content.of(absorbed)
    joined = merged(standing, coming, choice)
    if by_check:
        if joined != standing:
            theirs = {item.key for item in coming.opportunities}
            new = tuple(replace(item, key=None) if item.key in theirs else item for item in joined.opportunities)
            kept.revision = Revision(
                content=content.as_dict(replace(joined, opportunities=new)),
                author_id=merge.actor.id,
                submitted_at=merge.now,
            )
            db.session.flush()
        return
    moving = [item.key for item in joined.opportunities if item.key]
    theirs_that_move = sa.update(Opportunity).where(Opportunity.profile_id == absorbed.id, Opportunity.key.in_(moving))
    db.session.execute(theirs_that_move.values(profile_id=kept.id))
    for profile in (kept, absorbed):
        db.session.expire(profile, ["opportunities"])
    content.apply(kept, joined)
    db.session.flush()

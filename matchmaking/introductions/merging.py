"""What becomes of introductions when two profiles become one: they go on, with the people and answers they have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import ngettext

from matchmaking.extensions import db
from matchmaking.introductions.lifecycle import (
    FRUITLESS,
    CancelReason,
    IntroductionAction,
    IntroductionStatus,
    next_status,
)
from matchmaking.introductions.models import Introduction, IntroductionSide
from matchmaking.introductions.operations.decisions import record, take
from matchmaking.profiles.merging import Merge, MergeStep
from matchmaking.profiles.models import Profile
from matchmaking.profiles.policy import is_visible
from matchmaking.profiles.queries import in_demonstration
from matchmaking.profiles.vocabulary import Country


def carry_out(merge: Merge) -> None:
    """Let the absorbed profile's introductions be the kept one's.

    Where both were introduced to the same partner and one came to nothing, that one is closed without a letter:
    the other stands.
    """
    standing = _live(merge.kept)
    for introduction in _all(merge.absorbed):
        take(introduction)
        rival = standing.get(_partner(introduction, merge.absorbed).id)
        if rival is not None:
            take(rival)
        if rival is not None and introduction.status is not IntroductionStatus.CANCELLED:
            _close(introduction if introduction.status in FRUITLESS else rival, merge)
        setattr(introduction, _column(merge.kept), merge.kept.id)
        record("merged", introduction, actor=merge.actor, now=merge.now, absorbed=merge.absorbed.key)
        db.session.flush()
    sides = sa.update(IntroductionSide).where(IntroductionSide.profile_id == merge.absorbed.id)
    db.session.execute(sides.values(profile_id=merge.kept.id))
    for introduction in _all(merge.kept):
        for side in introduction.sides:
            db.session.expire(side)
        db.session.expire(introduction, ["ml_profile", "dz_profile"])


def obstacles(merge: Merge) -> Sequence[str]:
    """Two introductions to the same partner that both go on; and partners who would see what is hidden."""
    kept, absorbed = _live(merge.kept), _live(merge.absorbed)
    found = [
        _(
            "Both were introduced to %(name)s, and neither was declined. Take one of the two introductions back first.",
            name=_partner(kept[partner], merge.kept).name,
        )
        for partner in sorted(kept.keys() & absorbed.keys())
        if FRUITLESS.isdisjoint((kept[partner].status, absorbed[partner].status))
    ]
    if absorbed and not is_visible(merge.kept, demonstration=in_demonstration()):
        found.append(
            _(
                "%(other)s has been introduced to partners, and they do not see %(name)s. Keep %(other)s, or have"
                " %(name)s published first.",
                other=merge.absorbed.name,
                name=merge.kept.name,
            )
        )
    return found


def foretell(merge: Merge) -> Sequence[str]:
    """How many introductions go on."""
    moving = len(_live(merge.absorbed))
    if not moving:
        return ()
    return [
        ngettext(
            "One introduction goes on with this profile, with the answers given so far.",
            "%(num)s introductions go on with this profile, with the answers given so far.",
            moving,
        )
    ]


STEP = MergeStep(
    columns=frozenset({"introductions.ml_profile_id", "introductions.dz_profile_id", "introduction_sides.profile_id"}),
    carry_out=carry_out,
    obstacles=obstacles,
    foretell=foretell,
)


def _column(profile: Profile) -> str:
    return "ml_profile_id" if profile.country is Country.MALI else "dz_profile_id"


def _all(profile: Profile) -> Sequence[Introduction]:
    query = sa.select(Introduction).where(getattr(Introduction, _column(profile)) == profile.id)
    return db.session.scalars(query.order_by(Introduction.id)).all()


def _live(profile: Profile) -> Mapping[int, Introduction]:
    """By the partner, the introduction that was not cancelled; there is one at most."""
    live = (found for found in _all(profile) if found.status is not IntroductionStatus.CANCELLED)
    return {_partner(found, profile).id: found for found in live}


def _partner(introduction: Introduction, profile: Profile) -> Profile:
    return introduction.dz_profile if profile.country is Country.MALI else introduction.ml_profile


def _close(introduction: Introduction, merge: Merge) -> None:
    """End one that came to nothing: nobody waits for it, so nobody is written to."""
    introduction.status = next_status(introduction.status, IntroductionAction.MERGE)
    introduction.closed_at = None
    introduction.cancelled_at, introduction.cancel_reason = merge.now, CancelReason.ORGANIZER
    record("closed_by_merge", introduction, actor=merge.actor, now=merge.now)
    db.session.flush()

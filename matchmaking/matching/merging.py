"""What becomes of decisions, reactions and lists when two profiles become one. What a run
computes is computed anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

import sqlalchemy as sa
from flask_babel import ngettext

from matchmaking.audit import operations as audit
from matchmaking.database import lock
from matchmaking.extensions import db
from matchmaking.matching.lifecycle import PairStatus
from matchmaking.matching.models import KeptApart, MetNeed, PairReview, Reaction, Suggestion
from matchmaking.profiles.merging import Merge, MergeStep
from matchmaking.profiles.models import Profile
from matchmaking.profiles.vocabulary import Country

Word = TypeVar("Word", Reaction, KeptApart)
# Where both have a decision about the same partner, the first of these stands.
STRONGEST = (PairStatus.APPROVED, PairStatus.DISMISSED, PairStatus.OPEN)


def carry_out(merge: Merge) -> None:
    """Give the kept profile the absorbed one's decisions and words; where both have one, the stronger stands."""
    pair = (merge.kept.id, merge.absorbed.id)
    for column in (Suggestion.ml_profile_id, Suggestion.dz_profile_id):
        db.session.execute(sa.delete(Suggestion).where(column.in_(pair)))
    db.session.execute(sa.delete(MetNeed).where(MetNeed.by_profile_id.in_(pair)))
    for review in _reviews(merge.absorbed):
        _move_review(merge, review)
    for name in ("profile_id", "other_profile_id"):
        _move_words(Reaction, name, merge)
        _move_words(KeptApart, name, merge)
    db.session.flush()


def foretell(merge: Merge) -> Sequence[str]:
    """How many decisions move, and which of them meet another."""
    moving = [review for review in _reviews(merge.absorbed) if review.status is not PairStatus.OPEN]
    if not moving:
        return ()
    return [
        ngettext(
            "One decision about a pair moves to this profile; where both have one, an approval stands before a"
            " dismissal.",
            "%(num)s decisions about pairs move to this profile; where both have one, an approval stands before a"
            " dismissal.",
            len(moving),
        )
    ]


STEP = MergeStep(
    columns=frozenset(
        f"{table}.{column}"
        for table, columns in {
            "suggestions": ("ml_profile_id", "dz_profile_id"),
            "met_needs": ("by_profile_id",),
            "pair_reviews": ("ml_profile_id", "dz_profile_id"),
            "reactions": ("profile_id", "other_profile_id"),
            "kept_apart": ("profile_id", "other_profile_id"),
        }.items()
        for column in columns
    ),
    carry_out=carry_out,
    foretell=foretell,
    disposable=frozenset({"suggestions", "met_needs"}),
)


def _own(profile: Profile) -> str:
    """The column in which a pair names this profile."""
    return "ml_profile_id" if profile.country is Country.MALI else "dz_profile_id"


def _reviews(profile: Profile) -> Sequence[PairReview]:
    query = sa.select(PairReview).where(getattr(PairReview, _own(profile)) == profile.id)
    return db.session.scalars(query.order_by(PairReview.id)).all()


def _move_review(merge: Merge, review: PairReview) -> None:
    lock(review)
    own = _own(merge.kept)
    partner = "dz_profile_id" if own == "ml_profile_id" else "ml_profile_id"
    standing = db.session.scalar(
        sa.select(PairReview)
        .where(getattr(PairReview, own) == merge.kept.id, getattr(PairReview, partner) == getattr(review, partner))
        .with_for_update()
    )
    if standing is not None:
        review = _stronger(standing, review)
    setattr(review, own, merge.kept.id)
    db.session.flush()
    audit.record(
        "pair.merged",
        f"pair:{review.ml_profile_id}:{review.dz_profile_id}",
        actor_id=merge.actor.id,
        now=merge.now,
        absorbed=merge.absorbed.key,
        status=review.status.value,
    )


def _stronger(standing: PairReview, coming: PairReview) -> PairReview:
    """The one that stands, with the notes of both; the other is on record and goes."""
    weaker = coming if STRONGEST.index(standing.status) <= STRONGEST.index(coming.status) else standing
    stronger = coming if weaker is standing else standing
    notes = dict.fromkeys(note for note in (stronger.note, weaker.note) if note)
    stronger.note = "\n".join(notes) or None
    db.session.delete(weaker)
    db.session.flush()
    return stronger


def _move_words(table: type[Word], column: str, merge: Merge) -> None:
    for word in db.session.scalars(sa.select(table).where(getattr(table, column) == merge.absorbed.id)).all():
        _move_word(table, word, column, merge.kept)


def _move_word(table: type[Word], word: Word, column: str, kept: Profile) -> None:
    """The last word about a partner stands, as ever."""
    other = "other_profile_id" if column == "profile_id" else "profile_id"
    standing = db.session.scalar(
        sa.select(table).where(getattr(table, column) == kept.id, getattr(table, other) == getattr(word, other))
    )
    if standing is not None:
        older = min(standing, word, key=_said_at)
        db.session.delete(older)
        db.session.flush()
        if older is word:
            return
    setattr(word, column, kept.id)
    db.session.flush()


def _said_at(word: Reaction | KeptApart) -> datetime:
    return word.reacted_at if isinstance(word, Reaction) else word.added_at

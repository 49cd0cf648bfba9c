"""What organizers and participants said of pairs, with the score the pair had then. Each pair counts with its last
decision; what was taken back does not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from matchmaking.acceptance.figures import Figures, Said, figures
from matchmaking.acceptance.learning import PARTS, Decided
from matchmaking.acceptance.models import WeightProposal
from matchmaking.extensions import db
from matchmaking.introductions.lifecycle import Answer
from matchmaking.introductions.models import Introduction, IntroductionSide
from matchmaking.matching.engine import Parameters
from matchmaking.matching.lifecycle import PairStatus
from matchmaking.matching.models import AsScored, DismissalReason, PairReview, Reaction
from matchmaking.matching.queries import current_run, parameters_of
from matchmaking.profiles.models import Profile
from matchmaking.profiles.queries import in_place

# Dismissals that say nothing of how well need and offer fit: the weights do not learn from them.
BESIDE_THE_MATCH = frozenset({DismissalReason.ALREADY_IN_CONTACT, DismissalReason.CONFLICT, DismissalReason.TOO_EARLY})


@dataclass(frozen=True)
class Acceptance:
    """Who said yes how often: organizers to pairs, participants to suggestions and to introductions."""

    organizers: Figures
    reactions: Figures
    answers: Figures


def acceptance() -> Acceptance:
    """All figures."""
    return Acceptance(
        organizers=_figures((_approved(review), review) for review in _decided()),
        reactions=_figures((row.interested, row) for row in _reactions()),
        answers=_figures((side.answer is Answer.YES, review) for side, review in _answers()),
    )


def list_decisions() -> list[Decided]:
    """The organizers' decisions that judge the match of scored pairs, for learning."""
    return [
        Decided(_approved(review), tuple(getattr(review, part) for part in PARTS))
        for review in _decided()
        if review.score is not None and review.reason not in BESIDE_THE_MATCH
    ]


def present_weights() -> dict[str, float]:
    """The weights of the current run by part; facts and correction stand in the score as they are."""
    parameters: Parameters = parameters_of(current_run())
    half = 0.5 * parameters.direction
    return dict(zip(PARTS, (half, half, parameters.affinity, 1.0, 1.0), strict=True))


def last_proposal() -> WeightProposal | None:
    """The weights proposed last, or the last refusal."""
    return db.session.scalar(sa.select(WeightProposal).order_by(WeightProposal.id.desc()).limit(1))


def _figures(rows: Iterator[tuple[bool, AsScored]]) -> Figures:
    words, unscored = [], 0
    for yes, kept in rows:
        if kept.score is None or kept.strength is None:
            unscored += 1
        else:
            words.append(Said(yes, kept.score, kept.strength))
    return figures(words, unscored=unscored)


def _approved(review: PairReview) -> bool:
    """A dismissal has a reason, also after the pair came back; an approval has none."""
    return review.reason is None


def _decided() -> Sequence[PairReview]:
    taken = sa.or_(PairReview.status != PairStatus.OPEN, PairReview.returned_at.is_not(None))
    query = sa.select(PairReview).where(taken, *_in_place(PairReview.ml_profile_id, PairReview.dz_profile_id))
    return db.session.scalars(query.order_by(PairReview.id)).all()


def _reactions() -> Sequence[Reaction]:
    query = sa.select(Reaction).where(*_in_place(Reaction.profile_id, Reaction.other_profile_id))
    return db.session.scalars(query.order_by(Reaction.id)).all()


def _answers() -> Sequence[sa.Row[IntroductionSide, PairReview]]:
    """Answers that count, beside the approval that asked for them."""
    of_pair = sa.and_(
        PairReview.ml_profile_id == Introduction.ml_profile_id,
        PairReview.dz_profile_id == Introduction.dz_profile_id,
        PairReview.decided_at == Introduction.approved_at,
    )
    return db.session.execute(
        sa.select(IntroductionSide, PairReview)
        .join(Introduction, Introduction.id == IntroductionSide.introduction_id)
        .join(PairReview, of_pair)
        .where(
            IntroductionSide.settled_at.is_not(None),
            *_in_place(Introduction.ml_profile_id, Introduction.dz_profile_id),
        )
        .order_by(IntroductionSide.id)
    ).all()


def _in_place(*columns: Any) -> list[sa.ColumnElement[bool]]:
    here = sa.select(aliased(Profile, sa.select(Profile).where(in_place()).subquery()).id)
    return [column.in_(here) for column in columns]

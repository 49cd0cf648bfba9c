"""Asking for a proposal, and keeping the one that was computed. Nothing here changes a weight."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from matchmaking.acceptance.learning import Proposal
from matchmaking.acceptance.models import WeightProposal
from matchmaking.accounts.models import User
from matchmaking.audit import operations as audit
from matchmaking.errors import NotAllowed
from matchmaking.extensions import db
from matchmaking.matching.policy import can_review
from matchmaking.outbox.operations import enqueue

PROPOSE = "acceptance.propose"


def ask_for_proposal(*, actor: User, now: datetime) -> None:
    """Have the worker compute what the decisions propose."""
    if not can_review(actor):
        raise NotAllowed("proposal of weights")
    enqueue(PROPOSE, {}, now=now, unique_key=PROPOSE)
    audit.record("acceptance.proposal_asked", "weights:0", actor_id=actor.id, now=now)


def keep_proposal(proposal: Proposal, *, now: datetime) -> WeightProposal:
    """Keep what was computed beside the earlier ones."""
    row = WeightProposal(
        computed_at=now,
        decisions=proposal.decisions,
        refusal=proposal.refusal.value if proposal.refusal else None,
        weights={part: asdict(weight) for part, weight in proposal.weights.items()},
    )
    db.session.add(row)
    db.session.flush()
    audit.record("acceptance.proposed", f"weights:{row.id}", actor_id=None, now=now, decisions=row.decisions)
    return row

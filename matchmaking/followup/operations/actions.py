"""The life of an action: proposed to an owner, moved by them or by the committee, reminded of when it is late."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from matchmaking.accounts.models import User
from matchmaking.database import lock
from matchmaking.errors import NotAllowed
from matchmaking.extensions import db
from matchmaking.followup import notifications, policy, queries
from matchmaking.followup.lifecycle import OWN_STEPS, ActionOrigin, ActionStatus, ActionStep, next_status
from matchmaking.followup.models import Action, ActionComment, Decision, Objective, Recommendation
from matchmaking.followup.operations.trail import record, refuse_stale
from matchmaking.introductions.models import Introduction
from matchmaking.profiles.models import Opportunity
from matchmaking.profiles.vocabulary import Country

REMIND_EVERY = timedelta(days=7)
REMIND_FOR = timedelta(days=56)  # after the day it was due; from then on the committee's brief is the place for it


@dataclass(frozen=True, kw_only=True)
class Owner:
    """Who does it: an account, or a name with whatever is known; only a name and a phone is enough."""

    user: User | None = None
    name: str = ""
    institution: str = ""
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True, kw_only=True)
class Origin:
    """What it comes from, and how that read: the label stays when the origin goes."""

    kind: ActionOrigin = ActionOrigin.OTHER
    label: str = ""
    recommendation: Recommendation | None = None
    introduction: Introduction | None = None
    opportunity: Opportunity | None = None
    decision: Decision | None = None


@dataclass(frozen=True, kw_only=True)
class Task:
    """What is to be done."""

    title: str
    indicator: str
    country: Country
    due_on: date | None
    objective: Objective | None = None


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A new action with its owner and its origin."""

    task: Task
    owner: Owner
    origin: Origin = field(default_factory=Origin)


def propose(proposal: Proposal, *, actor: User, now: datetime) -> Action:
    """Add it to the plan and write to the owner, where they have an address. Raises NotAllowed."""
    _check(actor)
    origin = proposal.origin
    made = Action(
        origin=origin.kind,
        origin_label=origin.label[:340],
        recommendation=origin.recommendation,
        introduction=origin.introduction,
        opportunity=origin.opportunity,
        decision=origin.decision,
        created_by_id=actor.id,
        created_at=now,
    )
    _describe(made, proposal.task, now)
    _own(made, proposal.owner)
    db.session.add(made)
    db.session.flush()
    record("action.proposed", _subject(made), actor=actor, now=now, origin=origin.kind.value)
    if has_owner(made):
        notifications.propose_action(made, now=now)
    return made


def revise(action: Action, task: Task, *, shown_version: int, actor: User, now: datetime) -> None:
    """Change what is to be done; raises StaleDecision where somebody else has since."""
    _check(actor)
    refuse_stale(action, subject=_subject(action), shown_version=shown_version, now=now)
    _describe(action, task, now)
    record("action.revised", _subject(action), actor=actor, now=now)


def give_to(action: Action, owner: Owner, *, shown_version: int, actor: User, now: datetime) -> None:
    """Another owner: the link of the one before is void, and the new one says yes first.

    Raises TransitionError for an action that is done, StaleDecision where somebody else has changed it.
    """
    _check(actor)
    refuse_stale(action, subject=_subject(action), shown_version=shown_version, now=now)
    action.status = policy.status_after_new_owner(action.status)
    _own(action, owner)
    action.link_generation += 1
    action.reminded_at, action.changed_at = None, now
    record("action.given", _subject(action), actor=actor, now=now)
    if has_owner(action):
        notifications.propose_action(action, now=now)


def renew_link(action: Action, *, now: datetime) -> bool:
    """Its owner's link has become too old: a new one goes to the address that is written down, and to no other. False
    where there is none."""
    sent = notifications.send_link(action, now=now)
    if sent:
        record("action.link_renewed", _subject(action), actor=None, now=now)
    return sent


def move(
    action: Action, step: ActionStep, *, shown_version: int, text: str = "", actor: User | None, now: datetime
) -> None:
    """Move it; `actor` None is the owner by their link, who may do only what an owner may.

    Raises NotAllowed, StaleDecision, and TransitionError for any cell that is not in the table.
    """
    allowed = step in OWN_STEPS if actor is None else policy.can_move(actor, action)
    if not allowed or step is ActionStep.PROPOSE:
        raise NotAllowed
    refuse_stale(action, subject=_subject(action), shown_version=shown_version, now=now)
    action.status = next_status(action.status, step)
    action.changed_at = now
    action.comments.append(_comment(action, text, actor=actor, now=now, status=action.status))
    record("action.moved", _subject(action), actor=actor, now=now, step=step.value, status=action.status.value)


def comment(action: Action, text: str, *, actor: User | None, now: datetime) -> None:
    """Say something about it; `actor` None is the owner by their link."""
    if actor is not None and not policy.can_move(actor, action):
        raise NotAllowed
    action.comments.append(_comment(action, text, actor=actor, now=now))
    action.changed_at = now
    record("action.commented", _subject(action), actor=actor, now=now)


def remind_late(*, now: datetime) -> int:
    """Write to the owners of what is late, weekly at most and for eight weeks; returns to how many. Running it again
    writes to nobody."""
    written = 0
    for action in queries.list_late(now.date()):
        lock(action)
        if action.reminded_at is not None and now - action.reminded_at < REMIND_EVERY:
            continue
        if action.due_on is not None and now.date() - action.due_on > REMIND_FOR:
            continue
        if notifications.remind_owner(action, now=now):
            action.reminded_at = now
            record("action.reminded", _subject(action), actor=None, now=now)
            written += 1
    return written


def has_owner(action: Action) -> bool:
    """Whether somebody is named to do it."""
    return bool(action.owner_user or action.owner_name or action.owner_institution)


def owner_name(action: Action) -> str:
    """The owner by name, else the institution."""
    return (action.owner_user.full_name if action.owner_user else action.owner_name) or action.owner_institution


def _check(actor: User) -> None:
    if not policy.can_follow_up(actor):
        raise NotAllowed


def _subject(action: Action) -> str:
    return f"action:{action.id}"


def _describe(action: Action, task: Task, now: datetime) -> None:
    action.title, action.indicator, action.country = task.title, task.indicator, task.country
    if action.due_on != task.due_on:
        action.due_on, action.reminded_at = task.due_on, None
    action.objective, action.changed_at = task.objective, now


def _own(action: Action, owner: Owner) -> None:
    action.owner_user = owner.user
    action.owner_name, action.owner_institution = owner.name, owner.institution
    action.owner_email, action.owner_phone = owner.email, owner.phone


def _comment(
    action: Action, text: str, *, actor: User | None, now: datetime, status: ActionStatus | None = None
) -> ActionComment:
    name = actor.full_name if actor else owner_name(action)
    return ActionComment(
        text=text, status=status, author_id=actor.id if actor else None, author_name=name[:120], created_at=now
    )

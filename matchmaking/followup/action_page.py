"""What pages show of the action plan: the filtered list, its columns by state, one action. Decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from matchmaking.accounts.models import User
from matchmaking.audit import queries as audit
from matchmaking.followup import policy, queries
from matchmaking.followup.forms.actions import CommentForm, filter_words, write_filters
from matchmaking.followup.lifecycle import ActionOrigin, ActionStatus, ActionStep, is_late, steps_from
from matchmaking.followup.models import Action, Objective
from matchmaking.followup.operations.actions import has_owner, owner_name
from matchmaking.followup.queries import ActionFilters
from matchmaking.navigation import Link
from matchmaking.profiles.vocabulary import Country

# The board's columns; what was declined waits for another owner, beside what is proposed.
BOARD = (
    (ActionStatus.PROPOSED, ActionStatus.DECLINED),
    (ActionStatus.ACCEPTED,),
    (ActionStatus.UNDER_WAY,),
    (ActionStatus.BLOCKED,),
    (ActionStatus.DONE,),
    (ActionStatus.DROPPED,),
)


@dataclass(frozen=True, kw_only=True)
class ActionRow:
    """One action in the list or on the board."""

    action: Action
    owner: str
    late: bool
    steps: Sequence[ActionStep]


@dataclass(frozen=True, kw_only=True)
class ActionList:
    """The filtered plan with its filter bar."""

    rows: Sequence[ActionRow]
    filters: ActionFilters
    chosen: dict[str, str]
    chips: Sequence[Link]
    objectives: Sequence[Objective]
    origins: Sequence[ActionOrigin]
    countries: Sequence[Country]
    today: date


@dataclass(frozen=True, kw_only=True)
class ActionPage:
    """One action."""

    row: ActionRow
    sees_contacts: bool
    history: Sequence[tuple[datetime, str, str]]  # moment, who, action code
    comment: CommentForm
    today: date
    can_give: bool


def listed(filters: ActionFilters, *, today: date) -> ActionList:
    """What the filters let through."""
    objectives = queries.list_objectives()
    chosen: dict[str, Any] = write_filters(filters)
    return ActionList(
        rows=[row(action, today=today) for action in queries.list_actions(filters, today=today)],
        filters=filters,
        chosen=chosen,
        chips=[
            Link(label, url_for("followup.plan", **{key: value for key, value in chosen.items() if key != name}))
            for name, label in filter_words(filters, objectives).items()
        ],
        objectives=objectives,
        origins=tuple(ActionOrigin),
        countries=tuple(Country),
        today=today,
    )


def row(action: Action, *, today: date) -> ActionRow:
    """One action with what can be done."""
    late = is_late(action.status, action.due_on, today)
    return ActionRow(action=action, owner=owner_name(action), late=late, steps=steps_from(action.status))


def columns(page: ActionList) -> list[tuple[ActionStatus, list[ActionRow]]]:
    """The rows by state, in the order in which work goes."""
    return [(states[0], [one for one in page.rows if one.action.status in states]) for states in BOARD]


def build(action: Action, reader: User, *, today: date, comment: CommentForm | None = None) -> ActionPage:
    """One action as this reader may see it."""
    events = audit.list_events(f"action:{action.id}")
    return ActionPage(
        row=row(action, today=today),
        sees_contacts=policy.can_see_contacts(reader),
        history=[(event.at, audit.find_actor_name(event) or "", event.action) for event in reversed(events)],
        comment=comment or CommentForm(),
        today=today,
        can_give=action.status is not ActionStatus.DONE,
    )


def told_owner(action: Action) -> str:
    """Whether a letter goes to the owner, or who has to tell them."""
    if not has_owner(action):
        return str(_("It has no owner yet."))
    if (action.owner_user and action.owner_user.email) or action.owner_email:
        return str(_("A letter goes to %(name)s, who accepts by its link.", name=owner_name(action)))
    return str(_("%(name)s has no address here: tell them, and note what they say.", name=owner_name(action)))

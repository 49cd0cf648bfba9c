"""Reading the road map and the action plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from matchmaking.accounts.models import Role, RoleName, User
from matchmaking.errors import NotFound
from matchmaking.extensions import db
from matchmaking.followup.lifecycle import OPEN, ActionOrigin, ActionStatus, Horizon
from matchmaking.followup.models import Action, Objective
from matchmaking.profiles.vocabulary import Country

# What has no day yet comes after what has one, on every database.
BY_DAY = (Action.due_on.is_(None), Action.due_on, Action.id)


@dataclass(frozen=True, kw_only=True)
class ActionFilters:
    """Which actions somebody wants to see; everything where nothing is chosen."""

    status: ActionStatus | None = None
    country: Country | None = None
    origin: ActionOrigin | None = None
    objective_id: int | None = None
    late: bool = False
    text: str = ""


def find_action(action_id: int) -> Action | None:
    """One, or None."""
    return db.session.get(Action, action_id, options=(selectinload(Action.comments),))


def get_action(action_id: int) -> Action:
    """One; raises NotFound."""
    found = find_action(action_id)
    if found is None:
        raise NotFound
    return found


def list_actions(filters: ActionFilters | None = None, *, today: date) -> Sequence[Action]:
    """Those wanted, the nearest day first, in a fixed number of queries."""
    wanted = filters or ActionFilters()
    options = (joinedload(Action.objective), joinedload(Action.owner_user), selectinload(Action.comments))
    query = sa.select(Action).options(*options)
    for column, value in (
        (Action.status, wanted.status),
        (Action.country, wanted.country),
        (Action.origin, wanted.origin),
        (Action.objective_id, wanted.objective_id),
    ):
        if value is not None:
            query = query.where(column == value)
    if wanted.late:
        query = query.where(_late(today))
    if wanted.text:
        columns = (Action.title, Action.owner_name, Action.owner_institution, Action.indicator)
        query = query.where(sa.or_(*(column.icontains(wanted.text, autoescape=True) for column in columns)))
    return db.session.scalars(query.order_by(*BY_DAY)).all()


def list_late(today: date) -> Sequence[Action]:
    """Those whose day has passed and that are still expected."""
    return list_actions(ActionFilters(late=True), today=today)


def list_due(today: date, *, until: date) -> Sequence[Action]:
    """Those whose day comes until a day, both included, and that are still expected."""
    return [action for action in list_actions(today=today) if _is_due(action, today, until)]


def _is_due(action: Action, today: date, until: date) -> bool:
    return action.status in OPEN and action.due_on is not None and today <= action.due_on <= until


def count_late(today: date) -> int:
    """How many are late."""
    return db.session.scalar(sa.select(sa.func.count(Action.id)).where(_late(today))) or 0


def _late(today: date) -> sa.ColumnElement[bool]:
    return sa.and_(Action.due_on < today, Action.status.in_(sorted(OPEN)))


def get_objective(objective_id: int) -> Objective:
    """One, with its recommendations and actions; raises NotFound."""
    options = (selectinload(Objective.recommendations), selectinload(Objective.actions))
    found = db.session.get(Objective, objective_id, options=options)
    if found is None:
        raise NotFound
    return found


def list_objectives(*, horizon: Horizon | None = None, set_aside: bool = False) -> Sequence[Objective]:
    """The road map: objectives by their day, with recommendations and actions at hand."""
    standing = Objective.set_aside_at.is_not(None) if set_aside else Objective.set_aside_at.is_(None)
    query = sa.select(Objective).where(standing)
    if horizon is not None:
        query = query.where(Objective.horizon == horizon)
    options = (
        selectinload(Objective.recommendations),
        selectinload(Objective.actions).joinedload(Action.owner_user),
    )
    return db.session.scalars(query.options(*options).order_by(Objective.due_on, Objective.id)).all()


def list_people() -> Sequence[User]:
    """Who may be chosen as an owner by name: the committee and the organizers, by name."""
    roles = (RoleName.COMMITTEE, RoleName.ORGANIZER, RoleName.ADMIN)
    query = sa.select(User).where(User.active, User.roles.any(Role.name.in_(roles)))
    return db.session.scalars(query.order_by(User.full_name, User.id)).all()

"""What the round table asks for and what is being done: recommendations, road map, actions. Reads only."""

from __future__ import annotations

from collections.abc import Callable

from matchmaking.followup import queries as followup
from matchmaking.followup.lifecycle import ActionStatus
from matchmaking.followup.models import Action, Objective, Recommendation
from matchmaking.profiles.vocabulary import Country
from matchmaking.reports.figures.counting import crossed, plain
from matchmaking.reports.figures.material import Material
from matchmaking.reports.tables import Cell, Code, Count, Day, Figures, Nothing, Text


def agenda(material: Material) -> Figures:
    """Recommendations by axis, the road map, and how far its actions are."""
    recommendations = followup.list_recommendations(drafts=False)
    objectives = followup.list_objectives()
    actions = followup.list_actions(today=material.at.date())
    return (
        plain("recommendations", ("title", "text", "session", "proposed_by"), map(_recommendation, recommendations))
        + plain("roadmap", ("institution", "horizon", "due", "actions", "done"), map(_objective, objectives))
        + crossed(
            "actions",
            actions,
            rows={f"action.{status}": _stands(status) for status in ActionStatus},
            columns={f"country.{country}": _of(country) for country in Country},
            behind=None,
        )
    )


def _recommendation(one: Recommendation) -> list[Cell]:
    session = Text(one.session.title) if one.session else Nothing()
    return [Code(f"axis.{one.axis}"), Text(one.title), _said(one.text), session, _said(one.proposed_by)]


def _objective(one: Objective) -> list[Cell]:
    standing = [action for action in one.actions if action.status is not ActionStatus.DROPPED]
    done = sum(action.status is ActionStatus.DONE for action in standing)
    return [
        Text(one.title),
        _said(one.institution),
        Code(f"horizon.{one.horizon}"),
        Day(one.due_on),
        Count(len(standing)),
        Count(done),
    ]


def _said(text: str) -> Cell:
    return Text(text) if text else Nothing()


def _stands(status: ActionStatus) -> Callable[[Action], bool]:
    return lambda action: action.status is status


def _of(country: Country) -> Callable[[Action], bool]:
    return lambda action: action.country is country

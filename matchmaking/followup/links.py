"""The signed links of the follow-up: what they say, how they are made and read. A link decides nothing by being
opened."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from matchmaking.accounts import signed
from matchmaking.accounts.links import public_address
from matchmaking.errors import Gone, NotFound
from matchmaking.followup import queries
from matchmaking.followup.models import Action
from matchmaking.introductions import queries as introductions
from matchmaking.introductions.models import IntroductionSide

OUTCOME, ACTION = "followup.outcome", "followup.action"
ACTION_WITHIN = timedelta(days=120)  # its owner then asks for a new one, at the address that is written down
OUTCOME_WITHIN = timedelta(days=120)  # a later correction is told to the organizers


def outcome_placeholder(side: IntroductionSide) -> dict[str, Any]:
    """What a letter's row keeps in the place of the link to the one-page form."""
    return {"purpose": OUTCOME, "side": side.id, "generation": side.link_generation}


def action_placeholder(action: Action) -> dict[str, Any]:
    """The same for the owner of an action."""
    return {"purpose": ACTION, "action": action.id, "generation": action.link_generation}


def mint_outcome(payload: Mapping[str, Any]) -> str:
    """Called by the worker when it sends; raises Gone where the link would lead nowhere any more."""
    side = _side(payload)
    token = signed.sign(OUTCOME, {"side": side.id, "generation": side.link_generation})
    return public_address("followup.outcome_form", token=token)


def mint_action(payload: Mapping[str, Any]) -> str:
    """The same for the owner of an action."""
    action = _action(payload)
    token = signed.sign(ACTION, {"action": action.id, "generation": action.link_generation})
    return public_address("followup.own_action", token=token)


def read_outcome(token: str) -> IntroductionSide:
    """The side a link speaks for. NotFound for a forged link, Gone for one that is too old, was replaced by that of
    another contact person, or whose contacts are closed again."""
    return _side(signed.read(OUTCOME, token, OUTCOME_WITHIN))


def read_action(token: str) -> Action:
    """The action whose owner holds this link. NotFound for a forged link, Gone for one that is too old or whose action
    has another owner."""
    return _action(signed.read(ACTION, token, ACTION_WITHIN))


def read_ended_action(token: str) -> Action:
    """The same for a link of any age: enough to send its owner a new one, not to show or decide anything. Gone once
    another one owns the action."""
    return _action(signed.read(ACTION, token))


def _side(payload: Mapping[str, Any]) -> IntroductionSide:
    side = introductions.get_side(_number(payload, "side"))
    if _number(payload, "generation") != side.link_generation or not introductions.contacts_open(side.introduction):
        raise Gone
    return side


def _action(payload: Mapping[str, Any]) -> Action:
    action = queries.get_action(_number(payload, "action"))
    if _number(payload, "generation") != action.link_generation:
        raise Gone
    return action


def _number(payload: Mapping[str, Any], name: str) -> int:
    try:
        return int(payload[name])
    except (KeyError, TypeError, ValueError):
        raise NotFound from None

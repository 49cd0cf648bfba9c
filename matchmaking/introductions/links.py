"""The signed links of the letters: what they say, how they are made and read. A link names a side, never a person,
and decides nothing by being opened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import current_app

from matchmaking.accounts import signed
from matchmaking.errors import Gone, NotFound
from matchmaking.introductions import queries
from matchmaking.introductions.lifecycle import IntroductionStatus
from matchmaking.introductions.models import IntroductionSide

PURPOSE = "introduction.decide"


def placeholder(side: IntroductionSide) -> dict[str, Any]:
    """What a letter's row keeps in the place of the link."""
    return {"purpose": PURPOSE, "side": side.id, "generation": side.link_generation}


def mint(payload: Mapping[str, Any]) -> str:
    """The absolute address behind a placeholder; called by the worker when it sends. Raises Gone where the link would
    lead nowhere any more: the letter then does not leave."""
    side = _side(payload)
    if side.introduction.status is IntroductionStatus.CANCELLED:
        raise Gone
    token = signed.sign(PURPOSE, {"side": side.id, "generation": side.link_generation})
    # The worker has no request to build the address from.
    return f"{current_app.config['SETTINGS'].public_url}/i/{token}"


def read(token: str) -> IntroductionSide:
    """The side a link speaks for. Raises NotFound for a forged link, Gone for one that was replaced."""
    return _side(signed.read(PURPOSE, token))


def _side(payload: Mapping[str, Any]) -> IntroductionSide:
    try:
        side_id, generation = int(payload["side"]), int(payload["generation"])
    except (KeyError, TypeError, ValueError):
        raise NotFound from None
    side = queries.get_side(side_id)
    if generation != side.link_generation:
        raise Gone
    return side

"""Logos as the landing page and the paper show them."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from matchmaking.events.logos.queries import list_logos
from matchmaking.events.models import Event


@dataclass(frozen=True)
class LogoView:
    """A picture with its words and its size, so that the page does not jump when it comes."""

    name: str
    source: str
    width: int
    height: int


def on_page(event: Event) -> Sequence[LogoView]:
    """By address, for browsers: the same address is the same picture for ever."""
    return [
        LogoView(logo.name, url_for("logos.picture", digest=logo.digest), logo.width, logo.height)
        for logo in list_logos(event)
    ]


def on_paper(event: Event) -> Sequence[LogoView]:
    """With the picture inside, since paper loads nothing."""
    return [
        LogoView(logo.name, f"data:image/png;base64,{base64.b64encode(logo.image).decode()}", logo.width, logo.height)
        for logo in list_logos(event, with_pictures=True)
    ]

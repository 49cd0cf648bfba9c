"""Where an event is to be found: its place, and the address of its video rooms. Whoever has told people the old ones
tells them the new ones.

A fact through the outbox would come too late: the pages show the new address at once, and the organizer is asked before
it is saved. So a feature that tells people where to go registers itself in `create_app`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from flask import Flask, current_app

from matchmaking.accounts.models import User
from matchmaking.events.models import Event


@dataclass(frozen=True)
class Whereabouts:
    """Where one goes on site, and the template of the links."""

    place: str
    video_link: str

    @classmethod
    def of(cls, event: Event) -> Whereabouts:
        """As the event has them."""
        return cls(event.place, event.video_link)


class Teller(Protocol):
    """A feature that has told people where to go."""

    def count(self, event: Event, wanted: Whereabouts, *, now: datetime) -> int:
        """How many people it would tell that the event is at `wanted`."""

    def tell(self, event: Event, *, actor: User, now: datetime) -> None:
        """Tell them; the event is there already. Never commits."""


def register_teller(app: Flask, teller: Teller) -> None:
    """Have a feature tell its people, after those registered before."""
    app.extensions.setdefault("whereabouts_tellers", []).append(teller)


def count_told(event: Event, wanted: Whereabouts, *, now: datetime) -> int:
    """How many people are told where the event is to be found; 0 where it stays."""
    if wanted == Whereabouts.of(event):
        return 0
    return sum(teller.count(event, wanted, now=now) for teller in _tellers())


def tell(event: Event, *, actor: User, now: datetime) -> None:
    """Let everybody know who was told something else."""
    for teller in _tellers():
        teller.tell(event, actor=actor, now=now)


def _tellers() -> list[Teller]:
    found: list[Teller] = current_app.extensions.get("whereabouts_tellers", [])
    return found

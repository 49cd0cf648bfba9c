"""Sessions of the round table: how many meetings fit, and how many of them one profile can have. Pure.

Meetings of one moment stand side by side, so a profile has at most one in each slot. Where every slot takes equally
many meetings, a timetable for any plan within these two bounds exists (a bipartite graph of greatest degree d is
coloured with d colours, König 1916, and with as many edges of each colour, de Werra 1971).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_TEXT = re.compile(r"(?:(?P<name>[^=]*)=)?\s*(?P<meetings>\d{1,6})\s*(?:/\s*(?P<slots>\d{1,4})\s*)?")


class UnreadableSession(ValueError):
    """A text that is no session; the text itself is the argument."""


@dataclass(frozen=True)
class Session:
    """A stretch of the programme: so many meetings in all, in so many slots one after the other where it is known."""

    name: str
    meetings: int
    slots: int | None = None

    @classmethod
    def parse(cls, text: str) -> Session:
        """« morning = 60/8 »: sixty meetings in eight slots; name and slots may be left out."""
        found = _TEXT.fullmatch(text.strip())
        if not found or found["slots"] == "0":
            raise UnreadableSession(text)
        slots = int(found["slots"]) if found["slots"] else None
        return cls((found["name"] or "").strip(), int(found["meetings"]), slots)

    def __str__(self) -> str:
        """As `parse` reads it."""
        tail = f"/{self.slots}" if self.slots else ""
        return f"{self.name}={self.meetings}{tail}" if self.name else f"{self.meetings}{tail}"


def parse_all(texts: Sequence[str]) -> list[Session]:
    """Every session, empty lines left out; raises UnreadableSession."""
    return [Session.parse(text) for text in texts if text.strip()]


def room(sessions: Sequence[Session]) -> int | None:
    """How many meetings fit into all sessions; None without sessions."""
    return sum(session.meetings for session in sessions) if sessions else None


def most(sessions: Sequence[Session]) -> int | None:
    """How many meetings one profile can have: one in each slot; None without sessions."""
    if not sessions:
        return None
    return sum(min(session.meetings, session.slots or session.meetings) for session in sessions)

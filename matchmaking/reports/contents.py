"""What a frozen report holds: masked tables and the organizers' texts, as JSON that knows no language. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from matchmaking.reports.tables import Table, from_json, to_json

PARTS = ("worked", "decisions", "context")


@dataclass(frozen=True)
class EventFacts:
    """The round table that the report speaks of."""

    name: str
    place: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Content:
    """Everything that a file of the report is made from."""

    number: int
    taken_at: datetime
    fictional: bool
    product: str
    event: EventFacts | None
    texts: Mapping[str, Mapping[str, str]]  # part -> language -> text
    tables: tuple[Table, ...]

    def table(self, code: str) -> Table | None:
        """The table of this code; None where this report has none."""
        return next((table for table in self.tables if table.code == code), None)

    def text(self, part: str, language: str) -> tuple[str, str] | None:
        """What organizers wrote for a part, and in which language: the wanted one, else French, else any."""
        said = self.texts.get(part, {})
        found = next((one for one in (language, "fr", "ar", "en") if said.get(one, "").strip()), None)
        return (said[found], found) if found else None

    def to_json(self) -> dict[str, Any]:
        """As it is stored."""
        event = self.event
        return {
            "number": self.number,
            "taken_at": self.taken_at.isoformat(),
            "fictional": self.fictional,
            "product": self.product,
            "event": event
            and {
                "name": event.name,
                "place": event.place,
                "starts_at": event.starts_at.isoformat(),
                "ends_at": event.ends_at.isoformat(),
            },
            "texts": {part: dict(said) for part, said in self.texts.items()},
            "tables": [to_json(table) for table in self.tables],
        }


def from_stored(stored: Mapping[str, Any]) -> Content:
    """The content that `to_json` wrote."""
    event = stored["event"]
    return Content(
        number=stored["number"],
        taken_at=datetime.fromisoformat(stored["taken_at"]),
        fictional=stored["fictional"],
        product=stored["product"],
        event=event
        and EventFacts(
            event["name"],
            event["place"],
            datetime.fromisoformat(event["starts_at"]),
            datetime.fromisoformat(event["ends_at"]),
        ),
        texts=stored["texts"],
        tables=tuple(from_json(table) for table in stored["tables"]),
    )


def checksum(stored: Mapping[str, Any]) -> str:
    """The SHA-256 of a stored content, whatever order its keys come in."""
    written = json.dumps(stored, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()

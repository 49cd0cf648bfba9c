"""What a frozen report holds: masked tables and the organizers' texts, as JSON that knows no language. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from matchmaking.reports.tables import Table, from_json, to_json

PARTS = ("worked", "decisions", "context")


@dataclass(frozen=True)
class EventFacts:
    """One edition of the round table."""

    name: str
    place: str
    starts_at: datetime
    ends_at: datetime

    def to_json(self) -> dict[str, str]:
        """As it is stored."""
        return {
            "name": self.name,
            "place": self.place,
            "starts_at": self.starts_at.isoformat(),
            "ends_at": self.ends_at.isoformat(),
        }


def _event(stored: Mapping[str, str]) -> EventFacts:
    starts_at, ends_at = (datetime.fromisoformat(stored[edge]) for edge in ("starts_at", "ends_at"))
    return EventFacts(stored["name"], stored["place"], starts_at, ends_at)


@dataclass(frozen=True)
class Logo:
    """A partner's, with its small picture inside: the cover stays what it was when another one is put there."""

    name: str
    source: str  # an address that holds the picture itself


@dataclass(frozen=True)
class Content:
    """Everything that a file of the report is made from."""

    number: int
    taken_at: datetime
    fictional: bool
    product: str
    since: date | None  # when the first introduction left; the figures count from then on
    editions: tuple[EventFacts, ...]  # those held and those to come, in their order
    attended: EventFacts | None  # the one whose participants are counted
    texts: Mapping[str, Mapping[str, str]]  # part -> language -> text
    tables: tuple[Table, ...]
    logos: tuple[Logo, ...] = ()

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
        return {
            "number": self.number,
            "taken_at": self.taken_at.isoformat(),
            "fictional": self.fictional,
            "product": self.product,
            "since": self.since and self.since.isoformat(),
            "editions": [edition.to_json() for edition in self.editions],
            "event": self.attended and self.attended.to_json(),
            "texts": {part: dict(said) for part, said in self.texts.items()},
            "tables": [to_json(table) for table in self.tables],
            "logos": [[logo.name, logo.source] for logo in self.logos],
        }


def from_stored(stored: Mapping[str, Any]) -> Content:
    """The content that `to_json` wrote. The first reports knew one edition, no beginning, no logos."""
    attended, since = stored["event"] and _event(stored["event"]), stored.get("since")
    known = stored.get("editions")
    return Content(
        number=stored["number"],
        taken_at=datetime.fromisoformat(stored["taken_at"]),
        fictional=stored["fictional"],
        product=stored["product"],
        since=date.fromisoformat(since) if since else None,
        editions=tuple(map(_event, known)) if known is not None else (attended,) if attended else (),
        attended=attended,
        texts=stored["texts"],
        tables=tuple(from_json(table) for table in stored["tables"]),
        logos=tuple(Logo(*one) for one in stored.get("logos", ())),
    )


def checksum(stored: Mapping[str, Any]) -> str:
    """The SHA-256 of a stored content, whatever order its keys come in."""
    written = json.dumps(stored, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()

"""Somebody's calendar program, by another library than ours: what it believes after the files that it was given."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import vobject


@dataclass
class Agenda:
    """Somebody's calendar program: keeps one entry for each UID, believes the highest SEQUENCE (RFC 5546, 2.1.4)."""

    entries: dict[str, Any] = field(default_factory=dict)

    def take(self, text: str) -> None:
        """Import a file."""
        calendar = vobject.readOne(text)
        for entry in calendar.contents.get("vevent", []):
            uid, known = entry.uid.value, self.entries.get(entry.uid.value)
            if known is not None and int(known.sequence.value) > int(entry.sequence.value):
                continue
            if calendar.method.value == "CANCEL" or entry.status.value == "CANCELLED":
                self.entries.pop(uid, None)
            else:
                self.entries[uid] = entry

    def times(self) -> list[datetime]:
        """When the entries begin."""
        return sorted(entry.dtstart.value.astimezone(UTC) for entry in self.entries.values())

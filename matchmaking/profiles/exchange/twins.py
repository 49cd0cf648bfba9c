"""Which good rows of a file may be on the platform already, or twice in the file: a note, never a problem."""

from __future__ import annotations

from dataclasses import dataclass

from matchmaking.profiles.exchange.plan import ImportPlan, PlannedRow
from matchmaking.profiles.twins.finding import Card
from matchmaking.profiles.twins.queries import list_twins_among
from matchmaking.profiles.twins.wording import reasons

_ROW = "\0row "  # no key on the platform begins like this


@dataclass(frozen=True)
class Note:
    """One row and what it resembles: a profile by its key, or another row by its number."""

    number: int
    name: str
    other_name: str
    other_key: str | None
    other_number: int | None
    why: str


def list_notes(plan: ImportPlan) -> list[Note]:
    """The notes in the order of the rows."""
    cards = [_card(row) for row in plan.good]
    notes = []
    for twin in list_twins_among(cards):
        one, other = (twin.left, twin.right) if twin.left.key.startswith(_ROW) else (twin.right, twin.left)
        number = _number(other)
        notes.append(
            Note(
                number=_number(one) or 0,
                name=one.name,
                other_name=other.name,
                other_key=None if number else other.key,
                other_number=number,
                why=reasons(twin),
            )
        )
    return sorted(notes, key=lambda note: (note.number, note.other_number or 0, note.other_key or ""))


def _card(row: PlannedRow) -> Card:
    typed = row.content
    assert typed is not None
    return Card(
        key=f"{_ROW}{row.number}",
        country=typed.country.value,
        name=typed.name,
        name_ar=typed.name_ar,
        website=typed.website,
        phones=(typed.contact_phone,) if typed.contact_phone else (),
        emails=(typed.contact_email.lower(),) if typed.contact_email else (),
    )


def _number(card: Card) -> int | None:
    return int(card.key.removeprefix(_ROW)) if card.key.startswith(_ROW) else None

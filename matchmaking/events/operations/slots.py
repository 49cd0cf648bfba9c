"""Slots and tables after the programme changed: what stays the same keeps its row, what a schedule uses cannot go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from matchmaking.errors import DomainError
from matchmaking.events.models import Attendance, BusySlot, Event, MeetingTable, SessionKind, Slot
from matchmaking.events.slots import Span, cut, overlap
from matchmaking.extensions import db


class StillUsed(DomainError):
    """Meetings stand, or stood in a published version, in slots or at tables that the change would remove."""

    status = 409

    def __init__(self, *, slots: Sequence[Span] = (), tables: Sequence[int] = ()) -> None:
        super().__init__("a schedule uses them")
        self.slots, self.tables = slots, tables


def meeting_spans(event: Event) -> list[Span]:
    """The sessions in which people meet, as the programme has them."""
    return [(one.starts_at, one.ends_at) for one in event.sessions if one.kind is SessionKind.MEETINGS]


def recut(event: Event) -> None:
    """Cut the meeting sessions anew. A slot that stays keeps its meetings; who was busy in one that goes is busy in
    those that take its time. Raises StillUsed."""
    wanted = cut(meeting_spans(event), timedelta(minutes=event.slot_minutes))
    standing = {_span(slot): slot for slot in event.slots}
    going = [slot for span, slot in standing.items() if span not in wanted]
    busy = _busy_spans(going)
    _remove(event, going)
    kept = [standing[span] for span in wanted if span in standing]
    for slot in kept:
        slot.position = -slot.position  # out of the way while positions are given anew
    db.session.flush()
    for position, span in enumerate(wanted, start=1):
        if span in standing:
            standing[span].position = position
            continue
        slot = Slot(event=event, position=position, starts_at=span[0], ends_at=span[1])
        db.session.add(slot)
        db.session.flush()
        taken = sorted({attendance for attendance, other in busy if overlap(span, other)})
        db.session.add_all(BusySlot(attendance_id=attendance, slot_id=slot.id) for attendance in taken)
    db.session.flush()
    db.session.expire(event, ["slots"])


def set_table_count(event: Event, count: int) -> None:
    """Have `count` tables, numbered from 1; added and removed at the end. Raises StillUsed."""
    _remove(event, [table for table in event.tables if table.number > count])
    numbers = {table.number for table in event.tables}
    db.session.add_all(
        MeetingTable(event=event, number=number) for number in range(1, count + 1) if number not in numbers
    )
    db.session.flush()
    db.session.expire(event, ["tables"])


def _span(slot: Slot) -> Span:
    return slot.starts_at, slot.ends_at


def _busy_spans(slots: Sequence[Slot]) -> list[tuple[int, Span]]:
    spans = {slot.id: _span(slot) for slot in slots}
    rows = db.session.execute(
        sa.select(BusySlot.attendance_id, BusySlot.slot_id)
        .join(Attendance)
        .where(BusySlot.slot_id.in_(spans))
        .order_by(BusySlot.attendance_id, BusySlot.slot_id)
    )
    return [(row.attendance_id, spans[row.slot_id]) for row in rows]


def _remove(event: Event, rows: Sequence[Slot | MeetingTable]) -> None:
    """Delete them. Features above hang on slots and tables, and the database alone knows which: it refuses."""
    used = []
    for row in rows:
        try:
            with db.session.begin_nested():
                db.session.execute(sa.delete(type(row)).where(type(row).id == row.id))
        except IntegrityError:
            used.append(row)
    if used:
        raise StillUsed(
            slots=[_span(one) for one in used if isinstance(one, Slot)],
            tables=[one.number for one in used if isinstance(one, MeetingTable)],
        )
    db.session.expire(event, ["slots", "tables"])

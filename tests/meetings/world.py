"""A small round table: organisations of two shores that attend, and introductions between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage

import sqlalchemy as sa
from flask import Flask

from matchmaking.accounts.models import RoleName, User
from matchmaking.events.models import Attendance, Event, EventSession, MeetingTable, Mode, SessionKind, Slot
from matchmaking.extensions import db
from matchmaking.introductions.lifecycle import Answer, AnswerChannel, IntroductionStatus
from matchmaking.introductions.models import Introduction, IntroductionSide
from matchmaking.outbox.worker import Worker
from matchmaking.profiles.queries import get_by_key
from tests.factories import make_profile, make_user
from tests.introductions.world import Tray

ORGANIZER, COLLEAGUE = "awa@organisation.example", "salif@organisation.example"
HOLD = timedelta(minutes=10)
SLOT = timedelta(minutes=20)
BREAK = timedelta(minutes=30)


def address(key: str) -> str:
    """The contact person's address of an organisation."""
    return f"{key.lower()}@example.org"


@dataclass
class World:
    """A round table that begins the day after tomorrow at nine; time stands still unless `later` moves it."""

    app: Flask
    now: datetime
    mails: list[EmailMessage] = field(default_factory=list)

    @property
    def opening(self) -> datetime:
        """When the first slot begins."""
        return (self.now + timedelta(days=2)).replace(hour=9, minute=0, second=0)

    def later(self, delta: timedelta) -> None:
        """Move the clock."""
        self.now += delta

    def deliver(self) -> list[EmailMessage]:
        """Let the worker do all that is due now; returns the mails that left."""
        worker, before = Worker(self.app, Tray(self.mails)), len(self.mails)
        while worker.do_next():
            pass
        while worker.send_next():
            pass
        return self.mails[before:]

    def user(self, email: str = ORGANIZER) -> User:
        """Somebody by address; inside an app context."""
        return db.session.scalars(sa.select(User).where(User.email == email)).one()

    def event(self) -> Event:
        """The round table; inside an app context."""
        return db.session.scalars(sa.select(Event)).one()

    def slot(self, position: int) -> Slot:
        """A slot by its place in the day, from 1; inside an app context."""
        return next(slot for slot in self.event().slots if slot.position == position)

    def table(self, number: int) -> MeetingTable:
        """A table by its number; inside an app context."""
        return next(table for table in self.event().tables if table.number == number)

    def attendance(self, key: str) -> Attendance:
        """How an organisation takes part; inside an app context."""
        query = sa.select(Attendance).where(Attendance.profile_id == get_by_key(key).id)
        return db.session.scalars(query).one()

    def introduction(self, ml_key: str, dz_key: str) -> Introduction:
        """The introduction of a pair; inside an app context."""
        pair = get_by_key(ml_key).id, get_by_key(dz_key).id
        query = sa.select(Introduction).where(
            Introduction.ml_profile_id == pair[0], Introduction.dz_profile_id == pair[1]
        )
        return db.session.scalars(query).one()


def make_event(
    world: World, *, malian: int = 3, algerian: int = 3, slots: int = 4, tables: int = 2, stretch: int | None = None
) -> Event:
    """Two organizers and an event with organisations ML01… on site and DZ01… online; a break after every `stretch`
    slots (by default, in the middle). Inside an app context; commits."""
    make_user(ORGANIZER, role=RoleName.ORGANIZER, full_name="Awa Traoré")
    make_user(COLLEAGUE, role=RoleName.ORGANIZER, full_name="Salif Diarra")
    event = Event(
        name="Table ronde Mali–Algérie",
        place="Hôtel de l’Amitié, Bamako",
        starts_at=world.opening - timedelta(hours=1),
        ends_at=world.opening + timedelta(hours=12),
        cutoff_at=world.opening - timedelta(hours=12),
        allows_provisional=True,
        slot_minutes=20,
        video_link="https://video.example/{room}",
    )
    _make_slots(event, world.opening, count=slots, stretch=stretch or max(1, slots // 2))
    event.tables = [MeetingTable(number=number) for number in range(1, tables + 1)]
    db.session.add(event)
    db.session.flush()
    for country, count, mode in (("ML", malian, Mode.ON_SITE), ("DZ", algerian, Mode.ONLINE)):
        for number in range(1, count + 1):
            attend(world, event, f"{country}{number:02}", mode)
    db.session.commit()
    return event


def _make_slots(event: Event, begin: datetime, *, count: int, stretch: int) -> None:
    at, first = begin, begin
    for position in range(1, count + 1):
        event.slots.append(Slot(position=position, starts_at=at, ends_at=at + SLOT))
        at += SLOT
        if position % stretch == 0 or position == count:
            event.sessions.append(
                EventSession(title="Rendez-vous", kind=SessionKind.MEETINGS, starts_at=first, ends_at=at)
            )
            if position < count:
                event.sessions.append(
                    EventSession(title="Pause", kind=SessionKind.BREAK, starts_at=at, ends_at=at + BREAK)
                )
                at += BREAK
                first = at


def attend(world: World, event: Event, key: str, mode: Mode) -> Attendance:
    """An organisation with one contact person who takes part; inside an app context."""
    person = make_user(address(key), full_name=f"Personne {key}", residence=key[:2])
    profile = make_profile(key, members=(person,))
    made = Attendance(event=event, profile=profile, mode=mode, created_at=world.now)
    db.session.add(made)
    db.session.flush()
    return made


def introduce(world: World, *pairs: tuple[str, str], accepted: bool = True) -> None:
    """Introduce pairs (Malian key first), accepted by both or still without an answer. Inside an app context;
    commits."""
    organizer, said = world.user(ORGANIZER), {}
    if accepted:
        moments = dict.fromkeys(("answered_at", "effective_at", "settled_at"), world.now)
        said = {"answer": Answer.YES, "channel": AnswerChannel.SITE, **moments}
    for ml_key, dz_key in pairs:
        ml, dz = get_by_key(ml_key), get_by_key(dz_key)
        made = Introduction(
            ml_profile=ml,
            dz_profile=dz,
            status=IntroductionStatus.ACCEPTED if accepted else IntroductionStatus.PROPOSED,
            approved_by=organizer,
            approved_at=world.now,
            held_until=world.now,
            changed_at=world.now,
            accepted_at=world.now if accepted else None,
            contacts_opened_at=world.now if accepted else None,
        )
        made.sides = [
            IntroductionSide(profile=one, contact_user=one.contact_user, asked_at=world.now, **said) for one in (ml, dz)
        ]
        db.session.add(made)
    db.session.commit()

"""A round table ten days ahead, two organisations and an organizer, as the tests of events need them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from flask import Flask

from matchmaking.accounts.models import RoleName, User
from matchmaking.events import operations
from matchmaking.events.models import Attendance, Event, Mode, SessionKind
from matchmaking.events.operations import AttendanceAnswer, EventDetails, SessionDetails
from matchmaking.extensions import db
from matchmaking.outbox.models import Job
from matchmaking.profiles.queries import get_by_key
from tests.factories import make_profile, make_user
from tests.visitor import Visitor

NOW = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
OPENING = datetime(2026, 12, 7, 8, 30, tzinfo=UTC)
ORGANIZER, MALIAN, ALGERIAN = "awa@organisation.example", "mariam@keneya.example", "nabil@nabd.example"
LINK = "https://visio.example/table/{room}"


def at(hour: int, minute: int = 0) -> datetime:
    """A moment of the day of the event, on Bamako's clock."""
    return OPENING.replace(hour=hour, minute=minute)


@dataclass
class World:
    """The event and its people; time stands still."""

    app: Flask
    now: datetime = NOW
    event_id: int = 0

    def event(self) -> Event:
        """The event as the database has it; inside an app context."""
        return db.session.get_one(Event, self.event_id)

    def attendance(self, key: str) -> Attendance | None:
        """What an organisation has said; inside an app context."""
        return db.session.scalar(sa.select(Attendance).where(Attendance.profile_id == get_by_key(key).id))

    def answer(self, key: str, *, mode: Mode = Mode.ON_SITE, free: Collection[int] | None = None) -> None:
        """The organizer notes an answer; all slots free unless said."""
        with self.app.app_context():
            event, profile = self.event(), get_by_key(key)
            slots = [slot.id for slot in event.slots] if free is None else free
            said = AttendanceAnswer(mode=mode, person_id=None, free=slots)
            operations.answer(event, profile, said, shown_version=0, actor=organizer(), now=self.now)
            db.session.commit()

    def slot_times(self) -> list[str]:
        """The slots as they stand, in their order."""
        with self.app.app_context():
            return [f"{slot.position} {slot.starts_at:%H:%M}–{slot.ends_at:%H:%M}" for slot in self.event().slots]

    def jobs(self, kind: str) -> list[dict[str, object]]:
        """What waits for a subscriber of this kind."""
        with self.app.app_context():
            rows = db.session.scalars(sa.select(Job).where(Job.kind == kind).order_by(Job.id))
            return [job.payload for job in rows]


def organizer() -> User:
    """The organizer; inside an app context."""
    return db.session.scalars(sa.select(User).where(User.email == ORGANIZER)).one()


def make_round_table(world: World) -> None:
    """KeneyaLink, NabdCare, and one day with a meeting session of four slots at two tables."""
    with world.app.app_context():
        awa = make_user(ORGANIZER, role=RoleName.ORGANIZER, full_name="Awa Traoré")
        make_profile("ML01", members=(make_user(MALIAN, full_name="Mariam Keïta"),), name="KeneyaLink")
        make_profile("DZ01", members=(make_user(ALGERIAN, full_name="Nabil Haddad"),), name="NabdCare")
        details = EventDetails(
            name="Table ronde numérique",
            place="Centre de conférences, Bamako",
            starts_at=OPENING,
            ends_at=at(18),
            cutoff_at=OPENING - timedelta(days=3),
            allows_provisional=True,
            slot_minutes=20,
            video_link=LINK,
        )
        event = operations.create_event(details, tables=2, actor=awa, now=world.now)
        session = SessionDetails(
            title="Rendez-vous du matin", kind=SessionKind.MEETINGS, axis="02", starts_at=at(10), ends_at=at(11, 30)
        )
        operations.add_session(event, session, shown_version=event.version, actor=awa, now=world.now)
        db.session.commit()
        world.event_id = event.id


def read(visitor: Visitor) -> str:
    """What the page says, times written together as they are seen."""
    return visitor.text.replace(" – ", "–")

"""A published schedule between two shores: KeneyaLink and Fret Hoggar on site, two Algerian organisations online."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage

import sqlalchemy as sa
from flask import Flask

from matchmaking.accounts.models import RoleName, User
from matchmaking.events.models import Attendance, Event, Guest, GuestRole, MeetingTable, Mode, Slot
from matchmaking.extensions import db
from matchmaking.introductions.lifecycle import Answer, AnswerChannel, IntroductionStatus
from matchmaking.introductions.models import Introduction, IntroductionSide
from matchmaking.meetings.lifecycle import CancelReason, MeetingStatus
from matchmaking.meetings.models import Meeting, MeetingSide, Placement, Schedule
from matchmaking.outbox.worker import Worker
from matchmaking.profiles.models import Profile
from matchmaking.profiles.queries import get_by_key
from tests.factories import make_profile, make_user
from tests.introductions.world import Tray

ORGANIZER = "awa@organisation.example"
ROOM_LINK = "https://video.example/{room}"
TABLE_PHONE = "+22320202020"
# key: name, Arabic name, mode, contact person, e-mail, phone
PEOPLE = {
    "ML01": ("KeneyaLink", None, Mode.ON_SITE, "Mariam Koné", "mariam@keneya.example", "+22370112233"),
    "ML02": ("Fret Hoggar", None, Mode.ON_SITE, "Issa Ag Alhassane", "issa@fret.example", "+22370445566"),
    "DZ01": ("NabdCare", "نبض كير", Mode.ONLINE, "Nabil Benali", "nabil@nabd.example", "+213550445566"),
    "DZ02": ("Atelier Tafna", "ورشة تافنة", Mode.ONLINE, "Salima Haddad", "salima@tafna.example", "+213550778899"),
}
CONTACTS = [value for person in PEOPLE.values() for value in person[4:]]
# pair, position of the slot, table, both said yes
MEETINGS = (("ML01", "DZ01", 1, 1, True), ("ML01", "DZ02", 2, 1, False), ("ML02", "DZ02", 1, 2, True))


@dataclass
class World:
    """Time stands still, two days before the opening."""

    app: Flask
    now: datetime
    mails: list[EmailMessage] = field(default_factory=list)

    @property
    def opening(self) -> datetime:
        """The first slot begins."""
        return (self.now + timedelta(days=2)).replace(hour=10, minute=0, second=0)

    def deliver(self) -> None:
        """Let the worker do all that is due now."""
        worker = Worker(self.app, Tray(self.mails))
        while worker.do_next():
            pass
        while worker.send_next():
            pass

    def event(self) -> Event:
        """Inside an app context."""
        return db.session.scalars(sa.select(Event)).one()

    def user(self, email: str) -> User:
        """Inside an app context."""
        return db.session.scalars(sa.select(User).where(User.email == email)).one()

    def placement(self, ml_key: str, dz_key: str) -> Placement:
        """The newest place of a pair's meeting; inside an app context."""
        pair = {get_by_key(ml_key).id, get_by_key(dz_key).id}
        rows = db.session.scalars(sa.select(Placement).order_by(Placement.id.desc()))
        return next(one for one in rows if {side.profile_id for side in one.meeting.sides} == pair)

    def publish_again(self, *, shift: timedelta = timedelta(), drop: tuple[str, str] | None = None) -> Schedule:
        """The next version: everything later by `shift`, one meeting cancelled. Inside an app context; commits."""
        event = self.event()
        last = db.session.scalars(sa.select(Schedule).order_by(Schedule.number.desc())).first()
        assert last is not None
        assert last.number is not None
        dropped = self.placement(*drop).meeting if drop else None
        new = _version(event, last.number + 1, now=self.now)
        for old in last.placements:
            old.meeting.sequence += 1
            if old.meeting is dropped:
                dropped.status, dropped.cancelled_at = MeetingStatus.CANCELLED, self.now
                dropped.cancel_reason = CancelReason.ORGANIZER
                continue
            moved = {"starts_at": old.starts_at + shift, "ends_at": old.ends_at + shift}
            new.placements.append(Placement(meeting=old.meeting, slot=old.slot, table=old.table, **moved))
        db.session.add(new)
        db.session.commit()
        return new


def make_world(app: Flask, now: datetime) -> World:
    """The organisations, their introductions, version 1 of the schedule, two guests."""
    world = World(app, now)
    with app.app_context():
        make_user(ORGANIZER, role=RoleName.ORGANIZER, full_name="Awa Traoré")
        event = _make_event(world)
        for key, (name, name_ar, mode, person, email, phone) in PEOPLE.items():
            user = make_user(email, full_name=person, phone=phone, residence=key[:2])
            profile = make_profile(key, members=(user,), name=name, name_ar=name_ar)
            db.session.add(Attendance(event=event, profile=profile, mode=mode, created_at=now))
        for name, organisation, role in (
            ("Oumar Sy", "Ministère de l’Économie numérique", GuestRole.OFFICIAL),
            ("Élise Diallo", "Radio Kledu", GuestRole.PRESS),
        ):
            guest = Guest(full_name=name, organisation=organisation, role=role, mode=Mode.ON_SITE, created_at=now)
            guest.event = event
            db.session.add(guest)
        schedule = _version(event, 1, now=now)
        for ml_key, dz_key, position, number, accepted in MEETINGS:
            schedule.placements.append(_place(world, event, (ml_key, dz_key), position, number, accepted=accepted))
        db.session.add(schedule)
        db.session.commit()
    return world


def _version(event: Event, number: int, *, now: datetime) -> Schedule:
    told = {"place": event.place, "video_link": event.video_link}
    return Schedule(event=event, number=number, published_at=now, created_at=now, **told)


def _make_event(world: World) -> Event:
    event = Event(
        name="Table ronde Mali–Algérie",
        place="Hôtel de l’Amitié, Bamako",
        starts_at=world.opening - timedelta(hours=1),
        ends_at=world.opening + timedelta(hours=8),
        cutoff_at=world.opening - timedelta(hours=12),
        video_link=ROOM_LINK,
    )
    event.tables = [MeetingTable(number=1, phone=TABLE_PHONE), MeetingTable(number=2)]
    event.slots = [
        Slot(
            position=one,
            starts_at=world.opening + timedelta(minutes=20 * (one - 1)),
            ends_at=world.opening + timedelta(minutes=20 * one),
        )
        for one in range(1, 5)
    ]
    db.session.add(event)
    db.session.flush()
    return event


def _place(
    world: World, event: Event, pair: tuple[str, str], position: int, number: int, *, accepted: bool
) -> Placement:
    profiles = [get_by_key(key) for key in pair]
    meeting = Meeting(
        event=event,
        introduction=introduce(world, profiles[0], profiles[1], accepted=accepted),
        status=MeetingStatus.PUBLISHED,
        sequence=1,
        created_at=world.now,
        sides=[MeetingSide(profile=profile) for profile in profiles],
    )
    slot, table = event.slots[position - 1], event.tables[number - 1]
    return Placement(meeting=meeting, slot=slot, table=table, starts_at=slot.starts_at, ends_at=slot.ends_at)


def introduce(world: World, ml: Profile, dz: Profile, *, accepted: bool) -> Introduction:
    """An introduction that both accepted, or that waits for both."""
    said = {}
    if accepted:
        moments = dict.fromkeys(("answered_at", "effective_at", "settled_at"), world.now)
        said = {"answer": Answer.YES, "channel": AnswerChannel.SITE, **moments}
    made = Introduction(
        ml_profile=ml,
        dz_profile=dz,
        status=IntroductionStatus.ACCEPTED if accepted else IntroductionStatus.PROPOSED,
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
    db.session.flush()
    return made

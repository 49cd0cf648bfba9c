"""An event with its programme, its tables, and the people who take part."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matchmaking.accounts.models import User
from matchmaking.database import Base, Identified, enum_type
from matchmaking.profiles.models import Profile


class Mode(StrEnum):
    """How somebody takes part."""

    ON_SITE = "on_site"
    ONLINE = "online"


class SessionKind(StrEnum):
    """What happens in a session; only meeting sessions are cut into slots."""

    PLENARY = "plenary"
    PANEL = "panel"
    WORKSHOP = "workshop"
    MEETINGS = "meetings"
    BREAK = "break"


class GuestRole(StrEnum):
    """Why somebody without a profile is there."""

    OFFICIAL = "official"
    SPEAKER = "speaker"
    PRESS = "press"
    PARTNER = "partner"
    STAFF = "staff"


class Event(Identified, Base):
    """One round table."""

    __tablename__ = "events"
    __table_args__ = (
        sa.CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        sa.CheckConstraint("cutoff_at <= starts_at", name="cutoff_before_start"),
        sa.CheckConstraint("slot_minutes BETWEEN 5 AND 120", name="slot_minutes"),
    )

    name: Mapped[str] = mapped_column(sa.String(160))
    place: Mapped[str] = mapped_column(sa.String(200))  # where one goes on site
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    cutoff_at: Mapped[datetime]  # from then on unanswered introductions may be scheduled as provisional
    allows_provisional: Mapped[bool] = mapped_column(default=True)
    slot_minutes: Mapped[int] = mapped_column(default=20)
    video_link: Mapped[str] = mapped_column(sa.String(300))  # "https://…/{room}"; each meeting has its own room
    # What the public page and the invitation say of it, in each language; empty where nothing was written.
    welcome_fr: Mapped[str] = mapped_column(sa.Text, default="", server_default="")
    welcome_ar: Mapped[str] = mapped_column(sa.Text, default="", server_default="")
    welcome_en: Mapped[str] = mapped_column(sa.Text, default="", server_default="")
    partners: Mapped[str] = mapped_column(sa.Text, default="", server_default="")  # a group a line: "Role: name; name"
    fictional: Mapped[bool] = mapped_column(default=False)  # demonstration data, shown as such
    version: Mapped[int] = mapped_column(default=1)

    sessions: Mapped[list[EventSession]] = relationship(
        back_populates="event", cascade="all, delete-orphan", order_by="(EventSession.starts_at, EventSession.id)"
    )
    slots: Mapped[list[Slot]] = relationship(
        back_populates="event", cascade="all, delete-orphan", order_by="Slot.position"
    )
    tables: Mapped[list[MeetingTable]] = relationship(
        back_populates="event", cascade="all, delete-orphan", order_by="MeetingTable.number"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  (SQLAlchemy's own protocol)


class EventSession(Identified, Base):
    """A part of the programme; recommendations are noted by session and axis."""

    __tablename__ = "event_sessions"
    __table_args__ = (sa.CheckConstraint("ends_at > starts_at", name="ends_after_start"),)

    event_id: Mapped[int] = mapped_column(sa.ForeignKey("events.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(sa.String(160))
    kind: Mapped[SessionKind] = mapped_column(enum_type(SessionKind, "kind"))
    axis: Mapped[str | None] = mapped_column(sa.String(2))  # "01", "02", "03"
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]

    event: Mapped[Event] = relationship(back_populates="sessions")


class Slot(Identified, Base):
    """A stretch of time in which every table holds one meeting. Shifting the day moves slots, not meetings."""

    __tablename__ = "event_slots"
    __table_args__ = (
        sa.UniqueConstraint("event_id", "position"),
        sa.CheckConstraint("ends_at > starts_at", name="ends_after_start"),
    )

    event_id: Mapped[int] = mapped_column(sa.ForeignKey("events.id", ondelete="CASCADE"))
    position: Mapped[int]  # 1, 2, …, in the order of time
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]

    event: Mapped[Event] = relationship(back_populates="slots")


class MeetingTable(Identified, Base):
    """A numbered table in the room, with a phone to call where the link fails."""

    __tablename__ = "event_tables"
    __table_args__ = (sa.UniqueConstraint("event_id", "number"),)

    event_id: Mapped[int] = mapped_column(sa.ForeignKey("events.id", ondelete="CASCADE"))
    number: Mapped[int]
    phone: Mapped[str | None] = mapped_column(sa.String(20))  # E.164, of the table's own device
    # Stands in the signed link of the table's page: a new one makes the links of the one before worthless.
    link_generation: Mapped[int] = mapped_column(default=1)

    event: Mapped[Event] = relationship(back_populates="tables")


class Attendance(Identified, Base):
    """An organisation takes part, represented by one person, on site or online."""

    __tablename__ = "event_attendances"
    __table_args__ = (sa.UniqueConstraint("event_id", "profile_id"),)

    event_id: Mapped[int] = mapped_column(sa.ForeignKey("events.id", ondelete="CASCADE"))
    profile_id: Mapped[int] = mapped_column(sa.ForeignKey("profiles.id", ondelete="CASCADE"), index=True)
    # Who comes; None: the profile's contact person. One person may represent two organisations.
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"), index=True)
    mode: Mapped[Mode] = mapped_column(enum_type(Mode, "mode"))
    arrived_at: Mapped[datetime | None]  # marked present on the day
    cancelled_at: Mapped[datetime | None]  # does not come after all
    walk_in: Mapped[bool] = mapped_column(default=False)  # came without having been expected
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    event: Mapped[Event] = relationship()
    profile: Mapped[Profile] = relationship()
    person: Mapped[User | None] = relationship()
    busy: Mapped[list[BusySlot]] = relationship(
        back_populates="attendance", cascade="all, delete-orphan", order_by="BusySlot.slot_id"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  (SQLAlchemy's own protocol)

    @property
    def representative(self) -> User | None:
        """Who comes: the person named, or else the contact person."""
        return self.person or self.profile.contact_user

    @property
    def is_there(self) -> bool:
        """Whether somebody has marked it present, and it has not said since that it does not come."""
        return self.arrived_at is not None and self.cancelled_at is None


class BusySlot(Base):
    """A slot in which an organisation cannot meet anybody; every other slot is free."""

    __tablename__ = "event_busy_slots"

    attendance_id: Mapped[int] = mapped_column(
        sa.ForeignKey("event_attendances.id", ondelete="CASCADE"), primary_key=True
    )
    slot_id: Mapped[int] = mapped_column(sa.ForeignKey("event_slots.id", ondelete="CASCADE"), primary_key=True)

    attendance: Mapped[Attendance] = relationship(back_populates="busy")


class Guest(Identified, Base):
    """An official, a speaker, a journalist: on the door list, without a profile and without meetings."""

    __tablename__ = "event_guests"

    event_id: Mapped[int] = mapped_column(sa.ForeignKey("events.id", ondelete="CASCADE"), index=True)
    full_name: Mapped[str] = mapped_column(sa.String(120))
    organisation: Mapped[str] = mapped_column(sa.String(160), default="")
    role: Mapped[GuestRole] = mapped_column(enum_type(GuestRole, "role"))
    mode: Mapped[Mode] = mapped_column(enum_type(Mode, "mode"))
    arrived_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    event: Mapped[Event] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  (SQLAlchemy's own protocol)

"""Whom a mailing is for: contact persons of published organisations, narrowed by what they are and where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import joinedload
from sqlalchemy.sql.elements import ColumnElement

from matchmaking.accounts import policy as people
from matchmaking.accounts.models import MailTopic, User
from matchmaking.events import queries as events
from matchmaking.events.models import Attendance, Mode
from matchmaking.extensions import db
from matchmaking.introductions.lifecycle import Answer, IntroductionStatus
from matchmaking.introductions.models import Introduction, IntroductionSide
from matchmaking.meetings import queries as meetings
from matchmaking.meetings.models import MeetingSide, Placement
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.models import Profile
from matchmaking.profiles.queries import in_place
from matchmaking.profiles.vocabulary import Country, Kind, Sector

Code = TypeVar("Code", bound=StrEnum)


class Standing(StrEnum):
    """How far an organisation has come."""

    NOTHING_YET = "nothing_yet"  # no introduction that goes on
    TO_ANSWER = "to_answer"  # an introduction waits for this side
    ACCEPTED = "accepted"  # at least one introduction was accepted by both
    MEETING = "meeting"  # at least one meeting in the schedule that holds


class Taking(StrEnum):
    """How an organisation takes part in the round table."""

    ON_SITE = "on_site"
    ONLINE = "online"
    UNSAID = "unsaid"


@dataclass(frozen=True, kw_only=True)
class Audience:
    """What the list is narrowed to; None leaves it as wide as it is."""

    country: Country | None = None
    kind: Kind | None = None
    sector: Sector | None = None
    standing: Standing | None = None
    taking: Taking | None = None

    @classmethod
    def from_codes(cls, codes: Mapping[str, Any]) -> Audience:
        """From a row or a form; unknown codes narrow nothing."""
        return cls(
            country=_member(Country, codes.get("country")),
            kind=_member(Kind, codes.get("kind")),
            sector=_member(Sector, codes.get("sector")),
            standing=_member(Standing, codes.get("standing")),
            taking=_member(Taking, codes.get("taking")),
        )

    def as_codes(self) -> dict[str, str]:
        """As a row keeps it."""
        return {name: str(value) for name, value in asdict(self).items() if value is not None}


@dataclass(frozen=True)
class Receiver:
    """A person and the organisation they are written to for."""

    user: User
    organisation: str


@dataclass(frozen=True, kw_only=True)
class Receivers:
    """Who gets it, and how many of the list do not."""

    chosen: Sequence[Receiver]
    unwilling: int  # want no news
    unreached: int  # no address, or one from which mails come back: they are called


def find_receivers(audience: Audience, *, now: datetime) -> Receivers:
    """The list as it is now, by name, each person once."""
    query = (
        sa.select(Profile)
        .where(Profile.status == ProfileStatus.PUBLISHED, in_place(), *_conditions(audience, now))
        .options(joinedload(Profile.contact_user).joinedload(User.mail_preference))
        .order_by(sa.func.lower(Profile.name), Profile.id)
    )
    people_: dict[int, Receiver] = {}
    for profile in db.session.scalars(query).unique():
        user = profile.contact_user
        if user is not None and user.active:
            people_.setdefault(user.id, Receiver(user, profile.name))
    reached = [one for one in people_.values() if people.is_reached_by_mail(one.user)]
    willing = [one for one in reached if people.wants(one.user, MailTopic.NEWS)]
    return Receivers(chosen=willing, unwilling=len(reached) - len(willing), unreached=len(people_) - len(reached))


def _member(kind: type[Code], value: str | None) -> Code | None:
    return kind(value) if value in set(kind) else None


def _conditions(audience: Audience, now: datetime) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if audience.country is not None:
        found.append(Profile.country == audience.country)
    if audience.kind is not None:
        found.append(Profile.kind == audience.kind)
    if audience.sector is not None:
        found.append(_has_sector(audience.sector))
    if audience.standing is not None:
        found.append(_stands(audience.standing, now))
    if audience.taking is not None:
        found.append(_takes_part(audience.taking, now))
    return found


def _has_sector(sector: Sector) -> ColumnElement[bool]:
    # A JSON list of codes: the quotes keep one code from being found within another.
    return sa.cast(Profile.sectors, sa.Text).contains(f'"{sector.value}"', autoescape=True)


def _stands(standing: Standing, now: datetime) -> ColumnElement[bool]:
    if standing is Standing.MEETING:
        return _has_meeting(now)
    side = (
        sa.select(IntroductionSide.id)
        .join(Introduction)
        .where(IntroductionSide.profile_id == Profile.id, Introduction.held_until <= now)
        .correlate(Profile)
    )
    proposed, accepted = IntroductionStatus.PROPOSED, IntroductionStatus.ACCEPTED
    if standing is Standing.NOTHING_YET:
        return ~sa.exists(side.where(Introduction.status.in_([proposed, accepted])))
    if standing is Standing.TO_ANSWER:
        waits = (Introduction.status == proposed, IntroductionSide.answer == Answer.PENDING)
        return sa.exists(side.where(*waits))
    return sa.exists(side.where(Introduction.status == accepted))


def _has_meeting(now: datetime) -> ColumnElement[bool]:
    event = events.find_current(now)
    published = meetings.find_published(event) if event else None
    if published is None:
        return sa.false()
    placed = (
        sa.select(MeetingSide.id)
        .join(Placement, Placement.meeting_id == MeetingSide.meeting_id)
        .where(Placement.schedule_id == published.id, MeetingSide.profile_id == Profile.id)
    )
    return sa.exists(placed.correlate(Profile))


def _takes_part(taking: Taking, now: datetime) -> ColumnElement[bool]:
    event = events.find_current(now)
    mine = sa.select(Attendance.id).where(
        Attendance.profile_id == Profile.id,
        Attendance.event_id == (event.id if event else None),
        Attendance.cancelled_at.is_(None),
    )
    if taking is Taking.UNSAID:
        return ~sa.exists(mine.correlate(Profile))
    return sa.exists(mine.where(Attendance.mode == Mode(taking.value)).correlate(Profile))

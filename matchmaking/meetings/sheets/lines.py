"""One organisation's meetings, as its people read them: page, PDF and paper say the same. Plain values, worded in the
language of the moment, so that a document can be laid out after the transaction has ended.

A sheet never names a discreet fund before both have said yes, and holds a contact only where
`introductions.queries.find_contact` gives one to a reader of that side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from matchmaking.accounts.models import User
from matchmaking.events.models import Mode
from matchmaking.introductions import policy as introducing
from matchmaking.introductions import queries as introductions
from matchmaking.introductions import wording
from matchmaking.introductions.lifecycle import IntroductionStatus
from matchmaking.introductions.models import IntroductionSide
from matchmaking.introductions.queries import Contact
from matchmaking.lists import apart
from matchmaking.matching import pair_view
from matchmaking.matching.explaining import Explainer, explainer
from matchmaking.meetings import policy
from matchmaking.meetings.lifecycle import MeetingStatus
from matchmaking.meetings.models import Placement
from matchmaking.meetings.people import Attendances
from matchmaking.meetings.wording import why_cancelled
from matchmaking.profiles import disclosure, labels
from matchmaking.profiles.models import Profile

MOST_SECTORS = 2
MOST_WORDS = 4


@dataclass(frozen=True)
class Place:
    """Where one side sits: at a table, or behind a link."""

    mode: Mode
    table: int | None
    room: str  # of the video link, where this side needs it
    phone: str | None  # of the table's own device: what an online side dials where the link fails


@dataclass(frozen=True, kw_only=True)
class Line:
    """One meeting as one side reads it."""

    meeting_id: int
    version: int
    starts_at: datetime
    ends_at: datetime
    other_name: str
    other_name_ar: str | None
    other_country: str
    other_about: str  # place and trades
    other_online: bool
    place: Place
    provisional: bool
    can_refuse: bool
    contact: Contact | None
    question: str | None = None  # what to begin with
    words: str = ""  # what both speak of

    @property
    def day(self) -> date:
        """By Bamako's calendar, which is UTC's."""
        return self.starts_at.date()


@dataclass(frozen=True, kw_only=True)
class CalledOff:
    """A meeting that does not take place, where it stood last."""

    meeting_id: int
    starts_at: datetime
    other_name: str
    reason: str  # as both were told


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One organisation's day."""

    profile_id: int
    name: str
    name_ar: str | None
    country: str
    person: str | None  # who represents it
    mode: Mode | None
    locale: str | None  # of that person
    lines: Sequence[Line]
    called_off: Sequence[CalledOff] = ()


def place_of(placement: Placement, profile: Profile, attendances: Attendances) -> Place:
    """Where one side of a meeting sits. Without a table nobody is in the room, whatever was said before."""
    attendance = attendances.get(profile.id)
    table = placement.table
    on_site = table is not None and attendance is not None and attendance.mode is Mode.ON_SITE
    return Place(
        mode=Mode.ON_SITE if on_site else Mode.ONLINE,
        table=table.number if table is not None else None,
        room=placement.meeting.room,
        phone=table.phone if table is not None else None,
    )


def build_sheet(
    profile: Profile,
    placements: Sequence[Placement],
    attendances: Attendances,
    *,
    now: datetime,
    reader: User | None = None,
    by: Explainer | None = None,
    called_off: Sequence[Placement] = (),
) -> Sheet:
    """The sheet of one organisation. Without a `reader` (a pack on paper, which others may see) it holds no contact."""
    attendance = attendances.get(profile.id)
    person = attendance.representative if attendance else profile.contact_user
    own = [one for one in placements if _is_own(one, profile)]
    by = by or (explainer() if own else None)
    return Sheet(
        profile_id=profile.id,
        name=profile.name,
        name_ar=profile.name_ar,
        country=profile.country.value,
        person=person.full_name if person else profile.contact_name,
        mode=attendance.mode if attendance and attendance.cancelled_at is None else None,
        locale=person.locale if person else None,
        lines=[_line(one, profile, attendances, now=now, reader=reader, by=by) for one in own],
        called_off=[_called_off(one, profile) for one in called_off if _is_own(one, profile)],
    )


def _line(
    placement: Placement,
    profile: Profile,
    attendances: Attendances,
    *,
    now: datetime,
    reader: User | None,
    by: Explainer | None,
) -> Line:
    meeting = placement.meeting
    side = meeting.introduction.side_of(profile)
    other = side.other.profile
    hidden = meeting.introduction.status is not IntroductionStatus.ACCEPTED
    question, words = _why(side, by)
    belongs = reader is not None and introducing.own_side(reader, meeting.introduction) is side
    return Line(
        meeting_id=meeting.id,
        version=meeting.version,
        starts_at=placement.starts_at,
        ends_at=placement.ends_at,
        other_name=wording.other_name(side),
        other_name_ar=disclosure.shown_name_ar(other, to_other_side=hidden),
        other_country=other.country.value,
        other_about=_about(side),
        other_online=place_of(placement, other, attendances).mode is Mode.ONLINE,
        place=place_of(placement, profile, attendances),
        provisional=policy.is_provisional(meeting),
        can_refuse=belongs and meeting.status is MeetingStatus.PUBLISHED and now < placement.starts_at,
        contact=introductions.find_contact(side.other) if belongs else None,
        question=question,
        words=words,
    )


def _is_own(placement: Placement, profile: Profile) -> bool:
    return any(side.profile_id == profile.id for side in placement.meeting.sides)


def _called_off(placement: Placement, profile: Profile) -> CalledOff:
    meeting = placement.meeting
    return CalledOff(
        meeting_id=meeting.id,
        starts_at=placement.starts_at,
        other_name=wording.other_name(meeting.introduction.side_of(profile)),
        reason=why_cancelled(meeting) or "",
    )


def _about(side: IntroductionSide) -> str:
    sectors = labels.labels_of(side.other.profile.sectors, labels.SECTORS)[:MOST_SECTORS]
    return " · ".join(part for part in (wording.other_place(side), apart(sectors)) if part)


def _why(side: IntroductionSide, by: Explainer | None) -> tuple[str | None, str]:
    """The first question, and the words both sides use; nothing while a profile is not visible across the border."""
    ml, dz = side.introduction.ml_profile, side.introduction.dz_profile
    if by is None or not introductions.both_visible(ml, dz):
        return None, ""
    view = pair_view.build(ml, dz, None, by=by)
    own = side.profile.country.value.lower()
    words = [getattr(word, own) for line in view.evidence for word in line.words]
    return view.first_question, apart(dict.fromkeys(word.lower() for word in words[:MOST_WORDS]))


def sheets_of(
    profiles: Sequence[Profile],
    placements: Sequence[Placement],
    attendances: Attendances,
    *,
    now: datetime,
    reader: User,
    called_off: Sequence[Placement] = (),
) -> list[Sheet]:
    """The sheets of a reader's organisations that have meetings, had some, or take part."""
    by = explainer() if placements else None
    found = [
        build_sheet(one, placements, attendances, now=now, reader=reader, by=by, called_off=called_off)
        for one in profiles
    ]
    return [sheet for sheet in found if sheet.lines or sheet.called_off or sheet.mode is not None]

"""Everything that the figures are made of, read at one moment in a fixed number of queries. Writes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from matchmaking.events import queries as events
from matchmaking.events.models import Attendance, Event, Guest, GuestRole, Mode
from matchmaking.extensions import db
from matchmaking.followup import queries as followup
from matchmaking.followup.lifecycle import OutcomeKind
from matchmaking.followup.models import OutcomeQuestion
from matchmaking.followup.standing import Standing, Standings
from matchmaking.introductions.lifecycle import IntroductionStatus
from matchmaking.introductions.models import Introduction
from matchmaking.matching.models import Suggestion
from matchmaking.matching.queries import both_visible
from matchmaking.meetings.lifecycle import MeetingStatus
from matchmaking.meetings.models import Meeting
from matchmaking.profiles.models import Opportunity, Profile
from matchmaking.profiles.queries import in_place, visible
from matchmaking.profiles.vocabulary import Country, Currency, Kind, OpportunityKind, Side
from matchmaking.reports.families import Family, families_of, shared_family


class State(StrEnum):
    """What became of an introduction, as far as a report tells it."""

    ACCEPTED = "accepted"  # both said yes, whatever came later
    DECLINED = "declined"
    WAITING = "waiting"
    ENDED = "ended"  # without an answer, or taken back by an organizer or with a profile


@dataclass(frozen=True)
class Organisation:
    """An organisation and how it takes part in the event; `is_shown`: its profile is published and visible."""

    id: int
    key: str
    name: str
    country: Country
    kind: Kind
    sectors: tuple[str, ...]
    is_shown: bool
    is_discreet: bool
    mode: Mode | None
    has_arrived: bool

    @cached_property
    def families(self) -> frozenset[Family]:
        """The families it stands in, one or several."""
        return families_of(self.sectors)


@dataclass(frozen=True)
class Offered:
    """One offer or need of a visible profile."""

    key: str
    organisation: Organisation
    side: Side
    kind: OpportunityKind | None


@dataclass(frozen=True)
class Answered:
    """How long one side took for its first word, in hours."""

    organisation: Organisation
    hours: float


@dataclass(frozen=True)
class Introduced:
    """An introduction that left the house: the letters were not taken back in the hold."""

    id: int
    ml: Organisation
    dz: Organisation
    state: State
    answers: tuple[Answered, ...]
    is_scheduled: bool
    is_held: bool
    standings: Standings | None  # None while contacts are closed: nobody is asked yet

    @cached_property
    def family(self) -> Family | None:
        """The one family it is counted in; None across families."""
        return shared_family(self.ml.sectors, self.dz.sectors)

    @property
    def has_met(self) -> bool:
        """Whether the two met: at the event, or elsewhere as one of them says."""
        return self.is_held or self.standing_of(OutcomeKind.MET) is not Standing.UNKNOWN

    def standing_of(self, kind: OutcomeKind) -> Standing:
        """How sure it is that it led to this."""
        return self.standings.outcomes[kind].standing if self.standings else Standing.UNKNOWN

    @property
    def furthest(self) -> OutcomeKind | None:
        """The furthest it has come; None where nothing is known."""
        found = self.standings.furthest if self.standings else None
        return found.kind if found else None

    def money_of(self, kind: OutcomeKind, currency: Currency) -> Decimal | None:
        """The amount of a contract or an investment in this currency, where one is agreed upon."""
        outcome = self.standings.outcomes[kind] if self.standings else None
        return outcome.amount if outcome and outcome.currency is currency else None

    @property
    def both(self) -> frozenset[int]:
        """Who stands behind it."""
        return frozenset((self.ml.id, self.dz.id))


@dataclass(frozen=True)
class Asked:
    """One side that was asked in one round what came of an introduction."""

    introduction_id: int
    organisation: Organisation
    round: int
    has_answered: bool


@dataclass(frozen=True)
class Visitor:
    """Somebody without a profile at the event."""

    role: GuestRole
    mode: Mode


@dataclass(frozen=True)
class Material:
    """All of it."""

    at: datetime
    event: Event | None
    organisations: Sequence[Organisation]  # by key, also those no longer shown
    offered: Sequence[Offered]
    suggested: Sequence[tuple[int, int]]  # pairs of ids, Malian first
    introduced: Sequence[Introduced]
    asked: Sequence[Asked]
    visitors: Sequence[Visitor]

    @property
    def shown(self) -> list[Organisation]:
        """The published organisations."""
        return [one for one in self.organisations if one.is_shown]

    @property
    def followed(self) -> list[Introduced]:
        """The introductions whose contacts are open: what came of them is asked."""
        return [pair for pair in self.introduced if pair.standings is not None]


def read(*, now: datetime) -> Material:
    """The material of this moment."""
    event = events.find_current(now)
    organisations = _organisations(event)
    by_id = {one.id: one for one in organisations}
    introduced = _introduced(by_id, now=now)
    return Material(
        at=now,
        event=event,
        organisations=organisations,
        offered=_offered(by_id),
        suggested=_suggested(),
        introduced=introduced,
        asked=_asked(introduced),
        visitors=_visitors(event),
    )


def _organisations(event: Event | None) -> list[Organisation]:
    taking_part: dict[int, tuple[Mode, bool]] = {}
    if event is not None:
        query = sa.select(Attendance.profile_id, Attendance.mode, Attendance.arrived_at).where(
            Attendance.event_id == event.id, Attendance.cancelled_at.is_(None)
        )
        taking_part = {row.profile_id: (row.mode, row.arrived_at is not None) for row in db.session.execute(query)}
    columns = (Profile.id, Profile.key, Profile.name, Profile.country, Profile.kind, Profile.sectors, Profile.discreet)
    shown = sa.case((visible(), True), else_=False).label("is_shown")
    rows = db.session.execute(sa.select(*columns, shown).where(in_place()).order_by(Profile.key))
    return [
        Organisation(
            id=row.id,
            key=row.key,
            name=row.name,
            country=row.country,
            kind=row.kind,
            sectors=tuple(row.sectors),
            is_shown=row.is_shown,
            is_discreet=row.discreet and row.kind is Kind.INVESTOR,
            mode=taking_part.get(row.id, (None, False))[0],
            has_arrived=taking_part.get(row.id, (None, False))[1],
        )
        for row in rows
    ]


def _offered(by_id: Mapping[int, Organisation]) -> list[Offered]:
    columns = (Opportunity.key, Opportunity.profile_id, Opportunity.side, Opportunity.kind)
    rows = db.session.execute(sa.select(*columns).order_by(Opportunity.id))
    shown = [row for row in rows if row.profile_id in by_id and by_id[row.profile_id].is_shown]
    return [Offered(row.key, by_id[row.profile_id], row.side, row.kind) for row in shown]


def _suggested() -> list[tuple[int, int]]:
    query = sa.select(Suggestion.ml_profile_id, Suggestion.dz_profile_id).where(both_visible())
    return [(row[0], row[1]) for row in db.session.execute(query.order_by(Suggestion.id))]


def _introduced(by_id: Mapping[int, Organisation], *, now: datetime) -> list[Introduced]:
    left = sa.and_(
        Introduction.held_until <= now,
        sa.or_(Introduction.cancelled_at.is_(None), Introduction.cancelled_at > Introduction.held_until),
    )
    query = sa.select(Introduction).where(left).options(selectinload(Introduction.sides)).order_by(Introduction.id)
    meetings, known = _meetings(), {one.introduction.id: one.standings for one in followup.list_followed()}
    return [
        Introduced(
            id=one.id,
            ml=by_id[one.ml_profile_id],
            dz=by_id[one.dz_profile_id],
            state=_state(one),
            answers=_answers(one, by_id),
            is_scheduled=bool(meetings[one.id] - {MeetingStatus.DRAFT, MeetingStatus.CANCELLED}),
            is_held=MeetingStatus.HELD in meetings[one.id],
            standings=known.get(one.id),
        )
        for one in db.session.scalars(query)
        if one.ml_profile_id in by_id and one.dz_profile_id in by_id
    ]


def _state(one: Introduction) -> State:
    if one.accepted_at is not None:
        return State.ACCEPTED
    return {
        IntroductionStatus.PROPOSED: State.WAITING,
        IntroductionStatus.DECLINED: State.DECLINED,
    }.get(one.status, State.ENDED)


def _answers(one: Introduction, by_id: Mapping[int, Organisation]) -> tuple[Answered, ...]:
    return tuple(
        Answered(by_id[side.profile_id], max(0.0, (side.answered_at - one.held_until).total_seconds() / 3600))
        for side in one.sides
        if side.answered_at is not None and side.profile_id in by_id
    )


def _meetings() -> defaultdict[int, set[MeetingStatus]]:
    found: defaultdict[int, set[MeetingStatus]] = defaultdict(set)
    for introduction_id, status in db.session.execute(sa.select(Meeting.introduction_id, Meeting.status)):
        found[introduction_id].add(status)
    return found


def _asked(introduced: Sequence[Introduced]) -> list[Asked]:
    pairs = {pair.id: pair for pair in introduced if pair.standings is not None}
    found = []
    for row in db.session.scalars(sa.select(OutcomeQuestion).order_by(OutcomeQuestion.id)):
        pair = pairs.get(row.introduction_id)
        if pair is not None:
            organisation = pair.ml if row.speaker.value == Country.MALI.value else pair.dz
            found.append(Asked(pair.id, organisation, row.round, row.answered_at is not None))
    return found


def _visitors(event: Event | None) -> list[Visitor]:
    if event is None:
        return []
    query = sa.select(Guest.role, Guest.mode).where(Guest.event_id == event.id).order_by(Guest.id)
    return [Visitor(row.role, row.mode) for row in db.session.execute(query)]

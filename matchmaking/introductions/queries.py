"""Reading introductions, their letters and their history."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from matchmaking import clock
from matchmaking.accounts.models import Purpose, User
from matchmaking.accounts.policy import has_consent
from matchmaking.audit import queries as audit
from matchmaking.audit.models import AuditEvent
from matchmaking.errors import NotFound
from matchmaking.extensions import db
from matchmaking.introductions import policy
from matchmaking.introductions.lifecycle import Answer, IntroductionStatus
from matchmaking.introductions.models import Introduction, IntroductionSide
from matchmaking.outbox.lifecycle import MessageStatus
from matchmaking.outbox.models import Message
from matchmaking.profiles.models import Membership, Profile
from matchmaking.profiles.policy import is_visible
from matchmaking.profiles.queries import in_demonstration, in_place
from matchmaking.profiles.vocabulary import Country

PROPOSAL = "introduction.proposal"  # the kind of the letter that asks
PAGE = 50
WITH_SIDES = (
    selectinload(Introduction.sides).joinedload(IntroductionSide.profile).selectinload(Profile.members),
    selectinload(Introduction.sides).joinedload(IntroductionSide.contact_user).selectinload(User.consents),
)


@dataclass(frozen=True)
class Contact:
    """How to reach the contact person of the other side."""

    name: str
    email: str | None
    phone: str | None


@dataclass(frozen=True)
class Event:
    """One line of an introduction's history."""

    event: AuditEvent
    actor: str | None  # None: the platform itself


@dataclass(frozen=True)
class Call:
    """One person to reach by phone, and what about."""

    person: str
    organisation: Profile
    phone: str | None
    email: str | None  # a typed address of somebody without account, or one that letters do not reach
    to_answer: tuple[IntroductionSide, ...]
    to_tell: tuple[IntroductionSide, ...]  # how it ended


def subject_ref(introduction: Introduction) -> str:
    """How letters and the audit trail name an introduction."""
    return f"introduction:{introduction.id}"


def get_introduction(introduction_id: int) -> Introduction:
    """For organizers; raises NotFound."""
    found = db.session.get(Introduction, introduction_id, options=WITH_SIDES)
    if found is None:
        raise NotFound
    return found


def get_own_side(introduction_id: int, user: User, *, now: datetime) -> IntroductionSide:
    """The side this participant belongs to; raises NotFound for other people's and for those not out yet."""
    introduction = get_introduction(introduction_id)
    side = policy.own_side(user, introduction)
    if side is None or not policy.can_read(user, introduction, now):
        raise NotFound
    return side


def get_side(side_id: int) -> IntroductionSide:
    """One side; raises NotFound."""
    found = db.session.get(IntroductionSide, side_id)
    if found is None:
        raise NotFound
    return found


def find_live(ml: Profile, dz: Profile) -> Introduction | None:
    """The pair's introduction that was not cancelled and whose no, if it ended so, still holds."""
    return db.session.scalar(
        sa.select(Introduction).where(
            Introduction.ml_profile_id == ml.id,
            Introduction.dz_profile_id == dz.id,
            Introduction.status != IntroductionStatus.CANCELLED,
            Introduction.returned_at.is_(None),
        )
    )


def list_declined() -> Sequence[Introduction]:
    """The introductions that one side declined and whose pair has not come back, oldest first."""
    query = sa.select(Introduction).where(
        Introduction.status == IntroductionStatus.DECLINED, Introduction.returned_at.is_(None)
    )
    return db.session.scalars(query.options(*WITH_SIDES).order_by(Introduction.id)).all()


def list_for_user(user: User, *, now: datetime | None = None) -> Sequence[Introduction]:
    """What this participant's organisations are part of and may know of, the latest change first."""
    own = sa.select(Membership.profile_id).where(Membership.user_id == user.id)
    query = (
        sa.select(Introduction)
        .where(
            Introduction.sides.any(
                sa.or_(IntroductionSide.profile_id.in_(own), IntroductionSide.contact_user_id == user.id)
            )
        )
        .options(*WITH_SIDES)
        .order_by(Introduction.changed_at.desc(), Introduction.id.desc())
    )
    moment = now or clock.now()
    return [found for found in db.session.scalars(query) if policy.is_out(found, moment)]


@dataclass(frozen=True)
class Page:
    """A piece of the organizers' list."""

    introductions: Sequence[Introduction]
    total: int
    number: int
    count: int  # of pages, at least 1


def list_introductions(
    *, status: IntroductionStatus | None = None, waiting_for: Country | None = None, page: int = 1
) -> Page:
    """For organizers: by state, and by the side whose answer is missing; the latest change first."""
    wanted = [_between_those_in_place()]
    if status is not None:
        wanted.append(Introduction.status == status)
    if waiting_for is not None:
        missing = sa.and_(
            IntroductionSide.settled_at.is_(None), IntroductionSide.profile.has(Profile.country == waiting_for)
        )
        wanted += [Introduction.status == IntroductionStatus.PROPOSED, Introduction.sides.any(missing)]
    total = db.session.scalar(sa.select(sa.func.count()).select_from(Introduction).where(*wanted)) or 0
    count = max(1, -(-total // PAGE))
    number = min(max(page, 1), count)
    query = (
        sa.select(Introduction)
        .where(*wanted)
        .options(*WITH_SIDES)
        .order_by(Introduction.changed_at.desc(), Introduction.id.desc())
        .limit(PAGE)
        .offset((number - 1) * PAGE)
    )
    return Page(db.session.scalars(query).all(), total, number, count)


def _between_those_in_place() -> sa.ColumnElement[bool]:
    return ~Introduction.sides.any(IntroductionSide.profile.has(~in_place()))


def count_by_status() -> dict[IntroductionStatus, int]:
    """How many introductions stand in each state."""
    query = (
        sa.select(Introduction.status, sa.func.count().label("number"))
        .where(_between_those_in_place())
        .group_by(Introduction.status)
    )
    return {row.status: row.number for row in db.session.execute(query)}


def list_with_profiles(introduction_ids: Collection[int]) -> Sequence[Introduction]:
    """Those with these ids and the two profiles of each."""
    query = (
        sa.select(Introduction)
        .where(Introduction.id.in_(introduction_ids))
        .options(joinedload(Introduction.ml_profile), joinedload(Introduction.dz_profile))
        .order_by(Introduction.id)
    )
    return db.session.scalars(query).all()


def list_calls(caller: User, *, now: datetime) -> list[Call]:
    """One line for each person whom letters do not reach: who must answer, longest waiting first, then who must hear
    how it ended."""
    query = (
        sa.select(Introduction)
        .where(Introduction.held_until <= now, _between_those_in_place())
        .options(*WITH_SIDES)
        .order_by(Introduction.held_until, Introduction.id)
    )
    unreached = _receivers_of_failed_letters()
    calls: dict[tuple[int, int | None], tuple[list[IntroductionSide], list[IntroductionSide]]] = {}
    for side in (side for found in db.session.scalars(query) for side in found.sides):
        line = calls.setdefault((side.profile_id, side.contact_user_id), ([], []))
        if policy.needs_answer(side) and policy.can_record(caller, side, now):
            if not policy.has_address(side) or (side.introduction_id, side.contact_user_id) in unreached:
                line[0].append(side)
        elif policy.can_tell_outcome(caller, side):
            line[1].append(side)
    lines = [_call(to_answer, to_tell) for to_answer, to_tell in calls.values() if to_answer or to_tell]
    return sorted(lines, key=lambda line: not line.to_answer)


def _call(to_answer: list[IntroductionSide], to_tell: list[IntroductionSide]) -> Call:
    side = (to_answer + to_tell)[0]
    user, profile = side.contact_user, side.profile
    return Call(
        person=user.full_name if user else (profile.contact_name or profile.name),
        organisation=profile,
        phone=user.phone if user else profile.contact_phone,
        email=user.email if user else profile.contact_email,
        to_answer=tuple(to_answer),
        to_tell=tuple(to_tell),
    )


def _receivers_of_failed_letters() -> set[tuple[int, int | None]]:
    """Introduction and person of every letter that used all its attempts."""
    query = sa.select(Message.subject_ref, Message.receiver_id).where(
        Message.kind == PROPOSAL, Message.status == MessageStatus.FAILED
    )
    rows = db.session.execute(query)
    return {(int(row.subject_ref.partition(":")[2]), row.receiver_id) for row in rows if row.subject_ref}


def list_to_settle(now: datetime) -> Sequence[IntroductionSide]:
    """Answers told by phone whose hold time is over and that do not count yet."""
    query = (
        sa.select(IntroductionSide)
        .join(IntroductionSide.introduction)
        .where(
            IntroductionSide.answer != Answer.PENDING,
            IntroductionSide.settled_at.is_(None),
            IntroductionSide.effective_at <= now,
            Introduction.status.in_([IntroductionStatus.PROPOSED, IntroductionStatus.DECLINED]),
        )
        .order_by(IntroductionSide.effective_at, IntroductionSide.id)
    )
    return [side for side in db.session.scalars(query) if policy.stands(side.introduction)]


def list_unfinished_of(profile_id: int) -> Sequence[Introduction]:
    """A profile's introductions that are not over: proposed, or accepted with the contacts still closed."""
    query = (
        sa.select(Introduction)
        .where(
            sa.or_(Introduction.ml_profile_id == profile_id, Introduction.dz_profile_id == profile_id),
            sa.or_(
                Introduction.status == IntroductionStatus.PROPOSED,
                sa.and_(Introduction.status == IntroductionStatus.ACCEPTED, Introduction.contacts_opened_at.is_(None)),
            ),
        )
        .options(*WITH_SIDES)
        .order_by(Introduction.id)
    )
    return db.session.scalars(query).all()


def list_of_contact(user_id: int) -> Sequence[Introduction]:
    """The introductions in which this person is a side's contact person, cancelled ones apart."""
    query = (
        sa.select(Introduction)
        .where(
            Introduction.status != IntroductionStatus.CANCELLED,
            Introduction.sides.any(IntroductionSide.contact_user_id == user_id),
        )
        .options(*WITH_SIDES)
        .order_by(Introduction.id)
    )
    return db.session.scalars(query).all()


def list_letters(
    introduction: Introduction, *, kind: str | None = None, states: Sequence[MessageStatus] = tuple(MessageStatus)
) -> Sequence[Message]:
    """Its letters, oldest first."""
    query = sa.select(Message).where(Message.subject_ref == subject_ref(introduction), Message.status.in_(list(states)))
    if kind is not None:
        query = query.where(Message.kind == kind)
    return db.session.scalars(query.order_by(Message.created_at, Message.id)).all()


def history(introduction: Introduction) -> list[Event]:
    """What was done about it, by whom, oldest first."""
    events = audit.list_events(subject_ref(introduction))
    ids = {event.actor_id for event in events if event.actor_id is not None}
    query = sa.select(User.id, User.full_name).where(User.id.in_(ids))
    names = {row.id: row.full_name for row in db.session.execute(query)}
    return [Event(event, names.get(event.actor_id) if event.actor_id else None) for event in events]


def list_profiles_of_contact(user_id: int) -> Sequence[int]:
    """The ids of the profiles whose contact person this is."""
    return db.session.scalars(
        sa.select(Profile.id).where(Profile.contact_user_id == user_id).order_by(Profile.id)
    ).all()


def both_visible(ml: Profile, dz: Profile) -> bool:
    """Whether both profiles cross the border right now: published, with valid consents."""
    demonstration = in_demonstration()
    return all(is_visible(profile, demonstration=demonstration) for profile in (ml, dz))


def lacks_consent(side: IntroductionSide) -> bool:
    """Whether the contact person has not agreed, themselves and validly, to the transfer across the border."""
    return side.contact_user is None or not has_consent(side.contact_user, Purpose.TRANSFER)


def contacts_open(introduction: Introduction) -> bool:
    """Whether the two may see each other's contact: both said yes, and both contact persons' own consent is valid.

    Derived at every look, never stored: a consent withdrawn a second ago closes both at once.
    """
    return introduction.status is IntroductionStatus.ACCEPTED and not any(map(lacks_consent, introduction.sides))


def find_contact(side: IntroductionSide) -> Contact | None:
    """The contact of `side`'s person, for the other side; None unless contacts are open. The one door to it."""
    user = side.contact_user
    if user is None or not contacts_open(side.introduction):
        return None
    return Contact(name=user.full_name, email=user.email, phone=user.phone)

"""Reading introductions and their letters."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from matchmaking import clock
from matchmaking.accounts.models import Purpose, User
from matchmaking.accounts.policy import has_consent
from matchmaking.errors import NotFound
from matchmaking.events.models import Attendance, Event
from matchmaking.extensions import db
from matchmaking.introductions import policy
from matchmaking.introductions.lifecycle import FRUITLESS, SPOKEN, Answer, IntroductionStatus
from matchmaking.introductions.models import Ground, Introduction, IntroductionSide
from matchmaking.outbox.lifecycle import MessageStatus
from matchmaking.outbox.models import Message
from matchmaking.outbox.policy import LOST, is_lost
from matchmaking.paging import Page, cut
from matchmaking.profiles.models import Membership, Profile
from matchmaking.profiles.policy import is_visible
from matchmaking.profiles.queries import in_demonstration, out_of_place
from matchmaking.profiles.vocabulary import Country

PROPOSAL, REMINDER = "introduction.proposal", "introduction.reminder"
ASKING = (PROPOSAL, REMINDER)  # the kinds of the letters that ask
PAGE = 30
WITH_SIDES = (
    selectinload(Introduction.sides).joinedload(IntroductionSide.profile).selectinload(Profile.members),
    selectinload(Introduction.sides).joinedload(IntroductionSide.contact_user).selectinload(User.consents),
    selectinload(Introduction.grounds),
)


@dataclass(frozen=True)
class Contact:
    """How to reach the contact person of the other side."""

    name: str
    email: str | None
    phone: str | None


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


def list_own_sides(user: User, *, now: datetime) -> list[IntroductionSide]:
    """The sides this participant belongs to, of all introductions they may read, the latest change first."""
    sides = []
    for found in list_for_user(user, now=now):
        side = policy.own_side(user, found)
        if side is not None and policy.can_read(user, found, now):
            set_committed_value(side, "introduction", found)  # else it is forgotten, and read again with all its parts
            sides.append(side)
    return sides


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


def list_fruitless() -> Sequence[Introduction]:
    """The introductions that came to nothing and whose pair has not come back, oldest first."""
    query = sa.select(Introduction).where(Introduction.status.in_(FRUITLESS), Introduction.returned_at.is_(None))
    return db.session.scalars(query.options(*WITH_SIDES).order_by(Introduction.id)).all()


def list_for_user(user: User, *, now: datetime | None = None) -> Sequence[Introduction]:
    """What this participant's organisations are part of and may know of, the latest change first."""
    own = sa.select(Membership.profile_id).where(Membership.user_id == user.id)
    # Two ways in, each by its index: asked of each introduction with an « or », all of them would be walked.
    ways = (IntroductionSide.profile_id.in_(own), IntroductionSide.contact_user_id == user.id)
    ids = sa.union(*(sa.select(IntroductionSide.introduction_id).where(way) for way in ways))
    query = (
        sa.select(Introduction)
        .where(Introduction.id.in_(ids))
        .options(*WITH_SIDES)
        .order_by(Introduction.changed_at.desc(), Introduction.id.desc())
    )
    moment = now or clock.now()
    return [found for found in db.session.scalars(query) if policy.is_out(found, moment)]


class Attention(StrEnum):
    """Why an organizer should look at an introduction."""

    ALERTED = "alerted"  # nobody answers
    REWRITTEN = "rewritten"  # a need or offer that it rests on


def _asks_for(attention: Attention) -> sa.ColumnElement[bool]:
    if attention is Attention.ALERTED:
        return sa.and_(Introduction.status == IntroductionStatus.PROPOSED, Introduction.alerted_at.is_not(None))
    live = [IntroductionStatus.PROPOSED, IntroductionStatus.ACCEPTED]
    return sa.and_(Introduction.status.in_(live), Introduction.grounds.any(Ground.changed_at.is_not(None)))


def attention_of(introduction: Introduction) -> list[Attention]:
    """Why an organizer should look at this one, from its rows."""
    live = {IntroductionStatus.PROPOSED, IntroductionStatus.ACCEPTED}
    alerted = introduction.status is IntroductionStatus.PROPOSED and introduction.alerted_at is not None
    rewritten = introduction.status in live and any(ground.changed_at for ground in introduction.grounds)
    return [Attention.ALERTED] * alerted + [Attention.REWRITTEN] * rewritten


def count_attention() -> dict[Attention, int]:
    """How many introductions ask for an organizer's look, for each reason."""
    each = [sa.func.count(sa.case((_asks_for(attention), 1))) for attention in Attention]
    counts = db.session.execute(sa.select(*each).select_from(Introduction).where(between_those_in_place())).one()
    return dict(zip(Attention, counts, strict=True))


def list_introductions(
    *,
    status: IntroductionStatus | None = None,
    waiting_for: Country | None = None,
    attention: Attention | None = None,
    marked: Sequence[sa.ColumnElement[bool]] = (),
    page: int = 1,
) -> Page[Introduction]:
    """For organizers: by state, by the side whose answer is missing, by what asks for a look; the latest change
    first."""
    wanted = [between_those_in_place(), *marked]
    if attention is not None:
        wanted.append(_asks_for(attention))
    if status is not None:
        wanted.append(Introduction.status == status)
    if waiting_for is not None:
        missing = sa.and_(
            IntroductionSide.settled_at.is_(None), IntroductionSide.profile.has(Profile.country == waiting_for)
        )
        wanted += [Introduction.status == IntroductionStatus.PROPOSED, Introduction.sides.any(missing)]
    return _page(wanted, page)


def list_out(*, now: datetime, page: int) -> Page[Introduction]:
    """What people outside the organizers may know of: not held any more, not undone within the hold; the latest
    change first."""
    return _page(_out(now), page)


def count_out(*, now: datetime) -> dict[IntroductionStatus, int]:
    """How many of these stand in each state."""
    query = sa.select(Introduction.status, sa.func.count().label("number")).where(*_out(now))
    return {row.status: row.number for row in db.session.execute(query.group_by(Introduction.status))}


def first_out(*, now: datetime) -> datetime | None:
    """When the first of these left; None where none has."""
    return db.session.scalar(sa.select(sa.func.min(Introduction.held_until)).where(*_out(now)))


def _out(now: datetime) -> list[sa.ColumnElement[bool]]:
    """The rule of `policy.is_out` in SQL."""
    undone = sa.and_(Introduction.cancelled_at.is_not(None), Introduction.cancelled_at < Introduction.held_until)
    kept = sa.or_(Introduction.cancelled_at.is_(None), sa.not_(undone))
    return [between_those_in_place(), Introduction.held_until <= now, kept]


def _page(wanted: Sequence[sa.ColumnElement[bool]], page: int) -> Page[Introduction]:
    total = db.session.scalar(sa.select(sa.func.count()).select_from(Introduction).where(*wanted)) or 0
    here = cut(page, total=total, length=PAGE)
    query = (
        sa.select(Introduction)
        .where(*wanted)
        .options(*WITH_SIDES)
        .order_by(Introduction.changed_at.desc(), Introduction.id.desc())
        .limit(here.length)
        .offset(here.start)
    )
    return here.page(db.session.scalars(query).all())


def between_those_in_place() -> sa.ColumnElement[bool]:
    """Without the demonstration's introductions where it is not shown, and the other way round."""
    sides = (Introduction.ml_profile_id, Introduction.dz_profile_id)
    return sa.and_(*(side.not_in(out_of_place()) for side in sides))


def count_by_status() -> dict[IntroductionStatus, int]:
    """How many introductions stand in each state."""
    query = (
        sa.select(Introduction.status, sa.func.count().label("number"))
        .where(between_those_in_place())
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


def list_awaited(now: datetime) -> Sequence[Introduction]:
    """Those that are out and wait for an answer, oldest first."""
    query = sa.select(Introduction).where(
        Introduction.status == IntroductionStatus.PROPOSED, Introduction.held_until <= now
    )
    return db.session.scalars(query.options(*WITH_SIDES).order_by(Introduction.id)).all()


def list_schedulable(event: Event, now: datetime) -> Sequence[Introduction]:
    """What may be given a meeting at an event: the accepted ones, and from the cut-off on those that still wait for an
    answer, where neither organisation has said that it stays away. Oldest first."""
    away = sa.select(Attendance.profile_id).where(Attendance.event_id == event.id, Attendance.cancelled_at.is_not(None))
    query = (
        sa.select(Introduction)
        .where(
            Introduction.status.in_([IntroductionStatus.ACCEPTED, IntroductionStatus.PROPOSED]),
            ~Introduction.sides.any(IntroductionSide.profile_id.in_(away)),
            between_those_in_place(),
        )
        .options(*WITH_SIDES)
        .order_by(Introduction.id)
    )
    return [
        found
        for found in db.session.scalars(query)
        if found.status is IntroductionStatus.ACCEPTED or policy.may_be_provisional(found, event, now)
    ]


def was_reached(side: IntroductionSide) -> bool:
    """Whether this side's present contact person knows of it for all we can tell: the last letter that asks has left
    and did not come back, or an organizer has spoken to them."""
    spoken = (call for call in side.calls if call.result in SPOKEN and call.person_id == side.contact_user_id)
    if any(spoken):
        return True
    query = sa.select(Message).where(
        Message.subject_ref == subject_ref(side.introduction),
        Message.kind.in_(ASKING),
        Message.receiver_id == side.contact_user_id,
        Message.status.in_([MessageStatus.SENT, MessageStatus.FAILED]),
    )
    last = db.session.scalars(query.order_by(Message.id.desc()).limit(1)).first()
    return policy.has_address(side) and last is not None and not is_lost(last)


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


def list_unasked() -> frozenset[tuple[str | None, int | None]]:
    """The introduction and the person of each letter that asks which was cancelled or refused, where no other one left
    or waits in its place."""
    other = aliased(Message)
    replaced = sa.exists().where(
        other.subject_ref == Message.subject_ref,
        other.receiver_id == Message.receiver_id,
        other.kind == PROPOSAL,
        other.status.not_in(LOST),
    )
    query = sa.select(Message.subject_ref, Message.receiver_id).where(
        Message.status.in_(LOST), Message.kind == PROPOSAL, ~replaced
    )
    return frozenset((row.subject_ref, row.receiver_id) for row in db.session.execute(query))


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

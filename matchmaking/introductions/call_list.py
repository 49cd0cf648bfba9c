"""« À appeler »: whom organizers ring up, and what about. Reads only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.attributes import set_committed_value

from matchmaking.accounts import policy as accounts
from matchmaking.accounts.models import User
from matchmaking.accounts.policy import is_organizer
from matchmaking.accounts.queries import is_reached_by_mail
from matchmaking.extensions import db
from matchmaking.introductions.letter_kinds import CONTACT, ENDING_OF
from matchmaking.introductions.lifecycle import Answer, IntroductionStatus
from matchmaking.introductions.models import Call, Introduction, IntroductionSide
from matchmaking.introductions.queries import ASKING, WITH_SIDES, between_those_in_place, subject_ref
from matchmaking.outbox import policy
from matchmaking.outbox.lifecycle import MessageStatus
from matchmaking.outbox.models import Message
from matchmaking.outbox.queries import is_lost
from matchmaking.paging import Page, cut
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.models import Profile
from matchmaking.profiles.queries import visible

PAGE = 20


@dataclass(frozen=True)
class Line:
    """One person to reach by phone, and what about."""

    person: str
    organisation: Profile
    phone: str | None
    email: str | None  # a typed address of somebody without account, or one that letters do not reach
    to_answer: tuple[IntroductionSide, ...]
    to_tell: tuple[IntroductionSide, ...]  # how it ended
    lost: Message | None  # the letter that did not arrive, where that is why they are called

    @property
    def returned_mail(self) -> User | None:
        """Whose mails came back, where that is why letters do not reach them."""
        user = (self.to_answer or self.to_tell)[0].contact_user
        return user if user is not None and user.email is not None and not accounts.is_reached_by_mail(user) else None

    @property
    def last_call(self) -> Call | None:
        """The call before this one, whichever of the introductions it was about."""
        calls = [call for side in self.to_answer for call in side.calls]
        return max(calls, key=lambda call: (call.called_at, call.id), default=None)


def count_calls(caller: User, *, now: datetime) -> int:
    """How many people this organizer has to call."""
    if not is_organizer(caller):
        return 0
    person = (IntroductionSide.profile_id, IntroductionSide.contact_user_id)
    people = _to_call(now).with_only_columns(*person, maintain_column_froms=True).distinct().subquery()
    return db.session.scalar(sa.select(sa.func.count()).select_from(people)) or 0


def list_calls(caller: User, *, now: datetime, page: int = 1) -> Page[Line]:
    """One line for each person whom letters do not reach or have not moved: who must answer, longest waiting first,
    then who must hear how it ended. A page number beyond the last gives the last."""
    if not is_organizer(caller):
        return cut(1, total=0, length=PAGE).page([])
    here = cut(page, total=count_calls(caller, now=now), length=PAGE)
    people = db.session.execute(_people(now).limit(here.length).offset(here.start))
    return here.page(_lines([(row.profile_id, row.contact_user_id) for row in people], now))


def _people(now: datetime) -> sa.Select[int, int | None]:
    """Whom to call: an organisation and its contact person, in the order of the list."""
    sides = _to_call(now).subquery()
    person = (sides.c.profile_id, sides.c.contact_user_id)
    asked = sa.func.min(sa.case((sides.c.must_answer, sides.c.held_until)))
    order = (asked.is_(None), asked, sa.func.min(sides.c.held_until), *person)
    return sa.select(*person).group_by(*person).order_by(*order)


def _to_call(now: datetime) -> sa.Select[int, int, int | None, datetime, bool]:
    """The sides that a call is about, of introductions that are out, and whether they must answer: in SQL what
    `policy.needs_answer`, `can_record` and `can_tell_outcome` say of one side for an organizer."""
    gone = sa.select(Profile.id).where(Profile.status != ProfileStatus.PUBLISHED)
    stands = (side.not_in(gone) for side in (Introduction.ml_profile_id, Introduction.dz_profile_id))
    asked = sa.and_(Introduction.status == IntroductionStatus.PROPOSED, IntroductionSide.answer == Answer.PENDING)
    must_answer = sa.and_(asked, _must_be_called(), *stands)
    columns = (IntroductionSide.profile_id, IntroductionSide.contact_user_id, Introduction.held_until)
    return (
        sa.select(IntroductionSide.id, *columns, must_answer.label("must_answer"))
        .join(Introduction, Introduction.id == IntroductionSide.introduction_id)
        .outerjoin(User, User.id == IntroductionSide.contact_user_id)
        .where(Introduction.held_until <= now, between_those_in_place(), sa.or_(must_answer, _must_be_told()))
    )


def _has_address() -> sa.ColumnElement[bool]:
    return sa.and_(User.id.is_not(None), is_reached_by_mail())


def _must_be_called() -> sa.ColumnElement[bool]:
    """No letter reaches them, the last one did not arrive, or the clock says that letters have been enough."""
    crosses = sa.select(Profile.id).where(visible()).correlate(None)
    # Where a consent was taken back the letter waits for it, not for a call.
    kept_back = sa.and_(
        Message.status == MessageStatus.CANCELLED,
        sa.or_(*(side.not_in(crosses) for side in (Introduction.ml_profile_id, Introduction.dz_profile_id))),
    )
    lost = _last_letter(Message.kind.in_(ASKING), sa.and_(is_lost(), sa.not_(kept_back)))
    return sa.or_(sa.not_(_has_address()), IntroductionSide.call_since.is_not(None), lost)


def _must_be_told() -> sa.ColumnElement[bool]:
    """Somebody who was part of it has to hear how it ended, and no letter tells them: they have no address, or it did
    not arrive. Who said no knows."""
    said_no = sa.and_(IntroductionSide.answer == Answer.NO, IntroductionSide.settled_at.is_not(None))
    ended = sa.or_(
        sa.and_(Introduction.status == IntroductionStatus.DECLINED, sa.not_(said_no)),
        Introduction.status.not_in([IntroductionStatus.PROPOSED, IntroductionStatus.DECLINED]),
    )
    told = _last_letter(_tells_the_end(), sa.and_(Message.status != MessageStatus.WAITING, sa.not_(is_lost())))
    unwritten = sa.and_(sa.not_(_has_address()), IntroductionSide.answer != Answer.PENDING, sa.not_(told))
    lost = _last_letter(_tells_the_end(), is_lost())
    return sa.and_(ended, IntroductionSide.outcome_told_at.is_(None), sa.or_(unwritten, lost))


def _tells_the_end() -> sa.ColumnElement[bool]:
    """Whether the `Message` says of the `Introduction` of the surrounding query how it stands now. The one that held
    contacts which are closed again does not."""
    opened = Introduction.contacts_opened_at.is_not(None)
    said = [sa.and_(Message.kind == kind, Introduction.status == status) for status, kind in ENDING_OF.items()]
    said.append(sa.and_(Message.kind == CONTACT, Introduction.status == IntroductionStatus.ACCEPTED, opened))
    return sa.or_(*said)


def _last_letter(which: sa.ColumnElement[bool], is_so: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Whether something is so of the last of these letters to this side's contact person; false where there is none."""
    last = (
        sa.select(is_so)
        .where(
            Message.subject_ref == sa.literal("introduction:") + sa.cast(Introduction.id, sa.String),
            Message.receiver_id == IntroductionSide.contact_user_id,
            which,
        )
        .order_by(Message.id.desc())
        .limit(1)
    )
    return sa.func.coalesce(last.correlate(Introduction, IntroductionSide).scalar_subquery(), sa.false())


def _lines(people: Sequence[tuple[int, int | None]], now: datetime) -> list[Line]:
    """The lines of these people, in their order."""
    wanted = _to_call(now).where(IntroductionSide.profile_id.in_([profile_id for profile_id, _user_id in people]))
    must_answer = {row.id: row.must_answer for row in db.session.execute(wanted)} if people else {}
    query = (
        sa.select(Introduction)
        .where(Introduction.sides.any(IntroductionSide.id.in_(must_answer)))
        .options(
            *WITH_SIDES,
            selectinload(Introduction.sides).selectinload(IntroductionSide.calls).joinedload(Call.caller),
        )
        .order_by(Introduction.held_until, Introduction.id)
    )
    found = db.session.scalars(query).all()
    lines: dict[tuple[int, int | None], tuple[list[IntroductionSide], list[IntroductionSide]]]
    lines = {person: ([], []) for person in people}
    for introduction in found:
        for side in introduction.sides:
            set_committed_value(side, "introduction", introduction)  # else it is forgotten, and read again
            line = lines.get((side.profile_id, side.contact_user_id))
            if line is not None and side.id in must_answer:
                line[0 if must_answer[side.id] else 1].append(side)
    letters = _last_letters(found)
    return [_line(to_answer, to_tell, letters) for to_answer, to_tell in lines.values()]


def _last_letters(introductions: Sequence[Introduction]) -> dict[tuple[str | None, int | None], Message]:
    """The last letter that asks or tells the end, by introduction and receiver."""
    query = sa.select(Message).where(
        Message.subject_ref.in_([subject_ref(introduction) for introduction in introductions]),
        Message.kind.in_([*ASKING, CONTACT, *ENDING_OF.values()]),
    )
    letters = db.session.scalars(query.order_by(Message.id)) if introductions else ()
    return {(letter.subject_ref, letter.receiver_id): letter for letter in letters}


def _line(
    to_answer: list[IntroductionSide],
    to_tell: list[IntroductionSide],
    letters: Mapping[tuple[str | None, int | None], Message],
) -> Line:
    side = (to_answer + to_tell)[0]
    user, profile = side.contact_user, side.profile
    last = [letters.get((subject_ref(one.introduction), one.contact_user_id)) for one in to_answer + to_tell]
    return Line(
        person=user.full_name if user else (profile.contact_name or profile.name),
        organisation=profile,
        phone=user.phone if user else profile.contact_phone,
        email=user.email if user else profile.contact_email,
        to_answer=tuple(to_answer),
        to_tell=tuple(to_tell),
        lost=next((letter for letter in last if letter is not None and policy.is_lost(letter)), None),
    )

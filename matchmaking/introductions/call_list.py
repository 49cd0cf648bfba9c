"""« À appeler »: whom organizers ring up, and what about. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from matchmaking.accounts.models import User
from matchmaking.accounts.policy import is_reached_by_mail
from matchmaking.extensions import db
from matchmaking.introductions import policy
from matchmaking.introductions.models import Call, Introduction, IntroductionSide
from matchmaking.introductions.queries import ASKING, WITH_SIDES, between_those_in_place
from matchmaking.outbox.lifecycle import MessageStatus
from matchmaking.outbox.models import Message
from matchmaking.profiles.models import Profile


@dataclass(frozen=True)
class Line:
    """One person to reach by phone, and what about."""

    person: str
    organisation: Profile
    phone: str | None
    email: str | None  # a typed address of somebody without account, or one that letters do not reach
    to_answer: tuple[IntroductionSide, ...]
    to_tell: tuple[IntroductionSide, ...]  # how it ended

    @property
    def returned_mail(self) -> User | None:
        """Whose mails came back, where that is why letters do not reach them."""
        user = (self.to_answer or self.to_tell)[0].contact_user
        return user if user is not None and user.email is not None and not is_reached_by_mail(user) else None

    @property
    def last_call(self) -> Call | None:
        """The call before this one, whichever of the introductions it was about."""
        calls = [call for side in self.to_answer for call in side.calls]
        return max(calls, key=lambda call: (call.called_at, call.id), default=None)


def list_calls(caller: User, *, now: datetime) -> list[Line]:
    """One line for each person whom letters do not reach or have not moved: who must answer, longest waiting first,
    then who must hear how it ended."""
    query = (
        sa.select(Introduction)
        .where(Introduction.held_until <= now, between_those_in_place())
        .options(
            *WITH_SIDES,
            selectinload(Introduction.sides).selectinload(IntroductionSide.calls).joinedload(Call.caller),
        )
        .order_by(Introduction.held_until, Introduction.id)
    )
    unreached = _receivers_of_failed_letters()
    lines: dict[tuple[int, int | None], tuple[list[IntroductionSide], list[IntroductionSide]]] = {}
    for side in (side for found in db.session.scalars(query) for side in found.sides):
        line = lines.setdefault((side.profile_id, side.contact_user_id), ([], []))
        if policy.needs_answer(side) and policy.can_record(caller, side, now):
            if _must_be_called(side, unreached):
                line[0].append(side)
        elif policy.can_tell_outcome(caller, side):
            line[1].append(side)
    found = [_line(to_answer, to_tell) for to_answer, to_tell in lines.values() if to_answer or to_tell]
    return sorted(found, key=lambda line: not line.to_answer)


def _must_be_called(side: IntroductionSide, unreached: set[tuple[int, int | None]]) -> bool:
    """No letter reaches them, or the clock says that letters have been enough."""
    failed = (side.introduction_id, side.contact_user_id) in unreached
    return failed or side.call_since is not None or not policy.has_address(side)


def _line(to_answer: list[IntroductionSide], to_tell: list[IntroductionSide]) -> Line:
    side = (to_answer + to_tell)[0]
    user, profile = side.contact_user, side.profile
    return Line(
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
        Message.kind.in_(ASKING), Message.status == MessageStatus.FAILED
    )
    rows = db.session.execute(query)
    return {(int(row.subject_ref.partition(":")[2]), row.receiver_id) for row in rows if row.subject_ref}

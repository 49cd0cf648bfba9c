"""Letters that keep their receiver's weekend also where they leave later than was meant: a worker stood still, or the
mail server asked to come back. Reads only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import sqlalchemy as sa

from matchmaking.extensions import db
from matchmaking.introductions.models import IntroductionSide
from matchmaking.introductions.timetable import weekends
from matchmaking.outbox.models import Message
from matchmaking.profiles.models import Profile
from matchmaking.profiles.vocabulary import Country

Shores = dict[tuple[str, int | None], Country]


def of_sides(messages: Sequence[Message], at: datetime) -> dict[int, datetime]:
    """Which of these letters to a side of an introduction rest at this moment, by id, and until when."""
    query = (
        sa.select(IntroductionSide.introduction_id, IntroductionSide.contact_user_id, Profile.country)
        .join(Profile, Profile.id == IntroductionSide.profile_id)
        .where(IntroductionSide.introduction_id.in_(numbers(messages)))
    )
    shores = {(f"introduction:{row[0]}", row[1]): row[2] for row in db.session.execute(query)}
    return until(((message, shores.get((message.subject_ref or "", message.receiver_id))) for message in messages), at)


def numbers(messages: Sequence[Message]) -> list[int]:
    """The numbers in « introduction:7 » that letters are about."""
    told = ((message.subject_ref or "").rpartition(":")[2] for message in messages)
    return sorted({int(number) for number in told if number.isdecimal()})


def until(letters: Iterator[tuple[Message, Country | None]], at: datetime) -> dict[int, datetime]:
    """The letters to a shore that rests, and its first working morning; to whom no shore is known it leaves."""
    rule = weekends()
    return {
        message.id: rule.next_working(at, country)
        for message, country in letters
        if country is not None and rule.rests(at, country)
    }

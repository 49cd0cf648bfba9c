"""What one of the two sides reads about its introduction: the page behind the letter's link and the one in their space
show the same. Decides nothing; contacts come from `queries.find_contact` and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from matchmaking.accounts.models import User
from matchmaking.introductions import dates, policy, queries, wording
from matchmaking.introductions.clocks import Agenda
from matchmaking.introductions.day_count import DayCount, day_count
from matchmaking.introductions.lifecycle import Answer, IntroductionStatus
from matchmaking.introductions.models import IntroductionSide
from matchmaking.introductions.queries import Contact
from matchmaking.introductions.timetable import Timetable, timetable
from matchmaking.introductions.wording import Tag
from matchmaking.matching import pair_view
from matchmaking.matching.pair_view import PairView
from matchmaking.profiles import labels
from matchmaking.profiles.reading_aid import NO_AID

LINES = 2  # of evidence: the letter's own; more is for organizers


@dataclass(frozen=True, kw_only=True)
class SidePage:
    """Ready for the template."""

    side: IntroductionSide
    other_name: str
    other_place: str | None
    other_kind: str
    tag: Tag
    expected: str
    next_date: str | None  # what comes next and when, while an answer is missing
    days: DayCount | None  # for the clock: those of this side, or of the other once this one has answered
    contact: Contact | None
    can_answer: bool  # this reader, now
    can_contradict: bool
    answers: str | None  # who answers, where it is not this reader
    lacks_consent: bool  # this reader's own
    waits_for_consent: bool  # the other side's


def build(side: IntroductionSide, reader: User, *, now: datetime, table: Timetable | None = None) -> SidePage:
    """The page as `reader`, a person of this side's organisation, may see it; `table`: the clocks, where a page has
    read them already."""
    introduction = side.introduction
    contact = queries.find_contact(side.other)
    answers_here = policy.is_contact_person(reader, side)
    accepted = introduction.status is IntroductionStatus.ACCEPTED
    agenda = (table or timetable(now)).agenda(introduction)
    return SidePage(
        side=side,
        other_name=wording.other_name(side),
        other_place=wording.other_place(side),
        other_kind=str(labels.label(side.other.profile.kind)),
        tag=wording.tag_for(side),
        expected=wording.expected_of(side, reader, contacts_open=contact is not None),
        next_date=dates.for_side(side, agenda, now=now),
        days=_days(side, agenda, now),
        contact=contact,
        can_answer=answers_here and policy.can_answer(side),
        can_contradict=answers_here and policy.can_contradict(side, now),
        answers=None if answers_here or side.answer is not Answer.PENDING else wording.person_of(side),
        lacks_consent=accepted and answers_here and queries.lacks_consent(side),
        waits_for_consent=accepted and queries.lacks_consent(side.other),
    )


def _days(side: IntroductionSide, agenda: Agenda | None, now: datetime) -> DayCount | None:
    if agenda is None:
        return None
    waiting = side if side.answer is Answer.PENDING else side.other
    return day_count(agenda, waiting.profile.country, now=now)


def pair_of(side: IntroductionSide, reader: User) -> PairView | None:
    """Why these two: the pair as `reader` may see it; None while a profile is not visible across the border."""
    ml, dz = side.introduction.ml_profile, side.introduction.dz_profile
    if not queries.both_visible(ml, dz):
        return None
    view = pair_view.build(ml, dz, reader)
    ml_shore, dz_shore = (
        replace(shore, summary="", summary_rest="", gist=None, aid=NO_AID, tags=[])
        if shore.country == side.profile.country
        else shore
        for shore in (view.ml, view.dz)  # readers know who they are
    )
    return replace(view, ml=ml_shore, dz=dz_shore, evidence=view.evidence[:LINES])

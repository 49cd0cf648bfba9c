"""What organizers read about introductions: a row of the list, the page of one, the filters above the list."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from matchmaking.accounts.models import User
from matchmaking.introductions import dates, notifications, policy, queries, trail, wording
from matchmaking.introductions.lifecycle import FRUITLESS, IntroductionStatus
from matchmaking.introductions.models import Introduction, IntroductionSide
from matchmaking.introductions.notebook.operations import normalised
from matchmaking.introductions.operations.approval import is_undone_silently
from matchmaking.introductions.queries import Attention
from matchmaking.introductions.timetable import Timetable, timetable
from matchmaking.introductions.wording import Tag
from matchmaking.locale import moment
from matchmaking.matching.closing import Apart, list_all_apart, list_apart
from matchmaking.matching.wording import kept_apart
from matchmaking.outbox.message_view import MessageView, view
from matchmaking.outbox.registry import Subject, registry
from matchmaking.profiles import labels
from matchmaking.profiles.queries import in_demonstration
from matchmaking.profiles.vocabulary import Country

TONES = {
    IntroductionStatus.PROPOSED: "wait",
    IntroductionStatus.ACCEPTED: "ok",
    IntroductionStatus.DECLINED: "calm",
    IntroductionStatus.NO_ANSWER: "calm",
    IntroductionStatus.UNREACHED: "calm",
    IntroductionStatus.CANCELLED: "calm",
}
OVER = FRUITLESS | {IntroductionStatus.CANCELLED}
ATTENTION = {
    Attention.ALERTED: _l("Nobody answers"),
    Attention.REWRITTEN: _l("Need or offer rewritten"),
}


def name_for_letters(introduction_ids: Collection[int]) -> dict[int, Subject]:
    """« KeneyaLink · NabdCare » and the page of each introduction, for the organizers' pages of letters."""
    return {
        found.id: Subject(
            f"{found.ml_profile.name} · {found.dz_profile.name}",
            url_for("introductions.show", introduction_id=found.id),
        )
        for found in queries.list_with_profiles(introduction_ids)
    }


@dataclass(frozen=True)
class SideCell:
    """One side's answer in words, and how long ago."""

    side: IntroductionSide
    person: str
    answer: str
    age: str | None
    can_record: bool = False

    @classmethod
    def of(cls, side: IntroductionSide, *, now: datetime, can_record: bool = False) -> SideCell:
        """A side as it stands."""
        age = wording.age(side.answered_at, now) if side.answered_at else None
        return cls(side, wording.person_of(side), wording.answer_of(side), age, can_record)


@dataclass(frozen=True)
class OrganizerRow:
    """One introduction in the list."""

    introduction: Introduction
    tag: Tag
    ml: SideCell
    dz: SideCell
    next_step: str
    origin: str
    apart: Sequence[str]  # who of the two keeps the other apart, while it is under way
    attention: Sequence[str]  # why an organizer should look

    @classmethod
    def of(
        cls,
        introduction: Introduction,
        apart: Sequence[Apart],
        table: Timetable,
        *,
        now: datetime,
        caller: User | None = None,
    ) -> OrganizerRow:
        """An introduction as it stands; `apart`: who of the two named the other on a list."""
        ml, dz = (
            SideCell.of(side, now=now, can_record=caller is not None and policy.can_record(caller, side, now))
            for side in (introduction.side_of(introduction.ml_profile), introduction.side_of(introduction.dz_profile))
        )
        status = introduction.status
        lacking = [side for side in introduction.sides if queries.lacks_consent(side)]
        return cls(
            introduction,
            Tag(TONES[status], str(wording.STATUSES[status]), wording.OVER_ICON if status in OVER else None),
            ml,
            dz,
            _next_step(introduction, table, now=now, lacking=lacking),
            str(wording.ORIGINS[introduction.origin]),
            [kept_apart(one, now=now) for one in apart] if status is IntroductionStatus.PROPOSED else [],
            [str(ATTENTION[attention]) for attention in queries.attention_of(introduction)],
        )

    @classmethod
    def list_of(cls, introductions: Sequence[Introduction], *, now: datetime) -> list[OrganizerRow]:
        """Many of them, in their order, at the cost of one."""
        apart = list_all_apart((found.ml_profile, found.dz_profile) for found in introductions)
        table = timetable(now)
        return [
            cls.of(found, apart[found.ml_profile_id, found.dz_profile_id], table, now=now) for found in introductions
        ]


def _next_step(
    introduction: Introduction, table: Timetable, *, now: datetime, lacking: Sequence[IntroductionSide]
) -> str:
    agenda = table.agenda(introduction)
    if agenda is None or now < introduction.held_until:
        return wording.next_step(introduction, now, lacking=lacking)
    told = [side for side in introduction.sides if side.is_provisional]
    return " ".join(
        [*(wording.awaited(side, now) for side in told), dates.for_organizers(introduction, agenda, now=now)]
    )


@dataclass(frozen=True)
class Rewritten:
    """A need or offer that changed under an introduction."""

    organisation: str
    title: str | None  # as it reads now; None where it was taken away
    since: str


def _rewritten(introduction: Introduction) -> list[Rewritten]:
    found = []
    for profile in (introduction.ml_profile, introduction.dz_profile):
        titles = {row.key: row.title for row in profile.opportunities}
        for ground in introduction.grounds:
            if ground.changed_at is not None and ground.opportunity_key.startswith(f"{profile.key}/"):
                since = dates.day(ground.changed_at, profile.country)
                found.append(Rewritten(profile.name, titles.get(ground.opportunity_key), since))
    return found


@dataclass(frozen=True, kw_only=True)
class OrganizerPage:
    """One introduction with everything an organizer needs to follow it."""

    row: OrganizerRow
    history: Sequence[tuple[str, str, str]]  # when, who, what
    letters: Sequence[MessageView]
    can_undo: bool
    can_resume: bool
    rewritten: Sequence[Rewritten]  # what the introduction rests on and reads otherwise now
    undone_silently: bool
    told: Sequence[str]  # names of those who would get a letter

    @classmethod
    def of(cls, introduction: Introduction, caller: User, *, now: datetime) -> OrganizerPage:
        """An introduction as it stands."""
        return cls(
            row=OrganizerRow.of(
                introduction,
                list_apart(introduction.ml_profile, introduction.dz_profile),
                timetable(now),
                now=now,
                caller=caller,
            ),
            history=[
                (moment(found.event.at, now=now), wording.actor_of(found), wording.event_words(found))
                for found in trail.history(introduction)
            ],
            letters=[
                view(message, registry(), demonstration=in_demonstration(), now=now)
                for message in queries.list_letters(introduction)
            ],
            can_undo=policy.can_undo(caller, introduction),
            can_resume=policy.can_resume(caller, introduction),
            rewritten=_rewritten(introduction),
            undone_silently=is_undone_silently(introduction, now),
            told=[wording.person_of(side) for side in introduction.sides if notifications.was_told(side)],
        )


@dataclass(frozen=True)
class FilterBar:
    """What the address bar asks for; unknown values ask for nothing."""

    status: IntroductionStatus | None
    waiting_for: Country | None
    attention: Attention | None = None
    tag: str | None = None  # of the organizers' notebook
    mine: bool = False  # followed by the reader
    page: int = 1

    @classmethod
    def from_query(cls, query: Mapping[str, Any]) -> FilterBar:
        """Read the address's filters."""
        status, side, page = query.get("status"), query.get("waiting_for"), query.get("page", "")
        attention = query.get("attention")
        return cls(
            IntroductionStatus(status) if status in set(IntroductionStatus) else None,
            Country(side) if side in set(Country) else None,
            Attention(attention) if attention in set(Attention) else None,
            normalised(str(query.get("tag") or "")) or None,
            query.get("mine") == "1",
            int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
        )

    def query(self) -> dict[str, Any]:
        """The filters as the address bar carries them."""
        on = {
            "status": self.status,
            "waiting_for": self.waiting_for,
            "attention": self.attention,
            "tag": self.tag,
            "mine": self.mine and "1",
        }
        return {name: str(value) for name, value in on.items() if value}

    def chips(self) -> list[tuple[str, dict[str, Any]]]:
        """What is on, each with the query that is left when it is taken off."""
        words = {}
        if self.status:
            words["status"] = str(wording.STATUSES[self.status])
        if self.waiting_for:
            words["waiting_for"] = str(_("Answer missing from %(side)s", side=labels.label(self.waiting_for)))
        if self.attention:
            words["attention"] = str(ATTENTION[self.attention])
        if self.tag:
            words["tag"] = self.tag
        if self.mine:
            words["mine"] = str(_("Followed by me"))
        on = self.query()
        return [
            (label, {other: value for other, value in on.items() if other != name}) for name, label in words.items()
        ]

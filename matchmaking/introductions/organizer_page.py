"""What organizers read about introductions: a row of the list, the page of one, the filters above the list."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from matchmaking.accounts.models import User
from matchmaking.introductions import notifications, policy, queries, wording
from matchmaking.introductions.lifecycle import IntroductionStatus
from matchmaking.introductions.models import Introduction, IntroductionSide
from matchmaking.introductions.operations.approval import is_undone_silently
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
    IntroductionStatus.CANCELLED: "calm",
}
OVER = frozenset({IntroductionStatus.DECLINED, IntroductionStatus.CANCELLED})


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
    apart: Sequence[str]  # who of the two keeps the other apart, while it is under way

    @classmethod
    def of(
        cls, introduction: Introduction, apart: Sequence[Apart], *, now: datetime, caller: User | None = None
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
            wording.next_step(introduction, now, lacking=lacking),
            [kept_apart(one, now=now) for one in apart] if status is IntroductionStatus.PROPOSED else [],
        )

    @classmethod
    def list_of(cls, introductions: Sequence[Introduction], *, now: datetime) -> list[OrganizerRow]:
        """Many of them, in their order, at the cost of one."""
        apart = list_all_apart((found.ml_profile, found.dz_profile) for found in introductions)
        return [cls.of(found, apart[found.ml_profile_id, found.dz_profile_id], now=now) for found in introductions]


@dataclass(frozen=True, kw_only=True)
class OrganizerPage:
    """One introduction with everything an organizer needs to follow it."""

    row: OrganizerRow
    history: Sequence[tuple[str, str, str]]  # when, who, what
    letters: Sequence[MessageView]
    can_undo: bool
    undone_silently: bool
    told: Sequence[str]  # names of those who would get a letter

    @classmethod
    def of(cls, introduction: Introduction, caller: User, *, now: datetime) -> OrganizerPage:
        """An introduction as it stands."""
        return cls(
            row=OrganizerRow.of(
                introduction, list_apart(introduction.ml_profile, introduction.dz_profile), now=now, caller=caller
            ),
            history=[
                (moment(found.event.at, now=now), wording.actor_of(found), wording.event_words(found))
                for found in queries.history(introduction)
            ],
            letters=[
                view(message, registry(), demonstration=in_demonstration(), now=now)
                for message in queries.list_letters(introduction)
            ],
            can_undo=policy.can_undo(caller, introduction),
            undone_silently=is_undone_silently(introduction, now),
            told=[wording.person_of(side) for side in introduction.sides if notifications.was_told(side)],
        )


@dataclass(frozen=True)
class FilterBar:
    """What the address bar asks for; unknown values ask for nothing."""

    status: IntroductionStatus | None
    waiting_for: Country | None
    page: int = 1

    @classmethod
    def from_query(cls, query: Mapping[str, Any]) -> FilterBar:
        """Read the address's filters."""
        status, side, page = query.get("status"), query.get("waiting_for"), query.get("page", "")
        return cls(
            IntroductionStatus(status) if status in set(IntroductionStatus) else None,
            Country(side) if side in set(Country) else None,
            int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
        )

    def query(self) -> dict[str, Any]:
        """The filters as the address bar carries them."""
        on = {"status": self.status, "waiting_for": self.waiting_for}
        return {name: value.value for name, value in on.items() if value is not None}

    def chips(self) -> list[tuple[str, dict[str, Any]]]:
        """What is on, each with the query that is left when it is taken off."""
        words = {}
        if self.status:
            words["status"] = str(wording.STATUSES[self.status])
        if self.waiting_for:
            words["waiting_for"] = str(_("Answer missing from %(side)s", side=labels.label(self.waiting_for)))
        on = self.query()
        return [
            (label, {other: value for other, value in on.items() if other != name}) for name, label in words.items()
        ]

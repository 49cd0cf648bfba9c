"""The first page of those who are neither organizers nor participants: a side organizer, the committee, a helper.
Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from matchmaking.accounts.models import User
from matchmaking.accounts.policy import is_committee, organized_side
from matchmaking.home.tasks import Task, of_the_committee, of_the_day
from matchmaking.introductions import queries as introductions
from matchmaking.introductions.lifecycle import IntroductionStatus
from matchmaking.profiles import labels
from matchmaking.profiles import queries as profiles
from matchmaking.profiles.vocabulary import Country


@dataclass(frozen=True)
class StaffPage:
    """What this person is here for, and what waits for them."""

    lead: str
    tasks: Sequence[Task]
    nothing: str  # said where nothing waits


def page(user: User, *, now: datetime) -> StaffPage:
    """The page of one person, by their role."""
    side = organized_side(user)
    if side is not None:
        return StaffPage(
            _("You read the profiles of one side and publish them: %(country)s.", country=labels.label(Country(side))),
            _of_a_side(user),
            _("No profile of your side waits for a decision."),
        )
    if is_committee(user):
        return StaffPage(
            _("You follow what became of the introductions: organisations and states, never a contact."),
            _of_the_committee(now),
            _("The first introductions stand here as soon as the organizers have made them."),
        )
    return StaffPage(
        _("You help on the day of the round table: who is there, and which table is next."),
        of_the_day(now),
        _("The day board opens here on the day of the round table. Nothing is expected of you until then."),
    )


def _of_a_side(user: User) -> list[Task]:
    submitted, edits = profiles.count_waiting(user)
    to_profiles = url_for("profiles.moderation")
    return [
        Task(
            submitted, ngettext("profile to check", "profiles to check", submitted), to_profiles, urgent=submitted > 0
        ),
        Task(edits, ngettext("edit to check", "edits to check", edits), to_profiles, urgent=edits > 0),
    ]


def _of_the_committee(now: datetime) -> list[Task]:
    by_status = introductions.count_out(now=now)
    proposed = by_status.get(IntroductionStatus.PROPOSED, 0)
    accepted = by_status.get(IntroductionStatus.ACCEPTED, 0)
    to_list = url_for("introductions.for_committee")
    return [
        Task(
            proposed,
            ngettext("introduction waiting for an answer", "introductions waiting for an answer", proposed),
            to_list,
        ),
        Task(accepted, ngettext("introduction accepted", "introductions accepted", accepted), to_list),
        *of_the_committee(now),
    ]

"""The first steps of each role, ticked by what the person has really done. Reads only; nothing lies over a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from matchmaking.accounts.models import User
from matchmaking.accounts.policy import is_committee, is_helper, is_organizer, organized_side
from matchmaking.audit.queries import list_done
from matchmaking.events.queries import find_next
from matchmaking.profiles import queries as profiles
from matchmaking.profiles.completeness import blockers
from matchmaking.profiles.content import ProfileContent
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.models import Profile
from matchmaking.profiles.vocabulary import Kind


@dataclass(frozen=True)
class TourStep:
    """One thing to do, why, and the page on which it is done."""

    label: str
    why: str
    url: str
    done: bool


@dataclass(frozen=True)
class Tour:
    """The steps in their order."""

    steps: Sequence[TourStep]

    @property
    def done(self) -> int:
        """How many are behind the person."""
        return sum(step.done for step in self.steps)


def find_tour(user: User, *, now: datetime) -> Tour | None:
    """What to show: nothing once it was put away, nor when all is done, unless the person called it back."""
    if user.tour_shown is False:
        return None
    tour = Tour(_steps(user, now))
    return tour if tour.steps and (user.tour_shown or tour.done < len(tour.steps)) else None


def _steps(user: User, now: datetime) -> list[TourStep]:
    done = list_done(user.id)
    if is_organizer(user):
        return _of_an_organizer(done)
    if organized_side(user) is not None:
        return _of_a_side(done)
    if is_committee(user):
        return _of_the_committee(done)
    if is_helper(user):
        return _of_a_helper(done)
    return _of_a_participant(user, done, now)


def _of_a_participant(user: User, done: frozenset[str], now: datetime) -> list[TourStep]:
    own = profiles.list_for_user(user)
    first, invests = (own[0] if own else None), any(one.kind is Kind.INVESTOR for one in own)
    handed_in = any(one.status is not ProfileStatus.DRAFT for one in own)
    steps = [
        TourStep(
            _("Describe your organisation"),
            _("One offer and one need are enough to begin."),
            url_for("profiles.edit_step", key=first.key, step="opportunities") if first else url_for("profiles.create"),
            first is not None and not _is_begun_only(first),
        ),
        TourStep(_("Submit it"), _("An organizer reads it and publishes it."), url_for("profiles.mine"), handed_in),
    ]
    if find_next(now) is not None:
        steps.append(
            TourStep(
                _("Say whether you come"),
                _("On site or online, and when you are free."),
                url_for("events.mine"),
                "attendance.answered" in done,
            )
        )
    return [*steps, *(_of_an_investor(done) if invests else _of_a_seeker(done))]


def _is_begun_only(profile: Profile) -> bool:
    typed: ProfileContent = profiles.editable_content(profile)
    return any(point.step == "opportunities" for point in blockers(typed, reachable=True))


def _of_an_investor(done: frozenset[str]) -> list[TourStep]:
    return [
        TourStep(
            _("Keep startups on your shortlist"),
            _("With notes that only your organisation reads."),
            url_for("matching.mine"),
            "shortlist.kept" in done,
        ),
        TourStep(
            _("Ask for an introduction"),
            _("Up to three at once, from the shortlist."),
            url_for("shortlists.index"),
            "request.asked" in done,
        ),
    ]


def _of_a_seeker(done: frozenset[str]) -> list[TourStep]:
    return [
        TourStep(
            _("Say a word on a suggestion"),
            _("Interested, or not for us: only the organizers read it."),
            url_for("matching.mine"),
            "pair.reaction" in done,
        ),
        TourStep(
            _("Answer an introduction"),
            _("When both have said yes, each sees how to reach the other."),
            url_for("introductions.mine"),
            "introduction.answered" in done,
        ),
    ]


def _of_an_organizer(done: frozenset[str]) -> list[TourStep]:
    return [
        TourStep(
            _("Publish a profile"),
            _("Or send it back with a reason."),
            url_for("profiles.moderation"),
            bool(done & {"profile.published", "profile.returned", "profiles.imported"}),
        ),
        TourStep(
            _("Decide on a pair"),
            _("Approve or dismiss, by keyboard too: J, K, A, D, U."),
            url_for("matching.queue"),
            bool(done & {"pair.approve", "pair.dismiss"}),
        ),
        TourStep(
            _("Set up the round table"),
            _("Dates, sessions and tables."),
            url_for("events.index"),
            bool(done & {"event.created", "event.changed"}),
        ),
        TourStep(
            _("Publish a schedule"),
            _("Each side gets its meetings by letter, with both clocks."),
            url_for("meetings.index"),
            "schedule.published" in done,
        ),
    ]


def _of_a_side(done: frozenset[str]) -> list[TourStep]:
    return [
        TourStep(
            _("Publish a profile"),
            _("Or send it back with a reason."),
            url_for("profiles.moderation"),
            "profile.published" in done,
        ),
        TourStep(
            _("Send one back with a reason"),
            _("One sentence that says what is missing."),
            url_for("profiles.moderation"),
            "profile.returned" in done,
        ),
        TourStep(
            _("Note what you verified"),
            _("A register, a call, a visit: it stands on the profile."),
            url_for("profiles.moderation"),
            "profile.checked" in done,
        ),
    ]


def _of_a_helper(done: frozenset[str]) -> list[TourStep]:
    return [
        TourStep(
            _("Mark who arrives"),
            _("One tap; a second takes it back."),
            url_for("day.board"),
            bool(done & {"attendance.arrived", "guest.arrived"}),
        ),
        TourStep(
            _("Take somebody in who was not expected"),
            _("Six answers at the door, and whom they could meet."),
            url_for("day.board"),
            "profile.created" in done,
        ),
    ]


def _of_the_committee(done: frozenset[str]) -> list[TourStep]:
    return [
        TourStep(
            _("Note a recommendation"),
            _("During the session: nothing is required, nothing is lost."),
            url_for("followup.recommendations"),
            "recommendation.noted" in done,
        ),
        TourStep(
            _("Propose an action"),
            _("With an owner, a date and a state."),
            url_for("followup.plan"),
            "action.proposed" in done,
        ),
        TourStep(
            _("Plan a meeting of the committee"),
            _("Its brief writes itself from what is late and what is due."),
            url_for("followup.meetings"),
            "meeting.planned" in done,
        ),
    ]

"""The member's road as the pages draw it: where the form stands, what is still missing and where to add it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from flask import url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from matchmaking.accounts.models import Purpose
from matchmaking.accounts.policy import has_consent
from matchmaking.profiles import completeness, policy
from matchmaking.profiles.completeness import Point, blockers
from matchmaking.profiles.content import ProfileContent
from matchmaking.profiles.models import Profile
from matchmaking.profiles.presenting import local_time

STEPS: dict[str, LazyString] = {
    "organisation": _l("Organisation"),
    "opportunities": _l("Offers and needs"),
    "details": _l("Details and sending"),
}


@dataclass(frozen=True)
class Step:
    """One circle of the stepper."""

    label: str
    url: str | None
    state: str


@dataclass(frozen=True)
class ListedPoint:
    """One line of the completeness list, worded, with the address of its field."""

    label: str
    why: str
    done: bool
    url: str | None
    when: str = ""  # the rule by which the page of `step` follows what is being typed
    step: str = ""


def stepper(profile: Profile | None, typed: ProfileContent | None, here: str) -> list[Step]:
    """The steps of the road; those of a profile that exists can be opened."""
    done = _done(profile, typed) if profile and typed else set()
    return [
        Step(
            str(label),
            url_for("profiles.edit_step", key=profile.key, step=name) if profile and name != here else None,
            "now" if name == here else ("done" if name in done else "todo"),
        )
        for name, label in STEPS.items()
    ]


def following(step: str) -> str | None:
    """The step after this one; None after the last."""
    return dict(pairwise(STEPS)).get(step)


def preceding(step: str) -> str | None:
    """The step before this one; None before the first."""
    return dict(pairwise(reversed(STEPS))).get(step)


def saved_at(profile: Profile | None) -> str | None:
    """« Enregistré à 14:32 », in the time of the organisation's own shore."""
    return _("Saved at %(time)s", time=local_time(profile.updated_at, profile.country)) if profile else None


def points(profile: Profile, typed: ProfileContent, *, linked: bool = True) -> list[ListedPoint]:
    """What the profile has and lacks, each lack with its reason and, for those who may write it, its field."""
    found = [
        ListedPoint(
            str(point.label),
            " ".join(filter(None, [str(point.why or ""), _about(point)])),
            point.done,
            url_for("profiles.edit_step", key=profile.key, step=point.step, _anchor=point.field) if linked else None,
            point.when,
            point.step,
        )
        for point in completeness.points(typed, reachable=policy.is_reachable(profile, typed))
    ]
    return [*found, *_consent(profile, linked=linked)]


def _about(point: Point) -> str:
    return _("“%(title)s” has none.", title=point.about) if point.about else ""


def _consent(profile: Profile, *, linked: bool) -> list[ListedPoint]:
    person = profile.contact_user
    if person is None:
        return []
    return [
        ListedPoint(
            _("Consent to be listed and to cross the border"),
            _("Without the consent of the contact person, the other shore does not see your profile."),
            has_consent(person, Purpose.LISTING) and has_consent(person, Purpose.TRANSFER),
            url_for("accounts.account") if linked else None,
        )
    ]


def _done(profile: Profile, typed: ProfileContent) -> set[str]:
    missing = {point.step for point in blockers(typed, reachable=policy.is_reachable(profile, typed))}
    done = {"organisation", "opportunities"} - missing
    return done | ({"details"} if typed.summary and "details" not in missing else set())

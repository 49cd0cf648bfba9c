"""An introduction as the follow-up committee reads it: organisations, state, dates. Holds no person, no contact, no
note and no reason, so that none can slip into a template."""

from __future__ import annotations

from dataclasses import dataclass

from matchmaking.introductions import wording
from matchmaking.introductions.lifecycle import IntroductionStatus
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.wording import Tag
from matchmaking.locale import day_in_words
from matchmaking.profiles import labels
from matchmaking.profiles.disclosure import is_masked, shown_name
from matchmaking.profiles.models import Profile

TONES = {IntroductionStatus.PROPOSED: "wait", IntroductionStatus.ACCEPTED: "ok"}


@dataclass(frozen=True)
class Organisation:
    """One of the two; a discreet investor is named once both have said yes."""

    country: str
    name: str
    city: str | None
    kind: str


@dataclass(frozen=True, kw_only=True)
class CommitteeRow:
    """One line of the list."""

    ml: Organisation
    dz: Organisation
    tag: Tag
    introduced_on: str
    changed_on: str


def row(introduction: Introduction) -> CommitteeRow:
    """The line of one introduction."""
    status = introduction.status
    veiled = status is not IntroductionStatus.ACCEPTED
    tone = TONES.get(status, "calm")
    return CommitteeRow(
        ml=_organisation(introduction.ml_profile, veiled=veiled),
        dz=_organisation(introduction.dz_profile, veiled=veiled),
        tag=Tag(tone, str(wording.STATUSES[status]), wording.OVER_ICON if tone == "calm" else None),
        introduced_on=day_in_words(introduction.held_until, "d MMMM yyyy"),
        changed_on=day_in_words(max(introduction.changed_at, introduction.held_until), "d MMMM yyyy"),
    )


def _organisation(profile: Profile, *, veiled: bool) -> Organisation:
    hidden = is_masked(profile, to_other_side=veiled)
    return Organisation(
        profile.country.value,
        shown_name(profile, to_other_side=veiled),
        None if hidden else profile.city,
        labels.label(profile.kind),
    )

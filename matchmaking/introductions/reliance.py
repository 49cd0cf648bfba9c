"""What introductions say to people who are about to rewrite or withdraw their profile: only of those that they know
of already, and by the name that they may read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from matchmaking.introductions import policy, queries, wording
from matchmaking.introductions.lifecycle import IntroductionStatus
from matchmaking.introductions.models import Introduction
from matchmaking.lists import listed
from matchmaking.profiles.models import Profile
from matchmaking.profiles.reliance import Reliance


def on_opportunities(profile: Profile, now: datetime) -> Mapping[str, Sequence[str]]:
    """Which introductions rest on each need and offer of this profile."""
    told: dict[str, list[str]] = {}
    for introduction in _known(profile, now):
        name = wording.other_name(introduction.side_of(profile))
        for ground in introduction.grounds:
            told.setdefault(ground.opportunity_key, []).append(
                _(
                    "The introduction to %(name)s rests on this text. It goes on if you rewrite it; the organizers"
                    " are told.",
                    name=name,
                )
            )
    return told


def on_profile(profile: Profile, now: datetime) -> Sequence[str]:
    """Which introductions a withdrawal ends."""
    ending = [found for found in _known(profile, now) if found.status is IntroductionStatus.PROPOSED]
    if not ending:
        return ()
    names = listed(wording.other_name(introduction.side_of(profile)) for introduction in ending)
    return [
        ngettext(
            "%(num)s introduction that waits for an answer ends: %(names)s.",
            "%(num)s introductions that wait for an answer end: %(names)s.",
            len(ending),
            names=names,
        )
    ]


RELIANCE = Reliance(on_opportunities=on_opportunities, on_profile=on_profile)


def _known(profile: Profile, now: datetime) -> list[Introduction]:
    return [found for found in queries.list_unfinished_of(profile.id) if policy.is_out(found, now)]

"""Two sides agree on the day, before an organizer or a helper: they are introduced, and meet at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from flask_babel import gettext as _

from matchmaking.accounts.models import User
from matchmaking.day import policy, wording
from matchmaking.errors import NotAllowed
from matchmaking.events.models import Event
from matchmaking.introductions import operations as introductions
from matchmaking.introductions import queries
from matchmaking.introductions.lifecycle import Answer, IntroductionStatus, Origin
from matchmaking.meetings import operations as meetings
from matchmaking.meetings.conflicts import Place
from matchmaking.meetings.models import Meeting, Schedule
from matchmaking.profiles.models import Profile

OPEN = (IntroductionStatus.PROPOSED, IntroductionStatus.ACCEPTED)


def book(
    event: Event,
    pair: tuple[Profile, Profile],
    where: Place | Meeting,
    *,
    said: Mapping[int, str],
    shown_review: int,
    shown_number: int,
    actor: User,
    now: datetime,
) -> Schedule:
    """Introduce the pair (Malian side first) and put them where they meet: a free place, or the place of a meeting
    that a side did not come to; returns the version of the schedule that says so. `said` names who said yes aloud, by
    profile id; only who has not said yes before is asked.

    Nothing is done unless both say yes: raises NotAllowed, Clash with who or what stands in the way, StaleDecision.
    """
    if not policy.can_book(actor, event, now=now):
        raise NotAllowed(wording.why_closed(actor, event, now=now))
    ml, dz = pair
    introduction = queries.find_live(ml, dz)
    asked = [one for one in pair if introduction is None or introduction.side_of(one).counted is not Answer.YES]
    if not all(said.get(one.id) for one in asked):
        raise NotAllowed(_("Both sides must say yes first. Nothing is written."))
    if introduction is None:
        introduction = introductions.approve(
            ml, dz, shown_version=shown_review, actor=actor, now=now, origin=Origin.ON_SITE
        )
    if introduction.status not in OPEN:
        raise NotAllowed(_("This introduction is closed. An organizer opens it again first."))
    for profile in asked:
        introductions.note_yes(introduction.side_of(profile), said[profile.id], actor=actor, now=now)
    if isinstance(where, Meeting):
        return meetings.replace(event, where, introduction, shown_number=shown_number, actor=actor, now=now)
    return meetings.add(event, introduction, where, shown_number=shown_number, actor=actor, now=now)

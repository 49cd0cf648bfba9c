"""Somebody came without a profile: six answers at the door, and they take part."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _

from matchmaking.accounts.models import User
from matchmaking.accounts.policy import is_organizer
from matchmaking.day import policy, wording
from matchmaking.errors import NotAllowed
from matchmaking.events import operations as events
from matchmaking.events.models import Event, Mode
from matchmaking.profiles import operations as profiles
from matchmaking.profiles.content import ProfileContent
from matchmaking.profiles.models import Profile


def take_in(event: Event, typed: ProfileContent, *, actor: User, now: datetime) -> Profile:
    """Write down an organisation that has agreed aloud to be listed and to cross the border; it is present at once.

    An organizer publishes it by this. A helper's waits for an organizer: until then nobody outside sees it, and it
    meets nobody.
    """
    if not policy.can_book(actor, event, now=now):
        raise NotAllowed(wording.why_closed(actor, event, now=now))
    paper = _("Said aloud at the door of « %(event)s »", event=event.name)
    profile = profiles.create_for_somebody(typed, paper=paper, actor=actor, now=now, walk_in=True)
    if is_organizer(actor):
        profiles.publish(profile, shown_version=profile.version, actor=actor, now=now)
    events.welcome(event, profile, Mode.ON_SITE, actor=actor, now=now)
    return profile

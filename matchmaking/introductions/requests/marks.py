"""What requests add to pages of the rooms below: « requested by » beside a pair, the button on a profile's page."""

from __future__ import annotations

from collections.abc import Sequence

from flask import g
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.requests import asking_page, queries, wording
from matchmaking.introductions.requests.lifecycle import RequestStatus
from matchmaking.introductions.requests.models import IntroductionRequest
from matchmaking.introductions.wording import Tag
from matchmaking.lists import listed
from matchmaking.profiles.models import Profile
from matchmaking.profiles.policy import is_visible
from matchmaking.profiles.queries import in_demonstration


def on_other_pages() -> dict[str, object]:
    """The functions that templates call; nothing is read before one of them is."""
    return {
        "requests_about": requests_about,
        "requested_by": requested_by,
        "asker_of": asker_of,
        "requests_answered": requests_answered,
        "request_tag": request_tag,
    }


def requests_about(ml: Profile, dz: Profile) -> Sequence[IntroductionRequest]:
    """The pending requests about a pair, for its page on the organizers' side."""
    return queries.list_about(ml, dz, status=RequestStatus.PENDING)


def requests_answered(introduction: Introduction) -> Sequence[IntroductionRequest]:
    """The requests that an introduction answered, for its page on the organizers' side."""
    return queries.list_answered_by(introduction)


def requested_by(ml: Profile, dz: Profile) -> str | None:
    """« Requested by KeneyaLink », for a row of the organizers' queue; read once for the whole page."""
    if "names_of_askers" not in g:
        g.names_of_askers = queries.names_of_askers()
    names = g.names_of_askers.get(frozenset((ml.id, dz.id)))
    return str(_("Requested by %(names)s", names=listed(names))) if names else None


def request_tag(profile: Profile, other_key: str) -> Tag | None:
    """« Pending » or « Introduction made » where an organisation need not ask for another again; None where it may.
    Read once for the whole page."""
    standing = g.setdefault("requests_standing", {})
    if profile.id not in standing:
        standing[profile.id] = queries.standing(profile, now=clock.now())
    status = standing[profile.id].get(other_key)
    return wording.tag_of(status, to_asker=True) if status else None


def asker_of(other: Profile) -> Profile | None:
    """The organisation for which this reader would ask for `other`; None for whoever has none."""
    own = [profile for profile in asking_page.askers(current_user) if profile.country is not other.country]
    return own[0] if own and is_visible(other, demonstration=in_demonstration()) else None

"""What requests add to pages of the rooms below: « requested by » beside a pair, the button on a profile's page."""

from __future__ import annotations

from collections.abc import Sequence

from flask import g, url_for
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking.introductions.models import Introduction
from matchmaking.introductions.requests import asking_page, queries
from matchmaking.introductions.requests.lifecycle import RequestStatus
from matchmaking.introductions.requests.models import IntroductionRequest
from matchmaking.lists import listed
from matchmaking.profiles.models import Profile
from matchmaking.profiles.policy import is_visible
from matchmaking.profiles.queries import in_demonstration


def on_other_pages() -> dict[str, object]:
    """The functions that templates call; nothing is read before one of them is."""
    return {
        "requests_about": requests_about,
        "requested_by": requested_by,
        "ask_url": ask_url,
        "requests_answered": requests_answered,
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


def ask_url(other: Profile) -> str | None:
    """Where this reader asks for an introduction to `other`; None for whoever has no organisation to ask for."""
    own = [profile for profile in asking_page.askers(current_user) if profile.country is not other.country]
    if not own or not is_visible(other, demonstration=in_demonstration()):
        return None
    return url_for("requests.ask", organisation=own[0].key, about=other.key)

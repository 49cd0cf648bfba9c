"""What a reader is shown of an organisation's identity: a discreet investor has none before acceptance.

Used by every page, mail, list and file that names an organisation; no contact is ever given from here.
"""

from __future__ import annotations

import re

from flask_babel import gettext as _

from matchmaking.accounts.models import User
from matchmaking.language.concealing import conceal
from matchmaking.lists import apart
from matchmaking.profiles import labels
from matchmaking.profiles.models import Profile
from matchmaking.profiles.policy import can_moderate, is_member
from matchmaking.profiles.vocabulary import Kind

HIDDEN = "…"


def is_masked(profile: Profile, *, to_other_side: bool) -> bool:
    """Whether the name stays hidden from this reader."""
    return to_other_side and profile.discreet and profile.kind is Kind.INVESTOR


def is_other_side(viewer: User, profile: Profile) -> bool:
    """Whether the reader is neither of the organisation nor somebody who publishes its profile."""
    return not (is_member(viewer, profile) or can_moderate(viewer, profile))


def shown_name(profile: Profile, *, to_other_side: bool) -> str:
    """The name, or « Un fonds (Alger, santé numérique) » for a discreet investor seen from outside."""
    if not is_masked(profile, to_other_side=to_other_side):
        return profile.name
    sectors = labels.labels_of(profile.sectors, labels.SECTORS)
    where = [profile.city or labels.label(profile.country)] + [_inside_sentence(name) for name in sectors[:1]]
    return str(_("A fund (%(place_and_sector)s)", place_and_sector=apart(where)))


def public_name(profile: Profile) -> str:
    """The name on what lies open in a room: the door's list, the day board, a device on a table."""
    return shown_name(profile, to_other_side=True)


def shown_name_ar(profile: Profile, *, to_other_side: bool) -> str | None:
    """The Arabic name; none for a discreet investor seen from outside."""
    return None if is_masked(profile, to_other_side=to_other_side) else profile.name_ar


def shown_website(profile: Profile, *, to_other_side: bool) -> str | None:
    """The website; none for a discreet investor seen from outside."""
    return None if is_masked(profile, to_other_side=to_other_side) else profile.website


def shown_text(profile: Profile, text: str, *, to_other_side: bool) -> str:
    """A text of the organisation; for a discreet investor, its names in every spelling, addresses and website are cut
    out of it."""
    if not is_masked(profile, to_other_side=to_other_side):
        return text
    told = [profile.name, profile.name_ar, _domain(profile.website), *(profile.other_names or "").splitlines()]
    hidden = re.sub(r"\S+@\S+|https?://\S+|www\.\S+", HIDDEN, text)
    return conceal(hidden, (name for name in told if name), by=HIDDEN)


def _domain(website: str | None) -> str | None:
    return re.sub(r"^https?://(www\.)?", "", website).split("/")[0] if website else None


def _inside_sentence(label: str) -> str:
    """« Santé numérique » as it stands inside a sentence; « IA et données » keeps its capitals."""
    return label[:1].lower() + label[1:] if not label[1:2].isupper() else label

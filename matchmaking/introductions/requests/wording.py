"""How a request is worded for those who read it: its asker, and the organizers."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp

from matchmaking.introductions.requests.lifecycle import RequestStatus
from matchmaking.introductions.wording import Tag

STATUSES = {
    RequestStatus.PENDING: _l("Pending"),
    RequestStatus.INTRODUCED: _l("Introduction made"),
    RequestStatus.DECLINED: _l("Declined"),
    RequestStatus.WITHDRAWN: _lp("request", "Withdrawn"),
    RequestStatus.CLOSED: _l("Closed"),
}
NEXT_STEPS = {
    RequestStatus.PENDING: _l("The organizers read it. The other side knows nothing of it."),
    RequestStatus.INTRODUCED: _l("You find the rest under « Introductions »."),
    RequestStatus.WITHDRAWN: _l("You took it back."),
    RequestStatus.CLOSED: _l("One of the two profiles was withdrawn. Nothing is expected of you."),
}
_TONES = {RequestStatus.PENDING: "wait", RequestStatus.INTRODUCED: "ok"}


def tag_of(status: RequestStatus, *, to_asker: bool) -> Tag:
    """The state as a tag; while it is pending the asker is not waited for."""
    tone = _TONES.get(status, "calm")
    if to_asker and tone == "wait":
        tone = "calm"
    icon = "x" if status not in (RequestStatus.PENDING, RequestStatus.INTRODUCED) else None
    return Tag(tone, str(STATUSES[status]), icon)

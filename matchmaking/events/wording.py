"""What readers call the parts of an event: ways to take part, sessions, roles, and what can go wrong with a link."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from matchmaking.audit.queries import find_actor_name, list_events
from matchmaking.events.models import GuestRole, Mode, SessionKind
from matchmaking.events.rooms import LinkProblem

MODES = {Mode.ON_SITE: _l("On site"), Mode.ONLINE: _l("Online")}
MODE_ICONS = {Mode.ON_SITE: "pin", Mode.ONLINE: "video"}
KINDS = {
    SessionKind.PLENARY: _l("Plenary"),
    SessionKind.PANEL: _l("Panel"),
    SessionKind.WORKSHOP: _l("Workshop"),
    SessionKind.MEETINGS: _l("Meetings"),
    SessionKind.BREAK: _l("Break"),
}
AXES = {"01": _l("Axis 01"), "02": _l("Axis 02"), "03": _l("Axis 03")}
ROLES = {
    GuestRole.OFFICIAL: _l("Official"),
    GuestRole.SPEAKER: _l("Speaker"),
    GuestRole.PRESS: _l("Press"),
    GuestRole.PARTNER: _l("Partner"),
    GuestRole.STAFF: _l("Staff"),
}
LINK_PROBLEMS = {
    LinkProblem.NOT_HTTPS: _l("The address must begin with https:// and name a server."),
    LinkProblem.NO_ROOM: _l("Write {room} where the name of the room goes, as in https://meet.example.org/{room}."),
    LinkProblem.SEVERAL_ROOMS: _l("{room} stands there more than once. Keep it in one place."),
    LinkProblem.ROOM_IN_HOST: _l("{room} cannot be part of the server's name. Put it after the first slash."),
    LinkProblem.UNREADABLE: _l("There is a character in it that no address holds. Copy the address again."),
}
EVENTS = {
    "event.created": _l("Event created"),
    "event.changed": _l("Event changed"),
    "event.session_added": _l("Session added"),
    "event.session_changed": _l("Session changed"),
    "event.session_removed": _l("Session removed"),
    "event.phones_changed": _l("Phones of the tables changed"),
    "attendance.answered": _l("Answer given"),
    "attendance.changed": _l("Answer changed"),
    "attendance.cancelled": _l("Does not take part"),
    "attendance.restored": _l("Takes part again"),
    "attendance.arrived": _l("Marked present"),
    "attendance.absent": _l("Marked absent"),
    "guest.added": _l("Guest added"),
    "guest.changed": _l("Guest changed"),
    "guest.arrived": _l("Marked present"),
    "guest.absent": _l("Marked absent"),
}


def last_decision(subject: str) -> str:
    """Who did what to it last, for organizers."""
    events = [one for one in list_events(subject) if one.action in EVENTS]
    if not events:
        return str(_("It was changed in the meantime."))
    name = find_actor_name(events[-1]) or str(_("The platform"))
    return str(_("%(name)s: %(what)s", name=name, what=EVENTS[events[-1].action]))

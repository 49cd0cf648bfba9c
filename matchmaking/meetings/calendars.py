"""Calendar files of meetings (RFC 5545, RFC 5546): one identity for the life of a meeting, one growing sequence.

Makes text, sends nothing. No contact of the other side ever stands in one, and no
personal link, since people hand calendar files on. Worded in the language of the moment.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from email.utils import parseaddr
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask_babel import gettext as _

from matchmaking import config
from matchmaking.accounts.models import User
from matchmaking.events import queries as events
from matchmaking.events import times
from matchmaking.events.models import Mode
from matchmaking.events.rooms import room_url
from matchmaking.introductions import wording
from matchmaking.meetings import policy
from matchmaking.meetings import queries as schedules
from matchmaking.meetings.lifecycle import MeetingStatus
from matchmaking.meetings.models import Meeting, Placement
from matchmaking.meetings.people import Attendances
from matchmaking.meetings.sheets import queries
from matchmaking.meetings.sheets.lines import Place, place_of
from matchmaking.outbox.calendar import CalendarMethod
from matchmaking.outbox.mail import harmless
from matchmaking.profiles.models import Profile

if TYPE_CHECKING:
    from icalendar import Calendar, Event

MEDIA_TYPE = "text/calendar; charset=utf-8"


def calendar_for(
    placement: Placement, profile: Profile, *, method: CalendarMethod, now: datetime, attendances: Attendances
) -> str:
    """The calendar of one meeting for one side: an invitation, its update (REQUEST), its end (CANCEL), or a copy to
    import (PUBLISH). `placement` is where it stands, or stood last; `attendances` say who sits where."""
    return calendar_of([(placement, profile)], method=method, now=now, attendances=attendances)


def calendar_of(
    entries: Iterable[tuple[Placement, Profile]], *, method: CalendarMethod, now: datetime, attendances: Attendances
) -> str:
    """The calendar of several meetings of one person, each for the side that it is theirs."""
    calendar = _calendar(method)
    for placement, profile in entries:
        calendar.add_component(_entry(placement, profile, attendances, method=method, now=now))
    return _text(calendar)


def own_schedule(reader: User, *, now: datetime) -> str:
    """A person's whole schedule, to import or to subscribe to; meetings called off stand in it as cancelled, so that
    a calendar that knows them takes them out."""
    calendar = _calendar(CalendarMethod.PUBLISH)
    calendar.add("x-wr-calname", config.current().product_name)
    event = events.find_current(now)
    if event is not None:
        profiles = queries.list_own_profiles(reader, event)
        placements = [
            *queries.list_told(schedules.find_published(event), profiles),
            *queries.list_called_off(event, profiles),
        ]
        attendances, own = schedules.attendances_of(event), {profile.id for profile in profiles}
        for placement in placements:
            side = next(side for side in placement.meeting.sides if side.profile_id in own)
            calendar.add_component(_entry(placement, side.profile, attendances, method=CalendarMethod.PUBLISH, now=now))
    return _text(calendar)


def uid_of(meeting: Meeting) -> str:
    """The identity that calendars know a meeting by, through every change."""
    return f"{meeting.uid}@{urlsplit(config.current().public_url).hostname or 'localhost'}"


def page_url() -> str:
    """Where its people read their schedule. The address of everybody: it opens for who is signed in."""
    return f"{config.current().public_url}/meetings"


def _calendar(method: CalendarMethod) -> Calendar:
    from icalendar import Calendar  # not before a calendar is asked for: pages stay light

    calendar = Calendar()
    calendar.add("prodid", f"-//{config.current().product_name}//FR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method.value)
    return calendar


def _entry(
    placement: Placement, profile: Profile, attendances: Attendances, *, method: CalendarMethod, now: datetime
) -> Event:
    from icalendar import Event

    meeting, place = placement.meeting, place_of(placement, profile, attendances)
    entry = Event()
    entry.add("uid", uid_of(meeting))
    entry.add("sequence", meeting.sequence)
    entry.add("dtstamp", now)
    entry.add("dtstart", placement.starts_at)
    entry.add("dtend", placement.ends_at)
    entry.add("status", _status(meeting, method))
    entry.add("summary", _summary(meeting, profile))
    entry.add("location", _location(place, meeting))
    entry.add("description", _description(placement, place))
    entry.add("url", page_url())
    _add_people(entry, profile, attendances, method)
    return entry


def _status(meeting: Meeting, method: CalendarMethod) -> str:
    if method is CalendarMethod.CANCEL or meeting.status is MeetingStatus.CANCELLED:
        return "CANCELLED"
    return "TENTATIVE" if policy.is_provisional(meeting) else "CONFIRMED"


def _summary(meeting: Meeting, profile: Profile) -> str:
    name = wording.other_name(meeting.introduction.side_of(profile))
    if policy.is_provisional(meeting):
        return str(_("Meeting with %(name)s (provisional)", name=name))
    return str(_("Meeting with %(name)s", name=name))


def _location(place: Place, meeting: Meeting) -> str:
    if place.mode is Mode.ONLINE:
        return room_url(meeting.event, meeting.room)
    return str(_("Table %(number)s, %(place)s", number=place.table, place=meeting.event.place))


def _description(placement: Placement, place: Place) -> str:
    lines = [times.both_ranges_text(placement.starts_at, placement.ends_at), placement.meeting.event.name]
    if place.mode is Mode.ONLINE:
        lines.append(str(_("Video link: %(address)s", address=room_url(placement.meeting.event, place.room))))
    if policy.is_provisional(placement.meeting):
        lines.append(str(_("Provisional: one of you has not answered yet. Either side may refuse on the page.")))
    lines.append(str(_("Your schedule: %(address)s", address=page_url())))
    return "\n".join(lines)


def _add_people(entry: Event, profile: Profile, attendances: Attendances, method: CalendarMethod) -> None:
    """The platform invites, and the receiver is the only one invited: mail programs show an invitation to whom it
    names, and nobody learns the other's address."""
    from icalendar import vCalAddress, vText

    name, address = parseaddr(config.current().mail_from)
    organizer = vCalAddress(f"mailto:{address}")
    organizer.params["cn"] = vText(name or config.current().product_name)
    entry.add("organizer", organizer)
    attendance = attendances.get(profile.id)
    person = attendance.representative if attendance else profile.contact_user
    if method is CalendarMethod.PUBLISH or person is None or person.email is None:
        return
    attendee = vCalAddress(f"mailto:{person.email}")
    attendee.params["cn"] = vText(person.full_name)
    attendee.params["partstat"] = vText("NEEDS-ACTION")
    attendee.params["rsvp"] = vText("FALSE")  # answers are given on the page, where the other side sees them
    entry.add("attendee", attendee)


def _text(calendar: Calendar) -> str:
    text: bytes = calendar.to_ical()
    return harmless(text.decode("utf-8"))

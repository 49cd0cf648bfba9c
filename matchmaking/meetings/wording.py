"""Schedules in words: states, reasons, conflicts, times and places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp
from flask_babel import ngettext
from markupsafe import Markup, escape

from matchmaking.events.models import Slot
from matchmaking.events.rooms import room_url
from matchmaking.events.times import both_ranges, both_ranges_text, day
from matchmaking.introductions import wording as introducing
from matchmaking.introductions.lifecycle import CancelReason as IntroductionEnd
from matchmaking.introductions.lifecycle import IntroductionStatus
from matchmaking.lists import apart
from matchmaking.meetings import policy
from matchmaking.meetings.conflicts import Conflict, Obstacle
from matchmaking.meetings.differences import Change, Difference, Part
from matchmaking.meetings.lifecycle import CancelReason, Cause, MeetingStatus, Unplaced
from matchmaking.meetings.models import Meeting, Placement
from matchmaking.meetings.people import Attendances, is_on_site, is_there
from matchmaking.profiles.disclosure import public_name
from matchmaking.profiles.models import Profile

CAUSES = {
    Cause.DRAFT: _l("Arranged anew"),
    Cause.REPAIR: _l("Repaired"),
    Cause.MOVE: _l("A meeting moved"),
    Cause.CANCEL: _l("A meeting cancelled"),
    Cause.ADD: _l("A meeting added"),
    Cause.SHIFT: _l("Later slots shifted"),
    Cause.PLACE: _l("Another place or another video link"),
    Cause.ENDED: _l("A side does not come"),
}
CHANGES = {
    Change.ADDED: _l("New"),
    Change.MOVED: _l("Moved"),
    Change.CANCELLED: _lp("meeting", "Cancelled"),
    Change.UNCHANGED: _l("Unchanged"),
}
TONES = {
    Change.ADDED: "ok",
    Change.MOVED: "wait",
    Change.ALTERED: "wait",
    Change.CANCELLED: "calm",
    Change.UNCHANGED: "calm",
}
ELSEWHERE = {Part.PLACE: _l("New place"), Part.LINK: _l("New link")}
UNPLACED = {
    Unplaced.PERSON_FULL: _l("One of the two has a meeting in every slot they are free."),
    Unplaced.NO_COMMON_SLOT: _l("The two are never free at the same time."),
    Unplaced.NO_TABLE: _l("Whenever both are free, every table is taken."),
    Unplaced.LOCKED_CLASH: _l("It is locked where somebody or a table is taken."),
    Unplaced.NO_ROOM: _l("There are more meetings than places; others come first."),
    Unplaced.SAME_PERSON: _l("One person represents both organisations."),
}
# What both sides and the organizers read; who it was and why exactly stays with the organizers.
CANCEL_REASONS = {
    CancelReason.ORGANIZER: _l("The organizers have cancelled it."),
    CancelReason.REFUSED: _l("The introduction has ended."),
    CancelReason.WITHDRAWN: _l("One of the two organisations does not take part any more."),
    CancelReason.NO_PLACE: _l("A change of the programme left no place for it."),
    CancelReason.SIDE: _l("One of the two cannot come."),
}
_OBSTACLES = {
    Obstacle.OVER: _l("This slot has begun."),
    Obstacle.ABSENT: _l("%(name)s does not take part."),
    Obstacle.BUSY: _l("%(name)s is not free then."),
    Obstacle.TWICE: _l("%(name)s has another meeting then: %(other)s."),
    Obstacle.TABLE_TAKEN: _l("Table %(number)s is taken then: %(other)s."),
    Obstacle.TABLE_MISSING: _l("One of the two is on site: the meeting needs a table."),
    Obstacle.TABLE_USELESS: _l("Both are online: the meeting needs no table."),
}
DONE = {
    "schedule.drafted": _l("%(who)s began a draft %(when)s."),
    "schedule.recomputed": _l("%(who)s had the draft computed again %(when)s."),
    "schedule.discarded": _l("%(who)s threw the draft away %(when)s."),
    "schedule.published": _l("%(who)s published another version %(when)s."),
    "schedule.draft_moved": _l("%(who)s moved a meeting of the draft %(when)s."),
    "schedule.draft_cancelled": _l("%(who)s took a meeting out of the draft %(when)s."),
    "schedule.locked": _l("%(who)s locked a meeting of the draft %(when)s."),
    "schedule.unlocked": _l("%(who)s unlocked a meeting of the draft %(when)s."),
    "schedule.restored": _l("%(who)s restored a cancelled meeting %(when)s."),
}


def why_cancelled(meeting: Meeting) -> str | None:
    """Why it does not take place, as its two sides read it; where its introduction is over, that too, so that one
    letter says both."""
    introduction, reason = meeting.introduction, meeting.cancel_reason
    if reason is None:
        return None
    if reason is CancelReason.REFUSED:
        return str(introducing.ENDED.get(introduction.status, CANCEL_REASONS[reason]))
    ends = introduction.status is IntroductionStatus.PROPOSED and any(
        one.profile.status in policy.OVER for one in meeting.sides
    )
    if ends or introduction.cancel_reason is IntroductionEnd.PROFILE_WITHDRAWN:
        return f"{CANCEL_REASONS[reason]} {introducing.ENDED[IntroductionStatus.CANCELLED]}"
    return str(CANCEL_REASONS[reason])


def why_not_replaced(placement: Placement, attendances: Attendances, *, now: datetime) -> str:
    """Why the place of a meeting is not given to another pair, where `policy.can_replace` says no."""
    introduction = placement.meeting.introduction
    if placement.meeting.status is not MeetingStatus.PUBLISHED or now >= placement.ends_at:
        return str(_("This meeting is over."))
    told = {"one": public_name(introduction.ml_profile), "other": public_name(introduction.dz_profile)}
    if all(is_there(side.profile, attendances) for side in placement.meeting.sides):
        return str(_("%(one)s and %(other)s are both there: their meeting takes place as planned.", **told))
    return str(_("Neither %(one)s nor %(other)s is there: nobody waits at this place.", **told))


def names(meeting: Meeting) -> str:
    """« KeneyaLink · NabdCare », Mali first: for organizers."""
    introduction = meeting.introduction
    return f"{introduction.ml_profile.name} · {introduction.dz_profile.name}"


def other_name(meeting: Meeting, profile: Profile) -> str:
    """The other side's name as this side may know it."""
    return introducing.other_name(meeting.introduction.side_of(profile))


def when(placement: Placement | Slot) -> Markup:
    """« lundi 7 décembre, 10:00–10:20 Bamako · 11:00–11:20 Alger », for a page or an HTML mail."""
    return escape(apart((day(placement.starts_at), both_ranges(placement.starts_at, placement.ends_at))))


def when_text(placement: Placement | Slot) -> str:
    """The same as plain text."""
    return apart((day(placement.starts_at), both_ranges_text(placement.starts_at, placement.ends_at)))


def video_url(meeting: Meeting) -> str:
    """The meeting's own room, which nobody can guess."""
    return room_url(meeting.event, meeting.room)


def table_words(placement: Placement) -> str:
    """« Table 4 », or that both meet online."""
    return str(_("Table %(number)s", number=placement.table.number)) if placement.table else str(_("Online"))


def where(placement: Placement, profile: Profile, attendances: Attendances) -> str:
    """Where one side goes: its table, in the building that the placement's version names, or the link of its own room.
    The link is the one that opens today: nobody is sent where nothing answers any more."""
    if not is_on_site(profile, attendances):
        return video_url(placement.meeting)
    if placement.table is None:
        return table_words(placement)
    place = placement.schedule.place or placement.meeting.event.place
    return str(_("Table %(number)s, %(place)s", number=placement.table.number, place=place))


def news(one: Difference) -> str:
    """What happened to a meeting: « Moved », « Table 4 → table 7 », « New link »."""
    if one.change not in (Change.MOVED, Change.ALTERED):
        return str(CHANGES[one.change])
    said = [str(CHANGES[Change.MOVED])] if Part.TIME in one.parts else []
    if Part.TABLE in one.parts and not said:
        said.append(_other_table(one))
    said += [str(words) for part, words in ELSEWHERE.items() if part in one.parts]
    return " · ".join(said)


def _other_table(one: Difference) -> str:
    before, after = (placement.table if placement else None for placement in (one.before, one.after))
    if after is None:
        return str(_("Now online"))
    if before is None:
        return str(_("Now at table %(number)s", number=after.number))
    return str(_("Table %(before)s → table %(after)s", before=before.number, after=after.number))


def conflicts(found: Sequence[Conflict]) -> str:
    """Who or what stands in the way, each in a sentence."""
    return " ".join(dict.fromkeys(conflict(one) for one in found))


def conflict(one: Conflict) -> str:
    """One obstacle in a sentence."""
    told = {
        "name": one.profile.name if one.profile else "",
        "other": names(one.other) if one.other else "",
        "number": one.table.number if one.table else "",
    }
    return str(_OBSTACLES[one.obstacle]) % told


def summary(counted: Mapping[Change, int]) -> str:
    """« 1 new · 2 move · 58 stay »."""
    said = {
        Change.ADDED: ngettext("%(num)s is new", "%(num)s are new", counted.get(Change.ADDED, 0)),
        Change.MOVED: ngettext("%(num)s moves", "%(num)s move", counted.get(Change.MOVED, 0)),
        Change.ALTERED: ngettext("%(num)s is elsewhere", "%(num)s are elsewhere", counted.get(Change.ALTERED, 0)),
        Change.CANCELLED: ngettext("%(num)s falls away", "%(num)s fall away", counted.get(Change.CANCELLED, 0)),
        Change.UNCHANGED: ngettext("%(num)s stays", "%(num)s stay", counted.get(Change.UNCHANGED, 0)),
    }
    return " · ".join(str(words) for change, words in said.items() if counted.get(change)) or str(_("nothing changes"))

"""The letters about meetings: one for each person, with everything that a version changes for them since what they
know. What still waits is replaced, so that nobody gets two letters that contradict each other. Each carries the same
news as a calendar file. No letter holds a contact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from flask import Flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from matchmaking.accounts.models import User
from matchmaking.database import lock
from matchmaking.extensions import db
from matchmaking.introductions import links
from matchmaking.introductions import notifications as introducing
from matchmaking.locale import normalise, speaking
from matchmaking.meetings import calendars, policy, queries, wording
from matchmaking.meetings.differences import Change, Difference, changed, compare
from matchmaking.meetings.models import Meeting, Placement, Schedule, ScheduleNotice
from matchmaking.meetings.people import Attendances, Receiver, receiver_of
from matchmaking.outbox import operations as outbox
from matchmaking.outbox.calendar import Calendar, CalendarMethod
from matchmaking.outbox.lifecycle import MessageStatus
from matchmaking.outbox.models import Message
from matchmaking.outbox.policy import is_lost
from matchmaking.profiles.models import Profile
from matchmaking.wordings import letters as wordings
from matchmaking.wordings.kinds import PERSON, PRODUCT, LetterKind, Placeholder, register

PUBLISHED, MOVED, CANCELLED = "meeting.published", "meeting.moved", "meeting.cancelled"
CONFIRMED = "meeting.confirmed"
LETTERS = {
    PUBLISHED: _l("New meetings"),
    MOVED: _l("Changed meetings"),
    CANCELLED: _l("Cancelled meetings"),
    CONFIRMED: _l("Confirmed meetings"),
}
GROUP = _l("Meetings")
EVENT = Placeholder(name="event", label=_l("the name of the event"), sample="Table ronde de Bamako")
PLACEHOLDERS = (
    PERSON,
    EVENT,
    PRODUCT,
    Placeholder(name="meetings", label=_l("each meeting: what changes, both times, the place"), is_block=True),
    Placeholder(name="address", label=_l("the page of the meetings"), sample="https://deux-rives.example/meetings"),
)
KINDS = tuple(
    LetterKind(kind=kind, label=label, group=GROUP, placeholders=PLACEHOLDERS, reason="reason_event")
    for kind, label in LETTERS.items()
)
STILL_HERE = (MessageStatus.WAITING, MessageStatus.FAILED)


def init_app(app: Flask) -> None:
    """Let organizers reword these letters."""
    for kind in KINDS:
        register(app, kind)


@dataclass(frozen=True)
class Line:
    """What happens to one meeting, as one of its two sides reads it."""

    change: Change
    news: str  # the change in a word
    own: str  # the organisation, for somebody who represents two
    other: str
    when: Markup
    when_text: str
    before: Markup | None  # of a moved one
    before_text: str | None
    where: str
    where_before: str | None
    reason: str | None  # of a cancelled one
    provisional: bool
    decide: str | None  # name of the link to the page that accepts or refuses


@dataclass
class Telling:
    """What one version tells everybody it concerns."""

    schedule: Schedule
    attendances: Attendances
    now: datetime
    hold: timedelta
    notices: Sequence[ScheduleNotice]
    placements: dict[int, Sequence[Placement]] = field(default_factory=dict)  # by version, read once

    def of(self, schedule: Schedule | None, receiver: Receiver) -> list[Placement]:
        """A person's meetings in a version."""
        if schedule is None:
            return []
        if schedule.id not in self.placements:
            self.placements[schedule.id] = queries.list_placements(schedule)
        return [one for one in self.placements[schedule.id] if list(self.own_profiles(one, receiver))]

    def own_profiles(self, placement: Placement, receiver: Receiver) -> Iterable[Profile]:
        """The side that this person is."""
        for side in placement.meeting.sides:
            if receiver_of(side.profile, self.attendances).key == receiver.key:
                yield side.profile

    def known_to(self, receiver: Receiver) -> Schedule | None:
        """The version a person knows; letters that have not left are taken back on the way to it."""
        for notice in self.notices:
            if not _is_for(notice, receiver) or notice.replaced_at is not None:
                continue
            if notice.told_at is not None or (notice.message is not None and _has_left(notice.message, self.now)):
                return notice.schedule
            notice.replaced_at = self.now
        return None


def tell(
    schedule: Schedule, differences: Sequence[Difference], attendances: Attendances, *, now: datetime, hold: timedelta
) -> None:
    """Tell the two sides of each changed meeting, each person once."""
    receivers: dict[int, Receiver] = {}
    for one in differences:
        for side in one.meeting.sides:
            receiver = receiver_of(side.profile, attendances)
            receivers.setdefault(receiver.key, receiver)
    telling = Telling(schedule, attendances, now, hold, queries.list_notices(schedule.event) if receivers else ())
    for _key, receiver in sorted(receivers.items()):
        _tell(telling, receiver)


def confirm(schedule: Schedule, news: Difference, attendances: Attendances, *, now: datetime, hold: timedelta) -> None:
    """Both have accepted what was published as provisional: the entry in their calendars is none any more."""
    telling = Telling(schedule, attendances, now, hold, ())
    receivers = {one.key: one for one in (receiver_of(side.profile, attendances) for side in news.meeting.sides)}
    for _key, receiver in sorted(receivers.items()):
        if receiver.user:
            _write(telling, receiver.user, [news], receiver)


def was_told_of_end(meeting: Meeting, user: User) -> bool:
    """Whether a letter about the schedule tells this person, or has told them, that the meeting was cancelled."""
    return any(
        notice.user_id == user.id
        and notice.message is not None
        and not is_lost(notice.message)
        and notice.schedule.published_at is not None
        and meeting.cancelled_at is not None
        and notice.schedule.published_at >= meeting.cancelled_at
        for notice in queries.list_notices(meeting.event)
    )


def must_be_called(notice: ScheduleNotice) -> bool:
    """Whether nobody has told this person yet and no letter will."""
    if notice.replaced_at is not None or notice.told_at is not None:
        return False
    return notice.message is None or is_lost(notice.message)


def _tell(telling: Telling, receiver: Receiver) -> None:
    known = telling.known_to(receiver)
    news = changed(compare(telling.of(known, receiver), telling.of(telling.schedule, receiver), telling.attendances))
    if not news:
        return
    message = _write(telling, receiver.user, news, receiver) if receiver.user else None
    if message is not None:
        _say_once(news, receiver, now=telling.now)
    db.session.add(
        ScheduleNotice(
            schedule=telling.schedule,
            user=receiver.user,
            profile=None if receiver.user else receiver.profile,
            message=message,
        )
    )


def _say_once(news: Sequence[Difference], receiver: Receiver, *, now: datetime) -> None:
    """The meeting's cancellation says that its introduction has ended: its own letter need not leave any more."""
    for one in news:
        for side in one.meeting.introduction.sides:
            if one.change is Change.CANCELLED and side.contact_user is receiver.user:
                introducing.withdraw_ending(side, now=now)


def _write(telling: Telling, user: User, news: Sequence[Difference], receiver: Receiver) -> Message | None:
    kind, event, language = _kind(news), telling.schedule.event, normalise(user.locale)
    with speaking(language):
        lines, placeholders = [], {}
        for one in news:
            for profile in telling.own_profiles(one.placement, receiver):
                side, name = one.meeting.introduction.side_of(profile), None
                if one.after and policy.is_provisional(one.meeting) and side.contact_user is user:
                    name = f"decide_{side.id}"
                    placeholders[name] = links.placeholder(side)
                lines.append(_line(one, profile, telling.attendances, decide=name))
        calendar = _calendar(telling, news, receiver)
    several = len({line.own for line in lines}) > 1
    letter = wordings.write(
        user,
        kind,
        {"event": event.name, "address": calendars.page_url()},
        drawn={"meetings": wordings.draw("blocks/meetings", language, lines=lines, several=several)},
        links=placeholders,
        subject_ref=queries.subject_ref(event),
        calendar=calendar,
    )
    return outbox.queue_message(letter, now=telling.now, hold=telling.hold) if letter else None


def _calendar(telling: Telling, news: Sequence[Difference], receiver: Receiver) -> Calendar:
    """The same news for the receiver's calendar. An invitation and a cancellation are different methods, and a mail
    carries one (RFC 6047): where both are in it, it is a copy to import, whose entries may be cancelled ones."""
    entries = [(one.placement, profile) for one in news for profile in telling.own_profiles(one.placement, receiver)]
    ended = {one.change is Change.CANCELLED for one in news}
    if len(ended) > 1:
        method = CalendarMethod.PUBLISH
    else:
        method = CalendarMethod.CANCEL if True in ended else CalendarMethod.REQUEST
    text = calendars.calendar_of(entries, method=method, now=telling.now, attendances=telling.attendances)
    return Calendar(text=text, method=method, filename="deux-rives.ics")


def _kind(news: Sequence[Difference]) -> str:
    changes = {one.change for one in news}
    if changes == {Change.UNCHANGED}:
        return CONFIRMED
    if changes == {Change.ADDED}:
        return PUBLISHED
    return CANCELLED if changes == {Change.CANCELLED} else MOVED


def _line(one: Difference, profile: Profile, attendances: Attendances, *, decide: str | None) -> Line:
    before = one.before if one.parts else None
    return Line(
        change=one.change,
        news=str(_("Confirmed") if one.change is Change.UNCHANGED else wording.news(one)),
        own=profile.name,
        other=wording.other_name(one.meeting, profile),
        when=wording.when(one.placement),
        when_text=wording.when_text(one.placement),
        before=wording.when(before) if before else None,
        before_text=wording.when_text(before) if before else None,
        where=wording.where(one.placement, profile, attendances),
        where_before=wording.where(before, profile, attendances) if before else None,
        reason=wording.why_cancelled(one.meeting) if one.after is None else None,
        provisional=one.after is not None and policy.is_provisional(one.meeting),
        decide=decide,
    )


def _is_for(notice: ScheduleNotice, receiver: Receiver) -> bool:
    if receiver.user is not None:
        return notice.user_id == receiver.user.id
    return receiver.profile is not None and notice.profile_id == receiver.profile.id


def _has_left(message: Message, now: datetime) -> bool:
    """Whether a letter is on its way or there; one that waits is taken back, the row locked against the worker."""
    lock(message)
    if message.status in STILL_HERE:
        outbox.cancel_message(message, actor_id=None, now=now)
    return not is_lost(message)

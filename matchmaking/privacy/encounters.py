"""Requests, introductions, meetings and what came of them, each as this side may read it: never more than its pages.

Not given: what the other side answered and why, who asked about this organisation, organizers' notes, tags and
reasons. Another person's contact stands here only while `introductions.queries.find_contact` gives it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from flask_babel import gettext as _

from matchmaking.accounts.models import User
from matchmaking.events.times import both_times_text
from matchmaking.events.wording import MODES
from matchmaking.followup import queries as followup
from matchmaking.followup import wording as outcomes
from matchmaking.followup.lifecycle import Channel
from matchmaking.followup.models import Action, OutcomeStatement
from matchmaking.introductions import policy, queries, wording
from matchmaking.introductions.models import IntroductionSide
from matchmaking.introductions.requests import policy as requesting
from matchmaking.introductions.requests import queries as requests
from matchmaking.introductions.requests.lifecycle import RequestStatus
from matchmaking.introductions.requests.models import IntroductionRequest
from matchmaking.introductions.requests.wording import STATUSES as REQUESTED
from matchmaking.lists import apart
from matchmaking.meetings.sheets.lines import Line, Sheet
from matchmaking.meetings.sheets.own_day import OwnDay, every_day
from matchmaking.privacy.facts import Fact, Part, fact
from matchmaking.privacy.queries import (
    list_actions_of,
    list_answers_afterwards,
    list_attendances,
    list_calls_to,
    list_comments_by,
)
from matchmaking.profiles.amounts import format_amount
from matchmaking.profiles.disclosure import shown_name


def parts(user: User, *, now: datetime) -> Iterator[Part]:
    """From the first request to the last action."""
    sides = queries.list_own_sides(user, now=now)
    yield Part("requests", _("Requests"), [_request(one, now) for one in requests.list_own(user)])
    yield Part("introductions", _("Introductions"), [_side(one) for one in sides])
    yield Part("calls", _("Calls to you"), _calls(user))
    yield Part("round_tables", _("Round tables"), _attendances(user))
    yield Part("meetings", _("Meetings"), _meetings(user, now=now))
    yield Part("after_meetings", _("Answers after meetings"), _afterwards(user))
    yield Part("statements", _("What you said came of it"), [_said(one) for side in sides for one in _own_words(side)])
    yield Part("actions", _("Actions"), [_action(one) for one in list_actions_of(user)])
    yield Part("comments", _("Comments"), _comments(user))


def _request(request: IntroductionRequest, now: datetime) -> list[Fact]:
    status = requesting.status_for_asker(request, now)
    answer = request.answer if status is RequestStatus.DECLINED else None
    introduction = request.introduction if status is RequestStatus.INTRODUCED else None
    side = introduction.side_of(request.profile) if introduction else None
    other = wording.other_name(side) if side else shown_name(request.other_profile, to_other_side=True)
    return [
        fact("organisation", _("Organisation"), request.profile.key, request.profile.name),
        fact("other", _("The other side"), other),
        fact("why", _("Why"), request.why),
        fact("asked_at", _("Asked"), request.asked_at),
        fact("state", _("State"), status.value, REQUESTED[status]),
        fact("answer", _("Answer"), answer),
    ]


def _side(side: IntroductionSide) -> list[Fact]:
    contact = queries.find_contact(side.other)
    return [
        fact("reference", _("Reference"), f"introduction:{side.introduction_id}"),
        fact("organisation", _("Organisation"), side.profile.key, side.profile.name),
        fact("other", _("The other side"), wording.other_name(side)),
        fact("state", _("State"), side.introduction.status.value, wording.tag_for(side).words),
        fact("asked_at", _("Asked"), side.asked_at),
        fact("answer", _("Your answer"), side.answer.value, wording.answer_of(side)),
        fact("answered_at", _("Answered"), side.answered_at),
        fact("reason", _("Reason"), side.decline_reason, _reason(side)),
        fact("reminders", _("Reminders"), side.reminders),
        fact("contact_name", _("Contact person"), contact.name if contact else None),
        fact("contact_email", _("E-mail address"), contact.email if contact else None),
        fact("contact_phone", _("Telephone"), contact.phone if contact else None),
    ]


def _reason(side: IntroductionSide) -> object:
    return wording.REASONS[side.decline_reason] if side.decline_reason else ""


def _calls(user: User) -> list[list[Fact]]:
    return [
        [
            fact("at", _("When"), call.called_at),
            fact("result", _("Result"), call.result.value, wording.CALL_RESULTS[call.result]),
        ]
        for call in list_calls_to(user)
    ]


def _attendances(user: User) -> list[list[Fact]]:
    return [
        [
            fact("event", _("Round table"), attendance.event.name),
            fact("organisation", _("Organisation"), attendance.profile.key, attendance.profile.name),
            fact("mode", _("Takes part"), attendance.mode.value, MODES[attendance.mode]),
            fact(
                "not_free", _("Not free at"), [slot.isoformat() for slot in slots], apart(map(both_times_text, slots))
            ),
            fact("arrived_at", _("Arrived"), attendance.arrived_at),
            fact("cancelled_at", _("Cancelled"), attendance.cancelled_at),
        ]
        for attendance, slots in list_attendances(user)
    ]


def _meetings(user: User, *, now: datetime) -> list[list[Fact]]:
    days = every_day(user, now=now)
    return [_meeting(day, sheet, line) for day in days for sheet in day.sheets for line in sheet.lines]


def _meeting(day: OwnDay, sheet: Sheet, line: Line) -> list[Fact]:
    return [
        fact("event", _("Round table"), day.event.name if day.event else None),
        fact("organisation", _("Organisation"), sheet.name),
        fact("other", _("The other side"), line.other_name),
        fact("starts_at", _("From"), line.starts_at),
        fact("ends_at", _("To"), line.ends_at),
        fact("mode", _("Takes part"), line.place.mode.value, MODES[line.place.mode]),
        fact("table", _("Table"), line.place.table),
    ]


def _afterwards(user: User) -> list[list[Fact]]:
    return [
        [
            fact("organisation", _("Organisation"), side.profile.key, side.profile.name),
            fact("other", _("The other side"), wording.other_name(side.meeting.introduction.side_of(side.profile))),
            fact("took_place", _("The meeting took place"), side.took_place),
            fact("wants_more", _("We want to go on"), side.wants_more),
            fact("said_at", _("Said"), side.said_at),
        ]
        for side in list_answers_afterwards(user)
        if policy.own_side(user, side.meeting.introduction) is not None
    ]


def _own_words(side: IntroductionSide) -> list[OutcomeStatement]:
    return [one for one in followup.list_statements(side.introduction) if one.speaker == side.profile.country.value]


def _said(statement: OutcomeStatement) -> list[Fact]:
    """A note is given to whoever wrote it: what an organizer wrote down on the telephone is the organizer's own."""
    amount = format_amount(statement.amount, statement.currency)
    own = statement.channel is Channel.LINK and statement.recorded_by_id is None
    return [
        fact("reference", _("Reference"), f"introduction:{statement.introduction_id}"),
        fact("what", _("What"), statement.kind.value, outcomes.OUTCOMES[statement.kind]),
        fact("holds", _("Still so"), statement.holds),
        fact("amount", _("Amount"), statement.amount, amount),
        fact("currency", _("Currency"), statement.currency),
        fact("reason", _("Reason"), statement.reason, outcomes.REASONS[statement.reason] if statement.reason else ""),
        fact("note", _("Note"), statement.note if own else None),
        fact("channel", _("Way"), statement.channel.value, outcomes.CHANNELS[statement.channel]),
        fact("said_at", _("Said"), statement.said_at),
    ]


def _action(action: Action) -> list[Fact]:
    return [
        fact("title", _("Action"), action.title),
        fact("indicator", _("Indicator"), action.indicator),
        fact("due_on", _("Due"), action.due_on),
        fact("state", _("State"), action.status.value, outcomes.STATUSES[action.status]),
    ]


def _comments(user: User) -> list[list[Fact]]:
    return [
        [
            fact("action", _("Action"), comment.action.title),
            fact("text", _("Text"), comment.text),
            fact("at", _("When"), comment.created_at),
        ]
        for comment in list_comments_by(user)
    ]

"""A calendar file in a mail, as it arrives by SMTP and as another library reads it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask
from icalendar import Calendar as ReadCalendar

from matchmaking import clock
from matchmaking.accounts.letters import write_letter
from matchmaking.accounts.models import User
from matchmaking.extensions import db
from matchmaking.outbox import operations
from matchmaking.outbox.calendar import Calendar, CalendarMethod
from matchmaking.outbox.models import Message
from tests.factories import make_user
from tests.integration.mailbox import send_due

INVITATION = "\r\n".join(
    [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Deux Rives//FR",
        "METHOD:REQUEST",
        "BEGIN:VEVENT",
        "UID:meeting-7@deux-rives.example",
        "SEQUENCE:2",
        "DTSTAMP:20261127T090000Z",
        "DTSTART:20261207T100000Z",
        "DTEND:20261207T102000Z",
        "SUMMARY:KeneyaLink · NabdCare — الجزائر",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
)


def letter_with(user: User, calendar: Calendar) -> Message:
    letter = write_letter(
        user, template="account_password_changed", kind="meeting.published", context={}, calendar=calendar
    )
    assert letter is not None
    return operations.queue_message(letter, now=clock.now())


def test_an_invitation_arrives_as_a_form_of_the_text_and_as_a_file(app: Flask) -> None:
    calendar = Calendar(text=INVITATION, method=CalendarMethod.REQUEST, filename="rendez-vous.ics")
    with app.app_context():
        letter_with(make_user("binta@example.org"), calendar)
        db.session.commit()
    [mail] = send_due(app)
    assert mail.get_content_type() == "multipart/mixed"
    alternatives, file = list(mail.iter_parts())
    assert [part.get_content_type() for part in alternatives.iter_parts()] == [
        "text/plain",
        "text/html",
        "text/calendar",
    ]
    invitation = list(alternatives.iter_parts())[-1]
    assert invitation["Content-Type"].params == {"method": "REQUEST", "charset": "utf-8"}
    assert file.get_filename() == "rendez-vous.ics"
    for payload in (invitation.get_payload(decode=True), file.get_payload(decode=True)):
        assert isinstance(payload, bytes)
        assert payload.decode() == INVITATION
        [event] = ReadCalendar.from_ical(payload).walk("VEVENT")
        assert event.decoded("DTSTART") == datetime(2026, 12, 7, 10, tzinfo=UTC)


def test_a_calendar_whose_method_differs_from_its_text_is_refused() -> None:
    with pytest.raises(ValueError, match="METHOD:CANCEL"):
        Calendar(text=INVITATION, method=CalendarMethod.CANCEL)


def test_a_calendar_holds_no_personal_link() -> None:
    with pytest.raises(ValueError, match="personal link"):
        Calendar(text=INVITATION.replace("UID", "URL:{{link:decide}}\r\nUID"), method=CalendarMethod.REQUEST)

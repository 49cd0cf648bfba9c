"""The calendar files of the schedule's letters, as they arrive by SMTP and as a calendar program takes them."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage

import pytest
import vobject

from matchmaking.extensions import db
from matchmaking.meetings import operations, queries
from matchmaking.meetings.conflicts import Place, free_places
from matchmaking.meetings.lifecycle import CancelReason, Cause
from matchmaking.meetings.operations.versions import Changes, publish_changes
from tests.calendar_program import Agenda
from tests.integration.mailbox import send_due
from tests.meetings.arranged import publish_draft
from tests.meetings.world import HOLD, World, address

LATE = 45


@pytest.fixture
def agendas(world: World) -> dict[str, Agenda]:
    """Everybody's calendar after the first publication, by address."""
    with world.app.app_context():
        publish_draft(world, None)
    found = {address(key): Agenda() for key in ("ML01", "ML02", "ML03", "DZ01", "DZ02", "DZ03")}
    take_mails(world, found)
    return found


def take_mails(world: World, agendas: dict[str, Agenda]) -> list[tuple[str, str]]:
    """Let the held letters arrive; returns receiver and method of each."""
    world.later(HOLD)
    mails = send_due(world.app)
    for mail in mails:
        agendas[mail["To"]].take(calendar_in(mail))
    return sorted((mail["To"], vobject.readOne(calendar_in(mail)).method.value) for mail in mails)


def calendar_in(mail: EmailMessage) -> str:
    """The file that a mail carries, which is the same as the form of its text."""
    [form] = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    [file] = [part for part in mail.walk() if part.get_filename() == "deux-rives.ics"]
    content, payload = form.get_payload(decode=True), file.get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert content == payload
    assert f"METHOD:{form['Content-Type'].params['method']}" in payload.decode().splitlines()
    return payload.decode()


def planned(world: World, key: str) -> list[datetime]:
    """When an organisation meets by the version that holds."""
    with world.app.app_context():
        placements = queries.list_placements(queries.find_published(world.event()))
        return [one.starts_at for one in placements if key in {side.profile.key for side in one.meeting.sides}]


def test_one_letter_invites_to_all_meetings_of_a_person(world: World, agendas: dict[str, Agenda]) -> None:
    for email, agenda in agendas.items():
        assert agenda.times() == planned(world, email.partition("@")[0].upper())
    assert len(agendas[address("DZ02")].times()) == 2


def test_what_is_shifted_moves_in_the_calendar_and_keeps_its_identity(world: World, agendas: dict[str, Agenda]) -> None:
    before = {email: set(agenda.entries) for email, agenda in agendas.items()}
    with world.app.app_context():
        operations.shift(world.event(), world.slot(1), LATE, shown_number=1, actor=world.user(), now=world.now)
        db.session.commit()
    assert {method for _email, method in take_mails(world, agendas)} == {"REQUEST"}
    for email, agenda in agendas.items():
        assert set(agenda.entries) == before[email]
        assert agenda.times() == planned(world, email.partition("@")[0].upper())


def test_what_is_cancelled_leaves_the_calendars_of_its_two_sides(world: World, agendas: dict[str, Agenda]) -> None:
    with world.app.app_context():
        meeting = queries.get_meeting_of(world.event(), world.introduction("ML01", "DZ01").id)
        operations.cancel(world.event(), meeting, shown_number=1, actor=world.user(), now=world.now)
        db.session.commit()
    assert take_mails(world, agendas) == [(address("DZ01"), "CANCEL"), (address("ML01"), "CANCEL")]
    assert agendas[address("DZ01")].times() == []
    assert len(agendas[address("ML01")].times()) == 1


def test_a_move_and_a_cancellation_in_one_letter_both_reach_the_calendar(
    world: World, agendas: dict[str, Agenda]
) -> None:
    with world.app.app_context():
        event = world.event()
        ended, moved = (queries.get_meeting_of(event, world.introduction("ML01", key).id) for key in ("DZ01", "DZ02"))
        standing = {one.meeting: Place.of(one) for one in queries.list_placements(queries.find_published(event))}
        left, here = {key: place for key, place in standing.items() if key is not ended}, standing[moved]
        room = free_places(moved, event, left, queries.attendances_of(event), now=world.now)
        changes: Changes = {
            ended: CancelReason.ORGANIZER,
            moved: next(one for one in room if one.slot is not here.slot),
        }
        publish_changes(event, changes, cause=Cause.MOVE, actor=world.user(), now=world.now)
        db.session.commit()
    told = dict(take_mails(world, agendas))
    assert told == {address("DZ01"): "CANCEL", address("DZ02"): "REQUEST", address("ML01"): "PUBLISH"}
    for key in ("ML01", "DZ01", "DZ02"):
        assert agendas[address(key)].times() == planned(world, key)

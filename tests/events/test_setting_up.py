"""Organizers set the round table up, and cannot take away what a schedule uses."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from matchmaking.events.models import BusySlot, MeetingTable
from matchmaking.extensions import db
from matchmaking.introductions import operations as introductions
from matchmaking.matching.queries import find_review
from matchmaking.meetings.models import Meeting, Placement, Schedule
from matchmaking.profiles.queries import get_by_key
from tests.events.world import World, organizer, read
from tests.visitor import Visitor

FOUR = ["1 10:00–10:20", "2 10:20–10:40", "3 10:40–11:00", "4 11:00–11:20"]


def place_meeting(world: World, *, slot: int, table: int) -> None:
    """A draft schedule that puts the two organisations into this slot and at this table."""
    with world.app.app_context():
        event, awa = world.event(), organizer()
        ml, dz = get_by_key("ML01"), get_by_key("DZ01")
        review = find_review(ml, dz)
        version = review.version if review else 0
        introduction = introductions.approve(ml, dz, shown_version=version, actor=awa, now=world.now)
        meeting = Meeting(event=event, introduction=introduction, created_at=world.now)
        schedule = Schedule(event=event, created_at=world.now)
        spot = event.slots[slot - 1]
        schedule.placements = [
            Placement(
                meeting=meeting,
                slot=spot,
                table=event.tables[table - 1],
                starts_at=spot.starts_at,
                ends_at=spot.ends_at,
            )
        ]
        db.session.add(schedule)
        db.session.commit()


def test_an_event_is_written_and_shown_with_both_clocks(world: World, awa: Visitor) -> None:
    awa.visit("/organizers/events/new")
    awa.submit(
        name="Rencontre de printemps",
        place="Maison des jeunes, Bamako",
        starts_at="2027-03-15T09:00",
        ends_at="2027-03-15T17:00",
        cutoff_at="2027-03-12T18:00",
        slot_minutes="15",
        tables="6",
        video_link="https://visio.example/{room}",
    )
    assert awa.soup.h1 is not None
    assert awa.soup.h1.text == "Rencontre de printemps"
    assert "09:00–17:00 Bamako · 10:00–18:00 Alger" in read(awa)
    assert "lundi 15 mars 2027" in awa.text


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", " ", "Écrivez le nom de l’événement."),
        ("ends_at", "2026-12-07T08:30", "La fin doit venir après le début."),
        ("ends_at", "2026-12-07T11:00", "« Rendez-vous du matin »"),
        ("cutoff_at", "2026-12-07T09:00", "Choisissez un moment plus tôt."),
        ("starts_at", "demain", "Indiquez le jour et l’heure"),
        ("slot_minutes", "4", "entre 5 et 120 minutes"),
        ("tables", "beaucoup", "Écrivez un nombre entre 0 et 200"),
        ("video_link", "http://visio.example/{room}", "https://"),
        ("video_link", "https://visio.example/", "Écrivez {room}"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(world: World, awa: Visitor, field: str, typed: str, said: str) -> None:
    awa.visit(f"/organizers/events/{world.event_id}/edit")
    awa.submit(status=422, **{field: typed})
    page = awa.soup.select_one(f"#{field}-error")
    assert page is not None
    assert said in page.text.replace("\u202f", " ").replace("\u00a0", " ")


def test_the_link_is_shown_with_a_room_that_nobody_can_guess(world: World, awa: Visitor) -> None:
    seen = set()
    for _ in range(2):
        page = awa.visit(f"/organizers/events/{world.event_id}")
        seen |= {b.text for b in page.find_all("bdi") if b.text.startswith("https://visio.example/table/")}
    assert "https://visio.example/table/{room}" in seen
    assert len(seen) == 3


def test_a_session_of_meetings_becomes_slots_and_a_gap_stays_a_break(world: World, awa: Visitor) -> None:
    awa.visit(f"/organizers/events/{world.event_id}/sessions/new")
    awa.submit(title="Après-midi", kind="meetings", starts_at="2026-12-07T14:00", ends_at="2026-12-07T14:45")
    assert world.slot_times() == [*FOUR, "5 14:00–14:20", "6 14:20–14:40"]


def test_an_earlier_session_numbers_the_slots_anew(world: World, awa: Visitor) -> None:
    awa.visit(f"/organizers/events/{world.event_id}/sessions/new")
    awa.submit(title="Tôt", kind="meetings", starts_at="2026-12-07T09:00", ends_at="2026-12-07T09:20")
    assert world.slot_times()[:2] == ["1 09:00–09:20", "2 10:00–10:20"]


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        ("2026-12-07T11:00", "2026-12-07T12:00", "rendez‑vous au même moment"),
        ("2026-12-07T07:00", "2026-12-07T08:00", "L’événement va de"),
        ("2026-12-07T17:00", "2026-12-07T19:00", "L’événement finit avant"),
        ("2026-12-07T15:00", "2026-12-07T14:00", "La fin doit venir après le début."),
    ],
)
def test_a_session_that_does_not_fit_is_refused(world: World, awa: Visitor, starts: str, ends: str, said: str) -> None:
    awa.visit(f"/organizers/events/{world.event_id}/sessions/new")
    awa.submit(title="Autre", kind="meetings", starts_at=starts, ends_at=ends, status=422)
    assert said in awa.text
    assert world.slot_times() == FOUR


def test_a_session_is_removed_after_a_question_that_names_it(world: World, awa: Visitor) -> None:
    with world.app.app_context():
        session_id = world.event().sessions[0].id
    awa.visit(f"/organizers/events/{world.event_id}/sessions/{session_id}/remove")
    assert "Rendez-vous du matin" in awa.text
    awa.submit()
    assert world.slot_times() == []


def test_who_was_busy_stays_busy_when_the_slots_are_cut_anew(world: World, awa: Visitor) -> None:
    with world.app.app_context():
        free = [slot.id for slot in world.event().slots if slot.position != 2]
    world.answer("ML01", free=free)
    awa.visit(f"/organizers/events/{world.event_id}/edit")
    awa.submit(slot_minutes="10")
    with world.app.app_context():
        busy = set(db.session.scalars(sa.select(BusySlot.slot_id)))
        assert [f"{s.starts_at:%H:%M}" for s in world.event().slots if s.id in busy] == ["10:20", "10:30"]


def test_slots_of_a_schedule_stay_and_the_page_says_which(world: World, awa: Visitor) -> None:
    place_meeting(world, slot=2, table=1)
    awa.visit(f"/organizers/events/{world.event_id}/edit")
    awa.submit(slot_minutes="15", status=422)
    assert "10:20–10:40 Bamako · 11:20–11:40 Alger" in read(awa)
    assert "Rien n’a été changé" in awa.text
    assert world.slot_times() == FOUR


def test_a_session_whose_slots_are_used_stays(world: World, awa: Visitor) -> None:
    place_meeting(world, slot=2, table=1)
    with world.app.app_context():
        session_id = world.event().sessions[0].id
    awa.visit(f"/organizers/events/{world.event_id}/sessions/{session_id}/remove")
    awa.submit()
    assert "reste au programme" in awa.text
    assert world.slot_times() == FOUR


def test_used_tables_stay_and_others_may_go(world: World, awa: Visitor) -> None:
    place_meeting(world, slot=1, table=1)
    awa.visit(f"/organizers/events/{world.event_id}/edit")
    awa.submit(tables="0", status=422)
    assert "à ces tables" in awa.text
    awa.visit(f"/organizers/events/{world.event_id}/edit")
    awa.submit(tables="1")
    with world.app.app_context():
        assert db.session.scalars(sa.select(MeetingTable.number)).all() == [1]


def test_a_title_may_change_while_meetings_are_placed(world: World, awa: Visitor) -> None:
    place_meeting(world, slot=1, table=1)
    with world.app.app_context():
        session_id = world.event().sessions[0].id
    awa.visit(f"/organizers/events/{world.event_id}/sessions/{session_id}")
    awa.submit(title="Rencontres")
    assert "Rencontres" in awa.text


def test_two_organizers_at_once_the_second_is_told_who_was_first(world: World, awa: Visitor) -> None:
    other = Visitor(world.app).sign_in("awa@organisation.example")
    for person in (awa, other):
        person.visit(f"/organizers/events/{world.event_id}/edit")
    other.submit(place="Ailleurs")
    awa.submit(place="Encore ailleurs", status=409)
    assert "Awa Traoré" in awa.text
    with world.app.app_context():
        assert world.event().place == "Ailleurs"


def test_phones_of_tables_are_kept_in_one_form(world: World, awa: Visitor) -> None:
    awa.visit(f"/organizers/events/{world.event_id}/tables")
    awa.submit(**{"phone-1": "70 00 00 01", "phone-2": "abc"}, status=422)
    assert awa.soup.select("#phone-2-error")
    awa.submit(**{"phone-2": "+213 550 00 00 02"})
    with world.app.app_context():
        assert [table.phone for table in world.event().tables] == ["+22370000001", "+213550000002"]


@pytest.mark.parametrize(
    "page", ["sessions/99", "sessions/99/remove", "guests/99", "guests/99/remove", "organisations/XX"]
)
def test_what_is_not_there_is_not_found(world: World, awa: Visitor, page: str) -> None:
    awa.visit(f"/organizers/events/{world.event_id}/{page}", status=404)

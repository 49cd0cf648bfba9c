"""After publication the event moves to another place, or its video rooms get another address: both sides of each
meeting are told, and their calendars follow."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage

import pytest
import vobject

from matchmaking.extensions import db
from matchmaking.meetings import queries
from tests.calendar_program import Agenda
from tests.meetings.arranged import SCHEDULE, published
from tests.meetings.test_calendar_letters import calendar_in
from tests.meetings.world import HOLD, ORGANIZER, World, address
from tests.visitor import Visitor

NEW_LINK, NEW_PLACE = "https://autre.example/salle/{room}", "Maison des jeunes, Bamako"
EVERYBODY = sorted(address(key) for key in ("ML01", "ML02", "ML03", "DZ01", "DZ02", "DZ03"))


@pytest.fixture
def awa(world: World) -> Visitor:
    """The organizer, after the first publication; its letters have left."""
    return published(world)


def change(world: World, awa: Visitor, **fields: str) -> None:
    """Fill in the event's form and send it once."""
    with world.app.app_context():
        number = world.event().id
    awa.visit(f"/organizers/events/{number}/edit")
    awa.submit(**fields)


def letters(world: World) -> list[EmailMessage]:
    """What leaves after the hold."""
    world.later(HOLD)
    return world.deliver()


def text_of(mail: EmailMessage) -> str:
    """The plain text of a letter in one line."""
    body = mail.get_body(("plain",))
    assert body is not None
    return " ".join(body.get_content().replace("\u202f", " ").replace("\u00a0", " ").split())


def test_before_a_new_link_is_saved_the_page_says_how_many_are_told_and_keeps_what_was_typed(
    world: World, awa: Visitor
) -> None:
    change(world, awa, video_link=NEW_LINK, name="Table ronde de Bamako")
    assert "Rien n’est encore enregistré : 6 personnes seraient prévenues." in awa.text
    assert awa.soup.select_one("[name=video_link]")["value"] == NEW_LINK  # type: ignore[index]
    assert awa.soup.select_one("[name=name]")["value"] == "Table ronde de Bamako"  # type: ignore[index]
    with world.app.app_context():
        assert world.event().video_link != NEW_LINK
    awa.submit(button="Enregistrer et prévenir 6 personnes")
    with world.app.app_context():
        assert (world.event().video_link, world.event().name) == (NEW_LINK, "Table ronde de Bamako")


def test_a_new_link_is_told_to_both_sides_and_reaches_their_calendars(world: World, awa: Visitor) -> None:
    agendas = {mail["To"]: Agenda() for mail in world.mails}
    for mail in world.mails:
        agendas[mail["To"]].take(calendar_in(mail))
    change(world, awa, video_link=NEW_LINK)
    awa.submit()
    mails = letters(world)
    assert sorted(mail["To"] for mail in mails) == EVERYBODY
    assert all("Nouveau lien · " in text_of(mail) for mail in mails)
    for mail in mails:
        assert vobject.readOne(calendar_in(mail)).method.value == "REQUEST"
        agendas[mail["To"]].take(calendar_in(mail))
    [entry] = agendas[address("DZ01")].entries.values()
    assert entry.location.value.startswith("https://autre.example/salle/")
    assert entry.sequence.value == "1"


def test_a_new_place_names_the_old_one_in_the_letter_and_in_the_version(world: World, awa: Visitor) -> None:
    change(world, awa, place=NEW_PLACE)
    assert f"Nouveau lieu : {NEW_PLACE}." in awa.text
    awa.submit()
    [mail] = [mail for mail in letters(world) if mail["To"] == address("ML01")]
    assert "Nouveau lieu · " in text_of(mail)
    assert "Jusqu’ici : Table " in text_of(mail)
    assert f", {NEW_PLACE}" in text_of(mail)
    page = awa.visit(f"{SCHEDULE}/versions/2")
    assert "5 changent de lieu, de table ou de lien" in awa.text
    assert len([tag for tag in page.select("#changes ~ *, .call") if "Nouveau lieu" in tag.get_text()]) >= 5
    assert "Hôtel de l’Amitié, Bamako" in awa.text


def test_what_nobody_need_know_is_saved_without_a_question(world: World, awa: Visitor) -> None:
    change(world, awa, name="Table ronde de Bamako")
    assert "L’événement est modifié." in awa.text
    awa.visit(f"{SCHEDULE}/versions/2", status=404)
    assert letters(world) == []


def test_once_every_meeting_is_over_nobody_is_told(world: World, awa: Visitor) -> None:
    world.later(timedelta(days=3))
    world.deliver()
    before = len(world.mails)
    change(world, awa.sign_in(ORGANIZER), place=NEW_PLACE)
    assert "L’événement est modifié." in awa.text
    letters(world)
    assert len(world.mails) == before


def test_taken_back_within_the_hold_nobody_reads_of_it(world: World, awa: Visitor) -> None:
    with world.app.app_context():
        old = world.event().video_link
    for link in (NEW_LINK, old):
        change(world, awa, video_link=link)
        awa.submit()
    assert letters(world) == []
    with world.app.app_context():
        holds = queries.find_published(world.event())
        assert holds is not None
        assert (holds.number, holds.video_link) == (3, old)


def test_those_who_meet_in_the_room_only_are_not_told_of_a_link(world: World, awa: Visitor) -> None:
    with world.app.app_context():
        for key in ("DZ01", "DZ02"):
            world.attendance(key).mode = world.attendance("ML01").mode
        db.session.commit()
    change(world, awa, video_link=NEW_LINK)
    assert "3 personnes seraient prévenues" in awa.text
    awa.submit()
    assert sorted(mail["To"] for mail in letters(world)) == [address(key) for key in ("DZ03", "ML02", "ML03")]


def test_a_change_of_the_table_alone_says_which(world: World, awa: Visitor) -> None:
    with world.app.app_context():
        placements = queries.list_placements(queries.find_published(world.event()))
        slots = [one.slot_id for one in placements]
        alone = next(one for one in placements if slots.count(one.slot_id) == 1)
        assert alone.table is not None
        here, introduction = alone.table.number, alone.meeting.introduction_id
        there = world.table(3 - here).id
        sides = sorted(address(side.profile.key) for side in alone.meeting.sides)
    awa.visit(f"{SCHEDULE}/published/{introduction}")
    awa.submit(table=str(there))
    said = f"Table {here} → table {3 - here}"
    mails = letters(world)
    assert sorted(mail["To"] for mail in mails) == sides
    assert all(said in text_of(mail) for mail in mails)
    assert not any("Déplacé" in text_of(mail) for mail in mails)
    awa.visit(f"{SCHEDULE}/versions/2")
    assert said in awa.text


def test_two_organizers_at_once_the_second_is_told_who_was_first(world: World, awa: Visitor) -> None:
    other = Visitor(world.app).sign_in(ORGANIZER)
    for visitor in (awa, other):
        change(world, visitor, place=NEW_PLACE)
    other.submit()
    awa.submit(status=409)
    assert "Awa Traoré" in awa.text

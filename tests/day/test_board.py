"""The board and the door: who is there, by one tap, with no contact on any page."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests.day.world import DayWorld
from tests.visitor import Visitor

HELPERS_PAGES = (
    "/organizers/day",
    "/organizers/day/door",
    "/organizers/day/door?q=ml",
    "/organizers/day/walk-ins/new",
    "/organizers/day/walk-ins/ML01",
    "/organizers/day/book",
    "/organizers/day/book?one=ML01&other=DZ",
    "/organizers/day/book/ML01/DZ04",
    "/organizers/day/tables",
)


def missing(page: Visitor) -> list[str]:
    return [one.text for one in page.soup.select("ul.missing h3")]


def test_the_missing_of_the_next_slot_stand_first_those_somebody_waits_for_before_the_others(
    world: DayWorld, helper: Visitor
) -> None:
    world.arrive("ML02")
    helper.visit("/organizers/day")
    assert missing(helper) == ["Organisation DZ02", "Organisation DZ01", "Organisation ML01"]


def test_one_tap_marks_present_and_a_second_one_takes_it_back(world: DayWorld, helper: Visitor) -> None:
    helper.visit("/organizers/day/door?q=personne ml01")
    helper.submit("/organizers/day/presence")
    assert "There since" in helper.text or "Là depuis" in helper.text
    with world.app.app_context():
        assert world.attendance("ML01").arrived_at == world.now
    helper.submit("/organizers/day/presence")
    with world.app.app_context():
        assert world.attendance("ML01").arrived_at is None


def test_long_after_the_day_a_helper_marks_nobody(world: DayWorld, helper: Visitor, organizer: Visitor) -> None:
    world.arrive("ML01")
    helper.visit("/organizers/day/door?q=personne ml01")
    world.later(timedelta(days=1))
    helper.submit("/organizers/day/presence")
    assert "Rien n’a été changé" in helper.text
    assert not helper.soup.select("form.tap")
    with world.app.app_context():
        assert world.attendance("ML01").arrived_at is not None
    organizer.visit("/organizers/day/door?q=personne ml01")
    organizer.submit("/organizers/day/presence")
    with world.app.app_context():
        assert world.attendance("ML01").arrived_at is None, "an organizer puts the list right afterwards"


def test_a_tap_in_a_long_list_leaves_the_hand_where_it_was(world: DayWorld, helper: Visitor) -> None:
    for page in ("/organizers/day", "/organizers/day/door"):
        helper.visit(page)
        rows = helper.soup.select("ul.missing > li")
        second = rows[1].select_one("form")
        assert second is not None
        answer = helper.client.post("/organizers/day/presence", data=helper._values(second))
        assert answer.status_code == 303
        here = answer.headers["Location"].partition("#")[2]
        expected = rows[2]["id"] if page == "/organizers/day" else rows[1]["id"]
        assert here == expected
        helper.visit(page)
        assert helper.soup.find(id=here) is not None


def test_the_door_finds_a_guest_whatever_the_accents(helper: Visitor) -> None:
    helper.visit("/organizers/day/door?q=emile oeuvrard")
    assert missing(helper) == ["Œuvrard Émile"]


def test_a_guest_is_marked_present_too(world: DayWorld, helper: Visitor) -> None:
    helper.visit("/organizers/day/door?q=emile")
    helper.submit("/organizers/day/presence")
    assert "1 " in helper.soup.select_one(".lead-2").text


def test_each_table_shows_what_runs_and_what_is_next_with_both_clocks(world: DayWorld, helper: Visitor) -> None:
    world.start(1, 5)
    helper.visit("/organizers/day")
    first = helper.soup.select(".table-now")[0].get_text(" ")
    assert re.search(r"ML01.*DZ01.*09:20 Bamako.*10:20 Alger.*ML01.*DZ02", " ".join(first.split()))


def test_a_helper_is_led_from_the_first_page_to_the_board(world: DayWorld, helper: Visitor) -> None:
    helper.visit("/home")
    tile = helper.soup.select_one(".intros li")
    assert tile.select_one("strong").text == "10"  # nine organisations and a guest
    assert tile.a["href"] == "/organizers/day"
    world.arrive("ML01")
    helper.visit("/home")
    assert helper.soup.select_one(".intros strong").text == "9"


@pytest.mark.parametrize("path", HELPERS_PAGES)
def test_no_page_of_a_helper_holds_a_telephone_or_an_address(world: DayWorld, helper: Visitor, path: str) -> None:
    world.arrive("ML01", "ML02", "DZ04", "DZ05")
    html = str(helper.visit(path))
    assert not re.search(r"@example\.org|\+22[0-9]|mailto:|tel:", html)


def test_no_replacement_page_holds_a_contact(world: DayWorld, helper: Visitor) -> None:
    world.arrive("ML01", "DZ04")
    html = str(helper.visit(f"/organizers/day/replace/{world.meeting_id('ML01', 'DZ01')}"))
    assert "Organisation DZ04" in html
    assert not re.search(r"@example\.org|\+22[0-9]|mailto:|tel:", html)


@pytest.mark.parametrize("path", ["/organizers/day/shift", "/organizers/day/afterwards", "/organizers/schedule"])
def test_a_helper_changes_nothing_of_the_day(helper: Visitor, path: str) -> None:
    helper.visit(path, status=403)


def test_the_board_stands_in_a_helpers_menu(helper: Visitor) -> None:
    page = helper.visit("/organizers/day")
    assert page.select_one('.mainnav a[href="/organizers/day"]')


def test_tables_without_a_meeting_are_named_in_one_line(world: DayWorld, helper: Visitor) -> None:
    world.start(3, 5)
    helper.visit("/organizers/day")
    assert helper.soup.select_one(".free-tables").text.endswith(": 2")

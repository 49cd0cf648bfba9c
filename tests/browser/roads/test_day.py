"""The day itself: present by one tap, somebody who walks in, the page on a table, everything 45 minutes later."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import text_of
from tests.browser.roads.stage import Stage
from tests.day.test_walk_ins import ANSWERS
from tests.day.world import HELPER, DayWorld, make_day
from tests.introductions.world import noon
from tests.meetings.world import ORGANIZER, address

LATER = ("ML01", "ML02", "ML03", "DZ02", "DZ03")  # who meets after the first slot


@pytest.fixture
def day(stage: Stage) -> DayWorld:
    """Half an hour before the first slot of a published schedule."""
    with stage.building(DayWorld, noon()) as world, world.app.app_context():
        make_day(world)
    stage.open(world.now)
    return world


def be_there(stage: Stage, helper: Page, key: str) -> None:
    """One tap on the board."""
    helper.goto("/organizers/day")
    missing = helper.locator("ul.missing > li").filter(has=helper.get_by_role("heading", name=f"Organisation {key}"))
    stage.button(missing, "Mark present").click()
    expect(missing).to_have_count(0)


def walk_in(stage: Stage, awa: Page) -> None:
    """Six answers, a yes, and whom they could meet."""
    awa.goto("/organizers/day/walk-ins/new")
    for field in ("name", "person", "reach", "seeks", "offers"):
        awa.locator(f"[name={field}]").fill(ANSWERS[field])
    awa.locator("[name=who]").select_option(ANSWERS["who"])
    awa.locator("[name=agreed]").check()
    stage.look(awa, "day-2-walk-in")
    stage.names |= {ANSWERS["name"], ANSWERS["person"]}
    stage.button(awa, "They are there").click()
    expect(awa.locator("ol.calls h3")).to_have_text(["Organisation DZ01"], timeout=10_000)
    stage.look(awa, "day-3-walked-in")


def test_who_is_there_and_who_walks_in(stage: Stage, day: DayWorld) -> None:
    helper = stage.page(HELPER)
    helper.goto("/organizers/day")
    stage.look(helper, "day-1-board")
    expect(helper.locator("ul.missing > li")).to_have_count(4)
    be_there(stage, helper, "DZ01")
    be_there(stage, helper, "ML01")
    expect(helper.locator(".day-count b")).to_have_text("2")
    assert "@example.org" not in helper.content()
    walk_in(stage, stage.page(ORGANIZER))


def test_the_page_of_a_table_needs_no_account(stage: Stage, day: DayWorld) -> None:
    stage.later(timedelta(minutes=35))
    helper = stage.page(HELPER)
    helper.goto("/organizers/day/tables")
    stage.look(helper, "day-4-tables")
    table = stage.page()
    table.goto(str(stage.link(helper.locator("#table-1"), "Open").get_attribute("href")))
    now, later = table.locator(".at-now"), table.locator(".at-next")
    expect(now).to_contain_text("Organisation ML01")
    expect(now).to_contain_text("Organisation DZ01")
    expect(stage.link(now, "Open the video link")).to_be_visible()
    expect(later).to_contain_text(stage.reader.clocks("09:20", "10:20"))
    stage.reader.check_line(later.locator(".clocks").first)
    assert "@example.org" not in table.content()
    stage.look(table, "day-5-table")


def test_forty_five_minutes_later_every_line_shows_both_times_and_both_sides_are_told(
    stage: Stage, day: DayWorld
) -> None:
    stage.later(timedelta(minutes=35))
    awa, mariam = stage.page(ORGANIZER), stage.page(address("ML02"))
    awa.goto("/organizers/day")
    stage.link(awa, "Running late").click()
    awa.locator("#minutes").fill("45")
    stage.button(awa, "Show what moves").click()
    moving = awa.locator(".moves li")
    expect(moving).to_have_count(3)
    expect(moving.first.locator("b")).to_have_text(stage.reader.clocks("10:05", "11:05"))
    expect(moving.first.locator("s")).to_have_text(stage.reader.clocks("09:20", "10:20"))
    stage.look(awa, "day-6-shift")
    stage.button(awa, "Shift %(slots)s slots by %(minutes)s minutes", slots=3, minutes=45).click()
    expect(awa.locator(".notes")).to_be_visible()
    stage.look(awa, "day-7-shifted")

    mariam.goto("/meetings")
    lines = mariam.locator("ol.agenda .agenda-when")
    expect(lines).to_have_text([stage.reader.clocks("09:00", "10:00"), stage.reader.clocks("10:55", "11:55")])
    stage.look(mariam, "day-8-later")
    stage.later()
    for key in LATER:
        assert stage.reader.clocks_in(text_of(stage.mail(address(key))))
    told = {str(mail["To"]) for mail in stage.product.mailbox.mails}
    assert told == {address(key) for key in LATER}

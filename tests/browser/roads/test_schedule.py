"""A schedule on its way: drafted unseen, published and told to both sides, changed, taken home as files."""

from __future__ import annotations

import re
from datetime import UTC

import vobject
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import text_of
from tests.browser.roads.stage import Stage
from tests.introductions.world import noon
from tests.meetings.arranged import SCHEDULE
from tests.meetings.conftest import PAIRS
from tests.meetings.world import ORGANIZER, World, address, introduce, make_event

PEOPLE = [address(key) for key in ("ML01", "ML02", "ML03", "DZ01", "DZ02", "DZ03")]


def names(*keys: str) -> re.Pattern[str]:
    """A line in which these organisations stand."""
    return re.compile(".*".join(f"Organisation {key}" for key in keys), re.DOTALL)


def published(stage: Stage, mariam: Page) -> Page:
    """The organizer's page after the first publication, of which Mariam saw nothing before."""
    awa = stage.desk(ORGANIZER)
    awa.goto(SCHEDULE)
    stage.button(awa, "Make a draft").click()
    button = awa.get_by_role(
        "button", name=stage.reader.count("Publish %(num)s meeting", "Publish %(num)s meetings", 5)
    )
    stage.wait_for(awa, button)
    stage.look(awa, "schedule-1-draft")
    mariam.goto("/meetings")
    expect(mariam.locator("main")).to_contain_text(stage.say("The schedule is not published yet"))
    assert not stage.product.mailbox.mails, "a draft is told to nobody"
    button.click()
    expect(awa.locator(".title-row")).to_contain_text(stage.say("Version %(number)s", number=1))
    return awa


def change(stage: Stage, awa: Page, *pair: str) -> None:
    """Open the page of one meeting from the grid."""
    awa.goto(SCHEDULE)
    stage.link(awa.locator(".slot-cells li").filter(has_text=names(*pair)), "Change").click()


def move(stage: Stage, awa: Page) -> str:
    """Put the meeting of the page where a place is free; returns when that begins in Bamako."""
    free = awa.locator("section[aria-labelledby=place] li").first.inner_text()
    begins = re.findall(r"\d\d:\d\d", free)[0]
    table = free.partition(" · ")[0]
    for field, label in (("slot", begins), ("table", table)):
        option = awa.locator(f"[name={field}] option").filter(has_text=label)
        awa.locator(f"[name={field}]").select_option(option.first.get_attribute("value"))
    stage.look(awa, "schedule-3-move")
    stage.button(awa, "Move it there").click()
    expect(awa.locator(".title-row")).to_contain_text(stage.say("Version %(number)s", number=2))
    return begins


def times(page: Page, *keys: str) -> Locator:
    """When somebody's own schedule says that they meet this organisation, or anybody."""
    page.goto("/meetings")
    return page.locator("ol.agenda > li").filter(has_text=names(*keys)).locator(".agenda-when")


def test_from_a_draft_to_two_calendars(stage: Stage) -> None:
    with stage.building(World, noon()) as world, world.app.app_context():
        make_event(world)
        introduce(world, *PAIRS)
    stage.open(world.now)
    mariam, nabil = stage.page(address("ML01")), stage.page(address("DZ01"))
    sides = ((mariam, "DZ01"), (nabil, "ML01"))
    awa = published(stage, mariam)
    stage.later()
    for person in PEOPLE:
        assert stage.reader.clocks_in(text_of(stage.mail(person)))
    for page, other in sides:
        stage.reader.check_line(times(page, other))
        stage.look(page, f"schedule-2-{other}")

    change(stage, awa, "ML01", "DZ01")
    begins = move(stage, awa)
    moved = stage.reader.clocks(begins, f"{int(begins[:2]) + 1:02}{begins[2:]}")
    change(stage, awa, "ML03", "DZ03")
    stage.button(awa, "Cancel the meeting").click()
    expect(awa.locator(".title-row")).to_contain_text(stage.say("Version %(number)s", number=3))
    for page, other in sides:
        expect(times(page, other)).to_have_text(moved)
    stage.later()
    off = stage.reader.say_of("meeting", "Cancelled")
    for key, what in (("ML01", stage.say("Moved")), ("DZ01", stage.say("Moved")), ("ML03", off), ("DZ03", off)):
        text = text_of(stage.mail(address(key), what))
        assert (moved in stage.reader.clocks_in(text)) is (what != off)
    told = {person: len(stage.mails_to(person)) for person in PEOPLE}
    assert told == {
        address(key): 1 if key in ("ML02", "DZ02") else 2 for key in ("ML01", "ML02", "ML03", "DZ01", "DZ02", "DZ03")
    }

    check_versions(stage, awa)
    assert {f"{int(at[:2]):02}{at[2:5]}" for at in times(mariam).all_inner_texts()} == take_home(stage, mariam)


def check_versions(stage: Stage, awa: Page) -> None:
    """Each version names what it changed and nothing else."""
    off = stage.reader.say_of("meeting", "Cancelled")
    for number, pair, what in ((2, ("ML01", "DZ01"), stage.say("Moved")), (3, ("ML03", "DZ03"), off)):
        awa.goto(f"{SCHEDULE}/versions/{number}")
        difference = awa.locator("section[aria-labelledby=changes] li")
        expect(difference).to_have_count(1)
        expect(difference).to_contain_text(names(*pair))
        expect(difference).to_contain_text(what)
        stage.look(awa, f"schedule-4-version-{number}")


def take_home(stage: Stage, page: Page) -> set[str]:
    """When the meetings of the calendar file begin in Bamako; the sheet beside it is a PDF."""
    page.goto("/meetings")
    acts = page.locator(".title-acts")
    assert stage.take(page, stage.link(acts, "Print (PDF)")).startswith(b"%PDF")
    calendar = vobject.readOne(stage.take(page, stage.link(acts, "Into my calendar")).decode())
    return {f"{one.dtstart.value.astimezone(UTC):%H:%M}" for one in calendar.vevent_list}

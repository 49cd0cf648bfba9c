"""The night before: of sixty published meetings only those change that must; the helpers' file outlives the server."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

from matchmaking.extensions import db
from tests.browser.conftest import DESK
from tests.browser.roads.stage import BROWSERS, Stage
from tests.factories import make_profile, make_user
from tests.introductions.world import noon
from tests.meetings.arranged import SCHEDULE, publish_draft
from tests.meetings.test_walk import PAIRS, SIDE
from tests.meetings.world import HOLD, ORGANIZER, World, address, introduce, make_event
from tests.printing.paper import skip_where_nothing_prints

PACK = f"{SCHEDULE}/pack"
GONE, NEW = ("ML01", "DZ08"), ("ML02", "DZ16")
LOST = [pair for pair in PAIRS if set(GONE) & set(pair)]


def make_evening(world: World) -> None:
    """Sixty meetings stand published and told; a sixteenth Algerian organisation is introduced and has not said whether
    it comes. It is the evening before."""
    with world.app.app_context():
        make_event(world, malian=SIDE, algerian=SIDE, slots=8, tables=10)
        make_profile(NEW[1], members=(make_user(address(NEW[1]), full_name=f"Personne {NEW[1]}", residence="DZ"),))
        introduce(world, *PAIRS, NEW)
        assert len(publish_draft(world, None).placements) == len(PAIRS)
        db.session.commit()
    world.later(HOLD)
    world.deliver()
    world.now = world.opening - timedelta(hours=14)


def answer(stage: Stage, key: str, mode: str) -> None:
    """Somebody says on a phone whether their organisation comes."""
    phone = stage.page(address(key))
    phone.goto(f"/event/{key}")
    phone.locator(f"[name=mode][value={mode}]").check(force=True)
    stage.look(phone, f"night-1-{mode}")
    stage.button(phone, "Save").click()
    expect(phone.locator(".notes")).to_be_visible()


def repair(stage: Stage, awa: Page) -> None:
    """What a repair would change is said before it is published."""
    count = len(PAIRS) - len(LOST) + 1
    awa.goto(SCHEDULE)
    left = stage.reader.count("%(num)s meeting", "%(num)s meetings", count - 1)
    stage.wait_for(awa, awa.locator("section[aria-labelledby=grid] .block-head").filter(has_text=left))
    versions = awa.locator("section[aria-labelledby=versions] li")
    before = versions.count()
    stage.look(awa, "night-2-after")
    stage.button(awa, "Propose a repair").click()
    publish = awa.get_by_role(
        "button", name=stage.reader.count("Publish %(num)s meeting", "Publish %(num)s meetings", count)
    )
    stage.wait_for(awa, publish)
    changes = awa.locator("section[aria-labelledby=changes]")
    expect(changes.locator("li")).to_have_count(1)
    expect(changes).to_contain_text("Organisation DZ16")
    expect(changes).to_contain_text(stage.reader.count("%(num)s stays", "%(num)s stay", count - 1))
    stage.look(awa, "night-3-repair")
    publish.click()
    expect(versions).to_have_count(before + 1)


def take_pack(stage: Stage, awa: Page, folder: Path) -> Path:
    """The one file that opens without a network."""
    awa.goto(PACK)
    stage.button(awa, "Make the pack").click()
    link = stage.link(awa, "One file that opens without a network")
    stage.wait_for(awa, link)
    stage.look(awa, "night-4-pack")
    file = folder / "pack.html"
    file.write_bytes(stage.take(awa, link))
    return file


def test_only_what_must_moves_and_the_file_outlives_the_server(stage: Stage, tmp_path: Path) -> None:
    skip_where_nothing_prints()
    with stage.building(World, noon()) as world:
        make_evening(world)
    stage.open(world.now)
    for key, mode in ((GONE[0], "no"), (GONE[1], "no"), (NEW[1], "online")):
        answer(stage, key, mode)
    awa = stage.desk(ORGANIZER)
    repair(stage, awa)
    stage.later()
    concerned = {address(key) for pair in [*LOST, NEW] for key in pair}
    for person in concerned:
        stage.mail(person)
    assert {str(mail["To"]) for mail in stage.product.mailbox.mails} == concerned
    file = take_pack(stage, awa, tmp_path)

    stage.close()
    with stage.browser.new_context(offline=True, viewport=DESK, locale=BROWSERS[stage.language]) as helper:
        page = helper.new_page()
        page.goto(file.as_uri())
        page.locator("#search").fill("DZ16")
        expect(page.locator("#door + table [data-find]:visible")).to_have_count(1)
        page.locator("#search").fill("ML01")
        expect(page.locator("[data-find]:visible")).to_have_count(0)
        stage.look(page, "night-5-offline")

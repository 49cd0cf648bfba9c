"""Somebody asks for an introduction and says why; organizers introduce; both say yes; only then do contacts open."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import text_of
from tests.browser.roads.stage import Stage
from tests.introductions.world import ALGERIAN, ALGERIAN_PHONE, MALIAN, MALIAN_PHONE, ORGANIZER, World, make_pair, noon

WHY = "Nous équipons dix-sept centres de santé et cherchons un fabricant proche."


def ask(stage: Stage, mariam: Page) -> None:
    """From the directory to the profile, and from there to the request."""
    mariam.goto("/directory")
    mariam.get_by_role("link", name="NabdCare").first.click()
    stage.link(mariam, "Ask for an introduction").click()
    expect(mariam.locator("main")).to_contain_text("NabdCare")
    mariam.locator("[name=why]").fill(WHY)
    stage.look(mariam, "request-1-ask")
    stage.button(mariam, "Send to the organizers").click()
    expect(mariam.locator("main")).to_contain_text(stage.say("%(pending)s of %(cap)s pending", pending=1, cap=5))
    expect(mariam.locator("main")).to_contain_text(WHY)
    stage.look(mariam, "request-2-mine")


def approve(stage: Stage) -> None:
    """The organizer reads why and introduces the two."""
    awa = stage.desk(ORGANIZER)
    awa.goto("/organizers/requests")
    request = awa.get_by_role("listitem").filter(has_text=WHY)
    expect(request).to_contain_text("KeneyaLink")
    stage.look(awa, "request-3-organizer")
    stage.button(request, "Introduce").click()
    expect(stage.link(awa, "The introduction").first).to_be_visible()


def accept(stage: Stage, address: str, other: str) -> Page:
    """Without signing in, on a phone: open the letter's link, read, say yes."""
    phone = stage.page()
    phone.goto(stage.behind(address, "/i/"))
    expect(phone.get_by_role("heading", level=1)).to_contain_text(other)
    stage.look(phone, f"request-4-{other}")
    stage.button(phone, "Yes, introduce us").click()
    expect(stage.button(phone, "Yes, introduce us")).to_have_count(0)
    return phone


def test_from_a_reason_to_open_contacts(stage: Stage) -> None:
    with stage.building(World, noon()) as world:
        make_pair(world.app)
    stage.open(world.now)
    mariam = stage.page(MALIAN)
    ask(stage, mariam)
    approve(stage)

    mariam.goto("/introductions")
    expect(mariam.locator("main")).not_to_contain_text("NabdCare")
    assert not stage.mails_to(ALGERIAN), "nobody is written to before the hold time is over"

    stage.later()
    nabil = accept(stage, ALGERIAN, "KeneyaLink")
    mariam.goto("/introductions")
    mariam.get_by_role("link", name="NabdCare").first.click()
    for page, contacts in ((nabil, (MALIAN, MALIAN_PHONE)), (mariam, (ALGERIAN, ALGERIAN_PHONE))):
        assert not [one for one in contacts if one in page.content()], "one yes opens nothing"

    link = accept(stage, MALIAN, "NabdCare")
    nabil.reload()
    mariam.reload()
    for page, address, phone in (
        (nabil, MALIAN, MALIAN_PHONE),
        (mariam, ALGERIAN, ALGERIAN_PHONE),
        (link, ALGERIAN, ALGERIAN_PHONE),
    ):
        expect(page.locator("main")).to_contain_text(address)
        expect(page.locator("main")).to_contain_text(phone)
    stage.look(nabil, "request-5-open")
    assert ALGERIAN in text_of(stage.mail(MALIAN, ALGERIAN))
    assert MALIAN in text_of(stage.mail(ALGERIAN, MALIAN))
    for mail in stage.mails_to(ALGERIAN):
        assert WHY not in text_of(mail), "the reason reaches the organizers alone"

"""Thirty days later: a letter, a form of one page without an account, and what the organizers then know."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from matchmaking.introductions.lifecycle import Answer
from tests.browser.roads.stage import Stage
from tests.introductions.world import ALGERIAN, HOLD, MALIAN, ORGANIZER, World, make_pair

OPENED = datetime(2026, 12, 1, 9, tzinfo=UTC)  # a Tuesday; thirty days later is a Thursday, a working day for both
ASKED = timedelta(days=30)


def declare(stage: Stage, address: str, **amounts: str) -> Page:
    """Open the letter's link on a phone, tick « Contract », send."""
    phone = stage.page()
    phone.goto(stage.behind(address, "/f/"))
    phone.get_by_label(stage.say("Contract"), exact=True).check()
    for field, amount in amounts.items():
        phone.locator(f"[name={field}]").fill(amount)
        phone.locator(f"[name={field.replace('amount', 'currency')}]").select_option("XOF")
    stage.look(phone, f"outcome-1-{address[:6]}")
    stage.button(phone, "Send").click()
    expect(phone.locator(".notes")).to_contain_text(stage.say("Thank you, your answer is noted."))
    return phone


def outcomes(stage: Stage, awa: Page, standing: str) -> None:
    """The organizers' list says how well an outcome is known."""
    awa.goto("/followup/outcomes")
    row = awa.locator("ul.calls > li").filter(has_text="KeneyaLink")
    expect(row).to_contain_text(stage.say("Contract"))
    expect(row).to_contain_text(stage.say(standing))


def test_from_one_sides_word_to_both(stage: Stage) -> None:
    with stage.building(World, OPENED) as world:
        make_pair(world.app)
        world.approve()
        world.answer("ML", Answer.YES)
        world.answer("DZ", Answer.YES)
        world.later(HOLD)
        world.deliver()
    stage.open(OPENED + ASKED)
    phone = declare(stage, MALIAN, contract_amount="15 000 000")
    awa = stage.page(ORGANIZER)
    outcomes(stage, awa, "declared by one side")
    stage.look(awa, "outcome-2-list")
    stage.link(awa.locator("ul.calls > li").filter(has_text="KeneyaLink"), "Open").click()
    expect(awa.locator("section[aria-labelledby=history]")).to_contain_text("Mariam Kouyaté")
    stage.look(awa, "outcome-3-known")

    declare(stage, ALGERIAN)
    outcomes(stage, awa, "confirmed by both")
    phone.reload()
    assert phone.get_by_label(stage.say("Contract"), exact=True).is_checked(), "what was said stands there to correct"

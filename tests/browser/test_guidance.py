"""What stands beside a form follows the typing: the list of what a profile lacks, as the server counts it on saving."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, Demonstration

OPPORTUNITIES = "/organisation/ML07/opportunities"
LONG = "Nous suivons les patients de dix-huit centres de santé, hors ligne, depuis 2021, en bambara et en français."


def missing(page: Page) -> set[str]:
    """The fields that the list leads to, as anchors."""
    links = page.locator(".complete .todo-i:visible a").all()
    return {(link.get_attribute("href") or "").partition("#")[2] for link in links}


def test_the_list_follows_the_typing_and_counts_as_the_server_does(
    browser: Browser, demonstration: Demonstration
) -> None:
    context = demonstration.opened(browser, "startup", viewport=PHONE)
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.goto(OPPORTUNITIES)
    saved = page.locator(".comp-n").inner_text()
    title = page.locator("[name=offers-0-title]")
    for entry in page.locator(".opp-fold").all():
        entry.evaluate("one => { one.open = true; }")
    others = page.locator("[name^=offers-][name$=-title]")
    texts = [one.input_value() for one in others.all()]
    for one in others.all():
        one.fill("")
    expect(page.locator(".comp-n")).not_to_have_text(saved)
    assert "offers-0-title" in missing(page)
    for one, text in zip(others.all(), texts, strict=True):
        one.fill(text)
    expect(page.locator(".comp-n")).to_have_text(saved)
    assert title.input_value() == texts[0]
    page.goto("/organisation/ML07/details")
    summary = page.locator("[name=summary]")
    summary.fill("Court.")
    expect(page.locator(".complete .todo-i:visible a[href$='#summary']")).to_be_visible()
    summary.fill(LONG)
    expect(page.locator(".complete .todo-i a[href$='#summary']")).to_be_hidden()
    assert not refused
    context.close()


def test_without_javascript_the_list_is_as_it_was_saved_and_examples_open(
    browser: Browser, demonstration: Demonstration
) -> None:
    context = demonstration.opened(browser, "startup", viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(OPPORTUNITIES)
    assert "points sur" in page.locator(".comp-n").inner_text()
    page.locator(".better summary").first.click()
    expect(page.locator(".better dd").first).to_be_visible()
    context.close()

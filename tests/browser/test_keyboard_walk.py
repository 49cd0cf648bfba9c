"""Tab, Enter, Space and letters only: a participant signs in, describes, answers and asks; an organizer approves.

Wherever the focus comes, it can be seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESK, Demonstration, demonstration_in

MOST_STEPS = 150  # presses of Tab on one page
# A line around what has the focus, or around the word that stands for a hidden button; and it is on screen.
SHOWN = """() => {
  const line = node => {
    const style = getComputedStyle(node);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const one = document.activeElement, beside = one.nextElementSibling;
  const node = line(one) ? one : beside && line(beside) ? beside : null;
  if (!node) { return false; }
  const box = node.getBoundingClientRect();
  const across = box.width > 0 && box.right > 0 && box.left < innerWidth;
  return across && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
}"""
HERE = "() => document.activeElement.outerHTML.slice(0, 120)"


@pytest.fixture(scope="module")
def own_demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """One that this walk may change."""
    yield from demonstration_in(tmp_path_factory.mktemp("keyboard"))


@pytest.fixture
def sitting(browser: Browser, own_demonstration: Demonstration) -> Iterator[Callable[[str], Page]]:
    """Somebody at a desk without a mouse, signed in by keys."""
    contexts = []

    def sit_down(role: str) -> Page:
        context = own_demonstration.opened(browser, viewport=DESK, reduced_motion="reduce", service_workers="block")
        contexts.append(context)
        page, account = context.new_page(), own_demonstration.account(role)
        page.goto("/login")
        tab_to(page, "main input[name=email]")
        page.keyboard.type(account["email"])
        tab_to(page, "main input[name=password]")
        page.keyboard.type(account["password"])
        follow(page, "main form button[type=submit]")
        expect(page).to_have_url(re.compile("/home$"))
        return page

    yield sit_down
    for context in contexts:
        context.close()


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the focus is on what is wanted; on the way it is never out of sight."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement === document.body"):
            continue  # past the end: the next step begins anew
        assert page.evaluate(SHOWN), f"{page.url}: the focus cannot be seen on {page.evaluate(HERE)}"
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"{page.url}: {wanted} cannot be reached by Tab")


def follow(page: Page, wanted: str, key: str = "Enter") -> None:
    """Go to it and press it; another page comes."""
    tab_to(page, wanted)
    with page.expect_navigation():
        page.keyboard.press(key)


def test_a_participant_describes_answers_and_asks(sitting: Callable[[str], Page]) -> None:
    page = sitting("startup")

    follow(page, ".mainnav a[href='/organisation']")
    follow(page, "main a[href$='/organisation']")
    tab_to(page, "main input[name=city]")
    page.keyboard.type("Kita")  # Tab has selected what stood there
    tab_to(page, "main input[name=sectors]:not(:checked)")
    page.keyboard.press("Space")
    follow(page, "main .decision button[type=submit]")
    page.goto("/organisation")
    expect(page.locator("main")).to_contain_text("Kita")

    page.goto("/suggestions")
    follow(page, "main .sugg form button[type=submit]", "Space")
    expect(page.locator(".notes")).to_be_visible()
    follow(page, "main a[href^='/requests/new']")
    tab_to(page, "main textarea[name=why]")
    page.keyboard.type("Trente centres de santé attendent un échographe de poche, avec un contrat d’entretien.")
    follow(page, "main form button.btn-primary")
    page.goto("/requests")
    expect(page.locator("main")).to_contain_text("Trente centres")


def test_an_organizer_approves(sitting: Callable[[str], Page]) -> None:
    page = sitting("organizer")

    follow(page, ".mainnav a[href='/organizers/suggestions']")
    follow(page, "main .qact a")
    expect(page).to_have_url(re.compile("/organizers/pairs/"))
    follow(page, "main .decision .btn-primary", "Space")
    expect(page.locator(".notes")).to_contain_text("approuvée")

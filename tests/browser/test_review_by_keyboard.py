"""Ten pairs read and decided without touching the mouse, a cut connection, and the same review without JavaScript."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Product, run_product

Opener = Callable[..., Page]
QUEUE = "/organizers/suggestions"
PAIR = re.compile(r"/organizers/pairs/")


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The demonstration, with a queue long enough for every test of this file."""
    yield from run_product(tmp_path_factory.mktemp("demonstration"), {"DEMO": "1"})


@pytest.fixture
def product(demonstration: Product) -> Product:
    """Where `open_page` leads to."""
    return demonstration


def organizer(product: Product, page: Page) -> Page:
    """An organizer of the demonstration, signed in, in front of the queue."""
    accounts = json.loads((Path(product.environ["INSTANCE"]) / "demonstration.json").read_text(encoding="utf-8"))
    account = next(one for one in accounts if one["role"] == "organizer")
    page.set_default_timeout(45_000)  # the first page after the start is slow on a busy machine
    page.goto("/login")
    page.locator("[name=email]").fill(account["email"])
    page.locator("[name=password]").fill(account["password"])
    page.locator("main form button[type=submit]").first.click()
    page.goto(QUEUE)
    return page


def open_first(page: Page) -> None:
    """The first pair, loaded whole: keys pressed earlier belong to nobody."""
    page.locator(".qact a").first.click()
    page.wait_for_url(PAIR)


def approve(page: Page) -> None:
    """Key A on a pair, then wait for the next one."""
    here = page.url
    page.keyboard.press("a")
    page.wait_for_url(lambda url: url != here)
    expect(page.locator(".notes")).to_contain_text("approuvée")


def dismiss(page: Page) -> None:
    """Key D, the second reason, Enter."""
    here = page.url
    page.keyboard.press("d")
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != here)
    expect(page.locator(".notes")).to_contain_text("écartée")


def test_ten_pairs_by_keyboard_alone(product: Product, open_page: Opener) -> None:
    page = organizer(product, open_page())
    waiting = int(page.locator("h1").inner_text().split()[0])
    page.keyboard.press("?")
    expect(page.locator("#keys dl")).to_be_visible()
    for _ in range(3):
        page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator(".qrow").nth(1)).to_have_attribute("aria-current", "true")
    page.keyboard.press("Enter")
    page.wait_for_url(PAIR)
    for decide in (approve, dismiss, approve, approve, dismiss, approve, dismiss, approve, approve, dismiss):
        decide(page)
    page.keyboard.press("u")
    expect(page.locator(".notes")).to_contain_text("de nouveau dans la file")
    page.goto(QUEUE)
    expect(page.locator("h1")).to_contain_text(str(waiting - 9))


def test_keys_are_quiet_while_somebody_writes(product: Product, open_page: Opener) -> None:
    page = organizer(product, open_page())
    open_first(page)
    here = page.url
    page.keyboard.press("d")
    page.locator("textarea[name=note]").fill("")
    page.keyboard.type("jaduk")
    expect(page.locator("textarea[name=note]")).to_have_value("jaduk")
    assert page.url == here


def test_a_decision_outlives_a_cut_connection(product: Product, open_page: Opener) -> None:
    page = organizer(product, open_page())
    open_first(page)
    expect(page.locator("link[rel=prefetch]")).to_have_count(1)
    cut: list[bool] = [True]

    def maybe(route: Route) -> None:
        if cut[0]:
            route.abort("internetdisconnected")
        else:
            route.continue_()

    page.route("**/approve*", maybe)
    here = page.url
    page.keyboard.press("a")
    expect(page.get_by_text("Pas encore enregistré")).to_be_in_viewport()
    page.keyboard.press("j")
    page.keyboard.press("d")
    expect(page.locator("details.dismiss")).not_to_have_attribute("open", "")
    assert page.url == here, "the next pair waits until this one is kept"
    cut[0] = False
    page.wait_for_url(lambda url: url != here)
    expect(page.locator(".notes")).to_contain_text("approuvée")


def test_ticked_pairs_are_approved_and_undone_by_keyboard(product: Product, open_page: Opener) -> None:
    page = organizer(product, open_page())
    waiting = int(page.locator("h1").inner_text().split()[0])
    for key in "jxjx":
        page.keyboard.press(key)
    page.keyboard.press("a")
    expect(page.locator(".notes")).to_contain_text("2 paires approuvées")
    expect(page.locator("h1")).to_contain_text(str(waiting - 2))
    page.keyboard.press("u")
    expect(page.locator(".notes")).to_contain_text("2 mises en relation sont annulées")
    expect(page.locator("h1")).to_contain_text(str(waiting))


def test_the_list_of_keys_gives_the_place_back(product: Product, open_page: Opener) -> None:
    page = organizer(product, open_page())
    first = page.locator(".qrow").first
    page.keyboard.press("?")
    expect(page.locator("#keys dl")).to_be_in_viewport()
    expect(first).not_to_be_in_viewport()
    page.keyboard.press("?")
    expect(first).to_be_in_viewport()


def test_ticked_pairs_are_approved_without_javascript(product: Product, open_page: Opener) -> None:
    page = organizer(product, open_page(javascript=False))
    for box in page.locator(".qpick input").all()[:3]:
        box.check()
    page.locator("button[form=chosen]").click()
    expect(page.locator(".notes")).to_contain_text("3 paires approuvées")
    page.locator(".notes form button").click()
    expect(page.locator(".notes")).to_contain_text("3 mises en relation sont annulées")
    open_first(page)
    page.locator("details.dismiss summary").click()
    page.locator("[name=reason]").nth(1).check()
    page.locator("details.dismiss button[type=submit]").click()
    expect(page.locator(".notes")).to_contain_text("écartée")

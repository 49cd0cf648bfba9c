"""A phone that loses its network: what was written leaves later, the own schedule stays readable, a sign-out removes
all that was kept."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import PHONE, Demonstration

STEP = "/organisation/ML07/opportunities"
CONTROLLED = "() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)"


@pytest.fixture
def phone(browser: Browser, demonstration: Demonstration) -> Iterator[BrowserContext]:
    context = demonstration.opened(browser, "startup", viewport=PHONE)
    yield context
    context.close()


def opened(phone: BrowserContext, path: str) -> Page:
    """A page whose browser has the service worker at hand."""
    page = phone.new_page()
    page.goto(path)
    page.wait_for_function(CONTROLLED)
    return page


def kept(page: Page) -> str:
    """Everything this browser keeps for us, as text."""
    return str(
        page.evaluate(
            """async () => {
              let text = JSON.stringify(Object.assign({}, localStorage));
              for (const one of await (await caches.open("own")).matchAll()) text += await one.text();
              return text;
            }"""
        )
    )


def test_what_was_written_leaves_when_the_network_is_back(phone: BrowserContext) -> None:
    page = opened(phone, STEP)
    box = page.locator("textarea").first
    box.evaluate("one => { one.closest('details').open = true; }")
    box.fill("Écrit dans le car de Ségou.")
    phone.set_offline(True)
    page.locator("main form button[type=submit]").last.click()
    expect(page.locator("#kept")).to_contain_text("Gardé sur ce téléphone")
    expect(box).to_have_value("Écrit dans le car de Ségou.")
    with page.expect_response(lambda response: response.request.method == "POST") as answer:
        phone.set_offline(False)
    assert answer.value.status in (200, 303)
    page.wait_for_function("() => !Object.keys(localStorage).some(key => key.startsWith('draft:'))")
    page.wait_for_url("**/organisation/ML07")  # where saving leads
    page.goto(STEP)
    assert "Écrit dans le car de Ségou." in page.content()


def test_the_own_schedule_is_readable_and_other_pages_say_what_to_do(phone: BrowserContext) -> None:
    page = opened(phone, "/meetings")
    page.wait_for_function("() => caches.open('own').then(own => own.match('/meetings')).then(Boolean)")
    phone.set_offline(True)
    page.goto("/meetings")
    expect(page.locator("[data-kept-copy]")).to_be_visible()
    page.goto("/directory")
    expect(page.locator("[data-offline]")).to_be_visible()
    expect(page.locator(".me-name")).to_have_count(0)
    phone.set_offline(False)
    expect(page.locator("form[role=search]").first).to_be_visible()
    expect(page.locator("[data-offline]")).to_have_count(0)


def test_contacts_are_kept_only_where_the_phone_is_said_to_be_ones_own(phone: BrowserContext) -> None:
    page = phone.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/meetings/kept" in request.url else None)
    page.goto("/meetings")
    page.wait_for_function("() => caches.open('own').then(own => own.match('/meetings')).then(Boolean)")
    assert not [url for url in asked if "contacts" in url]
    with page.expect_response(lambda response: response.url.endswith("/meetings/kept?contacts=1")):
        page.locator("#mine").check()


def test_signing_out_removes_all_that_was_kept(phone: BrowserContext) -> None:
    page = opened(phone, "/meetings")
    page.wait_for_function("() => caches.open('own').then(own => own.match('/meetings')).then(Boolean)")
    page.locator("#mine").check()
    page.evaluate("localStorage.setItem('draft:1:/x', '{}')")
    page.locator("details.me summary").click()
    page.locator("form[data-sign-out] button").click()
    page.wait_for_url("**/*")
    page.goto("/")
    assert kept(page) == "{}"


def test_the_site_can_be_put_on_the_home_screen(demonstration: Demonstration) -> None:
    with urllib.request.urlopen(f"{demonstration.product.url}/manifest.webmanifest") as answer:
        assert answer.headers["Content-Type"].startswith("application/manifest+json")
        manifest = json.load(answer)
    assert manifest["start_url"] == "/"
    assert {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]} >= {
        ("192x192", "any"),
        ("512x512", "maskable"),
    }
    for icon in manifest["icons"]:
        with urllib.request.urlopen(demonstration.product.url + icon["src"]) as picture:
            assert picture.headers["Content-Type"] == "image/png"

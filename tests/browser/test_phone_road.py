"""A founder known only by a phone number: comes in by a personal link, on a small phone, without JavaScript."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Callable

from playwright.sync_api import Page, Response, expect

from tests.browser.conftest import PHONE, Product
from tests.browser.test_main_road import press
from tests.factories import PASSWORD

MOST_FORMS = 4
MOST_BYTES = 120_000
FIRST_VISIT, FURTHER_PAGE = 60_000, 15_000


def make_link(organizer: Page) -> str:
    """An organizer makes a personal link and reads its address off the page."""
    organizer.goto("/login")
    organizer.locator("[name=email]").fill("awa@mda.example")
    organizer.locator("[name=password]").fill(PASSWORD)
    press(organizer)
    organizer.goto("/organizers/links")
    organizer.locator("[name=full_name]").fill("Sékou Diarra")
    organizer.locator("[name=phone]").fill("+22376000000")
    organizer.locator("[name=declared]").check()
    press(organizer, "form:has([name=declared])")
    whatsapp = organizer.get_by_role("link", name=re.compile("WhatsApp")).get_attribute("href")
    assert whatsapp is not None
    assert whatsapp.startswith("https://wa.me/22376000000?text=")
    expect(organizer.locator("main svg").first).to_be_visible()
    found = re.search(r"https?://[\w.:]+/p/[\w-]+", organizer.content())
    assert found
    return found[0]


class Meter:
    """Counts what travels, by page."""

    def __init__(self, page: Page) -> None:
        self.bytes: list[int] = []
        self.forms = 0
        page.on("response", self._seen)

    def _seen(self, response: Response) -> None:
        sizes = response.request.sizes()
        travelled = sizes["responseBodySize"] + sizes["responseHeadersSize"]
        if response.request.is_navigation_request() and response.status < 300:
            self.bytes.append(travelled)
        elif self.bytes:
            self.bytes[-1] += travelled
        self.forms += response.request.method == "POST"


def test_a_founder_with_a_phone_number_only(product: Product, open_page: Callable[..., Page]) -> None:
    made = ("users", "create", "awa@mda.example", "--name", "Awa Traoré", "--role", "organizer", "--password")
    product.flask(*made, answer=f"{PASSWORD}\n{PASSWORD}\n")
    organizer = open_page()
    link = make_link(organizer)

    for _ in range(3):  # a messenger's preview, and a scanner
        with urllib.request.urlopen(link) as preview:
            assert b"Diarra" not in preview.read()
    assert "participant" not in product.flask("users", "list", "--role", "participant")

    phone = open_page(PHONE, javascript=False)
    meter = Meter(phone)
    phone.goto(link)
    phone.locator("[name=code]").fill("482913")
    phone.locator("[name=code_again]").fill("482913")
    phone.locator("[name=residence]").select_option("ML")
    for box in phone.get_by_role("checkbox").all():
        expect(box).not_to_be_checked()
        box.check()
    press(phone)

    phone.locator("main").get_by_role("link").first.click()
    phone.locator("[name=country][value=ML]").check(force=True)
    phone.locator("[name=kind][value=startup]").check()
    phone.locator("[name=name]").fill("Ségou Riz")
    press(phone, ".decision")
    phone.locator("[name=offers-0-title]").fill("Riz étuvé de Ségou, 40 tonnes par mois")
    phone.locator("[name=seeks-0-title]").fill("Décortiqueuse solaire de 500 kg par heure")
    press(phone, ".decision")
    phone.locator("button[name=then][value=submit]").click()
    expect(phone.locator("main")).to_contain_text("En révision")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    assert meter.forms <= MOST_FORMS, f"{meter.forms} forms"
    assert sum(meter.bytes) <= MOST_BYTES, f"{sum(meter.bytes)} bytes in all: {meter.bytes}"
    assert meter.bytes[0] <= FIRST_VISIT
    assert max(meter.bytes[1:]) <= FURTHER_PAGE

    organizer.goto("/organizers/profiles")
    expect(organizer.locator("main")).to_contain_text("Ségou Riz")

    again = open_page(PHONE, javascript=False)
    again.goto(link)
    again.locator("[name=code]").fill("111222")
    press(again)
    expect(again.locator("main")).to_contain_text("code")
    again.locator("[name=code]").fill("482913")
    press(again)
    expect(again).to_have_url(re.compile("/home"))
    expect(again.locator("main")).to_contain_text("Ségou Riz")

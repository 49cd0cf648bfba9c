"""The whole road: two organisations sign up, an organizer introduces them, both accept, contacts open to both alone."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Product, link_in, text_of
from tests.factories import PASSWORD

Opener = Callable[..., Page]
Texts = tuple[str, str]


def press(page: Page, form: str = "main form") -> None:
    """Press the button of a form, the way a person would."""
    page.locator(f"{form} button[type=submit]:visible").last.click()


def sign_up(page: Page, product: Product, *, name: str, email: str, phone: str, country: str) -> None:
    """Register, read the mail, confirm with the button behind its link."""
    page.goto("/register")
    for field, typed in {"full_name": name, "email": email, "phone": phone, "password": PASSWORD}.items():
        page.locator(f"[name={field}]").fill(typed)
    page.locator("[name=residence]").select_option(country)
    for box in page.get_by_role("checkbox").all():
        expect(box).not_to_be_checked()
        box.check()
    press(page)
    page.goto(link_in(product.mail_to(email)))
    press(page)
    expect(page).to_have_url(re.compile("/home"))


def describe(page: Page, *, side: str, kind: str, name: str, city: str, offer: Texts, need: Texts) -> None:
    """Three short steps, then submit."""
    page.goto("/organisation/new")
    page.locator(f"[name=country][value={side}]").check(force=True)
    page.locator(f"[name=kind][value={kind}]").check()
    page.locator("[name=name]").fill(name)
    page.locator("[name=city]").fill(city)
    press(page, ".decision")
    for field, (title, text) in {"offers-0": offer, "seeks-0": need}.items():
        page.locator(f"[name={field}-title]").fill(title)
        page.locator(f"[name={field}-text]").fill(text)
    press(page, ".decision")
    page.locator("button[name=then][value=submit]").click()
    expect(page.locator("main")).to_contain_text("En révision")


def publish(page: Page, name: str) -> None:
    """What an organizer does with a submitted profile."""
    page.goto("/organizers/profiles")
    page.get_by_role("link", name=name).first.click()
    press(page, "form[action$=publish]")
    page.goto("/organizers/profiles?status=published")
    expect(page.locator("main")).to_contain_text(name)


def find_pair(page: Page, one: str, other: str) -> None:
    """Wait for the worker's suggestions and open the pair from the queue."""
    page.goto("/organizers/suggestions")
    row = page.locator(".qrow").filter(has_text=one).filter(has_text=other)
    for _ in range(60):
        if row.count():
            break
        page.wait_for_timeout(500)
        page.reload()
    row.locator(".qact a").click()
    expect(page.locator("h1")).to_contain_text(one)
    expect(page.locator("h1")).to_contain_text(other)


def accept(page: Page, product: Product, email: str) -> None:
    """Open the mail's link, read, press yes."""
    page.goto(link_in(product.mail_to(email, "/i/")))
    press(page, "form:has([name=answer][value=yes])")


def test_two_strangers_are_introduced(product: Product, open_page: Opener) -> None:
    answer = f"{PASSWORD}\n{PASSWORD}\n"
    organizer_made = ("users", "create", "awa@mda.example", "--name", "Awa Traoré", "--role", "organizer", "--password")
    product.flask(*organizer_made, answer=answer)
    malian, algerian, organizer, stranger = (open_page() for _ in range(4))

    sign_up(malian, product, name="Mariam Keïta", email="mariam@ml.example", phone="+22370123456", country="ML")
    sign_up(algerian, product, name="Karim Haddad", email="karim@dz.example", phone="+213550123456", country="DZ")
    sign_up(stranger, product, name="Autre Personne", email="autre@ml.example", phone="+22370999999", country="ML")
    describe(
        malian,
        side="ML",
        kind="startup",
        name="KeneyaLink",
        city="Kayes",
        offer=("Télésanté en brousse", "Valises de téléconsultation pour les centres de santé ruraux, formation."),
        need=(
            "Appareils ECG portables",
            "Dix appareils de cardiologie portables, garantie locale, paiement échelonné.",
        ),
    )
    describe(
        algerian,
        side="DZ",
        kind="company",
        name="NabdCare",
        city="Oran",
        offer=("ECG de poche", "Appareil ECG portable, garantie deux ans, formation des infirmiers, cardiologie."),
        need=("Centres de santé ruraux", "Téléconsultation : centres de santé au Sahel pour tester notre appareil."),
    )

    organizer.goto("/login")
    organizer.locator("[name=email]").fill("awa@mda.example")
    organizer.locator("[name=password]").fill(PASSWORD)
    press(organizer)
    organizer.goto("/organizers/settings")
    organizer.locator("[name=hold_minutes]").fill("0")
    organizer.locator("[name=weekends_kept]").uncheck()  # the walk must end on a Saturday too
    press(organizer, "form:has([name=hold_minutes])")
    publish(organizer, "KeneyaLink")
    publish(organizer, "NabdCare")
    find_pair(organizer, "KeneyaLink", "NabdCare")
    expect(organizer.locator(".word").first).to_be_visible()
    organizer.locator("button[formaction*=approve]").click()

    accept(malian, product, "mariam@ml.example")
    assert "213550123456" not in malian.content().replace(" ", "")
    assert "karim@dz.example" not in malian.content()
    accept(algerian, product, "karim@dz.example")

    for page, other, address in (
        (malian, "NabdCare", "karim@dz.example"),
        (algerian, "KeneyaLink", "mariam@ml.example"),
    ):
        page.goto("/introductions")
        page.locator("main").get_by_role("link", name=re.compile(other)).first.click()
        expect(page.locator("main")).to_contain_text(address)
    refused = stranger.goto(malian.url)
    assert refused is not None
    assert refused.status == 404
    for mail in product.mailbox.mails:
        if "autre@ml.example" in str(mail["To"]):
            assert "karim@dz.example" not in text_of(mail)
            assert "mariam@ml.example" not in text_of(mail)

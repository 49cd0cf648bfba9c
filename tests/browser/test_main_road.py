"""The whole road: two organisations sign up, an organizer introduces them, both accept, contacts open to both alone."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Product, link_in, text_of

PASSWORD = "un mot de passe long"
Opener = Callable[..., Page]


def sign_up(page: Page, product: Product, *, name: str, email: str, phone: str, country: str) -> None:
    """Register, read the mail, confirm with the button behind its link."""
    page.goto("/register")
    page.get_by_label("Prénom et nom").fill(name)
    page.get_by_label("Pays de résidence").select_option(country)
    page.get_by_label("Adresse e-mail").fill(email)
    page.get_by_label("Téléphone").fill(phone)
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    for box in page.get_by_role("checkbox").all():
        expect(box).not_to_be_checked()
        box.check()
    page.get_by_role("button", name="Créer mon compte").click()
    page.goto(link_in(product.mail_to(email)))
    page.get_by_role("button", name="Confirmer mon adresse").click()
    expect(page).to_have_url(re.compile("/home"))


def describe(
    page: Page, *, side: str, kind: str, name: str, city: str, offer: tuple[str, str], need: tuple[str, str]
) -> None:
    """Three short steps, then submit."""
    page.goto("/organisation/new")
    page.get_by_text(side, exact=True).first.click()
    page.get_by_label(kind, exact=True).check()
    page.get_by_label("Nom", exact=True).fill(name)
    page.get_by_label("Ville").fill(city)
    page.get_by_role("button", name="Enregistrer et continuer").click()
    for number, (title, text) in enumerate((offer, need)):
        page.get_by_label("Titre").nth(number).fill(title)
        page.get_by_label("Texte").nth(number).fill(text)
    page.get_by_role("button", name="Enregistrer et continuer").click()
    page.get_by_role("button", name=re.compile("^Soumettre|^Envoyer")).click()
    expect(page.locator("main")).to_contain_text("En révision")


def publish(page: Page, name: str) -> None:
    """What an organizer does with a submitted profile."""
    page.goto("/organizers/profiles")
    page.get_by_role("link", name=name).first.click()
    page.get_by_role("button", name="Publier").click()
    expect(page.locator("main")).to_contain_text("Publié")


def accept(page: Page, product: Product, email: str) -> None:
    """Open the mail's link, read, press yes."""
    page.goto(link_in(product.mail_to(email, "Bamako" if "dz" in email else "Alger")))
    page.get_by_role("button", name=re.compile("^Oui")).click()


def test_two_strangers_are_introduced(product: Product, open_page: Opener) -> None:
    product.flask(
        "users", "create", "awa@mda.example", "--name", "Awa Traoré", "--role", "organizer", "--password", PASSWORD
    )
    malian, algerian, organizer, stranger = (open_page() for _ in range(4))

    sign_up(malian, product, name="Mariam Keïta", email="mariam@ml.example", phone="+22370123456", country="ML")
    sign_up(algerian, product, name="Karim Haddad", email="karim@dz.example", phone="+213550123456", country="DZ")
    sign_up(stranger, product, name="Autre Personne", email="autre@ml.example", phone="+22370999999", country="ML")
    describe(
        malian,
        side="Mali",
        kind="Startup",
        name="KeneyaLink",
        city="Bamako",
        offer=(
            "Télésanté en brousse",
            "Valises de téléconsultation pour les centres de santé, installation et formation.",
        ),
        need=(
            "Appareils ECG portables",
            "Dix appareils de cardiologie portables, garantie locale, paiement échelonné.",
        ),
    )
    describe(
        algerian,
        side="Algérie",
        kind="Entreprise",
        name="NabdCare",
        city="Alger",
        offer=("ECG de poche", "Appareil ECG portable, garantie deux ans, formation des infirmiers, cardiologie."),
        need=("Centres de santé ruraux", "Téléconsultation : centres de santé au Sahel pour tester notre appareil."),
    )

    organizer.goto("/login")
    organizer.get_by_label("Adresse e-mail").fill("awa@mda.example")
    organizer.get_by_label("Mot de passe").fill(PASSWORD)
    organizer.get_by_role("button", name="Se connecter").click()
    organizer.goto("/organizers/settings")
    organizer.get_by_label(re.compile("minutes", re.IGNORECASE)).fill("0")
    organizer.get_by_role("button", name="Enregistrer").click()
    publish(organizer, "KeneyaLink")
    publish(organizer, "NabdCare")
    organizer.goto("/organizers/suggestions")
    read = organizer.get_by_role("link", name="Lire", exact=False).first
    for _ in range(40):
        if read.count():
            break
        organizer.wait_for_timeout(500)
        organizer.reload()
    read.click()
    expect(organizer.locator("h1")).to_contain_text("KeneyaLink")
    expect(organizer.locator("h1")).to_contain_text("NabdCare")
    expect(organizer.locator(".word").first).to_be_visible()
    organizer.get_by_role("button", name="Approuver").click()

    accept(malian, product, "mariam@ml.example")
    assert "+213550123456" not in malian.content().replace(" ", "")
    assert "karim@dz.example" not in malian.content()
    accept(algerian, product, "karim@dz.example")

    malian.goto("/introductions")
    malian.locator("main").get_by_role("link", name=re.compile("NabdCare")).first.click()
    expect(malian.locator("main")).to_contain_text("karim@dz.example")
    algerian.goto("/introductions")
    algerian.locator("main").get_by_role("link", name=re.compile("KeneyaLink")).first.click()
    expect(algerian.locator("main")).to_contain_text("mariam@ml.example")
    address = malian.url
    answer = stranger.goto(address)
    assert answer is not None
    assert answer.status == 404
    for mail in product.mailbox.mails:
        if "autre@ml.example" in str(mail["To"]):
            assert "karim@dz.example" not in text_of(mail)
            assert "mariam@ml.example" not in text_of(mail)

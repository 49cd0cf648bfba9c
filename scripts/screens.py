"""Pictures of the running demonstration: every main page at phone and desk width, and the README's one picture.

`make screens` writes the gallery to build/screens/, with an index.html to page through, and the README's picture to
docs/pictures/screens.png. `make screens ONLY=file` takes only pages whose role and name hold that word;
LANGUAGES=fr,ar,en, WIDTHS=360,768,1440 and SCHEMES=light,dark ask for more than French by daylight at two widths.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.conftest import Product, chromium, run_product  # noqa: E402  (the tests know how to start it)

GALLERY = ROOT / "build" / "screens"
README_PICTURE = ROOT / "docs" / "pictures" / "screens.png"
SIZES = {
    "360": {"width": 360, "height": 740},
    "768": {"width": 768, "height": 1024},
    "1440": {"width": 1440, "height": 900},
}
LOCALES = {"fr": "fr-FR", "ar": "ar-DZ", "en": "en-GB"}
ONLY = os.environ.get("ONLY", "")
VIEWS = [
    (language, scheme, width)
    for language in os.environ.get("LANGUAGES", "fr").split(",")
    for scheme in os.environ.get("SCHEMES", "light").split(",")
    for width in os.environ.get("WIDTHS", "360,1440").split(",")
]
PUBLIC = {
    "accueil": "/",
    "inscription": "/register",
    "connexion": "/login",
    "vie-privee": "/privacy",
    "aide": "/help",
    "composants": "/gallery",
}
ORGANIZER = {
    "aujourdhui": "/home",
    "file": "/organizers/suggestions",
    "paire": "/organizers/pairs/ML07/DZ12",
    "plans": "/organizers/plans",
    "plan": "/organizers/plans/1",
    "places-a-pourvoir": "/organizers/replacements",
    "profils": "/organizers/profiles",
    "profil-relu": "/organizers/profiles/ML07",
    "mises-en-relation": "/organizers/introductions",
    "a-appeler": "/organizers/calls",
    "mise-en-relation": "/organizers/introductions/1",
    "demandes": "/organizers/requests",
    "messages": "/organizers/messages",
    "courriels-retenus": "/organizers/messages/held",
    "mots-des-courriels": "/organizers/letters",
    "mots-d-un-courriel": "/organizers/letters/introduction.proposal/fr",
    "table-ronde": "/organizers/events/1",
    "table-ronde-organisations": "/organizers/events/1/organisations",
    "table-ronde-invites": "/organizers/events/1/guests",
    "planning": "/organizers/schedule",
    "planning-version": "/organizers/schedule/versions/1",
    "dossier-a-imprimer": "/organizers/schedule/pack",
    "suivi": "/followup",
    "suivi-resultats": "/followup/outcomes",
    "suivi-recommandations": "/followup/recommendations",
    "suivi-feuille-de-route": "/followup/roadmap",
    "suivi-actions": "/followup/actions",
    "suivi-tableau": "/followup/board",
    "suivi-reunions": "/followup/meetings",
    "reglages": "/organizers/settings",
    "calculs": "/organizers/runs",
    "ce-qui-a-bouge": "/organizers/runs/1/moves",
    "decisions": "/organizers/acceptance",
    "lexique": "/organizers/lexicon",
    "concept": "/organizers/lexicon/concepts/startup",
    "concept-a-corriger": "/organizers/lexicon/concepts/startup/edit",
    "concept-nouveau": "/organizers/lexicon/new",
    "mots-sans-concept": "/organizers/lexicon/words",
    "essayer-une-phrase": "/organizers/lexicon/try",
    "doublons": "/organizers/twins",
    "import": "/organizers/files/import",
    "liens": "/organizers/links",
}
PARTICIPANT = {
    "espace": "/home",
    "suggestions": "/suggestions",
    "organisation": "/organisation",
    "a-ne-pas-me-presenter": "/organisation/ML07/apart",
    "etape-offres": "/organisation/ML07/opportunities",
    "etape-details": "/organisation/ML07/details",
    "compte": "/account",
    "annuaire": "/directory",
    "profil": "/profiles/DZ12",
    "mes-mises-en-relation": "/introductions",
    "ma-mise-en-relation": "/introductions/1",
    "mes-demandes": "/requests",
    "demander": "/requests/new",
    "table-ronde": "/event",
    "table-ronde-presence": "/event/ML07",
    "mes-rendez-vous": "/meetings",
}
COMMITTEE = {
    "accueil": "/home",
    "mises-en-relation": "/committee/introductions",
    "suivi": "/followup",
    "tableau": "/followup/board",
}
STAFF = {"comite": ("committee", COMMITTEE), "accueil": ("helper", {"accueil": "/home"})}
PAIR = "/organizers/pairs/ML07/DZ12"
IN_README = ("organisateur-paire-1440", "organisateur-file-1440", "startup-etape-offres-360", "startup-espace-360")


def main() -> None:
    """Start an installation of its own, take all pictures, stop it."""
    GALLERY.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        running = run_product(Path(folder), {"DEMO": "1"})
        product = next(running)
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        accounts = {account["role"]: account for account in reversed(json.loads(card(product)))}
        draft_plan(browser, product, accounts["organizer"])
        introduce(browser, product, accounts["organizer"], sides(product))
        publish_schedule(browser, product, accounts["organizer"])
        staff = {prefix: make_account(product, role) for prefix, (role, _pages) in STAFF.items()}
        for view in VIEWS:
            shoot(browser, product, view, "public", PUBLIC)
            shoot(browser, product, view, "organisateur", ORGANIZER, accounts["organizer"])
            shoot(browser, product, view, "startup", PARTICIPANT, accounts["startup"])
            shoot(browser, product, view, "investisseur", {"suggestions": "/suggestions"}, accounts["investor"])
            for prefix, (_role, pages) in STAFF.items():
                shoot(browser, product, view, prefix, pages, staff[prefix])
        write_index()
        compose(browser)
        browser.close()
        running.close()
    print(f"{len(list(GALLERY.glob('*.png')))} pictures in {GALLERY.relative_to(ROOT)}")


def card(product: Product) -> str:
    """The demonstration's accounts, as the installation keeps them."""
    return (Path(product.environ["INSTANCE"]) / "demonstration.json").read_text(encoding="utf-8")


def shoot(
    browser: Browser,
    product: Product,
    view: tuple[str, str, str],
    role: str,
    pages: dict[str, str],
    account: dict[str, str] | None = None,
) -> None:
    """The pages of one role in one language, scheme and width; French by daylight has the plain file names."""
    language, scheme, width = view
    wanted = {name: path for name, path in pages.items() if ONLY in f"{role}-{name}"}
    if not wanted:
        return
    context = browser.new_context(
        base_url=product.url,
        viewport=SIZES[width],
        locale=LOCALES[language],
        color_scheme=scheme,
        device_scale_factor=2 if width == "360" else 1,
    )
    if account:
        sign_in(context, account)
    page = context.new_page()
    if language != "fr":
        page.goto("/")
        page.locator(f".langs a[hreflang={language}]").first.click()
    more = "".join(f"-{word}" for word in (language, scheme) if word not in ("fr", "light"))
    for name, path in wanted.items():
        answer = page.goto(path)
        if answer is None or answer.status != 200:
            print(f"{role} {path}: {answer.status if answer else 'no answer'}")
            continue
        page.screenshot(path=GALLERY / f"{role}-{name}-{width}{more}.png", full_page=True)
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if overflow > 0:
            print(f"{role} {path} at {width} {language}: {overflow} px wider than the screen")
    context.close()


def write_index() -> None:
    """One page that shows every picture by its name, to page through."""
    figures = "".join(
        f'<figure id="{picture.stem}"><figcaption>{picture.stem}</figcaption>'
        f'<a href="{picture.name}"><img src="{picture.name}" loading="lazy" alt=""></a></figure>'
        for picture in sorted(GALLERY.glob("*.png"))
    )
    style = (
        "body{font:14px system-ui;margin:16px;display:grid;gap:16px;"
        "grid-template-columns:repeat(auto-fill,minmax(280px,1fr))}figure{margin:0}"
        "img{width:100%;height:420px;object-fit:cover;object-position:top;border:1px solid #ccc}"
    )
    head = f'<!doctype html><meta charset="utf-8"><title>Screens</title><style>{style}</style>'
    (GALLERY / "index.html").write_text(head + figures, encoding="utf-8")


def draft_plan(browser: Browser, product: Product, account: dict[str, str]) -> None:
    """Ask for a plan with the limits the page proposes, and wait until the worker has drawn it."""
    context = browser.new_context(base_url=product.url, locale="fr-FR")
    sign_in(context, account)
    page = context.new_page()
    page.goto("/organizers/plans")
    page.locator("main form button[type=submit]").last.click()
    while not page.locator("ol.queue").count():
        page.wait_for_timeout(500)
        page.reload()
    context.close()


def sides(product: Product) -> list[dict[str, str]]:
    """The two startups of the demonstration: they are introduced to each other."""
    return [account for account in json.loads(card(product)) if account["role"] == "startup"]


def introduce(browser: Browser, product: Product, organizer: dict[str, str], both: list[dict[str, str]]) -> None:
    """Introduce the demonstration's two startups, let the letters leave, and have both say yes."""
    with signed_in(browser, product, organizer) as page:
        page.goto(PAIR)
        page.locator("button[formaction$='/approve']").first.click()
        page.goto("/organizers/messages/held")
        page.locator("button[value=release_all]").click()
    for account in both:
        with signed_in(browser, product, account) as page:
            until(page, "/introductions/1", "input[name=answer][value=yes]")
            page.locator("form:has(input[name=answer][value=yes]) button[type=submit]").click()


def publish_schedule(browser: Browser, product: Product, organizer: dict[str, str]) -> None:
    """Have the worker compute a schedule of what was accepted, and publish it."""
    with signed_in(browser, product, organizer) as page:
        page.goto("/organizers/schedule")
        page.locator("form[action$='/draft'] button[type=submit]").first.click()
        until(page, "/organizers/schedule", "form[action$='/publish'] button[type=submit]")
        page.locator("form[action$='/publish'] button[type=submit]").click()


def make_account(product: Product, role: str) -> dict[str, str]:
    """Somebody with this role, who signs in by password."""
    email, password = f"{role}@demo.example", secrets.token_hex(12)
    answer = f"{password}\n{password}\n"
    product.flask("users", "create", email, "--name", "Fatou Diallo", "--role", role, "--password", answer=answer)
    return {"email": email, "password": password}


@contextmanager
def signed_in(browser: Browser, product: Product, account: dict[str, str]) -> Iterator[Page]:
    """A page of somebody who has signed in."""
    context = browser.new_context(base_url=product.url, locale="fr-FR")
    sign_in(context, account)
    yield context.new_page()
    context.close()


def until(page: Page, path: str, selector: str) -> None:
    """Open a page again and again until the worker has brought it so far, a minute at most."""
    for _attempt in range(120):
        page.goto(path)
        if page.locator(selector).count():
            return
        page.wait_for_timeout(500)
    raise TimeoutError(f"{path} never showed {selector}")


def sign_in(context: BrowserContext, account: dict[str, str]) -> None:
    """Sign in as a person of the demonstration."""
    page: Page = context.new_page()
    page.goto("/login")
    page.locator("input[name=email]").fill(account["email"])
    page.locator("input[name=password]").fill(account["password"])
    page.locator("main form button[type=submit]").first.click()
    page.close()


def compose(browser: Browser) -> None:
    """Four screens side by side, drawn by the browser itself."""
    pictures = [GALLERY / f"{name}.png" for name in IN_README]
    if not all(picture.exists() for picture in pictures):
        print("the README's picture was left as it is: a screen is missing")
        return
    frames = "".join(
        f'<div class="{"wide" if "1440" in picture.name else "phone"}">'
        f'<img src="data:image/png;base64,{base64.b64encode(picture.read_bytes()).decode()}"></div>'
        for picture in pictures
    )
    style = (
        "body{margin:0;padding:24px;background:#ECEAE4;display:flex;gap:20px;width:1752px}"
        "div{border-radius:10px;overflow:hidden;height:760px;background:#fff}"
        ".wide{width:600px}.phone{width:236px}img{width:100%;display:block}"
    )
    page = browser.new_page(viewport={"width": 1800, "height": 808})
    page.set_content(f"<style>{style}</style>{frames}")
    README_PICTURE.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=README_PICTURE)


if __name__ == "__main__":
    main()

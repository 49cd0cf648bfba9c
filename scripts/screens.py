"""Pictures of the running demonstration: every main page, in each width, language and scheme, and the README's picture.

`make screens` writes the gallery to build/screens/ (open its index.html) and the README's picture to docs/pictures/. A
page is loaded once for each language and then seen in every width and scheme. It may be run in parts: ONLY=file takes
only pages whose role and name hold that word; LANGUAGES=fr,ar,en, WIDTHS=360,768,1440 and SCHEMES=light,dark choose;
RESUME=1 leaves what has been taken. The demonstration is kept in build/screens/demo between runs; FRESH=1 begins anew.
"""

from __future__ import annotations

import base64
import io
import json
import os
import secrets
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product as every
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.screen_index import write_index  # noqa: E402
from scripts.screen_pages import INVESTOR, ORGANIZER, PARTICIPANT, PUBLIC, STAFF  # noqa: E402
from tests.browser.conftest import Product, chromium, run_product  # noqa: E402  (the tests know how to start it)

GALLERY = ROOT / "build" / "screens"
DEMONSTRATION = GALLERY / "demo"
PREPARED = DEMONSTRATION / "prepared.json"
README_PICTURE = ROOT / "docs" / "pictures" / "screens.webp"
HEIGHTS = {"360": 740, "768": 1024, "1440": 900}
PATIENCE = 120_000  # milliseconds: a busy machine is slow, and a run is long
LOCALES = {"fr": "fr-FR", "ar": "ar-DZ", "en": "en-GB"}
ONLY, RESUME, FRESH = (os.environ.get(name, "") for name in ("ONLY", "RESUME", "FRESH"))
LANGUAGES = os.environ.get("LANGUAGES", "fr,ar").split(",")
VIEWS = list(
    every(os.environ.get("WIDTHS", "360,768,1440").split(","), os.environ.get("SCHEMES", "light,dark").split(","))
)
PAIR = "/organizers/pairs/ML07/DZ12"  # both said yes
WAITING = "/organizers/pairs/ML07/DZ28"  # asked, and nobody has answered
IN_README = ("organisateur-paire-1440", "organisateur-file-1440", "startup-etape-offres-360", "startup-espace-360")
# A whole page has no window to whose foot a bar could stick.
STILL = ".decision { position: static !important; } *, ::file-selector-button { transition: none !important; }"


def main() -> None:
    """Start an installation of its own, take all pictures, stop it."""
    begun = time.monotonic()
    if FRESH:
        shutil.rmtree(DEMONSTRATION, ignore_errors=True)
    DEMONSTRATION.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        running = run_product(DEMONSTRATION, {"DEMO": "1"})
        product = next(running)
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        accounts = prepare(browser, product)
        roles = {
            "public": PUBLIC,
            "organisateur": ORGANIZER,
            "startup": PARTICIPANT,
            "investisseur": INVESTOR,
        } | {prefix: pages for prefix, (_role, pages) in STAFF.items()}
        for language, (role, pages) in every(LANGUAGES, roles.items()):
            shoot(browser, product, language, role, pages, accounts.get(role))
        write_index(GALLERY)
        compose(browser)
        browser.close()
        running.close()
    taken = len(list(GALLERY.glob("*.png")))
    print(f"{taken} pictures in {GALLERY.relative_to(ROOT)}/index.html, {time.monotonic() - begun:.0f} s")


def prepare(browser: Browser, product: Product) -> dict[str, dict[str, str]]:
    """The accounts by role; the first time, with a plan, an introduction, a schedule and staff to be seen."""
    card = json.loads((DEMONSTRATION / "demonstration.json").read_text(encoding="utf-8"))
    first = {account["role"]: account for account in reversed(card)}
    accounts = {
        "organisateur": first["organizer"],
        "startup": first["startup"],
        "investisseur": first["investor"],
    }
    done = json.loads(PREPARED.read_text(encoding="utf-8")) if PREPARED.exists() else {}
    for name, step in STEPS.items():
        if name not in done:
            step(browser, product, card)
            done[name] = True
            PREPARED.write_text(json.dumps(done), encoding="utf-8")
    for prefix, (role, _pages) in STAFF.items():
        if prefix not in done:
            done[prefix] = make_account(product, role)
            PREPARED.write_text(json.dumps(done), encoding="utf-8")
    return accounts | {prefix: done[prefix] for prefix in STAFF}


def shoot(
    browser: Browser,
    product: Product,
    language: str,
    role: str,
    pages: dict[str, str],
    account: dict[str, str] | None,
) -> None:
    """The pages of one role in one language, in every width and scheme; French by daylight has the plain names."""
    wanted = {name: path for name, path in pages.items() if ONLY in f"{role}-{name}" and lacks(role, name, language)}
    if not wanted:
        return
    context = browser.new_context(base_url=product.url, locale=LOCALES[language], bypass_csp=True)
    context.set_default_timeout(PATIENCE)
    if account:
        sign_in(context, account)
    page = context.new_page()
    page.goto("/help")
    if page.locator("html").get_attribute("lang") != language:
        page.locator(f".langs button[value={language}]").first.evaluate("button => button.click()")
        page.wait_for_selector(f"html[lang={language}]")
    for name, path in wanted.items():
        answer = page.goto(path)
        if answer is None or answer.status != 200:
            print(f"{role} {path}: {answer.status if answer else 'no answer'}")
            continue
        page.add_style_tag(content=STILL)
        for width, scheme in VIEWS:
            take(page, picture(role, name, width, language, scheme), width, scheme)
    context.close()


def picture(role: str, name: str, width: str, language: str, scheme: str) -> Path:
    """Where a picture is kept."""
    more = "".join(f"-{word}" for word in (language, scheme) if word not in ("fr", "light"))
    return GALLERY / f"{role}-{name}-{width}{more}.png"


def lacks(role: str, name: str, language: str) -> bool:
    """Whether a page has a picture to be taken."""
    return not RESUME or any(not picture(role, name, width, language, scheme).exists() for width, scheme in VIEWS)


def take(page: Page, path: Path, width: str, scheme: str) -> None:
    """One picture of the page that is open; says where it is wider than the screen."""
    page.set_viewport_size({"width": int(width), "height": HEIGHTS[width]})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.screenshot(path=path, full_page=True)
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if overflow > 0:
        print(f"{path.stem}: {overflow} px wider than the screen")


def draft_plan(browser: Browser, product: Product, card: list[dict[str, str]]) -> None:
    """Ask for a plan with the limits the page proposes, and wait until the worker has drawn it."""
    with signed_in(browser, product, of_role(card, "organizer")[0]) as page:
        page.goto("/organizers/plans")
        page.locator("main form button[type=submit]").last.click()
        page.wait_for_load_state("networkidle")
        until(page, page.url, "ol.queue")


def approve(browser: Browser, product: Product, card: list[dict[str, str]], pair: str = PAIR) -> None:
    """Introduce the demonstration's two startups, or another pair, to each other."""
    with signed_in(browser, product, of_role(card, "organizer")[0]) as page:
        page.goto(pair)
        with page.expect_response(lambda answer: answer.request.method == "POST"):
            page.locator("button[formaction$='/approve']").first.click()
        page.wait_for_load_state("networkidle")


def release(browser: Browser, product: Product, card: list[dict[str, str]]) -> None:
    """Let the held letters leave."""
    with signed_in(browser, product, of_role(card, "organizer")[0]) as page:
        page.goto("/organizers/messages/held")
        page.locator("button[value=release_all]").click()
        page.wait_for_load_state("networkidle")


def accept(browser: Browser, product: Product, account: dict[str, str]) -> None:
    """Have one of the two say yes."""
    with signed_in(browser, product, account) as page:
        until(page, "/introductions/1", "input[name=answer][value=yes]")
        page.locator("form:has(input[name=answer][value=yes]) button[type=submit]").click()
        page.wait_for_load_state("networkidle")


def publish_schedule(browser: Browser, product: Product, card: list[dict[str, str]]) -> None:
    """Have the worker compute a schedule of what was accepted, and publish it."""
    with signed_in(browser, product, of_role(card, "organizer")[0]) as page:
        page.goto("/organizers/schedule")
        page.locator("form[action$='/draft'] button[type=submit]").first.click()
        page.wait_for_load_state("networkidle")
        until(page, "/organizers/schedule", "form[action$='/publish'] button[type=submit]")
        page.locator("form[action$='/publish'] button[type=submit]").click()
        page.wait_for_load_state("networkidle")


def of_role(card: list[dict[str, str]], role: str) -> list[dict[str, str]]:
    """The demonstration's people with this role."""
    return [account for account in card if account["role"] == role]


# What must have happened before there is something to see, each once for a kept demonstration.
STEPS = {
    "plan": draft_plan,
    "approved": approve,
    "released": release,
    "first yes": lambda browser, product, card: accept(browser, product, of_role(card, "startup")[0]),
    "second yes": lambda browser, product, card: accept(browser, product, of_role(card, "startup")[1]),
    "schedule": publish_schedule,
    "waiting": lambda browser, product, card: approve(browser, product, card, WAITING),
    "released again": release,
}


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
    context.set_default_timeout(PATIENCE)
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
    """Four screens side by side, drawn by the browser itself and kept small."""
    pictures = [GALLERY / f"{name}.png" for name in IN_README]
    if not all(path.exists() for path in pictures):
        print("the README's picture was left as it is: a screen is missing")
        return
    frames = "".join(
        f'<div class="{"wide" if "1440" in path.name else "phone"}">'
        f'<img src="data:image/png;base64,{base64.b64encode(path.read_bytes()).decode()}"></div>'
        for path in pictures
    )
    style = (
        "body{margin:0;padding:24px;background:#ECEAE4;display:flex;gap:20px;width:1752px}"
        "div{border-radius:10px;overflow:hidden;height:760px;background:#fff}"
        ".wide{width:600px}.phone{width:236px}img{width:100%;display:block}"
    )
    page = browser.new_page(viewport={"width": 1800, "height": 808})
    page.set_content(f"<style>{style}</style>{frames}")
    drawn = Image.open(io.BytesIO(page.screenshot()))
    README_PICTURE.parent.mkdir(parents=True, exist_ok=True)
    drawn.save(README_PICTURE, "WEBP", quality=82, method=6)


if __name__ == "__main__":
    main()

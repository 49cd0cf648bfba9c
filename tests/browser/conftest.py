"""The product as it really runs: web process, worker, a mail server and Chromium."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.factories import PASSWORD
from tests.integration.mailbox import Mailbox, free_port

ROOT = Path(__file__).resolve().parents[2]
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1440, "height": 900}


# Once in some thousand clicks a form is answered and Chromium never shows the page it leads to; why is not known. That
# alone is played once more, and told: the server is asked meanwhile, and its answer stands among the warnings.
HANGS = "waiting for scheduled navigations to finish"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=[HANGS]))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, object, object]:
    report = yield
    if call.excinfo is not None and HANGS in str(call.excinfo.value):
        known = getattr(item, "funcargs", {})
        product = known["product"] if "product" in known else getattr(known.get("stage"), "product", None)
        answer = _asked(f"{product.url}/healthz") if product else "was not asked"
        item.warn(pytest.PytestWarning(f"{item.nodeid}: the browser hung after a click; the server {answer}"))
    return report


def _asked(url: str) -> str:
    """Whether, and how soon, the server answers."""
    begun = time.monotonic()
    try:
        with urllib.request.urlopen(url, timeout=20) as response:
            return f"answered {response.status} within {time.monotonic() - begun:.2f} s"
    except (TimeoutError, urllib.error.URLError, OSError) as error:
        return f"did not answer: {error}"


@dataclass(frozen=True)
class Product:
    """A running installation of its own, with the mails it sent."""

    url: str
    environ: dict[str, str]
    mailbox: Mailbox

    def flask(self, *arguments: str, answer: str = "") -> str:
        """What a command line prints."""
        command = [sys.executable, "-m", "flask", "--app", "wsgi", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environ, input=answer, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def mail_to(self, address: str, about: str = "") -> EmailMessage:
        """The latest mail to an address whose subject or text holds `about`; waits for it."""
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            found = [
                mail
                for mail in self.mailbox.mails
                if mail["To"] and address in mail["To"] and about in f"{mail['Subject']} {text_of(mail)}"
            ]
            if found:
                return found[-1]
            time.sleep(0.1)
        subjects = [(mail["To"], mail["Subject"]) for mail in self.mailbox.mails]
        raise AssertionError(f"no mail to {address} about {about!r}; there are {subjects}")


def text_of(mail: EmailMessage) -> str:
    """The plain text of a mail."""
    body = mail.get_body(preferencelist=("plain",))
    assert body is not None
    return str(body.get_content())


def link_in(mail: EmailMessage) -> str:
    """The first address in a mail."""
    found = re.search(r"https?://\S+", text_of(mail))
    assert found, text_of(mail)
    return found[0].rstrip(".)>")


def chromium() -> str:
    """Debian's Chromium; the tests fail clearly where it is missing."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert found, "Chromium is missing: sudo apt install chromium"
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        arguments = [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-background-networking",
            "--disable-sync",
        ]
        running = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        yield running
        running.close()


# Staff whom the demonstration does not invent: name, and what the command line wants beside the role.
STAFF = {
    "helper": ("Issa Koné", ()),
    "committee": ("Sira Diallo", ()),
    "side-organizer": ("Leïla Benali", ("--country", "DZ")),
}


@dataclass(frozen=True)
class Demonstration:
    """A running installation with the invented organisations, for tests that change nothing the others read."""

    product: Product
    accounts: dict[str, dict[str, str]]

    def account(self, role: str) -> dict[str, str]:
        """Address and password of somebody in that role; staff is made when first asked for."""
        if role not in self.accounts:
            name, more = STAFF[role]
            address, made = f"{role}@demo.example", ("--name", name, "--role", role, *more, "--password")
            self.product.flask("users", "create", address, *made, answer=f"{PASSWORD}\n{PASSWORD}\n")
            self.accounts[role] = {"email": address, "password": PASSWORD}
        return self.accounts[role]

    def opened(self, browser: Browser, role: str | None = None, **options: object) -> BrowserContext:
        """A browser of somebody's own: signed in as the demonstration's `role`, or a visitor's."""
        context = browser.new_context(base_url=self.product.url, **{"locale": "fr-FR", **options})  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        if role is not None:
            page = context.new_page()
            page.goto("/login")
            page.locator("input[name=email]").fill(self.account(role)["email"])
            page.locator("input[name=password]").fill(self.account(role)["password"])
            page.locator("main form button[type=submit]").first.click()
            page.wait_for_url("**/home")
            page.close()
        return context


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """One for the whole run: it takes its time to load."""
    yield from demonstration_in(tmp_path_factory.mktemp("demonstration"))


def demonstration_in(folder: Path) -> Iterator[Demonstration]:
    """Start one in a folder of its own."""
    for product in run_product(folder, {"DEMO": "1"}):
        accounts = json.loads((folder / "demonstration.json").read_text(encoding="utf-8"))
        yield Demonstration(product, {account["role"]: account for account in reversed(accounts)})


@pytest.fixture
def product(tmp_path: Path) -> Iterator[Product]:
    """An empty installation whose mails leave at once."""
    yield from run_product(tmp_path, {"DEMO": "0"})


def run_product(folder: Path, more: dict[str, str]) -> Iterator[Product]:
    """Start web and worker on a database of their own; stop both at the end."""
    with Mailbox() as mailbox:
        running = installation(folder, mailbox, more)
        running.flask("prepare")
        with served(running):
            yield running


def installation(folder: Path, mailbox: Mailbox, more: dict[str, str]) -> Product:
    """What an installation in this folder is told; nothing runs yet."""
    port = free_port()
    environ = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ} | {
        "INSTANCE": str(folder),
        "SECRET_KEY": "a key for tests only",
        "PORT": str(port),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "SMTP_URL": mailbox.url,
        "RATE_LIMITS": "0",
        "WEB_CONCURRENCY": "1",
        **more,
    }
    return Product(environ["PUBLIC_URL"], environ, mailbox)


@contextmanager
def served(product: Product, *launcher: str) -> Iterator[None]:
    """Web and worker, each started by `launcher` where there is one; both stop at the end."""
    with ExitStack() as stack:
        for command in (["gunicorn", "--config", "gunicorn.conf.py"], ["flask", "--app", "wsgi", "worker"]):
            started = [sys.executable, "-m", *launcher, *command]
            stack.callback(_stop, subprocess.Popen(started, cwd=ROOT, env=product.environ, start_new_session=True))
        _wait_for(f"{product.url}/healthz")
        yield


@pytest.fixture
def open_page(browser: Browser, product: Product) -> Iterator[Callable[..., Page]]:
    """Opens a person's own browser: `open_page()` at a desk, `open_page(PHONE, javascript=False)` on a phone."""
    contexts: list[BrowserContext] = []

    def opened(viewport: dict[str, int] | None = None, *, javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=product.url,
            viewport=viewport or DESK,  # type: ignore[arg-type]  # a plain dictionary is what it takes
            java_script_enabled=javascript,
            locale="fr-FR",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=2) as response:
                if response.status == 200:
                    return
        except (TimeoutError, urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"{url} does not answer")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """At once, with what it started: nobody waits for an answer any more. How it stops in good order has tests of its
    own."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()

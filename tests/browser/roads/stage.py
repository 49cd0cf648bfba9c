"""Where a road is walked: an installation of its own in one language, its people's browsers, its clock, its mails."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Protocol, TypeVar

import pytest
import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from matchmaking import clock, create_app
from matchmaking.accounts.models import User
from matchmaking.config import Settings
from matchmaking.events.models import Event, EventSession
from matchmaking.extensions import db
from matchmaking.profiles.models import Profile
from tests.browser.conftest import DESK, PHONE, Product, link_in, served
from tests.browser.moved_clock import MovedClock
from tests.browser.reading import Reader
from tests.factories import PASSWORD

BROWSERS = {"fr": "fr-FR", "ar": "ar-DZ"}
PATIENCE = 30_000  # milliseconds that a page may take on a machine with other work
NAMES = (Profile.name, Profile.city, User.full_name, Event.name, Event.place, EventSession.title)
HOLD = timedelta(minutes=11)  # a little longer than letters are held


class World(Protocol):
    """What the tests of one feature set up, and its moment."""

    now: datetime


AnyWorld = TypeVar("AnyWorld", bound=World)


@dataclass
class Stage:
    """The running product as the people of one road meet it."""

    product: Product
    language: str
    browser: Browser
    clock: MovedClock
    names: set[str] = field(default_factory=set)
    contexts: list[BrowserContext] = field(default_factory=list)
    running: ExitStack = field(default_factory=ExitStack)

    @contextmanager
    def building(self, world: Callable[[Flask, datetime], AnyWorld], now: datetime) -> Iterator[AnyWorld]:
        """The product inside the test, on the same database: to set up what was before the road begins, in a world
        whose own `now` is the clock. Everybody who was made speaks the road's language."""
        app = create_app(Settings.from_environment(self.product.environ))
        app.extensions["security"].pwd_context.update(argon2__rounds=1, argon2__memory_cost=8, argon2__parallelism=1)
        made = world(app, now)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(clock, "now", lambda: made.now)
            yield made
        with app.app_context():
            db.session.execute(sa.update(User).values(locale=self.language))
            db.session.commit()
            self.names |= {name for column in NAMES for name in db.session.scalars(sa.select(column)) if name}
            db.engine.dispose()

    def open(self, moment: datetime) -> None:
        """Start the processes: it is `moment` for them."""
        self.clock.stand_at(moment)
        self.running.enter_context(served(self.product, "tests.browser.moved_clock", str(self.clock.file)))

    def close(self) -> None:
        """Stop the processes; the people's browsers stay open."""
        self.running.close()

    def later(self, delta: timedelta = HOLD) -> None:
        """Move the clock of the product on; by default until held letters leave."""
        self.clock.later(delta)

    def page(self, email: str | None = None, *, viewport: dict[str, int] = PHONE, **options: Any) -> Page:
        """Somebody's own browser, on a phone unless told otherwise; signed in where an address is given."""
        told = {"base_url": self.product.url, "locale": BROWSERS[self.language], "viewport": viewport, **options}
        context = self.browser.new_context(**told)
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        page = context.new_page()
        if email is not None:
            page.goto("/login")
            page.locator("input[name=email]").fill(email)
            page.locator("input[name=password]").fill(PASSWORD)
            page.locator("main form button[type=submit]").first.click()
            page.wait_for_url(re.compile(r"/(home|event|organizers)"))
        return page

    def desk(self, email: str) -> Page:
        """Somebody at a desk, signed in."""
        return self.page(email, viewport=DESK)

    @property
    def reader(self) -> Reader:
        """What a text of the product reads like in the road's language."""
        return Reader.of(self.language)

    def say(self, text: str, **values: object) -> str:
        """A text of the product in the road's language."""
        return self.reader.say(text, **values)

    def button(self, within: Page | Locator, text: str, **values: object) -> Locator:
        """A button by what it says."""
        return within.get_by_role("button", name=self.say(text, **values))

    def link(self, within: Page | Locator, text: str, **values: object) -> Locator:
        """A link by what it says."""
        return within.get_by_role("link", name=self.say(text, **values))

    def mail(self, address: str, about: str = "") -> EmailMessage:
        """The latest mail to somebody; waits for it."""
        return self.product.mail_to(address, about)

    def mails_to(self, address: str) -> list[EmailMessage]:
        """All mails that somebody has so far."""
        return [mail for mail in self.product.mailbox.mails if mail["To"] == address]

    def behind(self, address: str, path: str) -> str:
        """The address of the first link in the latest mail that has one with this beginning."""
        return link_in(self.mail(address, path))

    def wait_for(self, page: Page, wanted: Locator) -> None:
        """Load a page anew until the worker has done what stands on it, as its reader is told to do."""
        for _attempt in range(120):
            if wanted.count():
                return
            page.wait_for_timeout(500)
            page.reload()
        raise AssertionError(f"{page.url} never shows {wanted}: {page.locator('main').inner_text()[:400]}")

    def take(self, page: Page, link: Locator) -> bytes:
        """The file behind a link, as this browser gets it."""
        answer = page.request.get(str(link.get_attribute("href")))
        assert answer.ok, f"{answer.url}: {answer.status}"
        return answer.body()

    def look(self, page: Page, name: str) -> None:
        """See a page as its reader does: its direction, no other language's words, nothing beyond the edge of the
        screen. With PICTURES set to a folder, its picture is kept there."""
        if folder := os.environ.get("PICTURES"):
            page.screenshot(path=Path(folder) / f"{name}-{self.language}.png", full_page=True)
        self.reader.check(page, self.names)


@contextmanager
def set_up(folder: Path, prepared: Path, product: Product, language: str, browser: Browser) -> Iterator[Stage]:
    """A stage in this folder, on a copy of an empty database; whatever was opened on it is closed at the end."""
    (folder / "matchmaking.db").write_bytes(prepared.read_bytes())
    made = Stage(product, language, browser, MovedClock(folder / "clock"))
    try:
        yield made
    finally:
        for context in made.contexts:
            context.close()
        made.close()

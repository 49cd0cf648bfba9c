"""An investor has ten minutes: from the letter « what waits for you » to three requests, on a phone, by links and
buttons alone."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from matchmaking.accounts.models import DigestFrequency, MailPreference, User
from matchmaking.extensions import db
from tests.browser.conftest import link_in
from tests.browser.roads.stage import Stage
from tests.factories import PASSWORD
from tests.introductions.world import noon
from tests.shortlists.world import FUND, NAMES
from tests.shortlists.world import make_world as make_fund

MOST_CLICKS = 15
WHY = "Nous finançons l’amorçage de capteurs agricoles."


class Fund:
    """The fund, its startups, suggestions that are open, and a partner who wants the digest every day."""

    def __init__(self, app: Flask, now: datetime) -> None:
        self.now = now
        make_fund(app)
        with app.app_context():
            partner = db.session.scalars(sa.select(User).where(User.email == FUND)).one()
            partner.mail_preference = MailPreference(news=True, digest=DigestFrequency.DAILY, updated_at=now)
            db.session.commit()


class Hand:
    """Presses what a person presses, and counts."""

    def __init__(self) -> None:
        self.clicks = 0

    def press(self, what: Locator) -> None:
        """One click on something that can be seen."""
        what.click()
        self.clicks += 1


def sign_in(hand: Hand, page: Page) -> None:
    """Address and password are known to the phone; the button is pressed."""
    page.locator("input[name=email]").fill(FUND)
    page.locator("input[name=password]").fill(PASSWORD)
    hand.press(page.locator("main form button[type=submit]").first)


def follow(stage: Stage, hand: Hand, page: Page, label: str) -> None:
    """By the menu of the phone."""
    hand.press(page.locator(".burger > summary"))
    hand.press(page.locator(".burger .menu").get_by_role("link", name=stage.say(label), exact=True))


def test_from_the_mail_to_three_requests_in_at_most_fifteen_clicks(stage: Stage) -> None:
    with stage.building(Fund, noon()) as world:
        moment = world.now
    stage.open(moment)
    hand, phone = Hand(), stage.page()
    letter = stage.mail(FUND)
    phone.goto(link_in(letter))  # the click on the letter's link
    hand.clicks += 1
    sign_in(hand, phone)
    follow(stage, hand, phone, "Suggestions")
    stage.look(phone, "ten-1-suggestions")
    for key in ("ML01", "ML02", "ML03"):
        row = phone.locator(f"#{key}")
        hand.press(stage.button(row, "Shortlist it"))
        expect(stage.button(row, "Shortlisted")).to_be_visible()
    hand.press(phone.locator(".title-acts").get_by_role("link", name=stage.say("Shortlist")))
    for key in ("ML01", "ML02", "ML03"):
        hand.press(phone.locator(f"#{key}").get_by_role("checkbox"))
    stage.look(phone, "ten-2-shortlist")
    hand.press(stage.button(phone, "Ask for those ticked"))
    phone.locator("[name=why]").fill(WHY)
    hand.press(stage.button(phone, "Send to the organizers"))
    expect(phone.locator("main")).to_contain_text(stage.say("%(pending)s of %(cap)s pending", pending=3, cap=5))
    assert hand.clicks <= MOST_CLICKS, f"{hand.clicks} clicks"
    stage.look(phone, "ten-3-requests")
    for key in ("ML01", "ML02", "ML03"):
        expect(phone.locator("main")).to_contain_text(NAMES[key])
    follow(stage, hand, phone, "Shortlist")
    expect(phone.locator("main").get_by_text(stage.say("Pending"))).to_have_count(3)
    expect(phone.locator("[name=about]")).to_have_count(0)

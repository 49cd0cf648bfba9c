"""A calendar that follows by itself: a private address, no contact behind it, ended by its person."""

from __future__ import annotations

import vobject

from tests.papers.world import CONTACTS, World
from tests.visitor import Visitor

MARIAM = "mariam@keneya.example"


def opened(world: World) -> tuple[Visitor, str]:
    visitor = Visitor(world.app).sign_in(MARIAM)
    visitor.visit("/meetings")
    visitor.submit("/meetings/calendar")
    address = visitor.soup.select_one("#feed")["value"].removeprefix("http://localhost")
    return visitor, address


def test_there_is_no_address_before_somebody_asks(world: World) -> None:
    visitor = Visitor(world.app).sign_in(MARIAM)
    visitor.visit("/meetings")
    assert visitor.soup.select_one("#feed") is None


def test_the_address_gives_the_schedule_without_a_sign_in_and_no_contact(world: World) -> None:
    _visitor, address = opened(world)
    answer = world.app.test_client().get(address)
    assert answer.mimetype == "text/calendar"
    events = vobject.readOne(answer.text).vevent_list
    assert {one.summary.value.removesuffix(" (provisoire)") for one in events} >= {"Rendez‑vous avec NabdCare"}
    assert not [found for found in CONTACTS if found in answer.text.replace("\r\n ", "")]
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_new_address_ends_the_one_before_and_closing_ends_both(world: World) -> None:
    visitor, first = opened(world)
    visitor.submit("/meetings/calendar")
    second = visitor.soup.select_one("#feed")["value"].removeprefix("http://localhost")
    stranger = world.app.test_client()
    assert [stranger.get(one).status_code for one in (first, second)] == [410, 200]
    visitor.submit("/meetings/calendar/close")
    assert visitor.soup.select_one("#feed") is None
    visitor.submit("/meetings/calendar")
    assert [stranger.get(one).status_code for one in (first, second)] == [410, 410]


def test_a_forged_address_opens_nothing(world: World) -> None:
    assert world.app.test_client().get("/calendars/forged").status_code == 404

"""« What comes next » is told as it will be: no moment that is past, no reminder that nobody writes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from matchmaking import clock
from matchmaking.events.models import Event
from matchmaking.extensions import db
from matchmaking.introductions.lifecycle import Answer
from matchmaking.outbox import operations as outbox
from matchmaking.outbox.lifecycle import Failure, MessageStatus
from matchmaking.outbox.models import Message
from matchmaking.profiles import operations as profiles
from matchmaking.profiles.queries import get_by_key
from tests.introductions.world import ALGERIAN, HOLD, MALIAN, ORGANIZER, World, make_pair
from tests.visitor import Visitor

DAY = timedelta(days=1)
TUESDAY = datetime(2026, 12, 1, 10, tzinfo=UTC)


@pytest.fixture
def held(app: Flask, monkeypatch: pytest.MonkeyPatch) -> World:
    """Introduced on a Tuesday; the letters wait."""
    made = World(app, TUESDAY)
    monkeypatch.setattr(clock, "now", lambda: made.now)
    make_pair(app)
    made.approve()
    return made


@pytest.fixture
def waiting(held: World) -> World:
    """The letters have left."""
    held.later(HOLD)
    held.deliver()
    return held


def page(world: World, email: str) -> str:
    """What somebody of the two reads about their introduction."""
    return Visitor(world.app).sign_in(email).visit(f"/introductions/{world.introduction_id}").text


def plan_event(world: World) -> None:
    """A round table in nine days whose cut-off is in seven."""
    with world.app.app_context():
        db.session.add(
            Event(
                name="Table ronde",
                place="Bamako",
                video_link="https://v.example/{room}",
                starts_at=TUESDAY + 9 * DAY,
                ends_at=TUESDAY + 10 * DAY,
                cutoff_at=TUESDAY + 7 * DAY,
            )
        )
        db.session.commit()


def test_after_the_cut_off_no_page_says_that_it_is_still_to_come(waiting: World) -> None:
    plan_event(waiting)
    waiting.answer("ML", Answer.YES)
    assert "À partir du 8 décembre" in page(waiting, MALIAN)
    waiting.later(8 * DAY)
    for email in (MALIAN, ALGERIAN):
        said = page(waiting, email)
        assert "À partir du" not in said
        assert "un rendez‑vous peut être prévu" in said


@pytest.mark.parametrize("how", ["cancelled", "refused"])
def test_no_reminder_is_announced_to_or_about_who_got_no_first_letter(held: World, how: str) -> None:
    [letter] = held.letters("proposal", address=MALIAN)
    with held.app.app_context():
        message = db.session.get_one(Message, letter.id)
        if how == "cancelled":
            outbox.cancel_message(message, actor_id=held.user(ORGANIZER).id, now=held.now)
        else:
            message.status, message.failure = MessageStatus.FAILED, Failure.REFUSED
        db.session.commit()
    held.later(HOLD)
    held.deliver()
    assert "rappel le" not in page(held, MALIAN)
    organizer = Visitor(held.app).sign_in(ORGANIZER)
    organizer.visit(f"/organizers/introductions/{held.introduction_id}")
    assert "KeneyaLink : à appeler." in organizer.text
    assert "NabdCare : réponse attendue, rappel le" in organizer.text
    held.answer("DZ", Answer.YES)
    assert "Les organisateurs cherchent à les joindre." in page(held, ALGERIAN)
    held.later(8 * DAY)
    held.deliver()
    assert held.letters("reminder", address=MALIAN) == []


def test_a_letter_that_waits_after_a_new_one_was_written_is_reminded_of(waiting: World) -> None:
    assert "rappel le" in page(waiting, MALIAN)


def test_between_the_last_reminder_and_the_call_list_nobody_is_said_to_call(waiting: World) -> None:
    waiting.answer("ML", Answer.YES)
    for _day in range(8):
        waiting.later(DAY)
        waiting.deliver()
    said = page(waiting, MALIAN)
    assert "cherchent à les joindre" not in said
    assert "Sans réponse, les organisateurs les appellent à partir du dimanche 13 décembre" in said
    for _day in range(5):
        waiting.later(DAY)
        waiting.deliver()
    assert "Les organisateurs cherchent à les joindre." in page(waiting, MALIAN)


def test_who_loses_its_partner_to_a_withdrawal_does_not_read_that_organizers_closed_it(waiting: World) -> None:
    with waiting.app.app_context():
        profiles.withdraw(get_by_key("DZ01"), actor=waiting.user(ALGERIAN), now=waiting.now)
        db.session.commit()
    waiting.later(timedelta(seconds=5))
    waiting.deliver()
    said = page(waiting, MALIAN)
    assert "Les organisateurs ont clos" not in said
    assert "Un profil a été retiré" in said

"""Approved, declined or delayed around a weekend: what leaves, what the pages promise, what an undo leaves behind."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from matchmaking import clock
from matchmaking.extensions import db
from matchmaking.introductions.requests.lifecycle import RequestStatus
from matchmaking.introductions.requests.operations import deciding
from matchmaking.introductions.requests.queries import list_requests
from matchmaking.outbox.lifecycle import Failure, MessageStatus
from matchmaking.outbox.mail import Undeliverable
from matchmaking.outbox.models import Message
from matchmaking.outbox.worker import Worker
from tests.introductions.world import ALGERIAN, HOLD, MALIAN, ORGANIZER, World, make_pair
from tests.requests.world import ask, asker, make_others, organizer, states
from tests.visitor import Visitor

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
THURSDAY = datetime(2026, 12, 3, 10, tzinfo=UTC)
FRIDAY, SATURDAY, SUNDAY = (THURSDAY + days * DAY for days in (1, 2, 3))
QUEUE = "/organizers/requests"


class Away:
    """A mail server that asks to come back later."""

    def deliver(self, mail: object) -> None:
        raise Undeliverable(Failure.POSTPONED, "451 later", permanent=False)


@pytest.fixture
def weekend(app: Flask, monkeypatch: pytest.MonkeyPatch) -> World:
    """Saturday: nobody works on either shore."""
    made = World(app, SATURDAY)
    monkeypatch.setattr(clock, "now", lambda: made.now)
    make_pair(app)
    make_others(app)
    return made


def approve(world: World) -> Visitor:
    """The organizer introduces the pair that was asked for, and reads when the letters leave."""
    ask(world, "DZ01")
    awa = organizer(world)
    awa.visit(QUEUE)
    awa.submit("/approve")
    with world.app.app_context():
        introduction = list_requests(None, page=1).rows[0].introduction
        assert introduction is not None
        world.introduction_id = introduction.id
    return awa


def test_an_approval_says_when_the_letters_leave_on_each_shore(weekend: World) -> None:
    awa = approve(weekend)
    assert "Les courriels partent à 10:10" not in awa.text
    assert "pour le Mali partent le 7 décembre à 08:00" in awa.text
    assert "pour l’Algérie le 6 décembre à 07:00" in awa.text
    awa.visit(f"/organizers/introductions/{weekend.introduction_id}")
    assert "pour le Mali partent le 7 décembre à 08:00" in awa.text


def test_on_a_working_day_it_is_one_moment(weekend: World) -> None:
    weekend.now = THURSDAY
    assert "Les courriels partent à 10:10" in approve(weekend).text


def test_no_side_sees_it_before_its_first_letter_leaves_and_an_undo_leaves_no_trace(weekend: World) -> None:
    approve(weekend)
    weekend.later(HOUR)
    assert weekend.deliver() == []
    for email in (MALIAN, ALGERIAN):
        Visitor(weekend.app).sign_in(email).visit(f"/introductions/{weekend.introduction_id}", status=404)
    assert "En attente" in asker(weekend).visit("/requests").text
    weekend.undo()
    assert states(weekend) == {"DZ01": RequestStatus.PENDING}
    weekend.later(3 * DAY)
    assert weekend.deliver() == []
    assert "NabdCare" not in Visitor(weekend.app).sign_in(MALIAN).visit("/introductions").text


def test_it_is_out_once_the_first_letter_leaves(weekend: World) -> None:
    approve(weekend)
    weekend.now = SUNDAY - 3 * HOUR + MINUTE
    assert [mail["To"] for mail in weekend.deliver()] == [ALGERIAN]
    for email in (MALIAN, ALGERIAN):
        Visitor(weekend.app).sign_in(email).visit(f"/introductions/{weekend.introduction_id}")


def test_the_letter_about_a_declined_request_keeps_the_askers_weekend(weekend: World) -> None:
    ask(weekend, "DZ01")
    with weekend.app.app_context():
        found = list_requests(None, page=1).rows[0]
        told = {"shown_version": found.version, "actor": weekend.user(ORGANIZER), "now": weekend.now}
        deciding.decline(found, "NabdCare n’a plus d’appareils.", **told)
        db.session.commit()
    weekend.later(DAY)
    assert weekend.deliver() == []
    assert "En attente" in asker(weekend).visit("/requests").text
    weekend.later(DAY)
    assert [mail["To"] for mail in weekend.deliver()] == [MALIAN]
    assert "n’a plus d’appareils" in asker(weekend).visit("/requests").text


def test_a_worker_that_comes_late_waits_for_the_first_working_morning(weekend: World) -> None:
    weekend.now = THURSDAY
    weekend.approve()
    weekend.now = FRIDAY
    assert [mail["To"] for mail in weekend.deliver()] == [MALIAN]
    weekend.now = SATURDAY
    assert weekend.deliver() == []
    weekend.now = SUNDAY
    assert [mail["To"] for mail in weekend.deliver()] == [ALGERIAN]


def test_a_retry_keeps_the_weekend_too(weekend: World) -> None:
    weekend.now = FRIDAY - 10 * HOUR - HOLD - MINUTE  # Thursday, 23:49 in Bamako, 00:49 of Friday in Algiers
    weekend.now -= HOUR
    weekend.approve()
    weekend.later(HOLD)
    with weekend.app.app_context():
        for letter in weekend.letters("proposal"):
            db.session.get_one(Message, letter.id).attempts = 12  # it waits an hour between two attempts by now
        db.session.commit()
    worker = Worker(weekend.app, Away())
    while worker.send_next():
        pass
    due = {letter.address: letter.due_at for letter in weekend.letters("proposal")}
    assert due[ALGERIAN] == SUNDAY - 3 * HOUR
    assert due[MALIAN] < FRIDAY


def test_what_an_organizer_lets_go_on_a_weekend_leaves_on_it_and_the_page_says_so_before(weekend: World) -> None:
    approve(weekend)
    awa = organizer(weekend)
    awa.visit("/organizers/messages/held")
    assert awa.text.count("week-end chez le destinataire") == 2
    [letter] = weekend.letters("proposal", address=ALGERIAN)
    awa.visit(f"/organizers/messages/{letter.id}")
    assert "Week-end chez le destinataire" in awa.text
    awa.submit("/release")
    weekend.later(MINUTE)
    assert [mail["To"] for mail in weekend.deliver()] == [ALGERIAN]
    with weekend.app.app_context():
        assert db.session.get_one(Message, letter.id).status is MessageStatus.SENT


def test_on_a_working_day_the_page_of_held_letters_warns_of_nothing(weekend: World) -> None:
    weekend.now = THURSDAY
    approve(weekend)
    awa = organizer(weekend)
    awa.visit("/organizers/messages/held")
    assert "NabdCare" in awa.text
    assert "eek-end" not in awa.text

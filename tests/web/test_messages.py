"""The organizers' page of messages: what waits, failed and left; nobody but the receiver sees a live link."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from matchmaking import clock
from matchmaking.accounts.models import RoleName
from matchmaking.extensions import db
from matchmaking.outbox import claims, operations
from matchmaking.outbox.lifecycle import Failure, MessageStatus
from matchmaking.outbox.models import Message
from matchmaking.outbox.operations import Letter
from matchmaking.outbox.registry import registry
from tests.factories import make_user
from tests.visitor import Visitor

MESSAGES = "/organizers/messages"


@pytest.fixture
def organizer(app: Flask) -> Visitor:
    with app.app_context():
        make_user("awa@example.org", role=RoleName.ORGANIZER, full_name="Awa Traoré")
        db.session.commit()
    return Visitor(app).sign_in("awa@example.org")


@pytest.fixture
def minter(app: Flask) -> Iterator[None]:
    registry(app).mint("test.answer", lambda payload: f"http://localhost/i/live-token-{payload['side']}")
    yield
    del registry(app).minters["test.answer"]


@pytest.fixture
def demonstration(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], demo=True))


def queue(app: Flask, *, hold: timedelta = timedelta(minutes=10), **values: Any) -> int:
    defaults: dict[str, Any] = {
        "kind": "introduction.proposal",
        "address": "binta@example.org",
        "locale": "fr",
        "subject": "NabdCare propose ce que vous cherchez",
        "text": "Bonjour Binta,\n\nvotre réponse : {{link:answer}}\nÀ bientôt\n",
        "links": {"answer": {"purpose": "test.answer", "side": 7}},
    }
    with app.app_context():
        message = operations.queue_message(Letter(**(defaults | values)), now=clock.now(), hold=hold)
        db.session.commit()
        return message.id


def leave(app: Flask, message_id: int, failure: Failure | None = None) -> None:
    """What the worker does with it."""
    with app.app_context():
        db.session.get_one(Message, message_id).due_at = clock.now()
        envelope = claims.claim_message("test", now=clock.now())
        assert envelope is not None
        assert envelope.id == message_id
        if failure:
            claims.settle_unsent(envelope, "test", failure, "550 no", permanent=True, now=clock.now())
        else:
            claims.settle_sent(envelope, "test", now=clock.now())
        db.session.commit()


def status_of(app: Flask, message_id: int) -> MessageStatus:
    with app.app_context():
        return db.session.get_one(Message, message_id).status


def test_an_empty_outbox_says_so(organizer: Visitor) -> None:
    organizer.visit(MESSAGES)
    assert "Pas encore de message" in organizer.text


def test_what_waits_shows_when_it_leaves_and_its_link_is_masked(app: Flask, organizer: Visitor, minter: None) -> None:
    message_id = queue(app)
    organizer.visit(MESSAGES)
    assert "NabdCare propose ce que vous cherchez" in organizer.text
    assert "Part à" in organizer.text
    assert "binta@example.org" in organizer.text
    organizer.visit(f"{MESSAGES}/{message_id}")
    assert "votre réponse : lien personnel" in organizer.text
    assert "live-token" not in str(organizer.soup)


def test_a_demonstration_shows_live_links_and_says_so(
    app: Flask, organizer: Visitor, minter: None, demonstration: None
) -> None:
    message_id = queue(app, confidential=True)
    soup = organizer.visit(f"{MESSAGES}/{message_id}")
    assert soup.find("a", href="http://localhost/i/live-token-7") is not None
    assert "Démonstration." in organizer.text


def test_an_account_mail_shows_its_subject_and_state_only(app: Flask, organizer: Visitor, minter: None) -> None:
    message_id = queue(app, kind="account.confirm", subject="Confirmez votre adresse", confidential=True)
    for path in (MESSAGES, f"{MESSAGES}/{message_id}"):
        organizer.visit(path)
        assert "Confirmez votre adresse" in organizer.text
        assert "Bonjour Binta" not in organizer.text
        assert "binta@example.org" not in str(organizer.soup)
        assert "live-token" not in str(organizer.soup)
        assert organizer.soup.find("form", action=f"{MESSAGES}/{message_id}/cancel") is None


def test_cancelling_keeps_a_message_from_leaving(app: Flask, organizer: Visitor) -> None:
    message_id = queue(app)
    organizer.visit(f"{MESSAGES}/{message_id}")
    organizer.submit("/cancel")
    assert "ce message ne partira pas" in organizer.text
    assert status_of(app, message_id) is MessageStatus.CANCELLED


def test_sending_now_makes_it_due(app: Flask, organizer: Visitor) -> None:
    message_id = queue(app)
    organizer.visit(MESSAGES)
    organizer.submit(f"/{message_id}/release")
    with app.app_context():
        assert db.session.get_one(Message, message_id).due_at <= clock.now()


def test_a_failure_is_told_in_words_and_can_be_tried_again(app: Flask, organizer: Visitor) -> None:
    message_id = queue(app)
    leave(app, message_id, Failure.REFUSED)
    organizer.visit(MESSAGES)
    assert "refuse définitivement cette adresse" in organizer.text
    organizer.submit(f"/{message_id}/release")
    with app.app_context():
        message = db.session.get_one(Message, message_id)
        assert (message.status, message.attempts, message.failure) == (MessageStatus.WAITING, 0, None)


def test_a_message_that_left_meanwhile_cannot_be_cancelled(app: Flask, organizer: Visitor) -> None:
    message_id = queue(app)
    organizer.visit(f"{MESSAGES}/{message_id}")
    leave(app, message_id)
    organizer.submit("/cancel", status=409)
    assert "Le message est parti à" in organizer.text
    assert status_of(app, message_id) is MessageStatus.SENT
    assert organizer.soup.find("a", href=f"{MESSAGES}/{message_id}") is not None


def test_two_organizers_at_once_the_second_reads_who_decided(app: Flask, organizer: Visitor) -> None:
    with app.app_context():
        make_user("moussa@example.org", role=RoleName.ORGANIZER, full_name="Moussa Keïta")
        db.session.commit()
    message_id = queue(app)
    other = Visitor(app).sign_in("moussa@example.org")
    for visitor in (organizer, other):
        visitor.visit(f"{MESSAGES}/{message_id}")
    other.submit("/cancel")
    organizer.submit("/release", status=409)
    assert "Moussa Keïta a annulé le message à" in organizer.text


def test_filters_by_state_and_kind(app: Flask, organizer: Visitor) -> None:
    failed = queue(app, subject="Un échec")
    leave(app, failed, Failure.REFUSED)
    queue(app, subject="En attente, mise en relation")
    queue(app, subject="En attente, compte", kind="account.confirm", confidential=True)
    organizer.visit(f"{MESSAGES}?state=failed")
    assert "Un échec" in organizer.text
    assert "En attente, compte" not in organizer.text
    organizer.visit(f"{MESSAGES}?state=waiting&kind=account.confirm")
    assert "En attente, compte" in organizer.text
    assert "mise en relation" not in organizer.text
    organizer.visit(f"{MESSAGES}?state=nonsense&page=99")


def test_hostile_words_stay_words(app: Flask, organizer: Visitor) -> None:
    message_id = queue(app, subject="<script>alert(1)</script>", text="<img src=x onerror=alert(1)>\n")
    organizer.visit(f"{MESSAGES}/{message_id}")
    assert "<script>alert(1)</script>" in organizer.text
    assert organizer.soup.find("img", src="x") is None


def test_a_dead_worker_is_seen(organizer: Visitor) -> None:
    organizer.visit(MESSAGES)
    assert "Le traitement en arrière-plan est arrêté." in organizer.text


@pytest.mark.parametrize("role", [RoleName.PARTICIPANT, RoleName.COMMITTEE])
def test_nobody_else_sees_messages(app: Flask, role: RoleName, demonstration: None) -> None:
    message_id = queue(app)
    with app.app_context():
        make_user("paul@example.org", role=role)
        db.session.commit()
    visitor = Visitor(app).sign_in("paul@example.org")
    visitor.visit(MESSAGES, status=403)
    visitor.visit(f"{MESSAGES}/{message_id}", status=403)


def test_an_unknown_message_is_not_found(organizer: Visitor) -> None:
    organizer.visit(f"{MESSAGES}/999", status=404)

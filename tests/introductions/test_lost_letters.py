"""A letter that never arrives — cancelled, refused or sent back — makes a call of it, whatever it was about."""

from __future__ import annotations

from datetime import timedelta

import pytest

from matchmaking.accounts import operations as accounts
from matchmaking.config import smtp_options
from matchmaking.extensions import db
from matchmaking.introductions.lifecycle import Answer
from matchmaking.outbox import operations as outbox
from matchmaking.outbox.lifecycle import Failure, MessageStatus
from matchmaking.outbox.models import Message
from matchmaking.outbox.transport import Server
from matchmaking.outbox.worker import Worker
from tests.integration.mailbox import Mailbox
from tests.introductions.world import ALGERIAN, HOLD, MALIAN, ORGANIZER, World
from tests.visitor import Visitor

LOST = ("cancelled", "failed", "bounced")


def calls(world: World) -> Visitor:
    """An organizer before the call list."""
    organizer = Visitor(world.app).sign_in(ORGANIZER)
    organizer.visit("/organizers/calls")
    return organizer


def lose(world: World, kind: str, address: str, how: str) -> None:
    """A letter that waits is cancelled by an organizer, or one that left does not arrive."""
    [letter] = world.letters(kind, address=address)
    with world.app.app_context():
        message = db.session.get_one(Message, letter.id)
        if how == "cancelled":
            outbox.cancel_message(message, actor_id=world.user(ORGANIZER).id, now=world.now)
        elif how == "failed":
            message.status, message.failure = MessageStatus.FAILED, Failure.REFUSED
            message.last_error = "554 looks like spam"
        else:
            message.status, message.sent_at, message.bounced_at = MessageStatus.SENT, world.now, world.now
            message.last_error = "550 mailbox closed"
        db.session.commit()


def bounce(world: World, address: str) -> None:
    """A mail to this person came back for good."""
    with world.app.app_context():
        accounts.mark_bounced(world.user(address), address, "550 no such user", now=world.now)
        db.session.commit()


def refuse(world: World, address: str, answer: str) -> None:
    """Let the worker hand over what is due to a real mail server, which does not take mail for this address."""
    with Mailbox() as mailbox:
        mailbox.refused[address] = answer
        options = smtp_options(mailbox.url)
        assert options is not None
        worker = Worker(world.app, Server(options, own_name="localhost"))
        while worker.send_next():
            pass
    world.later(timedelta(seconds=3))
    world.deliver()


@pytest.mark.parametrize("how", LOST)
def test_a_first_letter_that_never_arrives_makes_a_call(world: World, how: str) -> None:
    world.approve()
    lose(world, "proposal", MALIAN, how)
    world.later(HOLD)
    world.deliver()
    organizer = calls(world)
    assert "Mariam Kouyaté" in organizer.text
    assert "Nabil" not in organizer.text


@pytest.mark.parametrize("how", LOST)
def test_the_letter_with_the_contact_that_never_arrives_makes_a_call(asked: World, how: str) -> None:
    asked.answer("ML", Answer.YES)
    asked.answer("DZ", Answer.YES)
    lose(asked, "contact", MALIAN, how)
    asked.deliver()
    organizer = calls(asked)
    assert "Mariam Kouyaté" in organizer.text
    assert "Nabil" not in organizer.text
    assert "À prévenir" in organizer.text
    organizer.submit("/told")
    assert "Personne à appeler" in organizer.text


@pytest.mark.parametrize("how", LOST)
def test_the_letter_that_says_that_it_is_over_makes_a_call_where_it_never_arrives(asked: World, how: str) -> None:
    asked.undo()
    lose(asked, "cancelled", MALIAN, how)
    asked.later(HOLD)
    asked.deliver()
    organizer = calls(asked)
    assert "Mariam Kouyaté" in organizer.text
    assert "Nabil" not in organizer.text


def test_a_receiver_whom_the_mail_server_does_not_know_is_called_and_the_reason_stands_there(asked: World) -> None:
    asked.answer("ML", Answer.YES)
    asked.answer("DZ", Answer.YES)
    refuse(asked, MALIAN, "550 5.1.1 User unknown here")
    organizer = calls(asked)
    assert "Mariam Kouyaté" in organizer.text
    assert "Les deux ont dit oui" in organizer.text
    assert "Courriels retournés" in organizer.text
    assert "User unknown here" in organizer.text
    assert "Nabil" not in organizer.text


def test_a_server_that_does_not_let_us_send_says_nothing_about_the_person(asked: World) -> None:
    asked.answer("ML", Answer.YES)
    asked.answer("DZ", Answer.YES)
    refuse(asked, MALIAN, "554 5.7.1 Relay access denied")
    organizer = calls(asked)
    assert "Mariam Kouyaté" in organizer.text, "this letter did not arrive all the same"
    assert "Courriels retournés" not in organizer.text
    assert "Relay access denied" in organizer.text


def test_a_letter_refused_for_its_words_stands_on_the_call_list_with_the_reason(world: World) -> None:
    world.approve()
    lose(world, "proposal", MALIAN, "failed")
    world.later(HOLD)
    assert "looks like spam" in calls(world).text


def test_a_bounce_brings_back_nothing_that_was_told_before(asked: World) -> None:
    asked.undo()
    asked.later(HOLD)
    asked.deliver()
    asked.later(timedelta(days=1))
    bounce(asked, MALIAN)
    assert "Personne à appeler" in calls(asked).text


def test_who_answered_and_cannot_be_written_to_any_more_is_told_by_phone(asked: World) -> None:
    asked.answer("ML", Answer.YES)
    bounce(asked, MALIAN)
    asked.answer("DZ", Answer.NO)
    organizer = calls(asked)
    assert "Mariam Kouyaté" in organizer.text
    assert not asked.letters("declined", address=MALIAN)


def test_what_was_told_by_phone_is_told_anew_once_it_is_otherwise(asked: World) -> None:
    asked.answer("ML", Answer.YES)
    bounce(asked, MALIAN)
    asked.answer("DZ", Answer.YES)
    organizer = calls(asked)
    organizer.submit("/told")
    assert "Personne à appeler" in organizer.text
    asked.undo()
    assert "Mariam Kouyaté" in calls(asked).text
    assert ALGERIAN in {letter.address for letter in asked.letters("cancelled")}


def say(world: World) -> str:
    """What the call list offers to say to the first on it."""
    found = calls(world).soup.select_one(".call details.example p")
    assert found is not None
    return found.text


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "les deux ont dit oui"), ("ar", "وافق الطرفان"), ("en", "both have said yes")]
)
def test_who_must_hear_that_both_said_yes_is_told_that_and_not_asked_again(
    asked: World, language: str, words: str
) -> None:
    with asked.app.app_context():
        asked.user(MALIAN).locale = language
        db.session.commit()
    asked.answer("ML", Answer.YES)
    bounce(asked, MALIAN)
    asked.answer("DZ", Answer.YES)
    text = say(asked)
    assert words in text
    assert "http://localhost/introductions" in text
    assert "NabdCare" not in text


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "l’autre organisation n’a pas répondu"), ("ar", "المؤسسة الأخرى لم تردّ"), ("en", "did not answer")],
)
def test_who_said_yes_is_told_that_the_other_side_did_not_answer(asked: World, language: str, words: str) -> None:
    with asked.app.app_context():
        asked.user(MALIAN).locale = language
        db.session.commit()
    asked.answer("ML", Answer.YES)
    bounce(asked, MALIAN)
    for _day in range(20):
        asked.later(timedelta(days=1))
        asked.deliver()
    text = say(asked)
    assert words in text
    assert "NabdCare" not in text


def test_who_said_yes_is_told_that_the_other_side_could_not_be_reached(asked: World) -> None:
    asked.answer("ML", Answer.YES)
    for address in (MALIAN, ALGERIAN):
        bounce(asked, address)
    for _day in range(20):
        asked.later(timedelta(days=1))
        asked.deliver()
    text = say(asked)
    assert "nous n’avons pas pu joindre l’autre organisation" in text


def test_who_did_not_answer_is_told_that_it_can_be_opened_again(asked: World) -> None:
    for _day in range(20):
        asked.later(timedelta(days=1))
        asked.deliver()
    lose(asked, "unanswered", MALIAN, "bounced")
    assert "nous pouvons la rouvrir" in say(asked)

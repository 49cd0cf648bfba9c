"""People whom letters do not reach: the call list, the answers told by phone, and « that is not what I said »."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from matchmaking.errors import StaleDecision
from matchmaking.extensions import db
from matchmaking.introductions import operations
from matchmaking.introductions.lifecycle import Answer, AnswerChannel, IntroductionStatus
from matchmaking.outbox.lifecycle import Failure, MessageStatus
from matchmaking.outbox.models import Message
from matchmaking.profiles.queries import get_by_key
from tests.factories import PASSWORD
from tests.introductions.world import ALGERIAN, HOLD, MALIAN, MALIAN_PHONE, ORGANIZER, World, make_pair, noon
from tests.visitor import Visitor

MINUTE = timedelta(minutes=1)


@pytest.fixture
def by_phone(app: Flask, monkeypatch: pytest.MonkeyPatch) -> World:
    """The same pair; Mariam has no address."""
    made = World(app, noon())
    monkeypatch.setattr("matchmaking.clock.now", lambda: made.now)
    make_pair(app, malian_email=None)
    made.approve()
    return made


def awa(world: World) -> Visitor:
    return Visitor(world.app).sign_in(ORGANIZER)


def status(world: World) -> IntroductionStatus:
    with world.app.app_context():
        return world.introduction().status


def test_who_has_no_address_is_called_and_gets_no_letter(by_phone: World) -> None:
    organizer = awa(by_phone)
    organizer.visit("/organizers/calls")
    assert "Personne à appeler" in organizer.text, "nobody is called while the approval can be undone without a trace"
    by_phone.later(HOLD)
    assert {mail["To"] for mail in by_phone.deliver()} == {ALGERIAN}
    organizer.visit("/organizers/calls")
    assert "Mariam Kouyaté" in organizer.text
    assert "NabdCare" in organizer.text
    assert organizer.soup.find("a", href=f"tel:{MALIAN_PHONE}")
    assert len(organizer.soup.select(".call")) == 1


def test_the_ready_whatsapp_text_never_names_the_other_side(by_phone: World) -> None:
    by_phone.later(HOLD)
    organizer = awa(by_phone)
    organizer.visit("/organizers/calls")
    link = next(str(a["href"]) for a in organizer.soup.select("a[href^='https://wa.me/']"))
    address = urlsplit(link)
    text = parse_qs(address.query)["text"][0]
    assert address.path == "/" + MALIAN_PHONE.removeprefix("+")
    assert "Mariam Kouyaté" in text
    assert "http://localhost/introductions" in text
    assert "NabdCare" not in text
    assert "Nabil" not in text


def test_an_unclaimed_profile_is_called_at_its_typed_number(world: World) -> None:
    with world.app.app_context():
        profile = get_by_key("ML01")
        profile.contact_user, profile.members, profile.claimed_at = None, [], None
        profile.fictional = True
        profile.contact_name, profile.contact_phone = "Fanta Coulibaly", "+22376543210"
        db.session.commit()
    settings = world.app.config["SETTINGS"]
    world.app.config["SETTINGS"] = dataclasses.replace(settings, demo=True)
    try:
        world.approve()
        world.later(HOLD)
        organizer = awa(world)
        organizer.visit("/organizers/calls")
        assert "Fanta Coulibaly" in organizer.text
        assert organizer.soup.find("a", href="tel:+22376543210")
        world.tell("ML", Answer.YES)
        world.answer("DZ", Answer.YES)
        world.later(HOLD)
        world.deliver()
        assert status(world) is IntroductionStatus.ACCEPTED
        nabil = Visitor(world.app).sign_in(ALGERIAN)
        nabil.visit(f"/introductions/{world.introduction_id}")
        assert "+22376543210" not in str(nabil.soup), "nobody has agreed to the transfer of this contact"
        assert "Il manque un consentement sur l’autre rive." in nabil.text
    finally:
        world.app.config["SETTINGS"] = settings


def test_an_organizer_notes_an_answer_and_it_counts_after_the_hold_time(by_phone: World) -> None:
    by_phone.later(HOLD)
    by_phone.deliver()
    by_phone.answer("DZ", Answer.YES)
    organizer = awa(by_phone)
    organizer.visit("/organizers/calls")
    organizer.visit(str(organizer.soup.select_one(".call a[href*='/organizers/calls/']")["href"]))  # type: ignore[index]
    organizer.submit("", answer="yes", name="Mariam Kouyaté", channel="whatsapp")
    assert "C’est noté" in organizer.text
    assert "Personne à appeler" in organizer.text
    assert status(by_phone) is IntroductionStatus.PROPOSED
    by_phone.later(HOLD - MINUTE)
    by_phone.deliver()
    assert status(by_phone) is IntroductionStatus.PROPOSED
    by_phone.later(MINUTE)
    by_phone.deliver()
    assert status(by_phone) is IntroductionStatus.ACCEPTED
    organizer.visit(f"/organizers/introductions/{by_phone.introduction_id}")
    assert "Oui, par WhatsApp (Mariam Kouyaté)" in organizer.text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Indiquez le nom de la personne qui a parlé."),
        ({"spoken_at": "2031-01-01T10:00"}, "Ce moment n’est pas encore venu."),
        ({"spoken_at": "2001-01-01T10:00"}, "C’était avant l’approbation"),
        ({"spoken_at": "hier"}, "Indiquez le jour et l’heure"),
        ({"answer": None}, "Choisissez la réponse entendue."),
    ],
)
def test_a_note_that_cannot_be_right_comes_back_with_what_was_typed(
    by_phone: World, wrong: dict[str, str | None], sentence: str
) -> None:
    by_phone.later(HOLD)
    with by_phone.app.app_context():
        side = by_phone.side("ML").id
    organizer = awa(by_phone)
    organizer.visit(f"/organizers/calls/{side}")
    fields: dict[str, str | None] = {"answer": "yes", "name": "Mariam de Kayes"}
    organizer.submit("", status=422, **(fields | wrong))
    assert sentence in organizer.text
    if "name" not in wrong:
        assert organizer.soup.find("input", value="Mariam de Kayes")
    assert status(by_phone) is IntroductionStatus.PROPOSED


def test_who_has_an_address_is_written_what_was_noted_and_takes_it_back(asked: World) -> None:
    asked.answer("DZ", Answer.YES)
    asked.tell("ML", Answer.YES)
    assert "Vous nous avez dit oui" in asked.letters("recorded", address=MALIAN)[0].subject
    mariam = Visitor(asked.app)
    mariam.visit(asked.link(MALIAN))
    assert "Moussa Keïta" in mariam.text
    mariam.submit("/i/", button="Ce n’est pas ce que j’ai dit")
    assert "C’est repris." in mariam.text
    asked.later(HOLD)
    asked.deliver()
    assert status(asked) is IntroductionStatus.PROPOSED
    with asked.app.app_context():
        assert asked.side("ML").answer is Answer.PENDING


def test_the_line_in_their_space_takes_it_back_too(world: World) -> None:
    mariam = Visitor(world.app).sign_in(MALIAN)
    with world.app.app_context():
        world.user(MALIAN).email = None
        db.session.commit()
    world.approve()
    world.later(HOLD)
    world.tell("ML", Answer.NO)
    mariam.visit(f"/introductions/{world.introduction_id}")
    mariam.submit("/answer", button="Ce n’est pas ce que j’ai dit")
    mariam.submit("/answer", button="Oui, mettez-nous en relation")
    assert "Vous avez dit oui" in mariam.text


def test_it_cannot_be_taken_back_once_it_counts(asked: World) -> None:
    asked.tell("ML", Answer.YES)
    mariam = Visitor(asked.app)
    mariam.visit(asked.link(MALIAN))
    asked.later(HOLD)
    asked.deliver()
    mariam.submit("/i/", button="Ce n’est pas ce que j’ai dit", status=409)
    mariam.visit(asked.link(MALIAN))
    mariam.submit("/i/", button="Dire non")
    assert "Vous avez dit non" in mariam.text, "an answer may still be changed: the other side has not answered"


def test_a_told_answer_taken_back_and_told_again_counts_from_its_own_time(asked: World) -> None:
    asked.tell("ML", Answer.NO)
    asked.later(HOLD - MINUTE)
    with asked.app.app_context():
        side = asked.side("ML")
        assert side.contact_user is not None
        operations.contradict(side, shown_version=side.version, actor=side.contact_user, now=asked.now)
        db.session.commit()
    asked.tell("ML", Answer.YES)
    asked.later(MINUTE)
    asked.deliver()
    with asked.app.app_context():
        assert asked.side("ML").is_provisional
    asked.later(HOLD)
    asked.deliver()
    with asked.app.app_context():
        assert asked.side("ML").counted is Answer.YES


def test_settling_twice_changes_nothing_more(asked: World) -> None:
    asked.tell("ML", Answer.NO)
    asked.later(HOLD)
    with asked.app.app_context():
        assert operations.settle_due(now=asked.now) == 1
        db.session.commit()
        assert operations.settle_due(now=asked.now) == 0
        db.session.commit()
    assert len(asked.letters("declined")) == 1
    assert status(asked) is IntroductionStatus.DECLINED


def test_noting_over_an_answer_given_meanwhile_names_who_decided(asked: World) -> None:
    with asked.app.app_context():
        side = asked.side("ML").id
    organizer = awa(asked)
    organizer.visit(f"/organizers/calls/{side}")
    asked.answer("ML", Answer.NO)
    organizer.submit("", answer="yes", name="Mariam Kouyaté", status=409)
    assert "Mariam Kouyaté" in organizer.text
    assert "Sans suite" in organizer.text


def test_who_has_no_address_is_told_how_it_ended(by_phone: World) -> None:
    by_phone.later(HOLD)
    by_phone.deliver()
    by_phone.tell("ML", Answer.YES)
    by_phone.later(HOLD)
    by_phone.deliver()
    by_phone.answer("DZ", Answer.NO)
    organizer = awa(by_phone)
    organizer.visit("/organizers/calls")
    assert "À prévenir" in organizer.text
    organizer.submit("/told")
    assert "Personne à appeler" in organizer.text


def test_a_letter_that_could_not_be_delivered_becomes_a_call(world: World) -> None:
    world.approve()
    with world.app.app_context():
        message = db.session.get_one(Message, world.letters("proposal", address=MALIAN)[0].id)
        message.status, message.failure = MessageStatus.FAILED, Failure.REFUSED
        db.session.commit()
    world.later(HOLD)
    organizer = awa(world)
    organizer.visit("/organizers/calls")
    assert "Mariam Kouyaté" in organizer.text
    assert MALIAN in organizer.text


def test_two_organizers_noting_at_once(asked: World) -> None:
    with asked.app.app_context():
        shown = asked.side("ML").version
    asked.tell("ML", Answer.YES)
    with asked.app.app_context():
        side = asked.side("ML")
        told = operations.ToldAnswer(answer=Answer.NO, channel=AnswerChannel.PHONE, spoken_at=asked.now, name="Moussa")
        with pytest.raises(StaleDecision, match="Awa Traoré"):
            operations.record_answer(side, told, shown_version=shown, actor=asked.user(ORGANIZER), now=asked.now)


def test_a_note_typed_before_the_session_ended_stands_in_its_form_after_the_sign_in(by_phone: World) -> None:
    by_phone.later(HOLD)
    with by_phone.app.app_context():
        side = by_phone.side("ML").id
    organizer = awa(by_phone)
    organizer.visit(f"/organizers/calls/{side}")
    by_phone.later(timedelta(hours=26))
    organizer.submit("", answer="yes", name="Mariam de Kayes")
    assert organizer.path == "/login"
    organizer.submit("/login", email=ORGANIZER, password=PASSWORD)
    assert organizer.soup.find("input", value="Mariam de Kayes")
    organizer.submit("")
    assert "C’est noté" in organizer.text

"""Undo within and after the hold time, withdrawn profiles, withdrawn consents, another contact person."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import sqlalchemy as sa

from matchmaking.accounts.models import Consent, ConsentChannel, Purpose, User
from matchmaking.audit.models import AuditEvent
from matchmaking.errors import StaleDecision, TransitionError
from matchmaking.extensions import db
from matchmaking.introductions import operations, queries
from matchmaking.introductions.lifecycle import Answer, AnswerChannel, CancelReason, IntroductionStatus
from matchmaking.matching.lifecycle import PairStatus
from matchmaking.matching.models import PairReview
from matchmaking.outbox import operations as outbox
from matchmaking.outbox.lifecycle import MessageStatus
from matchmaking.outbox.models import Message
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.models import Membership
from matchmaking.profiles.queries import get_by_key
from tests.factories import make_user
from tests.introductions.world import ALGERIAN, ALGERIAN_PHONE, HOLD, MALIAN, ORGANIZER, World
from tests.visitor import Visitor

SOON = timedelta(seconds=3)


def status(world: World) -> IntroductionStatus:
    with world.app.app_context():
        return world.introduction().status


def withdraw_profile(world: World, key: str) -> None:
    with world.app.app_context():
        profile = get_by_key(key)
        profile.status = ProfileStatus.WITHDRAWN
        outbox.publish("profile.withdrawn", {"profile_id": profile.id}, now=world.now)
        db.session.commit()
    world.later(SOON)
    world.deliver()


def withdraw_consent(world: World, email: str) -> None:
    with world.app.app_context():
        user = world.user(email)
        for consent in user.consents:
            if consent.purpose is Purpose.TRANSFER:
                consent.withdrawn_at = world.now
        outbox.publish("consent.withdrawn", {"user_id": user.id}, now=world.now)
        db.session.commit()


def give_consent(world: World, email: str) -> None:
    with world.app.app_context():
        user = world.user(email)
        user.consents.append(
            Consent(
                purpose=Purpose.TRANSFER,
                text_version="1",
                locale="fr",
                hosting_country="ML",
                channel=ConsentChannel.WEB,
                given_at=world.now,
            )
        )
        outbox.publish("consent.given", {"user_id": user.id}, now=world.now)
        db.session.commit()


def test_an_undo_within_the_hold_time_leaves_no_trace_outside(world: World) -> None:
    world.approve()
    world.later(HOLD / 2)
    organizer = Visitor(world.app).sign_in(ORGANIZER)
    organizer.visit(f"/organizers/introductions/{world.introduction_id}")
    assert "Aucun courriel n’est parti" in organizer.text
    world.undo()
    world.later(HOLD * 3)
    world.deliver()
    assert world.mails == []
    assert {letter.status for letter in world.letters("proposal")} == {MessageStatus.CANCELLED}
    with world.app.app_context():
        assert db.session.scalars(sa.select(PairReview.status)).all() == [PairStatus.OPEN]
    mariam = Visitor(world.app).sign_in(MALIAN)
    mariam.visit("/introductions")
    assert "NabdCare" not in mariam.text
    mariam.visit(f"/introductions/{world.introduction_id}", status=404)


def test_a_pair_taken_back_can_be_introduced_again(world: World) -> None:
    world.approve()
    world.undo()
    with world.app.app_context():
        review = db.session.scalars(sa.select(PairReview)).one()
        again = operations.approve(
            get_by_key("ML01"),
            get_by_key("DZ01"),
            shown_version=review.version,
            actor=world.user(ORGANIZER),
            now=world.now,
        )
        db.session.commit()
        assert again.id != world.introduction_id


def test_an_undo_after_the_hold_time_is_told_to_who_was_told(asked: World) -> None:
    asked.undo()
    asked.later(HOLD)
    assert {mail["To"] for mail in asked.deliver()} == {MALIAN, ALGERIAN}
    assert "est close" in asked.letters("cancelled", address=MALIAN)[0].subject
    mariam = Visitor(asked.app).sign_in(MALIAN)
    mariam.visit(f"/introductions/{asked.introduction_id}")
    assert "Rien n’est attendu de vous" in mariam.text
    assert not mariam.soup.select("main form")


def test_a_letter_released_early_makes_the_undo_tell_its_receiver_only(world: World) -> None:
    world.approve()
    early = world.letters("proposal", address=MALIAN)[0].id
    with world.app.app_context():
        db.session.get_one(Message, early).due_at = world.now
        db.session.commit()
    assert [mail["To"] for mail in world.deliver()] == [MALIAN]
    world.undo()
    world.later(HOLD)
    assert [(mail["To"], "est close" in mail["Subject"]) for mail in world.deliver()] == [(MALIAN, True)]


def test_an_undo_from_an_old_page_names_who_decided(asked: World) -> None:
    organizer = Visitor(asked.app).sign_in(ORGANIZER)
    organizer.visit(f"/organizers/introductions/{asked.introduction_id}")
    asked.answer("ML", Answer.YES)
    organizer.submit("/undo", status=409)
    assert "Mariam Kouyaté" in organizer.text
    assert status(asked) is IntroductionStatus.PROPOSED


def test_what_was_declined_is_not_cancelled(asked: World) -> None:
    asked.answer("ML", Answer.NO)
    with pytest.raises(TransitionError):
        asked.undo()


def test_a_withdrawn_profile_ends_its_open_introductions(asked: World) -> None:
    withdraw_profile(asked, "DZ01")
    assert status(asked) is IntroductionStatus.CANCELLED
    with asked.app.app_context():
        assert asked.introduction().cancel_reason is CancelReason.PROFILE_WITHDRAWN
    assert "un profil a été retiré" in asked.letters("cancelled", address=MALIAN)[0].text
    Visitor(asked.app).visit(asked.link(MALIAN), status=410)


def test_a_withdrawal_within_the_hold_time_keeps_the_letters_here(world: World) -> None:
    world.approve()
    withdraw_profile(world, "ML01")
    world.later(HOLD)
    world.deliver()
    assert world.mails == []


def test_no_answer_counts_between_the_withdrawal_and_its_job(asked: World) -> None:
    asked.answer("ML", Answer.YES)
    with asked.app.app_context():
        get_by_key("ML01").status = ProfileStatus.WITHDRAWN
        db.session.commit()
    with pytest.raises(TransitionError):
        asked.answer("DZ", Answer.YES)


def test_people_who_know_each_other_stay_so_when_a_profile_is_withdrawn(asked: World) -> None:
    asked.answer("ML", Answer.YES)
    asked.answer("DZ", Answer.YES)
    withdraw_profile(asked, "DZ01")
    assert status(asked) is IntroductionStatus.ACCEPTED


def test_without_consent_the_contacts_stay_closed_and_open_when_it_is_given(asked: World) -> None:
    asked.answer("ML", Answer.YES)
    withdraw_consent(asked, ALGERIAN)
    asked.answer("DZ", Answer.YES)
    asked.later(SOON)
    asked.deliver()
    assert status(asked) is IntroductionStatus.ACCEPTED
    assert asked.letters("contact") == []
    assert [letter.address for letter in asked.letters("consent")] == [ALGERIAN]
    nabil, mariam = (Visitor(asked.app).sign_in(email) for email in (ALGERIAN, MALIAN))
    nabil.visit(f"/introductions/{asked.introduction_id}")
    assert "Il manque votre consentement." in nabil.text
    mariam.visit(f"/introductions/{asked.introduction_id}")
    assert "Il manque un consentement sur l’autre rive." in mariam.text
    organizer = Visitor(asked.app).sign_in(ORGANIZER)
    organizer.visit("/organizers/introductions")
    assert "demandez à Nabil Haddad" in organizer.text
    assert ALGERIAN_PHONE not in mariam.text
    assert "Appareil de 140 grammes" not in mariam.text, "the texts of a profile that may not cross stay where they are"
    give_consent(asked, ALGERIAN)
    asked.later(SOON)
    asked.deliver()
    mariam.visit(f"/introductions/{asked.introduction_id}")
    assert ALGERIAN_PHONE in mariam.text
    assert {letter.address for letter in asked.letters("contact")} == {MALIAN, ALGERIAN}


def test_a_consent_withdrawn_before_the_letters_left_keeps_them_here(asked: World) -> None:
    asked.answer("ML", Answer.YES)
    asked.answer("DZ", Answer.YES)
    withdraw_consent(asked, MALIAN)
    with asked.app.app_context():
        operations.withdraw_consent(asked.user(MALIAN).id, now=asked.now)
        db.session.commit()
        assert not queries.contacts_open(asked.introduction())
    assert [mail for mail in asked.deliver() if "contact" in mail["Subject"]] == []


def test_a_consent_withdrawn_within_the_hold_time_keeps_the_letters_and_gives_them_back(world: World) -> None:
    world.approve()
    withdraw_consent(world, ALGERIAN)
    world.later(HOLD)
    world.deliver()
    assert world.mails == []
    give_consent(world, ALGERIAN)
    world.later(SOON)
    world.deliver()
    world.deliver()
    assert {mail["To"] for mail in world.mails} == {MALIAN, ALGERIAN}


def test_another_contact_person_answers_and_the_old_link_has_ended(asked: World) -> None:
    old = asked.link(MALIAN)
    with asked.app.app_context():
        oumar = make_user("oumar@keneya.example", full_name="Oumar Sissoko")
        profile = get_by_key("ML01")
        profile.members.append(Membership(user=oumar, joined_at=asked.now))
        profile.contact_user = oumar
        outbox.publish("profile.changed", {"profile_id": profile.id}, now=asked.now)
        db.session.commit()
    asked.later(SOON)
    asked.deliver()
    asked.deliver()
    Visitor(asked.app).visit(old, status=410)
    visitor = Visitor(asked.app)
    visitor.visit(asked.link("oumar@keneya.example"))
    visitor.submit("/i/", button="Oui, mettez-nous en relation")
    with asked.app.app_context():
        assert asked.side("ML").counted is Answer.YES


def test_a_contact_person_who_leaves_after_answering_leaves_the_answer(asked: World) -> None:
    asked.answer("ML", Answer.YES)
    with asked.app.app_context():
        oumar = make_user("oumar@keneya.example")
        profile = get_by_key("ML01")
        profile.contact_user = oumar
        operations.follow_profile(profile.id, now=asked.now)
        db.session.commit()
        assert asked.side("ML").contact_user == asked.user(MALIAN)


def test_facts_told_twice_change_nothing_more(asked: World) -> None:
    def trail() -> int:
        with asked.app.app_context():
            ours = AuditEvent.action.startswith("introduction.")
            return db.session.scalar(sa.select(sa.func.count()).select_from(AuditEvent).where(ours)) or 0

    withdraw_profile(asked, "DZ01")
    before = trail()
    withdraw_profile(asked, "DZ01")
    with asked.app.app_context():
        for user in db.session.scalars(sa.select(User)).all():
            operations.withdraw_consent(user.id, now=asked.now)
            operations.restore_consent(user.id, now=asked.now)
        db.session.commit()
    assert trail() == before


def test_two_answers_at_the_same_moment_lose_nothing(asked: World) -> None:
    mariam, nabil = Visitor(asked.app), Visitor(asked.app)
    mariam.visit(asked.link(MALIAN))
    nabil.visit(asked.link(ALGERIAN))  # both pages are open before either answers
    mariam.submit("/i/", button="Oui, mettez-nous en relation")
    nabil.submit("/i/", button="Oui, mettez-nous en relation")
    assert status(asked) is IntroductionStatus.ACCEPTED
    assert ALGERIAN_PHONE not in nabil.text
    assert MALIAN in nabil.text


def test_a_second_tap_changes_nothing_and_a_second_tab_is_told(asked: World) -> None:
    first, second = Visitor(asked.app), Visitor(asked.app)
    for tab in (first, second):
        tab.visit(asked.link(MALIAN))
    first.submit("/i/", button="Oui, mettez-nous en relation")
    second.submit("/i/", button="Oui, mettez-nous en relation")
    assert "Vous avez dit oui" in second.text
    third = Visitor(asked.app)
    third.visit(asked.link(MALIAN))
    asked.tell("ML", Answer.YES)
    third.submit("/i/", button="Dire non", status=409)
    assert "Awa Traoré" in third.text


def test_an_answer_that_read_the_rows_before_another_one_is_taken_sees_it(asked: World) -> None:
    """Two sessions: one holds what it read, the other answers and commits, then the first answers."""
    with asked.app.app_context():
        side = asked.side("DZ")
        assert side.other.answer is Answer.PENDING
        db.session.commit()
        asked.answer("ML", Answer.YES)
        assert side.contact_user is not None
        operations.answer(
            side,
            Answer.YES,
            shown_version=side.version,
            channel=AnswerChannel.LINK,
            actor=side.contact_user,
            now=asked.now,
        )
        db.session.commit()
    assert status(asked) is IntroductionStatus.ACCEPTED


def test_the_version_grows_with_every_step(asked: World) -> None:
    with asked.app.app_context():
        introduction = asked.introduction()
        shown = introduction.version
        db.session.commit()
    asked.answer("ML", Answer.YES)
    with asked.app.app_context(), pytest.raises(StaleDecision, match="Mariam"):
        operations.undo(asked.introduction(), shown_version=shown, actor=asked.user(ORGANIZER), now=asked.now)


def test_two_threads_that_answer_at_once_both_count(asked: World) -> None:
    """Each has read the rows before either decides; the database lets one wait for the other."""
    together = Barrier(2)

    def say_yes(country: str) -> None:
        together.wait(10)
        asked.answer(country, Answer.YES)

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(say_yes, country) for country in ("ML", "DZ")]:
            done.result(30)
    assert status(asked) is IntroductionStatus.ACCEPTED
    assert len(asked.letters("contact")) == 2

"""The road from an organizer's yes to two people who know each other, as both sides and the organizer see it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import event

from matchmaking.audit.models import AuditEvent
from matchmaking.errors import NotAllowed
from matchmaking.extensions import db
from matchmaking.introductions import operations, queries
from matchmaking.introductions.lifecycle import Answer
from matchmaking.introductions.organizer_page import OrganizerRow
from matchmaking.outbox.lifecycle import MessageStatus
from matchmaking.profiles.models import Membership
from matchmaking.profiles.queries import get_by_key
from matchmaking.profiles.vocabulary import Kind
from tests.factories import make_profile, make_user
from tests.introductions.world import ALGERIAN, ALGERIAN_PHONE, HOLD, MALIAN, MALIAN_PHONE, ORGANIZER, World
from tests.visitor import Visitor

YES, NO = "Oui, mettez-nous en relation", "Dire non"


def organizer(app: Flask) -> Visitor:
    return Visitor(app).sign_in(ORGANIZER)


def test_both_accept_from_their_letters_and_see_each_other(asked: World) -> None:
    mariam, nabil = Visitor(asked.app), Visitor(asked.app)
    mariam.visit(asked.link(MALIAN))
    assert "NabdCare" in mariam.text
    assert "ECG portable" in mariam.text
    mariam.submit("/i/", button=YES)
    assert ALGERIAN not in str(mariam.soup)
    nabil.visit(asked.link(ALGERIAN))
    nabil.submit("/i/", button=YES)
    assert MALIAN in nabil.text
    assert MALIAN_PHONE in nabil.text
    assert nabil.soup.find("a", href="https://wa.me/" + MALIAN_PHONE.removeprefix("+"))
    mariam.visit(asked.link(MALIAN))
    assert ALGERIAN in mariam.text
    assert ALGERIAN_PHONE in mariam.text
    assert ALGERIAN in asked.letters("contact", address=MALIAN)[0].text
    assert MALIAN in asked.letters("contact", address=ALGERIAN)[0].text


def test_a_letter_waits_for_the_hold_time_and_names_need_offer_and_question(world: World) -> None:
    world.approve()
    assert world.deliver() == []
    world.later(HOLD)
    assert {mail["To"] for mail in world.deliver()} == {MALIAN, ALGERIAN}
    letter = world.letters("proposal", address=MALIAN)[0]
    assert "NabdCare" in letter.subject
    words = ["Échographes de poche", "ECG portable", "Oran", "Awa Traoré", "Lire et répondre"]
    assert "{{link:decide}}" in letter.text
    assert "{{link:decide}}" in (letter.html or "")
    for body in (letter.text, BeautifulSoup(letter.html or "", "html.parser").get_text()):
        positions = [body.find(word) for word in words]
        assert -1 not in positions, list(zip(words, positions, strict=True))
    assert letter.text.find("Échographes de poche") < letter.text.find("ECG portable") < letter.text.find("{{link")
    assert letter.links["decide"]["purpose"] == "introduction.decide"


def test_nobody_hears_of_it_before_the_hold_time_is_over(world: World) -> None:
    world.approve()
    mariam = Visitor(world.app).sign_in(MALIAN)
    mariam.visit("/introductions")
    assert "NabdCare" not in mariam.text
    mariam.visit(f"/introductions/{world.introduction_id}", status=404)
    world.later(HOLD)
    mariam.visit(f"/introductions/{world.introduction_id}")
    assert "NabdCare" in mariam.text


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_opening_the_link_decides_nothing_however_often(asked: World, method: str) -> None:
    link = asked.link(MALIAN)
    with asked.app.app_context():
        before = db.session.scalar(sa.select(sa.func.count()).select_from(AuditEvent))
    client = asked.app.test_client()
    for _ in range(10):
        response = client.open(link, method=method)
        assert response.status_code == 200
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["Cache-Control"] == "no-store"
    with asked.app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(AuditEvent)) == before
        assert asked.side("ML").answer is Answer.PENDING


def test_a_post_without_the_pages_token_decides_nothing(asked: World) -> None:
    response = asked.app.test_client().post(asked.link(MALIAN), data={"answer": "yes", "version": "1"})
    assert response.status_code == 400
    with asked.app.app_context():
        assert asked.side("ML").answer is Answer.PENDING


def test_forged_links_are_unknown_and_replaced_ones_have_ended(asked: World) -> None:
    stranger, link = Visitor(asked.app), asked.link(MALIAN)
    stranger.visit("/i/not-a-token", status=404)
    stranger.visit(link[:-2], status=404)
    with asked.app.app_context():
        asked.side("ML").link_generation += 1
        db.session.commit()
    stranger.visit(link, status=410)


def test_the_link_of_a_cancelled_introduction_says_so(asked: World) -> None:
    link = asked.link(MALIAN)
    asked.undo()
    visitor = Visitor(asked.app)
    visitor.visit(link, status=410)
    assert "Cette mise en relation est close" in visitor.text
    assert asked.app.test_client().post(link, data={"answer": "yes"}).status_code in (400, 410)


def test_an_answer_can_be_changed_until_the_other_side_has_answered(asked: World) -> None:
    mariam = Visitor(asked.app)
    mariam.visit(asked.link(MALIAN))
    mariam.submit("/i/", button=YES)
    assert "Vous avez dit oui" in mariam.text
    mariam.submit("/i/", button=NO, reason="not_now")
    assert "Vous avez dit non" in mariam.text
    mariam.submit("/i/", button=YES)
    asked.answer("DZ", Answer.NO)
    mariam.visit(asked.link(MALIAN))
    assert "ne donne pas suite" in mariam.text
    assert not mariam.soup.select("main form")


def test_the_reason_of_a_no_stays_with_the_organizers(asked: World) -> None:
    mariam = Visitor(asked.app)
    mariam.visit(asked.link(MALIAN))
    mariam.submit("/i/", button=NO, reason="competitor")
    asked.later(HOLD)
    asked.deliver()
    letter = asked.letters("declined", address=ALGERIAN)[0]
    assert letter.status is MessageStatus.SENT
    nabil = Visitor(asked.app)
    nabil.visit(asked.link(ALGERIAN))
    for seen in (letter.text, letter.html or "", nabil.text):
        assert "concurrent" not in seen.lower()
        assert "Mariam" not in seen


def test_a_no_taken_back_at_once_costs_the_other_side_no_letter(asked: World) -> None:
    asked.answer("ML", Answer.NO)
    asked.answer("ML", Answer.YES)
    asked.later(HOLD)
    asked.deliver()
    assert [letter.status for letter in asked.letters("declined")] == [MessageStatus.CANCELLED]
    assert asked.letters("reopened") == []
    asked.answer("ML", Answer.NO)
    asked.later(HOLD)
    asked.deliver()
    asked.answer("ML", Answer.YES)
    assert [letter.address for letter in asked.letters("reopened")] == [ALGERIAN]


def test_answering_from_the_own_space(asked: World) -> None:
    mariam = Visitor(asked.app).sign_in(MALIAN)
    mariam.visit("/introductions")
    assert "À vous de répondre" in mariam.text
    mariam.visit(f"/introductions/{asked.introduction_id}")
    mariam.submit("/answer", button=YES)
    mariam.visit("/introductions")
    assert "Réponse attendue · Oran" in mariam.text
    asked.answer("DZ", Answer.YES)
    mariam.visit(f"/introductions/{asked.introduction_id}")
    assert ALGERIAN_PHONE in mariam.text


def test_a_colleague_reads_along_but_the_contact_person_answers(asked: World) -> None:
    with asked.app.app_context():
        oumar = make_user("oumar@keneya.example", full_name="Oumar Sissoko")
        profile = get_by_key("ML01")
        profile.members.append(Membership(user=oumar, joined_at=asked.now))
        db.session.commit()
    colleague = Visitor(asked.app).sign_in("oumar@keneya.example")
    colleague.visit(f"/introductions/{asked.introduction_id}")
    assert "Mariam Kouyaté répond pour votre organisation" in colleague.text
    assert not colleague.soup.select("main form")
    with pytest.raises(NotAllowed):
        asked.answer("ML", Answer.YES, by="oumar@keneya.example")


def test_another_peoples_introduction_does_not_exist(asked: World) -> None:
    with asked.app.app_context():
        make_profile("ML02", members=(make_user("autre@ailleurs.example"),))
        db.session.commit()
    stranger = Visitor(asked.app).sign_in("autre@ailleurs.example")
    stranger.visit(f"/introductions/{asked.introduction_id}", status=404)
    stranger.visit("/introductions")
    assert "NabdCare" not in stranger.text


def test_the_organizer_sees_answers_letters_and_history(asked: World) -> None:
    asked.answer("ML", Answer.YES)
    awa = organizer(asked.app)
    awa.visit("/organizers/introductions")
    assert "KeneyaLink" in awa.text
    assert "Oui, par le lien du courriel" in awa.text
    assert "NabdCare : réponse attendue, rappel le" in awa.text
    awa.visit(f"/organizers/introductions/{asked.introduction_id}")
    assert "Mise en relation approuvée" in awa.text
    assert "Mariam Kouyaté" in awa.text
    assert "/i/" not in str(awa.soup)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("status=proposed", True),
        ("status=accepted", False),
        ("waiting_for=DZ", True),
        ("waiting_for=ML", False),
        ("status=nonsense", True),
    ],
)
def test_the_organizers_list_filters_by_state_and_side(asked: World, query: str, found: bool) -> None:
    asked.answer("ML", Answer.YES)
    awa = organizer(asked.app)
    awa.visit(f"/organizers/introductions?{query}")
    assert ("NabdCare" in awa.text) is found


def test_a_discreet_fund_has_no_name_before_both_said_yes(world: World) -> None:
    with world.app.app_context():
        fund = get_by_key("DZ01")
        fund.kind, fund.discreet, fund.sectors = Kind.INVESTOR, True, ["healthtech"]
        db.session.commit()
    world.approve()
    world.later(HOLD)
    world.deliver()
    letter = world.letters("proposal", address=MALIAN)[0]
    mariam = Visitor(world.app)
    mariam.visit(world.link(MALIAN))
    for seen in (letter.subject, letter.text, letter.html or "", str(mariam.soup)):
        assert "NabdCare" not in seen
    world.answer("ML", Answer.YES)
    world.answer("DZ", Answer.YES)
    mariam.visit(world.link(MALIAN))
    assert "NabdCare" in mariam.text


def test_every_step_stands_in_the_audit_trail_with_who_and_when(asked: World) -> None:
    asked.answer("ML", Answer.YES)
    asked.answer("DZ", Answer.YES)
    with asked.app.app_context():
        events = db.session.scalars(
            sa.select(AuditEvent).where(AuditEvent.action.startswith("introduction.")).order_by(AuditEvent.id)
        ).all()
        mariam, nabil = asked.user(MALIAN).id, asked.user(ALGERIAN).id
        assert [(event.action.removeprefix("introduction."), event.actor_id) for event in events] == [
            ("approved", asked.user(ORGANIZER).id),
            ("answered", mariam),
            ("answered", nabil),
            ("accepted", nabil),
            ("contacts_opened", None),
        ]
        assert all(event.at <= asked.now for event in events)


def test_a_long_list_has_pages_and_costs_no_more_queries(asked: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PAGE", 1)
    with asked.app.app_context():
        for number in (2, 3):
            ml = make_profile(f"ML0{number}", members=(make_user(f"ml{number}@example.org"),))
            dz = make_profile(f"DZ0{number}", members=(make_user(f"dz{number}@example.org"),))
            operations.approve(ml, dz, shown_version=0, actor=asked.user(ORGANIZER), now=asked.now)
        db.session.commit()
    awa = organizer(asked.app)
    awa.visit("/organizers/introductions?status=proposed&page=3")
    assert "KeneyaLink" in awa.text, "the latest change stands first, so the first introduction is on the last page"
    assert "3 sur 3" in awa.text
    costs = []
    for size in (1, 3):
        monkeypatch.setattr(queries, "PAGE", size)
        with asked.app.app_context(), counted_queries() as seen:
            rows = OrganizerRow.list_of(queries.list_introductions().rows, now=asked.now)
        assert len(rows) == size
        costs.append(len(seen))
    assert costs[0] == costs[1]


@contextmanager
def counted_queries() -> Iterator[list[str]]:
    """The statements that the database is asked meanwhile."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)

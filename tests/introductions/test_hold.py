"""The hold ends early where an organizer lets a letter leave, or where somebody has answered already."""

from __future__ import annotations

from datetime import timedelta

from matchmaking.extensions import db
from matchmaking.introductions.lifecycle import Answer
from matchmaking.outbox import operations as outbox
from matchmaking.outbox.models import Message
from tests.introductions.world import ALGERIAN, MALIAN, ORGANIZER, World
from tests.visitor import Visitor

SOON = timedelta(seconds=3)


def test_a_letter_let_out_early_opens_the_page_it_speaks_of(world: World) -> None:
    world.approve()
    reader = Visitor(world.app).sign_in(MALIAN)
    reader.visit(f"/introductions/{world.introduction_id}", status=404)
    with world.app.app_context():
        for letter in world.letters("proposal"):
            message = db.session.get_one(Message, letter.id)
            outbox.release_message(message, actor_id=world.user(ORGANIZER).id, now=world.now)
        db.session.commit()
    world.later(SOON)
    world.deliver()
    reader.visit(f"/introductions/{world.introduction_id}")
    reader.visit("/home")
    assert "NabdCare" in reader.text
    organizer = Visitor(world.app).sign_in(ORGANIZER)
    organizer.visit(f"/organizers/introductions/{world.introduction_id}")
    assert "Les courriels partent" not in organizer.text


def test_whoever_has_answered_finds_it_in_their_space(world: World) -> None:
    world.approve()
    world.answer("ML", Answer.YES)
    for email in (MALIAN, ALGERIAN):
        Visitor(world.app).sign_in(email).visit(f"/introductions/{world.introduction_id}")

"""No contact before both have said yes: on no page, in no letter, no audit detail, no job, in every state."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from matchmaking.audit.models import AuditEvent
from matchmaking.extensions import db
from matchmaking.introductions.lifecycle import Answer
from matchmaking.outbox.models import Job, Message
from tests.introductions.world import ALGERIAN, CONTACTS, MALIAN, ORGANIZER, World
from tests.visitor import Visitor


def rows_of(world: World) -> list[str]:
    """Everything that is stored about what was done and written, apart from the letters' own addresses."""
    with world.app.app_context():
        messages = db.session.scalars(sa.select(Message)).all()
        events = db.session.scalars(sa.select(AuditEvent)).all()
        jobs = db.session.scalars(sa.select(Job)).all()
        return [
            *(f"{m.subject} {m.text} {m.html} {json.dumps(m.links)}" for m in messages),
            *(f"{event.action} {json.dumps(event.details)}" for event in events),
            *(json.dumps(job.payload) for job in jobs),
        ]


def pages_of(world: World, email: str) -> str:
    """All that one side can open: its space and the page behind its letter's link."""
    person = Visitor(world.app).sign_in(email)
    seen = []
    for path in ("/introductions", f"/introductions/{world.introduction_id}"):
        seen.append(person.client.get(path, follow_redirects=True).get_data(as_text=True))
    if any(mail["To"] == email for mail in world.mails):
        seen.append(Visitor(world.app).client.get(world.link(email)).get_data(as_text=True))
    return "\n".join(seen)


def assert_closed(world: World) -> None:
    """Neither side's page gives the other's contact; no stored row gives anybody's."""
    malian, algerian = pages_of(world, MALIAN), pages_of(world, ALGERIAN)
    for contact in CONTACTS["DZ"]:
        assert contact not in malian
    for contact in CONTACTS["ML"]:
        assert contact not in algerian
    everything = "\n".join([*rows_of(world), *(part.as_string() for mail in world.mails for part in mail.walk())])
    for email, phone, digits in CONTACTS.values():
        assert phone not in everything
        assert digits not in everything
        assert email not in everything.replace(f"To: {email}", "")


def nothing(_world: World) -> None: ...


STATES: dict[str, Callable[[World], None]] = {
    "asked": nothing,
    "one yes": lambda world: world.answer("ML", Answer.YES),
    "the other yes": lambda world: world.answer("DZ", Answer.YES),
    "one no": lambda world: world.answer("DZ", Answer.NO),
    "yes, then no": lambda world: (world.answer("ML", Answer.YES), world.answer("DZ", Answer.NO))[0],
    "no taken back": lambda world: (world.answer("ML", Answer.NO), world.answer("ML", Answer.YES))[0],
    "two yes, one of them only told": lambda world: (world.answer("ML", Answer.YES), world.tell("DZ", Answer.YES))[0],
    "cancelled": lambda world: world.undo(),
}


@pytest.mark.parametrize("state", STATES)
def test_contacts_are_closed(asked: World, state: str) -> None:
    STATES[state](asked)
    asked.deliver()
    assert_closed(asked)


def test_contacts_are_closed_within_the_hold_time(world: World) -> None:
    world.approve()
    world.deliver()
    assert_closed(world)


def test_contacts_are_open_to_both_and_to_nobody_else(asked: World) -> None:
    asked.answer("ML", Answer.YES)
    asked.answer("DZ", Answer.YES)
    asked.deliver()
    malian, algerian = pages_of(asked, MALIAN), pages_of(asked, ALGERIAN)
    assert all(contact in malian for contact in CONTACTS["DZ"])
    assert all(contact in algerian for contact in CONTACTS["ML"])
    letters = {message.address: message for message in asked.letters("contact")}
    assert set(letters) == {MALIAN, ALGERIAN}
    assert all(message.confidential for message in letters.values())
    with asked.app.app_context():
        trail = "\n".join(
            f"{event.action} {json.dumps(event.details)}" for event in db.session.scalars(sa.select(AuditEvent))
        )
    organizer = Visitor(asked.app).sign_in(ORGANIZER)
    organizer.visit(f"/organizers/introductions/{asked.introduction_id}")
    for email, phone, _digits in CONTACTS.values():
        assert email not in trail
        assert phone not in trail
        assert phone not in str(organizer.soup)


def test_an_undone_introduction_closes_its_contacts_again(asked: World) -> None:
    asked.answer("ML", Answer.YES)
    asked.answer("DZ", Answer.YES)
    asked.deliver()
    asked.undo()
    assert not any(contact in pages_of(asked, MALIAN) for contact in CONTACTS["DZ"][:1])

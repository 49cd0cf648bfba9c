"""A mail that comes back: read from the mail server's pipe, it puts its receiver on the call list."""

from __future__ import annotations

import io

import pytest
import sqlalchemy as sa
from flask import Flask

from matchmaking import clock
from matchmaking.accounts import operations, policy, queries
from matchmaking.accounts.models import User
from matchmaking.audit.models import AuditEvent
from matchmaking.errors import NotAllowed
from matchmaking.extensions import db
from matchmaking.outbox import bounces
from matchmaking.outbox.models import Job, Message
from tests.introductions.world import ALGERIAN, HOLD, MALIAN, ORGANIZER, World, make_pair, noon
from tests.letters.reports import EXIM, POSTFIX, write
from tests.outbox_reader import do_jobs
from tests.visitor import Visitor


@pytest.fixture
def world(app: Flask, monkeypatch: pytest.MonkeyPatch) -> World:
    """The letters of an introduction have left."""
    made = World(app, noon())
    monkeypatch.setattr(clock, "now", lambda: made.now)
    make_pair(app)
    made.approve()
    made.later(HOLD)
    made.deliver()
    return made


def pipe(app: Flask, report: bytes) -> tuple[int, str]:
    """The mail server hands a mail over; the worker does what follows."""
    result = app.test_cli_runner().invoke(args=["outbox", "bounces", "-"], input=io.BytesIO(report))
    do_jobs(app, "accounts.mark_bounced")
    return result.exit_code, result.output


def is_reached(app: Flask, email: str) -> bool:
    """By the person's own object and by the database, which must agree."""
    with app.app_context():
        user = db.session.scalars(sa.select(User).where(User.email == email)).one()
        found = db.session.scalar(sa.select(User.id).where(User.id == user.id, queries.is_reached_by_mail()))
        assert (found is not None) == policy.is_reached_by_mail(user)
        return found is not None


@pytest.mark.parametrize("form", [POSTFIX, EXIM], ids=["postfix", "exim"])
def test_a_hard_bounce_puts_the_person_on_the_call_list(world: World, form: str) -> None:
    [letter] = world.letters("proposal", address=MALIAN)
    code, said = pipe(world.app, write(form, letter.message_id, MALIAN))
    assert code == 0, said
    assert f"message {letter.id} came back" in said
    assert MALIAN not in said
    assert not is_reached(world.app, MALIAN)
    assert is_reached(world.app, ALGERIAN)
    organizer = Visitor(world.app).sign_in(ORGANIZER)
    organizer.visit("/organizers/calls")
    assert "Mariam" in organizer.text
    assert "Nabil" not in organizer.text


def test_an_organizer_hears_that_the_address_works_and_letters_go_there_again(world: World) -> None:
    [letter] = world.letters("proposal", address=MALIAN)
    pipe(world.app, write(POSTFIX, letter.message_id, MALIAN))
    organizer = Visitor(world.app).sign_in(ORGANIZER)
    organizer.visit("/organizers/calls")
    assert "Courriels retournés" in organizer.text
    assert "User unknown" in organizer.text
    organizer.submit("/address")
    assert "reçoit de nouveau nos courriels" in organizer.text
    assert "Courriels retournés" not in organizer.text
    assert is_reached(world.app, MALIAN)
    with world.app.app_context():
        trail = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "mail.bounce_forgotten")).one()
        assert trail.subject == f"user:{world.user(MALIAN).id}"
        assert trail.actor_id == world.user(ORGANIZER).id


def test_only_an_organizer_or_the_person_says_that_an_address_works(world: World) -> None:
    with world.app.app_context():
        with pytest.raises(NotAllowed):
            operations.forget_bounce(world.user(MALIAN), actor=world.user(ALGERIAN), now=world.now)
        operations.forget_bounce(world.user(MALIAN), actor=world.user(MALIAN), now=world.now)


def test_the_message_says_that_it_came_back(world: World) -> None:
    [letter] = world.letters("proposal", address=MALIAN)
    pipe(world.app, write(POSTFIX, letter.message_id, MALIAN))
    organizer = Visitor(world.app).sign_in(ORGANIZER)
    organizer.visit(f"/organizers/messages/{letter.id}")
    assert "Revenu" in organizer.text
    assert "User unknown" in organizer.text


def test_the_fact_is_told_once(world: World) -> None:
    [letter] = world.letters("proposal", address=MALIAN)
    for _again in range(2):
        pipe(world.app, write(POSTFIX, letter.message_id, MALIAN))
    with world.app.app_context():
        marked = db.session.scalars(sa.select(Job).where(Job.kind == "accounts.mark_bounced")).all()
        assert len(marked) == 1


@pytest.mark.parametrize(("action", "status"), [("delayed", "4.4.1"), ("failed", "4.2.2"), ("delivered", "2.0.0")])
def test_what_is_not_for_good_changes_nothing(world: World, action: str, status: str) -> None:
    [letter] = world.letters("proposal", address=MALIAN)
    code, said = pipe(world.app, write(POSTFIX, letter.message_id, MALIAN, action=action, status=status))
    assert (code, said.startswith("nothing to do")) == (0, True)
    assert is_reached(world.app, MALIAN)


def test_a_report_about_another_address_changes_nothing(world: World) -> None:
    [letter] = world.letters("proposal", address=MALIAN)
    pipe(world.app, write(POSTFIX, letter.message_id, ALGERIAN))
    assert is_reached(world.app, MALIAN)
    assert is_reached(world.app, ALGERIAN)


def test_a_mail_that_is_not_ours_changes_nothing(world: World) -> None:
    code, _said = pipe(world.app, write(EXIM, "<somebody@elsewhere.example>", MALIAN))
    assert code == 0
    assert is_reached(world.app, MALIAN)


def test_another_address_of_the_person_is_not_marked(world: World) -> None:
    [letter] = world.letters("proposal", address=MALIAN)
    pipe(world.app, write(POSTFIX, letter.message_id, MALIAN))
    with world.app.app_context():
        world.user(MALIAN).email = "mariam@elsewhere.example"
        db.session.commit()
    assert is_reached(world.app, "mariam@elsewhere.example")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda report: b"", "no delivery report"),
        (lambda report: b"\xff\xfe\x00 nonsense", "no delivery report"),
        (lambda report: report.replace(b"Final-Recipient", b"X-Nobody").replace(b"Original-R", b"X-R"), "no receiver"),
        (lambda report: report.replace(b"Status: 5.1.1", b"Status: soon"), "no receiver"),
        (lambda report: report.replace(b"Message-ID: ", b"X-ID: "), "Message-ID"),
        (lambda report: report.replace(b"message/delivery-status", b"application/octet-stream"), "no receiver"),
        (lambda report: report + b" " * bounces.LONGEST, "longer than"),
    ],
    ids=["empty", "binary", "no-recipient", "no-status", "no-message-id", "no-status-part", "too-long"],
)
def test_a_malformed_report_is_refused_in_words(world: World, spoil: object, said: str) -> None:
    [letter] = world.letters("proposal", address=MALIAN)
    assert callable(spoil)
    report = write(POSTFIX, letter.message_id, MALIAN)
    code, output = pipe(world.app, spoil(report))
    assert code == 1
    assert said in output
    assert "Nothing was changed" in output
    with world.app.app_context():
        assert db.session.get_one(Message, letter.id).bounced_at is None

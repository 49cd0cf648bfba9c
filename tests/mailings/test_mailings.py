"""An organizer writes to many: the right people get it, in their language, and can stop it."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from matchmaking import clock
from matchmaking.accounts.models import DigestFrequency, MailPreference, RoleName, User
from matchmaking.accounts.operations import mark_bounced
from matchmaking.errors import TransitionError
from matchmaking.extensions import db
from matchmaking.mailings import lifecycle
from matchmaking.mailings.digests import write_digest
from matchmaking.mailings.jobs import daily
from matchmaking.mailings.lifecycle import MailingAction, MailingStatus, next_status
from matchmaking.mailings.models import DigestReceipt
from matchmaking.outbox.lifecycle import MessageStatus
from matchmaking.outbox.models import Message
from matchmaking.profiles.queries import get_by_key
from tests.factories import make_profile, make_user
from tests.introductions.world import ALGERIAN, MALIAN, ORGANIZER, World, make_pair
from tests.visitor import Visitor

PATH = "/organizers/mailings"


@pytest.fixture
def organizer(app: Flask) -> Visitor:
    """Awa, and six people of both shores."""
    with app.app_context():
        make_user(ORGANIZER, role=RoleName.ORGANIZER, full_name="Awa Traoré")
        people = {
            "ML01": make_user("mariam@keneya.example", full_name="Mariam Kouyaté"),
            "ML02": make_user("oumar@sigi.example", full_name="Oumar Diallo"),
            "DZ01": make_user("nabil@nabd.example", full_name="Nabil Haddad", locale="ar"),
            "DZ02": make_user("lina@atlas.example", full_name="Lina Saadi"),
            "DZ03": make_user("stop@atlas.example", full_name="Ne Veut Pas"),
        }
        people["DZ03"].mail_preference = MailPreference(
            news=False, digest=DigestFrequency.NEVER, updated_at=clock.now()
        )
        people["ML03"] = make_user("phone@x.example", full_name="Sans Adresse", phone="+22370000000")
        people["ML03"].email = None
        for key, person in people.items():
            make_profile(key, members=(person,), sectors=["fintech"] if key == "ML02" else ["agritech"])
        db.session.commit()
    return Visitor(app).sign_in(ORGANIZER)


def letters(app: Flask) -> dict[str, Message]:
    """What was written, by address."""
    with app.app_context():
        found = db.session.scalars(sa.select(Message).where(Message.kind == "mailing.message").order_by(Message.id))
        by_address = {message.address: message for message in found}
        db.session.expunge_all()
    return by_address


def write(visitor: Visitor, **values: str) -> None:
    """Fill in the form of a new message."""
    visitor.visit(f"{PATH}/new")
    words = {"fr_subject": "Le programme", "fr_body": "Bonjour {name},\n\n{organisation} est attendue."}
    visitor.submit(**(words | values))


def test_the_preview_counts_who_gets_it_and_says_who_does_not(organizer: Visitor) -> None:
    write(organizer)
    assert "4 personnes le reçoivent" in organizer.text
    assert "1 personne de cette liste ne veut pas" in organizer.text
    assert "1 personne de cette liste n’a pas d’adresse" in organizer.text
    assert "Bonjour Nabil Haddad, Organisation DZ01 est attendue." in organizer.text  # the first of the list


def test_sending_writes_one_letter_to_each_in_their_language_with_a_way_to_stop(app: Flask, organizer: Visitor) -> None:
    write(organizer, ar_subject="البرنامج", ar_body="مرحبا {name}")
    organizer.submit("/send")
    sent = letters(app)
    assert set(sent) == {"mariam@keneya.example", "oumar@sigi.example", "nabil@nabd.example", "lina@atlas.example"}
    assert sent["nabil@nabd.example"].text.startswith("مرحبا Nabil Haddad")
    assert sent["nabil@nabd.example"].locale == "ar"
    assert sent["mariam@keneya.example"].text.startswith("Bonjour Mariam Kouyaté,\n\nOrganisation ML01 est attendue.")
    assert all(message.list_unsubscribe == "stop" for message in sent.values())
    assert all(message.due_at - message.created_at == timedelta(minutes=10) for message in sent.values())


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({"country": "ML"}, {"mariam@keneya.example", "oumar@sigi.example"}),
        ({"sector": "fintech"}, {"oumar@sigi.example"}),
        ({"standing": "nothing_yet", "country": "DZ"}, {"nabil@nabd.example", "lina@atlas.example"}),
        ({"standing": "accepted"}, set()),
        ({"taking": "unsaid", "country": "ML"}, {"mariam@keneya.example", "oumar@sigi.example"}),
        ({"taking": "online"}, set()),
        ({"standing": "meeting"}, set()),
    ],
)
def test_the_list_is_narrowed(app: Flask, organizer: Visitor, filters: dict[str, str], names: set[str]) -> None:
    write(organizer, **filters)
    if names:
        organizer.submit("/send")
    else:
        assert "Aucune organisation publiée" in organizer.text
    assert set(letters(app)) == names


def test_a_list_of_people_whom_no_mail_reaches_is_not_called_empty(app: Flask, organizer: Visitor) -> None:
    with app.app_context():
        for key in ("ML01", "ML02"):
            user = get_by_key(key).contact_user
            assert user is not None
            assert user.email is not None
            mark_bounced(user, user.email, "550 no such user", now=clock.now())
        db.session.commit()
    write(organizer, country="ML")
    assert "Personne ne le reçoit" in organizer.text
    assert "Aucune organisation publiée" not in organizer.text
    assert "mais aucun courriel n’atteint leurs personnes de contact" in organizer.text
    assert "3 personnes de cette liste n’ont pas d’adresse" in organizer.text


def test_a_wrong_placeholder_is_said_by_name_and_the_text_is_kept(organizer: Visitor) -> None:
    organizer.visit(f"{PATH}/new")
    organizer.submit(fr_subject="Le programme", fr_body="Bonjour {nom},", status=422)
    assert "{nom}" in organizer.text
    assert organizer.soup.find(attrs={"name": "fr_body"}).text.strip() == "Bonjour {nom},"  # type: ignore[union-attr]


def test_a_half_written_language_is_refused(organizer: Visitor) -> None:
    organizer.visit(f"{PATH}/new")
    organizer.submit(fr_subject="Le programme", fr_body="Bonjour", en_subject="Programme", status=422)
    assert organizer.path == f"{PATH}/new"


def test_a_list_that_has_changed_is_not_written_to_unseen(app: Flask, organizer: Visitor) -> None:
    write(organizer)
    with app.app_context():
        make_profile("DZ09", members=(make_user("neuf@x.example"),))
        db.session.commit()
    organizer.submit("/send", status=409)
    assert not letters(app)


def test_a_draft_changed_meanwhile_is_not_sent_unseen(app: Flask, organizer: Visitor) -> None:
    write(organizer)
    other = Visitor(app).sign_in(ORGANIZER)
    other.visit(f"{organizer.path}/edit")
    other.submit(fr_body="Autre chose")
    organizer.submit("/send", status=409)
    assert "Awa Traoré" in organizer.text
    assert not letters(app)


def test_what_has_not_left_can_be_stopped(app: Flask, organizer: Visitor) -> None:
    write(organizer)
    organizer.submit("/send")
    organizer.submit("/stop")
    assert {message.status for message in letters(app).values()} == {MessageStatus.CANCELLED}
    assert "Arrêté" in organizer.text


def test_it_cannot_be_sent_twice(app: Flask, organizer: Visitor) -> None:
    write(organizer)
    again = Visitor(app).sign_in(ORGANIZER)
    again.visit(organizer.path)
    organizer.submit("/send")
    again.submit("/send", status=409)
    assert len(letters(app)) == 4


def test_a_draft_is_thrown_away(organizer: Visitor) -> None:
    write(organizer)
    organizer.submit("/discard")
    assert organizer.path == PATH
    assert "Le programme" not in organizer.text


@pytest.mark.parametrize("status", MailingStatus)
@pytest.mark.parametrize("action", MailingAction)
def test_every_cell_of_the_lifecycle(status: MailingStatus, action: MailingAction) -> None:
    allowed = {
        (MailingStatus.DRAFT, MailingAction.REVISE): MailingStatus.DRAFT,
        (MailingStatus.DRAFT, MailingAction.SEND): MailingStatus.SENT,
        (MailingStatus.SENT, MailingAction.STOP): MailingStatus.STOPPED,
    }
    if (status, action) in allowed:
        assert next_status(status, action) is allowed[status, action]
        assert lifecycle.allows(status, action)
    else:
        with pytest.raises(TransitionError):
            next_status(status, action)


def wants_digest(world: World, email: str, frequency: DigestFrequency) -> int:
    """The person chooses; returns their id."""
    with world.app.app_context():
        user: User = world.user(email)
        user.mail_preference = MailPreference(news=True, digest=frequency, updated_at=world.now)
        db.session.commit()
        return user.id


def look(world: World, user_id: int) -> bool:
    """Whether the digest of this moment was written."""
    with world.app.app_context():
        written = write_digest(user_id, now=world.now)
        db.session.commit()
        return written


@pytest.fixture
def tuesday(app: Flask) -> World:
    """An introduction waits for both sides, on a working day of both shores."""
    make_pair(app)
    now = clock.now().replace(hour=9)
    world = World(app, now + timedelta(days=(1 - now.weekday()) % 7))
    world.approve()
    world.later(timedelta(hours=1))
    return world


def test_a_digest_says_how_much_waits_and_names_nobody(tuesday: World) -> None:
    assert look(tuesday, wants_digest(tuesday, MALIAN, DigestFrequency.DAILY))
    with tuesday.app.app_context():
        message = db.session.scalars(sa.select(Message).where(Message.kind == "mailing.digest")).one()
        assert "1 mise en relation attend votre réponse" in message.text
        assert "NabdCare" not in message.text
        assert message.list_unsubscribe == "stop"


def test_the_same_is_not_told_twice(tuesday: World) -> None:
    user = wants_digest(tuesday, MALIAN, DigestFrequency.DAILY)
    assert look(tuesday, user)
    tuesday.later(timedelta(days=1))
    assert not look(tuesday, user)


def test_a_weekly_digest_waits_a_week(tuesday: World) -> None:
    user = wants_digest(tuesday, MALIAN, DigestFrequency.WEEKLY)
    assert look(tuesday, user)
    with tuesday.app.app_context():
        db.session.get_one(DigestReceipt, user).told = {}
        db.session.commit()
    tuesday.later(timedelta(days=2))
    assert not look(tuesday, user)
    tuesday.later(timedelta(days=5))
    assert look(tuesday, user)


@pytest.mark.parametrize(("email", "days", "written"), [(MALIAN, 3, True), (ALGERIAN, 3, False), (MALIAN, 4, False)])
def test_nothing_is_sent_on_the_readers_weekend(tuesday: World, email: str, days: int, written: bool) -> None:
    user = wants_digest(tuesday, email, DigestFrequency.DAILY)
    tuesday.later(timedelta(days=days))
    assert look(tuesday, user) is written


def test_who_did_not_ask_for_a_digest_gets_none(tuesday: World) -> None:
    with tuesday.app.app_context():
        daily({})
        assert not db.session.scalars(sa.select(Message).where(Message.kind == "mailing.digest")).all()

"""The page of letters that wait: read, edit, cancel and release, one by one and together; nothing leaves unseen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from matchmaking import clock
from matchmaking.accounts.models import RoleName
from matchmaking.audit.models import AuditEvent
from matchmaking.extensions import db
from matchmaking.outbox import operations
from matchmaking.outbox.lifecycle import MessageStatus
from matchmaking.outbox.models import Message
from matchmaking.outbox.operations import Letter
from matchmaking.outbox.registry import Subject, registry
from tests.factories import make_user
from tests.integration.mailbox import send_due
from tests.visitor import Visitor

HELD = "/organizers/messages/held"
NOON = datetime.fromisoformat("2026-03-02T12:00:00+00:00")
TEXT = "Bonjour Binta,\n\nNabdCare propose ce qu’il faut.\n\nLire et répondre :\n{{link:answer}}\n\n--\nDeux Rives\n"


@pytest.fixture
def organizer(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visitor]:
    monkeypatch.setattr(clock, "now", lambda: NOON)
    outbox = registry(app)
    outbox.mint("test.answer", lambda payload: f"http://localhost/i/live-token-{payload['side']}")
    outbox.name_subjects("pair", lambda ids: {one: Subject(f"KeneyaLink · Nabd {one}", f"/pairs/{one}") for one in ids})
    with app.app_context():
        make_user("awa@example.org", role=RoleName.ORGANIZER, full_name="Awa Traoré")
        db.session.commit()
    yield Visitor(app).sign_in("awa@example.org")
    del outbox.minters["test.answer"]
    del outbox.subjects["pair"]


def queue(app: Flask, *, hold: timedelta = timedelta(minutes=10), **values: Any) -> int:
    defaults: dict[str, Any] = {
        "kind": "introduction.proposal",
        "address": "binta@example.org",
        "locale": "fr",
        "subject": "NabdCare propose ce que vous cherchez",
        "text": TEXT,
        "html": '<a href="{{link:answer}}">Répondre</a>',
        "links": {"answer": {"purpose": "test.answer", "side": 7}},
        "subject_ref": "pair:1",
    }
    with app.app_context():
        message = operations.queue_message(Letter(**(defaults | values)), now=clock.now(), hold=hold)
        db.session.commit()
        return message.id


def statuses(app: Flask, *ids: int) -> list[MessageStatus]:
    with app.app_context():
        return [db.session.get_one(Message, message_id).status for message_id in ids]


def due(app: Flask, message_id: int) -> datetime:
    with app.app_context():
        return db.session.get_one(Message, message_id).due_at


def leave(app: Flask, message_id: int) -> None:
    with app.app_context():
        message = db.session.get_one(Message, message_id)
        message.status, message.sent_at = MessageStatus.SENT, clock.now()
        db.session.commit()


def test_letters_about_one_introduction_stand_together(app: Flask, organizer: Visitor) -> None:
    for ref in ("pair:1", "pair:2"):
        for address in ("binta@example.org", "nabil@example.org"):
            queue(app, subject_ref=ref, address=address)
    soup = organizer.visit(HELD)
    groups = soup.select("li.held")
    assert [len(group.select("input[name=message]")) for group in groups] == [2, 2]
    assert [group.find("h2").text for group in groups] == ["KeneyaLink · Nabd 1", "KeneyaLink · Nabd 2"]  # type: ignore[union-attr]


def test_neither_account_mails_nor_what_leaves_now_stand_there(app: Flask, organizer: Visitor) -> None:
    queue(app, subject="Confirmez", confidential=True)
    queue(app, subject="Part tout de suite", hold=timedelta())
    organizer.visit(HELD)
    assert "Aucun courriel n’est retenu" in organizer.text


def test_ticked_ones_leave_and_the_others_stay(app: Flask, organizer: Visitor) -> None:
    first, second, third = (queue(app) for _ in range(3))
    organizer.visit(HELD)
    organizer.submit("/held", button="release", message=[f"{first}:0", f"{third}:0"])
    assert "2 courriels partent maintenant" in organizer.text
    assert [due(app, one) <= NOON for one in (first, second, third)] == [True, False, True]


def test_ticked_ones_are_cancelled_together(app: Flask, organizer: Visitor) -> None:
    first, second, third = (queue(app) for _ in range(3))
    organizer.visit(HELD)
    organizer.submit("/held", button="cancel", message=[f"{first}:0", f"{second}:0"])
    assert "2 courriels annulés" in organizer.text
    cancelled = MessageStatus.CANCELLED
    assert statuses(app, first, second, third) == [cancelled, cancelled, MessageStatus.WAITING]


def test_all_of_them_leave_by_one_button(app: Flask, organizer: Visitor) -> None:
    ids = [queue(app) for _ in range(3)]
    organizer.visit(HELD)
    organizer.submit("/held", button="release_all")
    assert all(due(app, one) <= NOON for one in ids)


def test_without_a_tick_nothing_happens(app: Flask, organizer: Visitor) -> None:
    message_id = queue(app)
    organizer.visit(HELD)
    organizer.submit("/held", button="cancel")
    assert "Cochez d’abord les courriels" in organizer.text
    assert statuses(app, message_id) == [MessageStatus.WAITING]


def test_what_left_meanwhile_is_named_and_the_rest_is_done(app: Flask, organizer: Visitor) -> None:
    gone, here = queue(app, subject="Déjà loin"), queue(app)
    organizer.visit(HELD)
    leave(app, gone)
    organizer.submit("/held", button="cancel", message=[f"{gone}:0", f"{here}:0"])
    assert "1 courriel annulé" in organizer.text
    assert "« Déjà loin » : Le message est parti à" in organizer.text
    assert statuses(app, gone, here) == [MessageStatus.SENT, MessageStatus.CANCELLED]


def test_a_confidential_one_cannot_be_slipped_in(app: Flask, organizer: Visitor) -> None:
    secret, here = queue(app, confidential=True), queue(app)
    organizer.visit(HELD)
    token = organizer.form("/held").find("input", attrs={"name": "csrf_token"})
    assert token is not None
    data = {"csrf_token": token["value"], "do": "cancel", "message": [f"{secret}:0", f"{here}:0", "x", "9999:0"]}
    organizer.client.post(HELD, data=data)
    assert statuses(app, secret, here) == [MessageStatus.WAITING, MessageStatus.CANCELLED]


def test_the_page_costs_the_same_for_one_and_for_many(app: Flask, organizer: Visitor) -> None:
    def queries() -> int:
        count = 0

        def counted(*_arguments: object) -> None:
            nonlocal count
            count += 1

        with app.app_context():
            engine = db.engine
        sa.event.listen(engine, "before_cursor_execute", counted)
        try:
            organizer.visit(HELD)
        finally:
            sa.event.remove(engine, "before_cursor_execute", counted)
        return count

    queue(app)
    one = queries()
    for number in range(30):
        queue(app, subject_ref=f"pair:{number + 2}")
    assert queries() == one


def test_edited_words_leave_in_both_forms_with_the_link_alive(app: Flask, organizer: Visitor) -> None:
    message_id = queue(app)
    organizer.visit(f"/organizers/messages/{message_id}/edit")
    words = TEXT.replace("NabdCare propose", "Comme promis hier, NabdCare <b>propose</b>")
    organizer.submit("/edit", subject="Comme promis", text=words)
    assert "Comme promis hier" in organizer.text
    organizer.submit("/release")
    [mail] = send_due(app)
    assert mail["Subject"] == "Comme promis"
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert "http://localhost/i/live-token-7" in plain.get_content()
    assert "NabdCare <b>propose</b>" in plain.get_content()
    drawn = html.get_content()
    assert "NabdCare &lt;b&gt;propose&lt;/b&gt;" in drawn
    assert re.search(r'<a class="btn" href="http://localhost/i/live-token-7"[^>]*>Lire et répondre</a>', drawn)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TEXT.replace("{{link:answer}}", ""), "Il manque ce lien : {{link:answer}}."),
        (TEXT + "\n{{link:other}}\n", "Ce courriel n’a pas ce lien : {{link:other}}."),
        ("", "Écrivez le texte du courriel."),
    ],
)
def test_a_missing_or_made_up_link_is_named_and_the_text_kept(
    app: Flask, organizer: Visitor, text: str, said: str
) -> None:
    message_id = queue(app)
    organizer.visit(f"/organizers/messages/{message_id}/edit")
    organizer.submit("/edit", status=422, subject="Un autre objet", text=text)
    assert said in organizer.text
    assert organizer.soup.find("input", value="Un autre objet") is not None
    with app.app_context():
        assert db.session.get_one(Message, message_id).text == TEXT


def test_a_letter_that_left_meanwhile_is_not_edited_silently(app: Flask, organizer: Visitor) -> None:
    message_id = queue(app)
    organizer.visit(f"/organizers/messages/{message_id}/edit")
    leave(app, message_id)
    organizer.submit("/edit", status=409, text=TEXT + "\nEncore un mot.\n")
    assert "Le message est parti à" in organizer.text


def test_of_two_editors_the_second_reads_who_was_first(app: Flask, organizer: Visitor) -> None:
    with app.app_context():
        make_user("moussa@example.org", role=RoleName.ORGANIZER, full_name="Moussa Keïta")
        db.session.commit()
    message_id, other = queue(app), Visitor(app).sign_in("moussa@example.org")
    for visitor in (organizer, other):
        visitor.visit(f"/organizers/messages/{message_id}/edit")
    other.submit("/edit", subject="De Moussa")
    organizer.submit("/edit", status=409, subject="D’Awa")
    assert "Moussa Keïta a changé les mots du message" in organizer.text
    organizer.visit(HELD)
    assert "De Moussa" in organizer.text


def test_editing_is_written_to_the_trail_without_the_words(app: Flask, organizer: Visitor) -> None:
    message_id = queue(app)
    organizer.visit(f"/organizers/messages/{message_id}/edit")
    organizer.submit("/edit", subject="Un autre objet")
    with app.app_context():
        event = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "message.edited")).one()
        assert (event.subject, event.details) == (f"message:{message_id}", {"kind": "introduction.proposal"})


def test_an_account_mail_cannot_be_edited(app: Flask, organizer: Visitor) -> None:
    organizer.visit(f"/organizers/messages/{queue(app, confidential=True)}/edit", status=403)


def test_a_participant_sees_nothing_of_it(app: Flask, organizer: Visitor) -> None:
    message_id = queue(app)
    with app.app_context():
        make_user("paul@example.org")
        db.session.commit()
    visitor = Visitor(app).sign_in("paul@example.org")
    for path in (HELD, f"/organizers/messages/{message_id}/edit"):
        visitor.visit(path, status=403)

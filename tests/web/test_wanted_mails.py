"""Which mails a person wants: on their page, by the link of a mail, and by the button of a mail program."""

from __future__ import annotations

from email.message import EmailMessage
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from matchmaking import clock
from matchmaking.accounts import policy, queries
from matchmaking.accounts.letters import STOP, write_letter
from matchmaking.accounts.links import stop_placeholder
from matchmaking.accounts.models import DigestFrequency, MailPreference, MailTopic, User
from matchmaking.extensions import db
from matchmaking.outbox import operations
from matchmaking.outbox.operations import Letter
from tests.factories import make_user
from tests.integration.mailbox import send_due
from tests.visitor import Visitor

BINTA = "binta@example.org"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def binta(app: Flask) -> int:
    with app.app_context():
        user = make_user(BINTA, full_name="Binta Diarra")
        db.session.commit()
        return user.id


def wants(app: Flask, topic: MailTopic = MailTopic.NEWS) -> bool:
    """By the person's own object and by the database, which must agree."""
    with app.app_context():
        user = db.session.scalars(sa.select(User).where(User.email == BINTA)).one()
        found = db.session.scalar(sa.select(User.id).where(User.id == user.id, queries.wants_mail(topic)))
        assert (found is not None) == policy.wants(user, topic)
        return found is not None


def news_mail(app: Flask, **values: Any) -> EmailMessage:
    """News as it arrives by SMTP."""
    with app.app_context():
        user = db.session.scalars(sa.select(User).where(User.email == BINTA)).one()
        letter = write_letter(
            user,
            template="account_password_changed",
            kind="mailing.news",
            context={},
            topic=values.get("topic", MailTopic.NEWS),
        )
        assert letter is not None
        operations.queue_message(letter, now=clock.now())
        db.session.commit()
    [mail] = send_due(app)
    return mail


def stop_path(mail: EmailMessage) -> str:
    return str(mail["List-Unsubscribe"]).removeprefix("<http://localhost").removesuffix(">")


def test_news_carries_the_headers_of_one_click(app: Flask, binta: int) -> None:
    mail = news_mail(app)
    assert str(mail["List-Unsubscribe"]).startswith("<http://localhost/mails/")
    assert " " not in str(mail["List-Unsubscribe"])
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_what_somebody_needs_never_carries_them(app: Flask, binta: int) -> None:
    mail = news_mail(app, topic=None)
    assert mail["List-Unsubscribe"] is None
    assert mail["List-Unsubscribe-Post"] is None


def test_a_letter_cannot_promise_a_button_without_a_link() -> None:
    with pytest.raises(ValueError, match="not a link"):
        Letter(kind="x", address=BINTA, locale="fr", subject="x", text="x", list_unsubscribe=STOP)


def test_a_mail_program_stops_them_without_session_or_token(app: Flask, binta: int) -> None:
    path = stop_path(news_mail(app))
    client = app.test_client()
    for _twice in range(2):
        assert client.post(path, data=ONE_CLICK).status_code == 200
    assert not wants(app)


def test_opening_the_link_decides_nothing(app: Flask, binta: int) -> None:
    Visitor(app).visit(stop_path(news_mail(app)))
    assert wants(app)


def test_the_page_behind_the_link_shows_whose_it_is_without_the_whole_address(app: Flask, binta: int) -> None:
    """A forwarded mail carries the link along: whoever opens it learns no address."""
    visitor = Visitor(app)
    visitor.visit(stop_path(news_mail(app)))
    name, _at, domain = BINTA.partition("@")
    assert BINTA not in visitor.text
    assert f"{name[0]}…@{domain}" in visitor.text


def test_a_reader_stops_them_by_a_button_and_has_them_again(app: Flask, binta: int) -> None:
    visitor = Visitor(app)
    visitor.visit(stop_path(news_mail(app)))
    visitor.submit(button="stop")
    assert "Vous ne recevez plus ces courriels" in visitor.text
    assert not wants(app)
    visitor.submit(button="resume")
    assert wants(app)


def test_stopping_the_digest_leaves_the_news(app: Flask, binta: int) -> None:
    with app.app_context():
        user = db.session.get_one(User, binta)
        user.mail_preference = MailPreference(news=True, digest=DigestFrequency.DAILY, updated_at=clock.now())
        db.session.commit()
    app.test_client().post(stop_path(news_mail(app, topic=MailTopic.DIGEST)), data=ONE_CLICK)
    assert (wants(app, MailTopic.NEWS), wants(app, MailTopic.DIGEST)) == (True, False)


def test_a_forged_link_stops_nothing(app: Flask, binta: int) -> None:
    path = stop_path(news_mail(app))
    assert app.test_client().post(path[:-3] + "abc", data=ONE_CLICK).status_code == 404
    assert wants(app)


def test_the_link_is_made_when_the_mail_leaves(app: Flask, binta: int) -> None:
    with app.app_context():
        user = db.session.get_one(User, binta)
        assert stop_placeholder(user, MailTopic.NEWS) == {
            "purpose": "account.stop_mails",
            "user_id": binta,
            "topic": "news",
        }


def test_a_person_chooses_on_their_own_page(app: Flask, binta: int) -> None:
    visitor = Visitor(app).sign_in(BINTA)
    visitor.visit("/account")
    visitor.submit("/account/mails", digest="weekly", locale="ar", news=None)
    assert visitor.soup.html["lang"] == "ar"
    assert visitor.soup.html["dir"] == "rtl"
    assert "العربية" in visitor.text
    assert (wants(app, MailTopic.NEWS), wants(app, MailTopic.DIGEST)) == (False, True)
    with app.app_context():
        assert db.session.get_one(User, binta).locale == "ar"


def test_an_answer_that_is_none_of_the_choices_changes_nothing(app: Flask, binta: int) -> None:
    visitor = Visitor(app).sign_in(BINTA)
    visitor.visit("/account")
    visitor.submit("/account/mails", digest="hourly")
    assert "Rien n’a été changé" in visitor.text
    assert not wants(app, MailTopic.DIGEST)

"""Accounts on the command line: how the first organizer comes in."""

from __future__ import annotations

import pytest
from flask import Flask

from matchmaking.extensions import db
from tests.factories import make_user
from tests.outbox_reader import mails, open_link
from tests.visitor import Visitor

CREATE = ["users", "create", "Awa@Example.org", "--name", "Awa Traoré", "--role", "organizer"]
LONG = "quatre mots bien choisis"


def test_the_first_organizer_chooses_a_password_by_mail(app: Flask, visitor: Visitor) -> None:
    done = app.test_cli_runner().invoke(args=CREATE)
    assert done.exit_code == 0, done.output
    [mail] = mails(app, "awa@example.org")
    visitor.visit(open_link(app, mail, "reset"))
    visitor.submit(password=LONG, password_confirm=LONG)
    visitor.sign_in("awa@example.org", LONG)
    visitor.visit("/organizers/links")


def test_or_types_one_at_once(app: Flask, visitor: Visitor) -> None:
    done = app.test_cli_runner().invoke(args=[*CREATE, "--password"], input=f"{LONG}\n{LONG}\n")
    assert done.exit_code == 0, done.output
    assert LONG not in done.output
    assert mails(app, "awa@example.org") == []
    visitor.sign_in("awa@example.org", LONG)


@pytest.mark.parametrize(
    ("arguments", "typed", "said"),
    [
        (["users", "create", "awa", "--name", "Awa"], "", "not an e-mail address"),
        ([*CREATE, "--password"], "court\ncourt\n", "10 caractères"),
        (["users", "create", "there@example.org", "--name", "There"], "", "has an account already"),
        (["users", "role", "nobody@example.org", "admin"], "", "Nobody has an account"),
    ],
)
def test_what_cannot_be_done_is_said(app: Flask, arguments: list[str], typed: str, said: str) -> None:
    with app.app_context():
        make_user("there@example.org")
        db.session.commit()
    done = app.test_cli_runner().invoke(args=arguments, input=typed)
    assert done.exit_code == 1
    assert said in done.output


def test_accounts_are_listed_and_change_their_role(app: Flask) -> None:
    runner = app.test_cli_runner()
    runner.invoke(args=CREATE)
    assert runner.invoke(args=["users", "role", "awa@example.org", "admin"]).exit_code == 0
    assert runner.invoke(args=["users", "list"]).output == "admin\tconfirmed\tawa@example.org\tAwa Traoré\n"
    assert runner.invoke(args=["users", "list", "--role", "organizer"]).output == ""

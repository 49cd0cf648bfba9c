"""Coming in by password and by mailed link, a new password, and what a stranger cannot learn on the way."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urljoin

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from matchmaking import clock
from matchmaking.accounts import queries
from matchmaking.accounts.models import User
from matchmaking.extensions import db
from matchmaking.outbox.models import Job
from tests.factories import PASSWORD, make_user
from tests.outbox_reader import do_jobs, mails, open_link
from tests.visitor import Visitor

AWA = "awa@example.org"
OUTSIDE = ["https://example.net/", "//example.net", "/\\example.net", "///example.net", "javascript:alert(1)", "home"]


@pytest.fixture
def awa(app: Flask) -> str:
    """Somebody with an account."""
    with app.app_context():
        make_user(AWA)
        db.session.commit()
    return AWA


def is_in(visitor: Visitor) -> bool:
    return visitor.client.get("/account").status_code == 200


def ask(app: Flask, page: str, email: str, visitor: Visitor | None = None) -> Visitor:
    """Type an address on one of the pages that send a mail, and let the worker write it."""
    visitor = visitor or Visitor(app)
    visitor.visit(page)
    visitor.submit(email=email)
    do_jobs(app, "accounts.letter")
    return visitor


def test_sign_in_with_a_password_and_out_again(awa: str, visitor: Visitor) -> None:
    visitor.sign_in(awa.upper())
    assert is_in(visitor)
    visitor.visit("/account")
    visitor.submit("/logout")
    assert not is_in(visitor)


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(awa: str, visitor: Visitor) -> None:
    answers = []
    for email in (awa, "nobody@example.org"):
        visitor.visit("/login")
        visitor.submit("/login", email=email, password="autre chose")
        answers.append(visitor.text.replace(email, "…"))
        assert not is_in(visitor)
    assert answers[0] == answers[1]


def test_who_has_not_confirmed_is_told_so_only_with_the_right_password(app: Flask, visitor: Visitor) -> None:
    with app.app_context():
        make_user(AWA, confirmed_at=None)
        db.session.commit()
    visitor.visit("/login")
    page = visitor.submit("/login", email=AWA, password=PASSWORD)
    assert page.find("main").find("a", href="/confirm") is not None
    page = visitor.submit("/login", email=AWA, password="autre chose")
    assert page.find("main").find("a", href="/confirm") is None
    assert not is_in(visitor)


@pytest.mark.parametrize("closed", [{"active": False}, {"fictional": True}])
def test_a_closed_account_and_an_invented_one_do_not_come_in(
    app: Flask, visitor: Visitor, closed: dict[str, bool]
) -> None:
    with app.app_context():
        make_user(AWA, **closed)
        db.session.commit()
    visitor.visit("/login")
    visitor.submit("/login", email=AWA, password=PASSWORD)
    assert not is_in(visitor)
    for page in ("/sign-in-link", "/reset"):
        ask(app, page, AWA)
    assert mails(app, AWA) == []


def test_closing_an_account_ends_its_sessions(app: Flask, awa: str, visitor: Visitor) -> None:
    visitor.sign_in(awa)
    with app.app_context():
        user = queries.find_user_by_email(awa)
        assert user is not None
        user.active = False
        db.session.commit()
    assert not is_in(visitor)


def test_signing_in_leads_to_the_page_that_was_asked_for(awa: str, visitor: Visitor) -> None:
    visitor.visit("/account")
    assert visitor.path == "/login"
    visitor.submit("/login", email=awa, password=PASSWORD)
    assert visitor.path == "/account"


@pytest.mark.parametrize("target", OUTSIDE)
def test_no_link_leads_out_of_the_platform(app: Flask, awa: str, target: str) -> None:
    visitor = Visitor(app)
    visitor.visit(f"/login?next={target}")
    typed = visitor._values(visitor.form("/login")) | {"email": awa, "password": PASSWORD}
    answer = visitor.client.post("/login", data=typed)
    assert urljoin("http://localhost/login", answer.headers["Location"]).startswith("http://localhost/")
    assert is_in(visitor)
    ask(app, f"/sign-in-link?next={target}", awa, visitor := Visitor(app))
    visitor.visit(open_link(app, mails(app, awa)[-1], "sign_in"))
    visitor.submit()
    assert visitor.path == "/home"


def test_a_mailed_link_signs_in_once_and_leads_on(app: Flask, awa: str) -> None:
    ask(app, "/sign-in-link?next=/account", awa)
    [mail] = mails(app, awa)
    link = open_link(app, mail, "sign_in")
    holder, thief = Visitor(app), Visitor(app)
    for _ in range(3):
        holder.visit(link)
        assert not is_in(holder)
    thief.visit(link)
    holder.submit()
    assert holder.path == "/account"
    assert is_in(holder)
    thief.submit(status=410)
    assert not is_in(thief)


def test_any_later_sign_in_ends_the_mailed_links_before_it(app: Flask, awa: str, visitor: Visitor) -> None:
    ask(app, "/sign-in-link", awa)
    link = open_link(app, mails(app, awa)[0], "sign_in")
    visitor.sign_in(awa)
    Visitor(app).visit(link, status=410)


def test_a_mailed_link_is_good_for_an_hour(app: Flask, awa: str, visitor: Visitor) -> None:
    ask(app, "/sign-in-link", awa)
    link = open_link(app, mails(app, awa)[0], "sign_in")
    with time_machine.travel(clock.now() + timedelta(minutes=61)):
        visitor.visit(link, status=410)
    visitor.visit(link.replace("sign-in/", "sign-in/x"), status=404)


@pytest.mark.parametrize("page", ["/sign-in-link", "/reset", "/confirm"])
def test_asking_for_a_mail_tells_nothing_about_the_address(app: Flask, awa: str, page: str) -> None:
    """Not by the page, nor by the work behind it: the same rows are written, and no unknown address is kept."""
    answers = []
    for email in (awa, "nobody@example.org"):
        visitor = ask(app, page, email)
        answers.append((visitor.path, visitor.text.replace(email, "…")))
    assert answers[0] == answers[1]
    with app.app_context():
        jobs = db.session.scalars(sa.select(Job).where(Job.kind == "accounts.letter")).all()
        assert len(jobs) == 2
        assert "nobody" not in str([job.payload for job in jobs])


def test_a_new_password_by_mail_ends_other_sessions_and_is_told(app: Flask, awa: str, visitor: Visitor) -> None:
    visitor.sign_in(awa)
    asker = ask(app, "/reset", awa)
    link = open_link(app, mails(app, awa)[0], "reset")
    asker.visit(link)
    asker.submit(password="un autre mot long", password_confirm="un autre mot court", status=200)
    asker.submit(password="un autre mot long", password_confirm="un autre mot long")
    assert asker.path == "/login"
    assert not is_in(visitor)
    assert [mail.kind for mail in mails(app, awa)] == ["account.reset", "account.password_changed"]
    asker.sign_in(awa, "un autre mot long")
    second = Visitor(app)
    second.visit(link)
    assert second.path == "/reset", "the link has served"


def test_who_never_confirmed_and_forgot_the_password_confirms_first(app: Flask) -> None:
    with app.app_context():
        make_user(AWA, confirmed_at=None)
        db.session.commit()
    ask(app, "/reset", AWA)
    assert [mail.kind for mail in mails(app, AWA)] == ["account.confirm"]


def test_changing_the_password_asks_for_the_old_one(app: Flask, awa: str, visitor: Visitor) -> None:
    visitor.sign_in(awa)
    visitor.visit("/change")
    new = {"new_password": "un autre mot long", "new_password_confirm": "un autre mot long"}
    visitor.submit("/change", password="faux", **new)
    assert visitor.path == "/change"
    visitor.submit("/change", password=PASSWORD, **new)
    assert visitor.path == "/account"
    assert [mail.kind for mail in mails(app, awa)] == ["account.password_changed"]


def test_a_sign_in_ends_after_a_day_without_use_and_not_before(awa: str, visitor: Visitor) -> None:
    visitor.sign_in(awa)
    start = clock.now()
    for hours in (20, 40):
        with time_machine.travel(start + timedelta(hours=hours)):
            assert is_in(visitor)
    with time_machine.travel(start + timedelta(hours=65)):
        assert not is_in(visitor)


def test_a_form_opened_days_ago_can_still_be_sent(awa: str, visitor: Visitor) -> None:
    visitor.visit("/login")
    with time_machine.travel(clock.now() + timedelta(days=30)):
        visitor.submit("/login", email=awa, password=PASSWORD)
        assert is_in(visitor)


def test_the_language_is_chosen_by_a_button_and_an_unknown_one_is_ignored(
    app: Flask, awa: str, visitor: Visitor
) -> None:
    visitor.sign_in(awa)
    token = visitor.visit("/account").find("input", attrs={"name": "csrf_token"})["value"]
    for language, kept in (("fr", True), ("../../etc", False), ("tlh", False), ("", False)):
        answer = visitor.client.post(
            "/language", data={"csrf_token": token, "language": language, "next": "//example.net"}
        )
        assert answer.status_code == 303
        assert answer.headers["Location"] == "/"
        assert ("language=" in answer.headers.get("Set-Cookie", "")) is kept
    with app.app_context():
        assert db.session.scalar(sa.select(User.locale)) == "fr"


def test_a_sign_in_sent_as_json_is_refused_with_a_page(visitor: Visitor) -> None:
    token = visitor.visit("/login").find("input", attrs={"name": "csrf_token"})["value"]
    for body in ('["a"]', '{"email": {"a": 1}}', "{"):
        answer = visitor.client.post(
            "/login", data=body, content_type="application/json", headers={"X-CSRFToken": token}
        )
        assert answer.status_code == 400

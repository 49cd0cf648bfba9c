"""An error says what happened, what was kept and what to do, and needs no database where that may be what failed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from matchmaking.accounts import queries
from matchmaking.accounts.sign_in import datastore
from matchmaking.error_pages import PAGES, error_page
from matchmaking.extensions import db
from tests.factories import make_user
from tests.visitor import Visitor


@pytest.fixture
def outside(app: Flask) -> Iterator[Flask]:
    """As in production: a fault becomes a page."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    yield app
    app.config["PROPAGATE_EXCEPTIONS"] = None


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("status", sorted(PAGES))
def test_each_has_a_heading_two_sentences_and_a_way_on(app: Flask, status: int, language: str) -> None:
    with app.test_request_context(f"/nowhere?lang={language}"):
        page, answered = error_page(status)  # type: ignore[misc]
    assert answered == status
    visitor = Visitor(app)
    visitor.soup = type(visitor.soup)(str(page), "html.parser")
    main = visitor.soup.select_one("main .oops")
    assert main is not None
    assert main.h1 is not None
    assert main.h1.text.strip()
    assert len(main.select(".stack p")) == 2
    assert all(part.text.strip() for part in main.select(".stack p"))
    assert main.select("a.btn-primary[href]")
    assert main.select("a[href='/help']")


def test_a_fault_of_the_database_has_its_page_too(outside: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with outside.app_context():
        make_user()
        db.session.commit()
    awa = Visitor(outside).sign_in("awa@example.org")

    def fail(*_args: object, **_values: object) -> None:
        raise OperationalError("SELECT", {}, Exception("the disk is away"))

    monkeypatch.setattr(datastore, "find_user", fail)
    monkeypatch.setattr(db.session, "execute", fail)
    monkeypatch.setattr(db.session, "scalars", fail)
    monkeypatch.setattr(db.session, "scalar", fail)
    page = awa.visit("/home", status=500)
    assert page.select("main .oops h1")
    assert not page.select(".mainnav, .me")
    assert "the disk is away" not in page.decode()


def test_the_log_of_a_fault_names_the_view_and_neither_its_link_nor_what_was_typed(
    outside: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_args: object, **_values: object) -> None:
        raise ValueError("mariam@example.org said it")

    monkeypatch.setitem(outside.config, "SETTINGS", replace(outside.config["SETTINGS"], production=True))
    monkeypatch.setattr(queries, "find_personal_link", fail)
    answer = outside.test_client().get("/p/secret-token-of-mariam?code=314159")
    assert answer.status_code == 500
    assert "fault GET /p/<token> error=ValueError < " in caplog.text
    assert "accounts/routes/personal_entry.py" in caplog.text
    assert not [word for word in ("secret-token", "314159", "mariam@") if word in caplog.text]

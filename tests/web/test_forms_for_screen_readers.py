"""Forms as a screen reader meets them: every field has a name, every error is tied to its field, and is found first.

Every page that opens for an organizer and for a participant is read; every form on it is sent as it stands but emptied.
"""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient

from tests.roles.world import CONTACTS, ORGANIZER, addresses, make_world
from tests.visitor import Visitor

LEFT_ALONE = ("/logout", "/language")
UNSEEN = {"hidden", "submit", "button", "image", "reset"}
PUBLIC = ("/register", "/login", "/reset", "/sign-in-link")


@pytest.fixture
def house(app: Flask) -> Flask:
    make_world(app)
    return app


def fields_of(scope: Tag | BeautifulSoup) -> list[Tag]:
    """What a person fills in."""
    found = scope.find_all(["input", "select", "textarea"])
    return [field for field in found if field.get("type", "text") not in UNSEEN]


def nameless(soup: BeautifulSoup) -> list[str]:
    """Fields without a label of their own."""
    labelled = {label.get("for") for label in soup.find_all("label")}
    return [
        str(field)[:120]
        for field in fields_of(soup)
        if not (
            field.get("aria-label")
            or field.get("aria-labelledby")
            or field.get("id") in labelled
            or field.find_parent("label")
        )
    ]


def untied(soup: BeautifulSoup) -> list[str]:
    """Errors that no field names, and names of nothing."""
    named = {one for tag in soup.find_all(attrs={"aria-describedby": True}) for one in tag["aria-describedby"].split()}
    errors = [str(one)[:160] for one in soup.select(".field-error") if one.get("id") not in named]
    return errors + [f"#{one} does not exist" for one in named if soup.find(id=one) is None]


def unfound(soup: BeautifulSoup) -> list[str]:
    """A page with errors whose focus goes neither to what sums them up nor to the first field that has one."""
    if not soup.select(".field-error"):
        return []
    first = soup.select_one("[autofocus]")
    found = first is not None and (first.find_parent(class_="is-bad") or first.get("role") == "alert")
    return [] if found else [f"the focus goes to {str(first)[:120]}"]


def emptied(form: Tag) -> dict[str, str]:
    """What the form sends when a person leaves every field blank."""
    data = {str(one["name"]): str(one.get("value", "")) for one in form.select("input[type=hidden][name]")}
    blank = [one for one in fields_of(form) if one.get("name") and one.get("type") not in ("checkbox", "radio", "file")]
    data |= {str(one["name"]): "" for one in blank}
    button = form.select_one("button[name]")
    return data | ({str(button["name"]): str(button.get("value", ""))} if button else {})


def sent_empty(client: FlaskClient, page: str, soup: BeautifulSoup) -> list[tuple[str, BeautifulSoup]]:
    """The pages that come back when each form is sent with nothing in it."""
    answers = []
    for form in soup.select("main form[method=post]"):
        action = str(form.get("action") or page)
        if not fields_of(form) or any(part in action for part in LEFT_ALONE):
            continue
        answer = client.post(action, data=emptied(form))
        if answer.mimetype == "text/html" and answer.status_code in (200, 400, 422):
            answers.append((action, BeautifulSoup(answer.get_data(as_text=True), "html.parser")))
    return answers


@pytest.mark.parametrize("email", [None, ORGANIZER, CONTACTS[0]], ids=["visitor", "organizer", "participant"])
def test_every_field_is_named_and_every_error_is_found(house: Flask, email: str | None) -> None:
    visitor = Visitor(house)
    if email:
        visitor.sign_in(email)
    wrong: dict[str, list[str]] = {}
    refused = 0
    for path in sorted(set(addresses(house, visitor, "ML01"))) if email else PUBLIC:
        answer = visitor.client.get(path)
        if answer.status_code != 200 or answer.mimetype != "text/html":
            continue
        soup = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
        if found := nameless(soup) + untied(soup):
            wrong[path] = found
        for action, back in sent_empty(visitor.client, path, soup):
            refused += bool(back.select(".field-error"))
            if found := nameless(back) + untied(back) + unfound(back):
                wrong[f"{path} sent to {action}"] = found
    assert not wrong, "\n".join(f"{page}: {what}" for page, what in wrong.items())
    assert refused >= 2, "the forms that want something were among them"

"""A person with a browser but no JavaScript: follows links, fills in forms as they stand on the page."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup, Tag
from flask import Flask
from werkzeug.test import TestResponse

from tests.factories import PASSWORD


class Visitor:
    """Keeps cookies and the page last seen. Forms are submitted with everything they hold, tokens included."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()
        self.response: TestResponse | None = None
        self.soup = BeautifulSoup("", "html.parser")

    def visit(self, path: str, *, status: int = 200) -> BeautifulSoup:
        """Open an address, following redirects; fails on another status than expected."""
        return self._seen(self.client.get(path, follow_redirects=True), status)

    def submit(
        self, action: str = "", /, *, status: int = 200, button: str | None = None, **fields: Any
    ) -> BeautifulSoup:
        """Fill in and post the form whose action contains `action` (or the main one), following redirects.

        Field names that Python cannot spell as keywords are passed as `**{"offers-0-title": …}`. A list ticks several
        boxes; None leaves a field out, as an unticked box would be.
        """
        form = self.form(action, button)
        data = self._values(form)
        for name, value in fields.items():
            assert form.find(attrs={"name": name}) is not None, f"no field {name} in form {form.get('action')}"
            data.pop(name, None)
            if value is not None:
                data[name] = value
        target = str(form.get("action") or self.path)
        if button is not None:
            pressed = next(b for b in form.find_all("button") if self._is(b, button))
            if pressed.get("name"):
                data[str(pressed["name"])] = pressed.get("value", "")
            target = str(pressed.get("formaction") or target)
        method = str(form.get("method", "get")).upper()
        kwargs: dict[str, Any] = {"query_string": data} if method == "GET" else {"data": data}
        if form.get("enctype"):
            kwargs["content_type"] = form["enctype"]
        return self._seen(self.client.open(target, method=method, follow_redirects=True, **kwargs), status)

    def form(self, action: str = "", button: str | None = None) -> Tag:
        """The form on the page whose action contains `action` and that has this button; without an action, the first
        of <main>."""
        scope = self.soup.find("main") or self.soup
        forms = [f for f in (scope if not action else self.soup).find_all("form") if action in str(f.get("action", ""))]
        if button is not None:
            forms = [f for f in forms if any(self._is(b, button) for b in f.find_all("button"))]
        assert forms, f"no form for {action!r} on {self.path}: {self.text[:300]}"
        return forms[0]

    @staticmethod
    def _is(button: Tag, wanted: str) -> bool:
        leads_to = str(button.get("formaction", "")).partition("?")[0]
        return wanted in (button.get("value"), button.get("name"), button.text.strip(), leads_to)

    @property
    def path(self) -> str:
        """Where the visitor ended up after redirects."""
        assert self.response is not None
        return self.response.request.path

    @property
    def text(self) -> str:
        """What the page says, in one line of words."""
        return " ".join(self.soup.get_text(" ").split())

    def sign_in(self, email: str, password: str = PASSWORD) -> Visitor:
        """Sign in on the sign-in page."""
        self.visit("/login")
        self.submit("/login", email=email, password=password)
        assert self.path != "/login", f"sign-in refused: {self.text}"
        return self

    def _seen(self, response: TestResponse, status: int) -> BeautifulSoup:
        self.response = response
        body = response.get_data(as_text=True) if (response.mimetype or "").startswith("text/") else ""
        self.soup = BeautifulSoup(body, "html.parser")
        assert response.status_code == status, f"{response.request.path}: {response.status} {self.text[:400]}"
        return self.soup

    @staticmethod
    def _values(form: Tag) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for element in form.find_all(["input", "select", "textarea"]):
            name, kind = element.get("name"), element.get("type", "text")
            if not name or element.has_attr("disabled") or kind in {"submit", "button", "file", "image"}:
                continue
            if element.name == "select":
                chosen = [o.get("value", o.text) for o in element.find_all("option") if o.has_attr("selected")]
                first = element.find("option")
                if not chosen and not element.has_attr("multiple") and first:
                    chosen = [first.get("value", first.text)]
            elif element.name == "textarea":
                chosen = [element.text.removeprefix("\n")]
            elif kind in {"checkbox", "radio"}:
                chosen = [element.get("value", "on")] if element.has_attr("checked") else []
            else:
                chosen = [element.get("value", "")]
            if chosen:
                values.setdefault(str(name), []).extend(chosen)
        return values

"""A signed token carries its payload, and nothing else can be passed for it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from matchmaking.accounts import signed
from matchmaking.errors import Gone, NotFound


def test_a_token_gives_its_payload_back_for_its_own_purpose_only(app: Flask) -> None:
    with app.app_context():
        token = signed.sign("invitation", {"id": 7})
        assert signed.read("invitation", token) == {"id": 7}
        for forged in (token[:-1], token + "x", "", signed.sign("decision", {"id": 7})):
            with pytest.raises(NotFound):
                signed.read("invitation", forged)


def test_an_old_token_is_gone(app: Flask) -> None:
    with app.app_context():
        token = signed.sign("invitation", {"id": 7})
        with pytest.raises(Gone):
            signed.read("invitation", token, max_age=timedelta(seconds=-1))


def test_a_token_has_one_spelling(app: Flask) -> None:
    with app.app_context():
        token = signed.sign("invitation", {"id": 7})
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        others = {token[:-1] + letter for letter in letters} | {f"{token}{sign}" for sign in ("=", "==", "%", "!", " ")}
        for other in others - {token}:
            with pytest.raises(NotFound):
                signed.read("invitation", other)

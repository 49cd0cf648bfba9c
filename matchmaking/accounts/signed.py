"""Signed tokens for links: they carry a small payload, say what they are for, and cannot be forged.

A token decides nothing by itself: the page behind it shows a button, and the row it points to says what is still open.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import current_app
from itsdangerous import BadData, SignatureExpired, URLSafeTimedSerializer
from itsdangerous.encoding import base64_decode, base64_encode

from matchmaking.errors import Gone, NotFound


def sign(purpose: str, payload: Mapping[str, Any]) -> str:
    """A token for a link; `purpose` keeps one kind of link from being used as another."""
    return str(_serializer(purpose).dumps(dict(payload)))


def read(purpose: str, token: str, max_age: timedelta | None = None) -> dict[str, Any]:
    """The payload of a token; raises NotFound for a forged one and Gone for one that is too old.

    Of a token there is one spelling, so that whoever counts how often it was opened counts all of them.
    """
    try:
        _refuse_other_spellings(token)
        payload = _serializer(purpose).loads(token, max_age=int(max_age.total_seconds()) if max_age else None)
    except SignatureExpired as error:
        raise Gone(purpose) from error
    except BadData as error:
        raise NotFound(purpose) from error
    return dict(payload)


def _refuse_other_spellings(token: str) -> None:
    """Base64 leaves room for padding, for strange signs and for idle bits at its end, which no signature covers."""
    signature = token.rpartition(".")[2]
    if base64_encode(base64_decode(signature)) != signature.encode():
        raise BadData("not the signature's own spelling")


def _serializer(purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=f"link:{purpose}")

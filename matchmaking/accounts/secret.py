"""Random tokens, and the digest that is kept instead of them. Codes that people choose are hashed slowly, elsewhere."""

from __future__ import annotations

import hashlib
import secrets


def new_token() -> str:
    """A token of 192 random bits, safe in an address."""
    return secrets.token_urlsafe(24)


def digest(token: str) -> str:
    """What is stored of a token. A fast hash is enough: nobody can guess 192 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()

"""One line on the next page that says what was done, with its undo where there is one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from flask import flash


def say(
    category: str,
    fact: str,
    text: str = "",
    *,
    undo_url: str | None = None,
    hidden: Mapping[str, Any] | None = None,
) -> None:
    """Flash a fact (bold), a sentence after it, and a form that takes it back by posting `hidden` to `undo_url`.

    Categories: ok, wait (the reader must act), calm, bad. Drawn by `components/messages.html`.
    """
    content = {"fact": fact, "text": text, "undo_url": undo_url, "hidden": dict(hidden or {})}
    # Flask declares messages as text, yet keeps any JSON value.
    flash(cast(str, content), category)

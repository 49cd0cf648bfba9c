"""What people wrote says its language with its direction; only a field, where nobody has written yet, guesses."""

from __future__ import annotations

import re

from matchmaking.config import ROOT

GUESSING = re.compile(r"<(\w+)(?:[^<>]|<bdi[^<>]*>)*?dir=\"auto\"")
FIELDS = {"input", "textarea"}


def test_only_fields_guess_their_direction() -> None:
    found = [
        f"{path.relative_to(ROOT)}: <{element}>"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for element in GUESSING.findall(path.read_text(encoding="utf-8"))
        if element not in FIELDS
    ]
    assert found == [], "use the filter own_language, or the macros of components/passage.html"

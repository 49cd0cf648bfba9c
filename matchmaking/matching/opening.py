"""How a long text is opened: its first sentences, and the rest for whoever unfolds it. Pure."""

from __future__ import annotations

import re

LONG = 260  # signs that are read in one look; a text up to here stays whole
LEAST = 60  # a shorter opening says too little
_SENTENCE_END = re.compile(r"(?<=[.!?؟…])\s+")


def open_text(text: str) -> tuple[str, str]:
    """The first sentences of a text, up to `LONG` signs, and what follows, which may be empty.

    Where no sentence ends in time, the text is cut between two words.
    """
    if len(text) <= LONG:
        return text, ""
    ends = [found for found in _SENTENCE_END.finditer(text) if LEAST <= found.start() <= LONG]
    if ends:
        return text[: ends[-1].start()], text[ends[-1].end() :]
    cut = text.rfind(" ", LEAST, LONG)
    if cut < 0:
        return text, ""
    return f"{text[:cut]} …", f"… {text[cut + 1 :]}"

"""Lines of guests as people paste them, from a French sheet or an Arabic mail."""

from __future__ import annotations

import pytest

from matchmaking.events.models import GuestRole, Mode
from matchmaking.events.pasting import PastedGuest, read


@pytest.mark.parametrize(
    "line",
    [
        "سميرة بلقاسم؛ سفارة؛ مسؤول؛ حضوريًا",
        "سميرة بلقاسم; سفارة; مسؤول; حضوري",
        "سميرة بلقاسم\tسفارة\tofficiel\tSur place",
    ],
)
def test_either_semicolon_or_a_tab_parts_a_line(line: str) -> None:
    guests, bad = read(line)
    assert bad == []
    assert guests == [PastedGuest("سميرة بلقاسم", "سفارة", GuestRole.OFFICIAL, Mode.ON_SITE)]


def test_a_word_that_nobody_knows_is_named() -> None:
    guests, bad = read("Awa; Ambassade; sorcière")
    assert guests == []
    assert [(one.number, one.word) for one in bad] == [(1, "sorcière")]

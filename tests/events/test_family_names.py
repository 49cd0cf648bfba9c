"""Names at the door stand by family: what is written in capitals, else the last word with its particles."""

from __future__ import annotations

import pytest

from matchmaking.events.door import family_first


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("Awa Traoré", "Traoré Awa"),
        ("TRAORÉ Awa", "TRAORÉ Awa"),
        ("Awa Bintou TRAORÉ", "TRAORÉ Awa Bintou"),
        ("Samir Ben Salah", "Ben Salah Samir"),
        ("Hocine Aït Ahmed", "Aït Ahmed Hocine"),
        ("Issa Ag Alhassane", "Ag Alhassane Issa"),
        ("سمير بن علي", "بن علي سمير"),
        ("Samira", "Samira"),
    ],
)
def test_the_family_stands_first(name: str, listed: str) -> None:
    assert family_first(name) == listed

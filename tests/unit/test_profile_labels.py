"""Every code that can be stored has a name to show."""

from __future__ import annotations

import inspect
from enum import StrEnum

import pytest
from flask import Flask

from matchmaking.profiles import labels, vocabulary
from matchmaking.profiles.lifecycle import ProfileStatus

LISTS = [
    member
    for _, member in inspect.getmembers(vocabulary, inspect.isclass)
    if issubclass(member, StrEnum) and member is not StrEnum
] + [ProfileStatus]


@pytest.mark.parametrize("codes", LISTS, ids=lambda codes: codes.__name__)
def test_every_member_has_a_label(app: Flask, codes: type[StrEnum]) -> None:
    with app.test_request_context():
        assert all(labels.label(member).strip() for member in codes)
        assert len({labels.label(member) for member in codes}) == len(list(codes))


def test_territories_are_countries_in_the_readers_language(app: Flask) -> None:
    with app.test_request_context():
        names = dict(labels.territories())
        assert names["FR"] == "France"
        assert names["DE"] == "Allemagne"
        assert not names.keys() & {"EU", "IC"}
        assert list(names).index("EG") < list(names).index("FR")  # Égypte before France: accents do not count
        assert labels.territory("ML") == "Mali"

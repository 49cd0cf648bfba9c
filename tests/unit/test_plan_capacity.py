"""Sessions as people type them, and the two bounds that follow."""

from __future__ import annotations

import pytest

from matchmaking.plans.capacity import Session, UnreadableSession, most, parse_all, room


@pytest.mark.parametrize(
    ("text", "session"),
    [
        ("60", Session("", 60)),
        ("morning=60", Session("morning", 60)),
        (" Jeudi matin = 60 / 8 ", Session("Jeudi matin", 60, 8)),
        ("=60/8", Session("", 60, 8)),
    ],
)
def test_a_session_is_read_and_written_alike(text: str, session: Session) -> None:
    assert Session.parse(text) == session
    assert Session.parse(str(session)) == session


@pytest.mark.parametrize("text", ["morning", "morning=", "a=b=60", "60/0", "-1", "60/8/2", "1e3", "9999999"])
def test_what_is_no_session_is_refused(text: str) -> None:
    with pytest.raises(UnreadableSession):
        Session.parse(text)


def test_meetings_add_up_and_nobody_is_in_two_places_at_once() -> None:
    sessions = parse_all(["morning=60/8", "", "evening=3"])
    assert room(sessions) == 63
    assert most(sessions) == 11
    assert room([]) is None
    assert most([]) is None

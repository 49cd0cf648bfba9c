"""The template of the video links, by cell; no address that somebody could guess."""

from __future__ import annotations

import pytest

from matchmaking.events.models import Event
from matchmaking.events.rooms import LinkProblem, problem_of, room_url, sample_url

TEMPLATES = [
    ("https://visio.example/{room}", None),
    ("https://visio.example/join?r={room}#audio", None),
    ("http://visio.example/{room}", LinkProblem.NOT_HTTPS),
    ("visio.example/{room}", LinkProblem.NOT_HTTPS),
    ("https:///{room}", LinkProblem.NOT_HTTPS),
    ("https://visio.example/salle", LinkProblem.NO_ROOM),
    ("https://visio.example/{room}/{room}", LinkProblem.SEVERAL_ROOMS),
    ("https://{room}.visio.example/", LinkProblem.ROOM_IN_HOST),
    ("https://visio.example/{room}/{name}", LinkProblem.UNREADABLE),
    ("https://visio.example/a b/{room}", LinkProblem.UNREADABLE),
    ("https://[visio/{room}", LinkProblem.UNREADABLE),
]


@pytest.mark.parametrize(("template", "problem"), TEMPLATES)
def test_a_template_is_taken_or_refused_by_name(template: str, problem: LinkProblem | None) -> None:
    assert problem_of(template) is problem


def test_a_room_takes_its_place_in_the_template() -> None:
    event = Event(video_link="https://visio.example/{room}?x=1")
    assert room_url(event, "Zx81-abcDEF_0123456789") == "https://visio.example/Zx81-abcDEF_0123456789?x=1"


def test_a_room_that_can_be_guessed_is_refused() -> None:
    with pytest.raises(ValueError, match="guessed"):
        room_url(Event(video_link="https://visio.example/{room}"), "table-7")


def test_no_two_samples_are_alike() -> None:
    event = Event(video_link="https://visio.example/{room}")
    assert len({sample_url(event) for _ in range(50)}) == 50

"""The one letter about a request: to the asker, when the organizers decline it. The other side gets none, ever."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Flask, current_app
from flask_babel import lazy_gettext as _l

from matchmaking.introductions import letter_kinds
from matchmaking.introductions.requests.models import IntroductionRequest
from matchmaking.introductions.requests.queries import subject_ref
from matchmaking.locale import normalise, speaking
from matchmaking.outbox import operations as outbox
from matchmaking.profiles.disclosure import shown_name
from matchmaking.wordings import letters as wordings
from matchmaking.wordings.kinds import LetterKind, Placeholder, register

DECLINED = "request.declined"
LETTERS = {DECLINED: _l("Request declined")}
KIND = LetterKind(
    kind=DECLINED,
    label=LETTERS[DECLINED],
    group=letter_kinds.GROUP,
    placeholders=(
        *letter_kinds.BASIC,
        Placeholder(name="answer", label=_l("what the organizers write"), is_block=True),
        Placeholder(name="address", label=_l("the page of the requests"), sample="https://deux-rives.example/requests"),
    ),
    reason="reason_request",
)


def init_app(app: Flask) -> None:
    """Let organizers reword it."""
    register(app, KIND)


def tell_declined(request: IntroductionRequest, *, now: datetime, hold: timedelta) -> None:
    """Give the asker the organizers' sentence; without an address they read it on their page."""
    user = request.asked_by
    if user is None:
        return
    language = normalise(user.locale)
    with speaking(language):
        other_name = shown_name(request.other_profile, to_other_side=True)
    letter = wordings.write(
        user,
        DECLINED,
        {
            "own_name": request.profile.name,
            "other_name": other_name,
            "address": f"{current_app.config['SETTINGS'].public_url}/requests",
        },
        drawn={"answer": wordings.draw("blocks/said", language, lines=(request.answer or "").splitlines())},
        subject_ref=subject_ref(request),
    )
    if letter is not None:
        outbox.queue_message(letter, now=now, hold=hold)

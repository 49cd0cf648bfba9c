"""The one letter about a request: to the asker, when the organizers decline it. The other side gets none, ever."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import current_app
from flask_babel import lazy_gettext as _l

from matchmaking.accounts.letters import write_letter
from matchmaking.introductions.requests.models import IntroductionRequest
from matchmaking.introductions.requests.queries import subject_ref
from matchmaking.locale import speaking
from matchmaking.outbox import operations as outbox
from matchmaking.profiles.disclosure import shown_name

DECLINED = "request.declined"
LETTERS = {DECLINED: _l("Request declined")}


def tell_declined(request: IntroductionRequest, *, now: datetime, hold: timedelta) -> None:
    """Give the asker the organizers' sentence; without an address they read it on their page."""
    user = request.asked_by
    if user is None:
        return
    with speaking(user.locale):
        letter = write_letter(
            user,
            template="request_declined",
            kind=DECLINED,
            context={
                "person": user.full_name,
                "own_name": request.profile.name,
                "other_name": shown_name(request.other_profile, to_other_side=True),
                "answer": request.answer,
                "address": f"{current_app.config['SETTINGS'].public_url}/requests",
            },
            subject_ref=subject_ref(request),
        )
    if letter is not None:
        outbox.queue_message(letter, now=now, hold=hold)

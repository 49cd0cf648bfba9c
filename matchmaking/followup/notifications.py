"""The letters of the follow-up, worded in the receiver's language when queued; links are placeholders."""

from __future__ import annotations

from datetime import datetime

from flask import Flask
from flask_babel import lazy_gettext as _l

from matchmaking.followup import links
from matchmaking.followup.models import Action
from matchmaking.introductions import wording as introductions
from matchmaking.introductions.letter_kinds import BASIC
from matchmaking.introductions.models import IntroductionSide
from matchmaking.introductions.queries import subject_ref
from matchmaking.locale import day_in_words, normalise, speaking
from matchmaking.outbox import operations as outbox
from matchmaking.wordings import letters as wordings
from matchmaking.wordings.kinds import PERSON, PRODUCT, LetterKind, Placeholder, register

ASK, PROPOSE, REMIND = "followup.outcome", "followup.action_proposed", "followup.action_late"
LINK = "followup.action_link"
LETTERS = {
    ASK: _l("What came of it?"),
    PROPOSE: _l("Action proposed"),
    REMIND: _l("Action overdue"),
    LINK: _l("New link to an action"),
}
ASK_AGAIN = "followup.outcome_again"
GROUP = _l("Follow-up")
DAY = Placeholder(name="day", label=_l("since when the contacts are open"), sample="7 décembre")
ANSWER = Placeholder(name="link", label=_l("the button to the page that asks"), link="answer")
TITLE = Placeholder(name="title", label=_l("the action in its own words"), sample="Former dix formateurs")
DUE = Placeholder(name="day", label=_l("when it is due"), sample="7 décembre 2026")
ACTION = Placeholder(name="action", label=_l("the action: title, day, indicator"), is_block=True)
OPEN = Placeholder(name="link", label=_l("the button to the page of the action"), link="action")
KINDS = (
    LetterKind(
        kind=ASK,
        label=LETTERS[ASK],
        group=GROUP,
        placeholders=(*BASIC, DAY, ANSWER),
        reason="reason_profile",
    ),
    LetterKind(
        kind=ASK_AGAIN,
        label=_l("What came of it? The last time"),
        group=GROUP,
        placeholders=(*BASIC, DAY, ANSWER),
        reason="reason_profile",
        message=ASK,
    ),
    LetterKind(kind=PROPOSE, label=LETTERS[PROPOSE], group=GROUP, placeholders=(PERSON, PRODUCT, TITLE, ACTION, OPEN)),
    LetterKind(
        kind=REMIND, label=LETTERS[REMIND], group=GROUP, placeholders=(PERSON, PRODUCT, TITLE, DUE, ACTION, OPEN)
    ),
    LetterKind(kind=LINK, label=LETTERS[LINK], group=GROUP, placeholders=(PERSON, PRODUCT, TITLE, ACTION, OPEN)),
)


def init_app(app: Flask) -> None:
    """Let organizers reword these letters."""
    for kind in KINDS:
        register(app, kind)


def ask_outcome(side: IntroductionSide, round_: int, *, now: datetime) -> bool:
    """« What came of it? », with the link to the form; False for somebody without an address, who is called."""
    user = side.contact_user
    if user is None or side.introduction.contacts_opened_at is None:
        return False
    opened_at = side.introduction.contacts_opened_at
    with speaking(user.locale):
        values = {
            "own_name": side.profile.name,
            "other_name": introductions.other_name(side),
            "day": day_in_words(opened_at),
        }
    letter = wordings.write(
        user,
        ASK_AGAIN if round_ > 1 else ASK,
        values,
        links={"answer": links.outcome_placeholder(side)},
        subject_ref=subject_ref(side.introduction),
    )
    if letter is None:
        return False
    outbox.queue_message(letter, now=now)
    return True


def propose_action(action: Action, *, now: datetime) -> bool:
    """To the owner: what is asked of them, and one link to accept and update it; False where they have no address."""
    return _to_owner(action, PROPOSE, now=now)


def remind_owner(action: Action, *, now: datetime) -> bool:
    """To the owner of what is late; False where they have no address."""
    return _to_owner(action, REMIND, now=now)


def send_link(action: Action, *, now: datetime) -> bool:
    """To the owner whose link has become too old: a new one; False where they have no address."""
    return _to_owner(action, LINK, now=now)


def _to_owner(action: Action, kind: str, *, now: datetime) -> bool:
    user = action.owner_user
    address = (user.email if user else None) or action.owner_email
    if address is None:
        return False
    language = normalise(user.locale if user else None)
    with speaking(language):
        due_on = day_in_words(action.due_on, "d MMMM yyyy") if action.due_on else None
    letter = wordings.write_to_address(
        address,
        language,
        kind,
        {"person": user.full_name if user else action.owner_name, "title": action.title, "day": due_on},
        drawn={"action": wordings.draw("blocks/action", language, action=action, due_on=due_on)},
        links={"action": links.action_placeholder(action)},
        receiver_id=user.id if user else None,
        subject_ref=f"action:{action.id}",
    )
    outbox.queue_message(letter, now=now)
    return True

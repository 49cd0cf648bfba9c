"""What organizers may reword of the letters about introductions: which placeholders each letter knows, and how the
reasons of a pair are drawn in a letter's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Flask, current_app
from flask_babel import lazy_gettext as _l

from matchmaking.accounts.models import User
from matchmaking.introductions import letter_samples, queries
from matchmaking.introductions.lifecycle import Answer, IntroductionStatus
from matchmaking.introductions.models import IntroductionSide
from matchmaking.matching.pair_view import EvidenceView
from matchmaking.outbox.plain import frame_words
from matchmaking.wordings.kinds import PERSON, PRODUCT, LetterKind, Placeholder, register
from matchmaking.wordings.letters import Drawn, draw

CANCELLED, DECLINED, REMINDER = "introduction.cancelled", "introduction.declined", "introduction.reminder"
CONTACT, CONSENT, RECORDED = "introduction.contact", "introduction.consent", "introduction.recorded"
REOPENED, RESUMED, RESUMED_YES = "introduction.reopened", "introduction.resumed", "introduction.resumed_yes"
UNANSWERED, UNANSWERED_OTHER = "introduction.unanswered", "introduction.unanswered_other"
UNREACHED, PROFILE_WITHDRAWN = "introduction.unreached", "introduction.profile_withdrawn"
MOST_LINES = 2
# Which letter tells the two how it ended; whose contacts are open get `CONTACT` besides.
ENDING_OF = {
    IntroductionStatus.ACCEPTED: CONSENT,
    IntroductionStatus.DECLINED: DECLINED,
    IntroductionStatus.CANCELLED: CANCELLED,
    IntroductionStatus.NO_ANSWER: UNANSWERED,
    IntroductionStatus.UNREACHED: UNANSWERED,
}

OWN = Placeholder(name="own_name", label=_l("the receiver’s organisation"), sample="KeneyaLink")
OTHER = Placeholder(name="other_name", label=_l("the other organisation"), sample="NabdCare")
ORGANIZER = Placeholder(name="organizer", label=_l("who introduces"), sample="Awa Traoré")
LINK = Placeholder(name="link", label=_l("the button to the page that asks"), link="decide")
WHY = Placeholder(name="why", label=_l("the reasons: needs beside offers"), is_block=True)
CALLER = Placeholder(name="caller", label=_l("who calls or writes"), sample="Awa Traoré")
ADDRESS = Placeholder(name="address", label=_l("where to sign in"), sample="https://deux-rives.example/introductions")
CONSENTS = Placeholder(
    name="address", label=_l("the page of the consents"), sample="https://deux-rives.example/account"
)
THEIRS = Placeholder(name="contact", label=_l("the other side’s contact"), is_block=True)
NOTED_BY = Placeholder(name="organizer", label=_l("who wrote the answer down"), sample="Awa Traoré")
SPEAKER = Placeholder(name="speaker", label=_l("who gave the answer"), sample="Mariam Kouyaté")
ANSWER = Placeholder(name="answer", label=_l("yes or no"), sample="oui")
UNTIL = Placeholder(name="until", label=_l("from when on it counts"), sample="7 décembre, 14:42 Bamako · 15:42 Alger")

BASIC = (PERSON, OWN, OTHER, PRODUCT)
SPOKEN = (PERSON, CALLER, PRODUCT, OWN, ADDRESS)
GROUP = _l("Introductions")
FOOT = "reason_profile"
KINDS = (
    LetterKind(
        kind=queries.PROPOSAL,
        label=_l("Introduction"),
        group=GROUP,
        placeholders=(*BASIC, ORGANIZER, WHY, LINK),
        spoken=SPOKEN,
        reason=FOOT,
        designed=letter_samples.proposal,
    ),
    LetterKind(
        kind=REMINDER,
        label=_l("Reminder"),
        group=GROUP,
        placeholders=(*BASIC, ORGANIZER, LINK),
        spoken=SPOKEN,
        reason=FOOT,
        designed=letter_samples.reminder,
    ),
    LetterKind(
        kind=CANCELLED, label=_l("Introduction closed"), group=GROUP, placeholders=BASIC, spoken=SPOKEN, reason=FOOT
    ),
    LetterKind(kind=DECLINED, label=_l("No follow-up"), group=GROUP, placeholders=BASIC, spoken=SPOKEN, reason=FOOT),
    LetterKind(
        kind=PROFILE_WITHDRAWN,
        label=_l("Introduction closed: a profile was withdrawn"),
        group=GROUP,
        placeholders=BASIC,
        message=CANCELLED,
        reason=FOOT,
    ),
    LetterKind(
        kind=CONTACT,
        label=_l("Contact opened"),
        group=GROUP,
        placeholders=(*BASIC, THEIRS),
        spoken=SPOKEN,
        reason=FOOT,
    ),
    LetterKind(
        kind=CONSENT, label=_l("A consent is missing"), group=GROUP, placeholders=(*BASIC, CONSENTS), reason=FOOT
    ),
    LetterKind(
        kind=RECORDED,
        label=_l("Answer by phone"),
        group=GROUP,
        placeholders=(*BASIC, NOTED_BY, SPEAKER, ANSWER, UNTIL, LINK),
        reason=FOOT,
    ),
    LetterKind(kind=REOPENED, label=_l("A no taken back"), group=GROUP, placeholders=(*BASIC, LINK), reason=FOOT),
    LetterKind(kind=RESUMED, label=_l("Open again"), group=GROUP, placeholders=(*BASIC, LINK), reason=FOOT),
    LetterKind(
        kind=RESUMED_YES,
        label=_l("Open again, to whom said yes"),
        group=GROUP,
        placeholders=(*BASIC, LINK),
        message=RESUMED,
        reason=FOOT,
    ),
    LetterKind(
        kind=UNANSWERED,
        label=_l("Closed without an answer"),
        group=GROUP,
        placeholders=BASIC,
        spoken=SPOKEN,
        reason=FOOT,
    ),
    LetterKind(
        kind=UNANSWERED_OTHER,
        label=_l("Closed without the other’s answer"),
        group=GROUP,
        placeholders=BASIC,
        spoken=SPOKEN,
        message=UNANSWERED,
        reason=FOOT,
    ),
    LetterKind(
        kind=UNREACHED,
        label=_l("Closed: the other could not be reached"),
        group=GROUP,
        placeholders=BASIC,
        spoken=SPOKEN,
        message=UNANSWERED,
        reason=FOOT,
    ),
)


def init_app(app: Flask) -> None:
    """Let organizers reword these letters."""
    for kind in KINDS:
        register(app, kind)


def draw_why(lines: Sequence[EvidenceView], *, own: str, other_name: str, language: str) -> Drawn:
    """The heaviest reasons, what the reader needs first; `own` is the reader's shore, "ml" or "dz"."""
    words: Mapping[str, str] = frame_words(language)
    context: dict[str, Any] = {
        "lines": lines[:MOST_LINES],
        "own": own,
        "other": "dz" if own == "ml" else "ml",
        "words": words,
    }
    context["other_name"] = other_name
    return draw("blocks/why", language, **context)


def spoken_kind(side: IntroductionSide) -> str:
    """Which letter's short form is said to this side when it is called."""
    match side.introduction.status:
        case IntroductionStatus.PROPOSED:
            return REMINDER if side.reminders else queries.PROPOSAL
        case IntroductionStatus.ACCEPTED:
            return CONTACT
        case IntroductionStatus.NO_ANSWER | IntroductionStatus.UNREACHED:
            return unanswered_kind(side)
        case status:
            return ENDING_OF[status]


def unanswered_kind(side: IntroductionSide) -> str:
    """Which letter says to this side that it was closed because an answer is missing: its own, or the other's."""
    if side.counted is not Answer.YES:
        return UNANSWERED
    return UNREACHED if side.introduction.status is IntroductionStatus.UNREACHED else UNANSWERED_OTHER


def spoken_values(side: IntroductionSide, *, person: str, caller: User) -> dict[str, str | None]:
    """What stands for the placeholders of a short form; nothing about the other side."""
    settings = current_app.config["SETTINGS"]
    return {
        "person": person,
        "caller": caller.full_name,
        "product": settings.product_name,
        "own_name": side.profile.name,
        "address": f"{settings.public_url}/introductions",
    }

"""What organizers may reword of the letters about introductions: which placeholders each letter knows, and how the
reasons of a pair are drawn in a letter's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Flask, current_app, render_template
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from matchmaking.accounts.models import User
from matchmaking.introductions import queries
from matchmaking.introductions.lifecycle import IntroductionStatus
from matchmaking.introductions.models import IntroductionSide
from matchmaking.matching.pair_view import EvidenceView
from matchmaking.outbox.plain import frame_words
from matchmaking.wordings.kinds import LetterKind, Placeholder, register
from matchmaking.wordings.letters import Drawn

CANCELLED, DECLINED, REMINDER = "introduction.cancelled", "introduction.declined", "introduction.reminder"
MOST_LINES = 2

PERSON = Placeholder(name="person", label=_l("the receiver"), sample="Mariam Kouyaté")
OWN = Placeholder(name="own_name", label=_l("the receiver’s organisation"), sample="KeneyaLink")
OTHER = Placeholder(name="other_name", label=_l("the other organisation"), sample="NabdCare")
PRODUCT = Placeholder(name="product", label=_l("the name of the platform"), sample="Deux Rives")
ORGANIZER = Placeholder(name="organizer", label=_l("who introduces"), sample="Awa Traoré")
LINK = Placeholder(name="link", label=_l("the button to the page that asks"), link="decide")
WHY = Placeholder(name="why", label=_l("the reasons: needs beside offers"), is_block=True)
CALLER = Placeholder(name="caller", label=_l("who calls or writes"), sample="Awa Traoré")
ADDRESS = Placeholder(name="address", label=_l("where to sign in"), sample="https://deux-rives.example/introductions")

BASIC = (PERSON, OWN, OTHER, PRODUCT)
SPOKEN = (PERSON, CALLER, PRODUCT, OWN, ADDRESS)
KINDS = (
    LetterKind(
        kind=queries.PROPOSAL,
        label=_l("Introduction"),
        placeholders=(*BASIC, ORGANIZER, WHY, LINK),
        spoken=SPOKEN,
    ),
    LetterKind(kind=REMINDER, label=_l("Reminder"), placeholders=(*BASIC, ORGANIZER, LINK), spoken=SPOKEN),
    LetterKind(kind=CANCELLED, label=_l("Introduction closed"), placeholders=BASIC, spoken=SPOKEN),
    LetterKind(kind=DECLINED, label=_l("No follow-up"), placeholders=BASIC, spoken=SPOKEN),
)


def init_app(app: Flask) -> None:
    """Let organizers reword these letters."""
    for kind in KINDS:
        register(app, kind)


def draw_why(lines: Sequence[EvidenceView], *, own: str, other_name: str, language: str) -> Drawn:
    """The heaviest reasons, what the reader needs first; `own` is the reader's shore, "ml" or "dz"."""
    words: Mapping[str, str] = frame_words(language)
    context = {"lines": lines[:MOST_LINES], "own": own, "other": "dz" if own == "ml" else "ml", "words": words}
    context["other_name"] = other_name
    text = render_template("emails/why.txt", **context)
    return Drawn(text, Markup(render_template("emails/why.html", **context)))  # noqa: S704  (escaped by the template)


def spoken_kind(side: IntroductionSide) -> str:
    """Which letter's short form is said to this side when it is called."""
    match side.introduction.status:
        case IntroductionStatus.DECLINED:
            return DECLINED
        case IntroductionStatus.CANCELLED:
            return CANCELLED
        case _:
            return REMINDER if side.reminders else queries.PROPOSAL


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

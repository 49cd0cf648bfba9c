"""The texts that people consent to. Whoever changes the meaning of one raises its version: old answers keep theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from matchmaking.accounts.models import Purpose
from matchmaking.config import Settings
from matchmaking.locale import territory


@dataclass(frozen=True)
class ConsentText:
    """One version of one text, in every language: what stands beside the box, and the whole of it."""

    version: str
    title: LazyString
    statement: LazyString
    paragraphs: Sequence[LazyString]


@dataclass(frozen=True)
class Wording:
    """A text as one person reads it: in their language, with the controller and the hosting country named."""

    purpose: Purpose
    version: str
    title: str
    statement: str
    paragraphs: list[str]


TEXTS: dict[Purpose, ConsentText] = {
    Purpose.TERMS: ConsentText(
        version="2026-11",
        title=_l("Terms of use"),
        statement=_l(
            "I accept the terms of use: what I write about my organisation is true, and I use the contacts I receive "
            "for the introduction only."
        ),
        paragraphs=(
            _l(
                "%(controller)s runs this platform and is responsible for your data. Your name, your country of "
                "residence and your address or phone number serve to recognise and reach you, for nothing else."
            ),
            _l(
                "You may speak for your organisation, and what you write about it is true. An organizer reads every "
                "profile before it is shown, and may return it with the reason."
            ),
            _l(
                "A contact opens only when both sides have said yes. You use it for that introduction and pass it on "
                "to nobody."
            ),
            _l(
                "Taking part is free. You can stop whenever you want: tell the organizers, and your account is closed "
                "and erased."
            ),
        ),
    ),
    Purpose.LISTING: ConsentText(
        version="2026-11",
        title=_l("Being shown"),
        statement=_l("I agree that the profile of my organisation is shown to the other participants."),
        paragraphs=(
            _l(
                "Shown are the name, the country, the city, the sectors, the summary, the offers and the needs. Your "
                "own name, address and phone number are not: they open to one organisation at a time, when both of "
                "you have said yes."
            ),
            _l(
                "Without this consent you can write your profile, but only you and the organizers see it. If you take "
                "the consent back, the profile disappears at once."
            ),
        ),
    ),
    Purpose.TRANSFER: ConsentText(
        version="2026-11",
        title=_l("Transfer across the border"),
        statement=_l(
            "I expressly agree that my data and the profile of my organisation are transferred between Mali, Algeria "
            "and the country where the platform is hosted: %(host)s."
        ),
        paragraphs=(
            _l(
                "The server stands in this country: %(host)s. The body responsible is %(controller)s. Under law "
                "2013-015 of Mali and law 18-07 of Algeria (amended by law 25-11), sending personal data abroad rests "
                "on your express consent."
            ),
            _l(
                "What crosses: the profile of your organisation, to suggest partners on the other shore. Then, when "
                "both sides have said yes to an introduction, your name and your contact, to that partner alone."
            ),
            _l(
                "You can take this consent back on your account page whenever you want: your profile disappears from "
                "the other shore at once. To have what is stored erased as well, tell the organizers."
            ),
        ),
    ),
}


def word(purpose: Purpose, settings: Settings) -> Wording:
    """The current text for a purpose in the language of the moment."""
    text = TEXTS[purpose]
    names = {"controller": settings.controller, "host": territory(settings.hosting_country)}
    return Wording(
        purpose=purpose,
        version=text.version,
        title=str(text.title),
        statement=str(text.statement) % names,
        paragraphs=[str(paragraph) % names for paragraph in text.paragraphs],
    )


def word_all(settings: Settings) -> dict[str, Wording]:
    """The three texts by purpose, for a page."""
    return {purpose.value: word(purpose, settings) for purpose in Purpose}

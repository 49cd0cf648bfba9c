"""Letters in the words of organizers, or in the delivered ones of a language that designed letters do not speak."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import current_app
from markupsafe import Markup

from matchmaking.accounts import letters
from matchmaking.accounts.models import User
from matchmaking.accounts.policy import is_reached_by_mail
from matchmaking.locale import DEFAULT, normalise, speaking
from matchmaking.outbox import plain
from matchmaking.outbox.calendar import Calendar
from matchmaking.outbox.operations import Letter
from matchmaking.wordings import queries, texts
from matchmaking.wordings.kinds import LetterKind, find_kind, get_kind
from matchmaking.wordings.models import Wording
from matchmaking.wordings.texts import Words

MARK = "\N{OBJECT REPLACEMENT CHARACTER}"  # stands in the text for what is drawn, until it is drawn


@dataclass(frozen=True)
class Drawn:
    """Something drawn by code: as plain text and as rows of the mail's table."""

    text: str
    html: Markup


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """A letter's words, filled in."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True)
class Spoken:
    """The short forms of all letters, read once for a whole page."""

    wordings: Mapping[tuple[str, str], Wording] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Spoken:
        """As organizers wrote them."""
        return cls(queries.list_wordings())

    def text(self, kind: str, locale: str | None, values: Mapping[str, str | None]) -> str:
        """What to say or send by WhatsApp in the receiver's language; raises NotFound for an unregistered kind."""
        language = normalise(locale)
        words = queries.words_of(self.wordings.get((kind, language)), kind, language)
        return texts.fill(words.spoken, _clean(values))


def spoken_text(kind: str, locale: str | None, values: Mapping[str, str | None]) -> str:
    """The short form of one letter, for WhatsApp or the call list; for many at once: `Spoken.load()`."""
    return Spoken.load().text(kind, locale, values)


def is_worded(kind: str, locale: str) -> bool:
    """Whether the letter is to be made of words by `write`: organizers wrote them, or the designed letter is not
    in the receiver's language: it is drawn in French."""
    if find_kind(kind) is None:
        return False
    language = normalise(locale)
    wording = queries.find_wording(kind, language)
    return language != DEFAULT or (wording is not None and wording.in_use)


def is_drawn(kind: LetterKind, words: Words, language: str) -> bool:
    """Whether these words are the delivered ones in the place of which the designed letter is sent."""
    delivered = texts.delivered(kind.kind, language)
    return kind.designed is not None and not is_worded(kind.kind, language) and words == delivered


def write(
    user: User,
    kind: str,
    values: Mapping[str, str | None],
    *,
    drawn: Mapping[str, Drawn] | None = None,
    links: Mapping[str, Mapping[str, Any]] | None = None,
    subject_ref: str | None = None,
    calendar: Calendar | None = None,
    confidential: bool = False,
) -> Letter | None:
    """The letter to this person, or None for one whom mails do not reach: they are called instead. `drawn`: what
    stands for the blocks."""
    if user.email is None or not is_reached_by_mail(user):
        return None
    return write_to_address(
        user.email,
        user.locale,
        kind,
        {"person": user.full_name, **values},
        drawn=drawn,
        links=links,
        receiver_id=user.id,
        subject_ref=subject_ref,
        calendar=calendar,
        confidential=confidential,
    )


def write_to_address(
    address: str,
    locale: str,
    kind: str,
    values: Mapping[str, str | None],
    *,
    drawn: Mapping[str, Drawn] | None = None,
    links: Mapping[str, Mapping[str, Any]] | None = None,
    receiver_id: int | None = None,
    subject_ref: str | None = None,
    calendar: Calendar | None = None,
    confidential: bool = False,
) -> Letter:
    """The same for somebody who may have no account; raises NotFound for an unregistered kind."""
    found, language = get_kind(kind), normalise(locale)
    words = queries.words_of(queries.find_wording(kind, language), kind, language)
    rendered = render(found, words, language, values, drawn or {})
    return Letter(
        kind=found.message_kind,
        address=address,
        locale=language,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        links=links or {},
        receiver_id=receiver_id,
        subject_ref=subject_ref,
        calendar=calendar,
        confidential=confidential,
    )


def draw(template: str, language: str, **context: Any) -> Drawn:
    """A part of a letter, made of `emails/<template>.txt` and `.html` in the letter's language. In them `link(name)`
    is the place of a personal link, and nothing that people typed is one."""
    with speaking(language):
        text = letters.draw(f"emails/{template}.txt", context)
        html = letters.draw(f"emails/{template}.html", context)
    return Drawn(_tidy(text), Markup(html))  # noqa: S704  (escaped by the template)


def render(
    kind: LetterKind, words: Words, language: str, values: Mapping[str, str | None], drawn: Mapping[str, Drawn]
) -> Rendered:
    """Subject, plain text and HTML; links stay placeholders that the worker fills in."""
    known = {"product": current_app.config["SETTINGS"].product_name, **_clean(values)}
    known |= {one.name: f"{{{{link:{one.link}}}}}" for one in kind.placeholders if one.link}
    foot = plain.FOOT + plain.frame_foot(language, texts.fill(plain.frame_words(language)[kind.reason], known))
    blocks = {one.name: drawn.get(one.name, Drawn("", Markup())) for one in kind.placeholders if one.is_block}
    text = texts.fill(words.text, known | {name: block.text.strip() for name, block in blocks.items()})
    marks = {name: f"{MARK}{name}{MARK}" for name in blocks}
    marked = texts.fill(words.text, known | marks)
    subject = " ".join(texts.fill(words.subject, known).split())
    rows = {marks[name]: block.html for name, block in blocks.items()}
    return Rendered(
        subject=subject,
        text=_tidy(text) + foot,
        html=plain.draw(subject, _tidy(marked) + foot, locale=language, drawn=rows),
    )


def preview(kind: LetterKind, words: Words, language: str) -> Rendered:
    """The letter with sample values, as it is sent while these words count; its links lead nowhere."""
    if kind.designed is not None and is_drawn(kind, words, language):
        letter = kind.designed(kind.samples)
        return Rendered(subject=letter.subject, text=letter.text, html=letter.html or "")
    words_around = plain.frame_words(language)
    blocks = {one.name: words_around[f"sample_{one.name}"] for one in kind.placeholders if one.is_block}
    drawn = {name: Drawn(sample, plain.rows([sample])) for name, sample in blocks.items()}
    return render(kind, words, language, kind.samples, drawn)


def preview_spoken(kind: LetterKind, words: Words) -> str:
    """The short form with sample values."""
    return texts.fill(words.spoken, {one.name: one.sample for one in kind.spoken})


def _clean(values: Mapping[str, str | None]) -> dict[str, str]:
    return {name: texts.one_line(value).replace(MARK, "") for name, value in values.items()}


def _tidy(text: str) -> str:
    """No three line ends in a row where a value was missing."""
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text.strip("\n")

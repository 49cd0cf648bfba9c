"""The HTML of a letter whose words an organizer wrote: made from its plain text alone, in the letter's own language.

A short line above a link that stands alone becomes the link's button; an address of the platform itself is a link too,
and no other, since people may type one. What follows the text's last « -- » is the foot.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from flask import current_app, get_template_attribute, render_template
from markupsafe import Markup

from matchmaking.config import ROOT, Settings
from matchmaking.locale import direction, normalise, speaking
from matchmaking.outbox.mail import PLACEHOLDER

LONGEST_LABEL = 60
FOOT = "\n-- \n"
WORDS = ROOT / "templates" / "letters"


@dataclass(frozen=True)
class Part:
    """A piece of a line: words, or a link."""

    text: str = ""
    link: Markup | None = None


@dataclass(frozen=True)
class Block:
    """A paragraph, a button, or something that was drawn already."""

    lines: Sequence[Sequence[Part]] = ()
    link: Markup | None = None
    label: str = ""
    beside: str = ""
    markup: Markup | None = None


def draw(subject: str, text: str, *, locale: str, drawn: Mapping[str, Markup] | None = None) -> str:
    """The HTML of a plain text; a paragraph that is a key of `drawn` stands for what was drawn for it."""
    language = normalise(locale)
    words = frame_words(language)
    body, _dashes, foot = text.replace("\r\n", "\n").replace("\n--\n", FOOT).rpartition(FOOT)
    if not _dashes:
        body, foot = foot, frame_foot(language)
    with speaking(language):
        return render_template(
            "emails/plain.html",
            subject=subject,
            blocks=[_block(one.strip("\n"), words, drawn or {}) for one in body.split("\n\n") if one.strip()],
            footer=[line for line in foot.splitlines() if line.strip()],
            words=words,
            locale=language,
            text_direction=direction(language),
        )


def rows(lines: Sequence[str]) -> Markup:
    """Lines as paragraphs of a mail's table."""
    paragraph = get_template_attribute("emails/parts.html", "paragraph")
    return Markup().join(paragraph(line) for line in lines)


def frame_foot(language: str, reason: str | None = None) -> str:
    """The lines under a letter: the product, that a demonstration is invented, and why one receives it."""
    settings, words = current_app.config["SETTINGS"], frame_words(language)
    assert isinstance(settings, Settings)
    lines = [f"{settings.product_name} · {words['shores']}"]
    if settings.demo:
        lines.append(words["fictional"])
    lines.append(reason or words["reason"].replace("{product}", settings.product_name))
    return "\n".join(lines) + "\n"


@lru_cache
def frame_words(language: str) -> Mapping[str, str]:
    """What stands around every letter, by name, in one of the letters' languages."""
    lines = (WORDS / f"frame.{language}.txt").read_text(encoding="utf-8").splitlines()
    return {name: said.strip() for name, _colon, said in (line.partition(":") for line in lines if line.strip())}


def _block(paragraph: str, words: Mapping[str, str], drawn: Mapping[str, Markup]) -> Block:
    if paragraph.strip() in drawn:
        return Block(markup=drawn[paragraph.strip()])
    lines = [line.rstrip() for line in paragraph.split("\n")]
    place = next((number for number, line in enumerate(lines) if _links().fullmatch(line.strip())), None)
    if place is None or place > 1 or (place == 1 and len(lines[0]) > LONGEST_LABEL):
        return Block(lines=[_parts(line) for line in lines])
    return Block(
        link=Markup(lines[place].strip()),  # noqa: S704  (a link, matched in full)
        label=lines[0].rstrip(": \N{NO-BREAK SPACE}") if place else words["open"],
        beside=" ".join(lines[place + 1 :]),
    )


def _parts(line: str) -> list[Part]:
    parts, at = [], 0
    for match in _links().finditer(line):
        shown = "" if PLACEHOLDER.fullmatch(match[0]) else match[0]
        parts += [Part(line[at : match.start()]), Part(shown, link=Markup(match[0]))]  # noqa: S704  (a link, as above)
        at = match.end()
    return [*parts, Part(line[at:])]


def _links() -> re.Pattern[str]:
    """Where a link stands: a personal one that the worker mints, or a page of the platform."""
    own = re.escape(current_app.config["SETTINGS"].public_url)
    return re.compile(rf"{PLACEHOLDER.pattern}|{own}/[\w/.-]*\w")

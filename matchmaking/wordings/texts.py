"""The words of one letter in one language: as delivered with the product, checked, filled in. Pure but for files.

`{name}` is a placeholder, and a brace is nothing else. Values are put in once and never looked at again, so what a
person calls their organisation cannot become a placeholder or a link.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from matchmaking.config import ROOT
from matchmaking.outbox.mail import harmless
from matchmaking.wordings.kinds import LetterKind, Placeholder

FOLDER = ROOT / "templates" / "letters"
SUBJECT, SPOKEN = "subject: ", "\n=== spoken\n"
PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
BRACE = re.compile(r"[{}]")
LONGEST = {"subject": 150, "text": 8_000, "spoken": 700}


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a letter says: subject and text, and its short form for WhatsApp and the call list."""

    subject: str
    text: str
    spoken: str


@dataclass(frozen=True)
class Problem:
    """Why words cannot be kept; worded by the form."""

    code: str  # unknown, missing, alone, brace, long, lines
    name: str = ""
    line: int = 0  # from 1


@lru_cache
def delivered(kind: str, language: str) -> Words:
    """The words that come with the product."""
    content = (FOLDER / f"{kind}.{language}.txt").read_text(encoding="utf-8")
    written, _mark, spoken = content.partition(SPOKEN)  # nothing is said of a letter that has no short form
    subject, _end, text = written.partition("\n")
    if not subject.startswith(SUBJECT):
        raise ValueError(f"{kind}.{language}.txt does not begin with its subject")
    return Words(subject=subject.removeprefix(SUBJECT).strip(), text=text.strip(), spoken=spoken.strip())


def check_subject(subject: str, kind: LetterKind) -> list[Problem]:
    """What is wrong with a subject."""
    lines = [Problem("lines")] if len(subject.splitlines()) > 1 else []
    return lines + list(_check(subject, "subject", kind.in_subject))


def check_text(text: str, kind: LetterKind) -> list[Problem]:
    """What is wrong with a text."""
    problems = list(_check(text, "text", kind.placeholders))
    lines = ["", *text.splitlines(), ""]
    for placeholder in kind.placeholders:
        where = [number for number, line in enumerate(lines) if f"{{{placeholder.name}}}" in line]
        if placeholder.link and not where:
            problems.append(Problem("missing", placeholder.name))
        if placeholder.link or placeholder.is_block:
            problems += [Problem("alone", placeholder.name, at) for at in where if not _alone(placeholder, lines, at)]
    return problems


def check_spoken(spoken: str, kind: LetterKind) -> list[Problem]:
    """What is wrong with a short form."""
    return list(_check(spoken, "spoken", kind.spoken))


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with every placeholder replaced; one without a value leaves nothing."""
    return PLACEHOLDER.sub(lambda match: values.get(match[1], ""), text)


def one_line(value: str | None) -> str:
    """A value as one line that no later step can take for the place of a link."""
    return harmless(" ".join((value or "").split()))


def _check(text: str, part: str, allowed: Collection[Placeholder]) -> Iterator[Problem]:
    names = {placeholder.name for placeholder in allowed}
    for number, line in enumerate(text.splitlines(), start=1):
        for name in PLACEHOLDER.findall(line):
            if name not in names:
                yield Problem("unknown", name, number)
        if BRACE.search(PLACEHOLDER.sub("", line)):
            yield Problem("brace", line=number)
    if len(text) > LONGEST[part]:
        yield Problem("long", str(LONGEST[part]))


def _alone(placeholder: Placeholder, lines: Sequence[str], at: int) -> bool:
    if lines[at].strip() != f"{{{placeholder.name}}}":
        return False
    return not placeholder.is_block or not (lines[at - 1].strip() or lines[at + 1].strip())

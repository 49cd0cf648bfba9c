"""What a report says from its first page to its annexes, in one language, before it is a page, PDF or DOCX. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from matchmaking.language.terms import language_of
from matchmaking.locale import direction
from matchmaking.reports.contents import Content, EventFacts
from matchmaking.reports.marks import Chart
from matchmaking.reports.pictures import picture_of
from matchmaking.reports.tables import Count, Masked, Nothing, Percent, Table, Text
from matchmaking.reports.wording import Words

FIVE = ("organisations", "introductions", "accepted", "met", "results")
METHOD = ("method_1", "method_2", "method_3", "method_4")
# Which tables stand under which heading; the annexes take the rest.
SECTIONS = (
    ("participants", ("organisations", "attendance", "fairness")),
    ("potential", ("potential",)),
    ("opportunities", ("opportunities",)),
    ("introductions", ("funnel", "introductions", "response")),
    ("outcomes", ("furthest", "outcomes", "amounts")),
    ("gaps", ("gaps",)),
    ("recommendations", ("recommendations",)),
    ("roadmap", ("roadmap",)),
    ("annexes", ("actions", "answers")),
)
INTRODUCED_BY = {"potential": "families", "annexes": "annexes"}
MAY_BE_EMPTY = ("recommendations", "roadmap")


@dataclass(frozen=True)
class Heading:
    """A title; level 1 begins a part."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Running text; `language` where it is a person's own words."""

    text: str
    language: str
    small: bool = False

    @property
    def direction(self) -> str:
        """How it runs."""
        return direction(self.language)


@dataclass(frozen=True)
class Figure:
    """One of the five on the first page."""

    number: str
    label: str
    share: str | None


@dataclass(frozen=True)
class FiveFigures:
    """The row of them."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class PageBreak:
    """What follows begins a page."""


@dataclass(frozen=True)
class Tabled:
    """A table with its title and how to read it."""

    table: Table
    title: str
    note: str
    heads: tuple[str, ...]
    words: Words
    picture: Chart | None = None
    reading: str = ""  # how to read the picture

    @property
    def rows(self) -> list[list[str]]:
        """The cells in words."""
        return [[self.words.cell(cell) for cell in row] for row in self.table.rows]

    @property
    def languages(self) -> list[list[str]]:
        """Of each cell: what people typed has its own."""
        mine = self.words.language
        return [
            [(language_of(cell.value) or mine) if isinstance(cell, Text) else mine for cell in row]
            for row in self.table.rows
        ]

    @property
    def is_wide(self) -> bool:
        """Whether it needs small print."""
        return len(self.heads) > 6


Block = Heading | Paragraph | FiveFigures | PageBreak | Tabled
_KINDS: dict[type[Block], str] = {
    Heading: "heading",
    Paragraph: "paragraph",
    FiveFigures: "figures",
    PageBreak: "break",
    Tabled: "table",
}


def for_template(content: Content, words: Words) -> list[tuple[str, Block]]:
    """The blocks, each with the name that a template knows its kind by."""
    return [(_KINDS[type(block)], block) for block in blocks(content, words)]


def blocks(content: Content, words: Words) -> Iterator[Block]:
    """The report in its order."""
    yield Heading(words["report.page_one"])
    yield FiveFigures(tuple(_five(content, words)))
    for part in ("worked", "decisions"):
        yield Heading(words[f"section.{part}"], 2)
        yield from _written(content, words, part, words[f"text.{part}_empty"])
    yield PageBreak()
    yield Heading(words["section.context"])
    for sentence in _context(content, words):
        yield Paragraph(sentence, words.language)
    yield from _written(content, words, "context", None)
    yield Heading(words["section.method"])
    for part in METHOD:
        yield Paragraph(words[f"text.{part}"], words.language)
    yield Paragraph(words["report.masked_legend"], words.language, small=True)
    for section, tables in SECTIONS:
        yield from _section(content, words, section, tables)


def content_block(table: Table, content: Content, words: Words) -> Tabled:
    """A table of a report; the one about people says at which edition they are counted."""
    block = table_block(table, words)
    if table.code != "attendance" or content.attended is None:
        return block
    return replace(block, note=f"{_edition(content.attended, content, words, 'text.attendance')} {block.note}")


def table_block(table: Table, words: Words) -> Tabled:
    """A table with its title and headings in words."""
    heads = tuple(words.column(code) for code in table.columns)
    return Tabled(table, words[f"table.{table.code}"], words[f"note.{table.code}"], heads, words)


def answer_rate(content: Content, words: Words) -> str:
    """In a sentence: who was asked what came of it, and how many answered."""
    table = content.table("answers")
    assert table is not None
    _head, asked, answered, rate = table.rows[-1]
    if isinstance(asked, Count) and asked.value == 0:
        return words["text.outcomes_nobody"]
    told = {"rate": words.cell(rate), "asked": words.cell(asked), "answered": words.cell(answered)}
    return words.say("text.outcomes_answers", **told)


def _section(content: Content, words: Words, section: str, codes: tuple[str, ...]) -> Iterator[Block]:
    yield Heading(words[f"section.{section}"])
    if section in INTRODUCED_BY:
        yield Paragraph(words[f"text.{INTRODUCED_BY[section]}"], words.language)
    if section == "outcomes":
        yield Paragraph(answer_rate(content, words), words.language)
    for code in codes:
        table = content.table(code)
        if table is None:
            if (absent := f"text.{code}_absent") in words:
                yield Paragraph(words[absent], words.language)
        elif code in MAY_BE_EMPTY and not table.rows:
            yield Paragraph(words[f"text.{code}_empty"], words.language)
        else:
            picture = picture_of(code, content.table, words)
            reading = words[f"picture.{code}"] if picture else ""
            yield replace(content_block(table, content, words), picture=picture, reading=reading)


def _five(content: Content, words: Words) -> Iterator[Figure]:
    table = content.table("funnel")
    assert table is not None
    rows = {words_key.name: (number, share) for words_key, number, share in table.rows}  # type: ignore[union-attr]
    for step in FIVE:
        number, share = rows[f"step.{step}"]
        said = words.say("report.share", percent=words.cell(share)) if isinstance(share, Percent) else None
        assert isinstance(number, Count | Masked | Nothing)
        yield Figure(words.cell(number), words[f"five.{step}"], said)


def _written(content: Content, words: Words, part: str, otherwise: str | None) -> Iterator[Block]:
    found = content.text(part, words.language)
    if found is None:
        if otherwise is not None:
            yield Paragraph(otherwise, words.language, small=True)
        return
    text, language = found
    if language != words.language:
        said = words.say("report.other_language", language=words[f"language.{language}"])
        yield Paragraph(said, words.language, small=True)
    for paragraph in filter(None, (line.strip() for line in text.splitlines())):
        yield Paragraph(paragraph, language)


def _context(content: Content, words: Words) -> Iterator[str]:
    """The period that is covered and every edition of the round table: the figures count them all."""
    until = words.date(content.taken_at.date())
    if content.since:
        period = words.say("text.period", since=words.date(content.since), until=until)
    else:
        period = words.say("text.period_without_start", until=until)
    yield f"{words['text.platform']} {period}"
    for edition in content.editions:
        yield _edition(edition, content, words, "text.edition")
    if content.editions:
        yield words["text.hybrid"]


def _edition(edition: EventFacts, content: Content, words: Words, key: str) -> str:
    """An edition in a sentence, as it stood at the moment of the report."""
    start, end = words.date(edition.starts_at.date()), words.date(edition.ends_at.date())
    when = words.say("text.on_one_day" if start == end else "text.from_day_to_day", start=start, end=end)
    if edition.ends_at <= content.taken_at:
        state = "held"
    else:
        state = "to_come" if edition.starts_at > content.taken_at else "running"
    return words.say(f"{key}_{state}", event=edition.name, place=edition.place, when=when)

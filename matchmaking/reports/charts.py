"""The product's charts, readable without colour: every mark stands beside its number and its name. Pure.

A number that a report masks has no length: it is a small dashed box of always the same size, with the word beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from matchmaking.reports.marks import Box, Chart, Dot, Line, Mark, Said

STEP, BAR = 54, 16  # pixels from one bar to the next, and its height
ROW = 36  # pixels of a row of the matrix: all eighteen sectors and their headings fit on a sheet of paper
DOT = 39  # pixels of a row of the gauge
LINE = 25  # pixels of a line of the shores' lists
SHORE = 46  # pixels from one family of the shores to the next
INSIDE = 80  # per cent: a longer bar carries its number inside
MASKED = 5  # per cent: how wide a masked number is drawn, whatever it is
COLUMN = 9.0  # per cent: the longest bar of a column of the matrix
COLUMNS = (0.0, 21.0, 50.0, 71.0)  # per cent: where offers, needs, offers, needs begin; « 22 (14) » of a need is longer
BANK = 28  # per cent: the longest bar of a shore
WIRES = ((37, 43), (57, 63))  # per cent: from the shores to the number between them
THICKEST = 14  # pixels of the thickest wire


@dataclass(frozen=True)
class Bar:
    """A named length; `part` is 0..1 of the longest, None where it is masked; `aside` a word at the other end."""

    label: str
    number: str
    part: float | None
    aside: str = ""


@dataclass(frozen=True)
class Share:
    """A group on the gauge: its share 0..1 of having been served, None where masked; `tone` "ml", "dz" or none."""

    label: str
    share: float | None
    said: str
    tone: str = ""


@dataclass(frozen=True)
class Quarter:
    """One cell of the matrix: how many, of which so many lack an answer; a need is outlined, an offer is full.
    `said` is what stands beside it; a `number` of None is masked."""

    number: int | None
    lack: int | None
    is_need: bool
    shore: str
    said: str


@dataclass(frozen=True)
class Family:
    """A family of sectors on the two shores, and what was introduced between them; numbers of None are masked.
    `said` are the three in words: Mali, between, Algeria; None where a shore has no part in the row."""

    label: str
    ml: int | None
    between: int | None
    dz: int | None
    said: tuple[str | None, str, str | None]


@dataclass(frozen=True)
class Wire:
    """An introduction between the n-th Malian and the m-th Algerian line; `state` "met", "yes" or "wait"."""

    ml: int
    dz: int
    state: str


def bars(rows: Sequence[Bar], *, sentence: str, rtl: bool = False) -> Chart:
    """Horizontal bars, one below the other: a funnel where each is a part of the first."""
    drawn: list[Mark] = []
    for number, bar in enumerate(rows):
        y, width = number * STEP, MASKED if bar.part is None else 100 * min(1.0, max(0.0, bar.part))
        within = width > INSIDE
        drawn += [
            Said("c-lab", 0, y + 15, bar.label),
            Said("c-sub", 100, y + 15, bar.aside, "end"),
            Box("c-bed", 0, y + 23, 100, BAR),
            Box("c-masked" if bar.part is None else "c-bar", 0, y + 23, width, BAR),
            Said(
                "c-num in" if within else "c-num", width, y + 36, bar.number, *(("end", -8) if within else ("start", 8))
            ),
        ]
    return Chart(tuple(drawn), len(rows) * STEP - 10, sentence, rtl)


def gauge(rows: Sequence[Share], mean: float | None, *, sentence: str, mean_said: str, rtl: bool = False) -> Chart:
    """Each group's share beside the mean of all: who lies behind by ten points or more is ringed."""
    middle = 100 * (mean or 0.0)
    drawn: list[Mark] = [Said("c-sub", middle, 11, mean_said, "middle" if 20 < middle < 80 else "end")]
    for number, group in enumerate(rows):
        y = 36 + number * DOT
        behind = None not in (mean, group.share) and middle - 100 * (group.share or 0.0) >= 10
        bad = " bad" if behind else ""
        drawn += [
            Said("c-lab", 0, y, group.label),
            Said(f"c-sub{bad}", 100, y, group.said, "end"),
            Line("c-bedl", 0, 100, y + 15, y + 15),
        ]
        if mean is not None:
            drawn.append(Line("c-mean", middle, middle, y + 7, y + 23))
        if group.share is None:
            drawn.append(Box("c-masked", 0, y + 9, MASKED, 12))
            continue
        place = 100 * group.share
        if mean is not None:
            drawn.insert(-1, Line(f"c-gapl{bad}", middle, place, y + 15, y + 15))
        drawn.append(Dot(f"c-dot {group.tone}{bad}", min(98.0, max(2.0, place)), y + 15))
    return Chart(tuple(drawn), 36 + len(rows) * DOT, sentence, rtl)


def matrix(
    heads: Sequence[tuple[str, str]], rows: Sequence[tuple[str, Sequence[Quarter]]], *, sentence: str, rtl: bool = False
) -> Chart:
    """A row a sector, four bars a row; the part of a need that nobody answers is hatched by its own edge and number."""
    largest = max([1, *(cell.number or 0 for _label, cells in rows for cell in cells)])
    drawn: list[Mark] = []
    for number, (first, second) in enumerate(heads):
        drawn += [Said("c-sub", COLUMNS[number], 12, first), Said("c-sub", COLUMNS[number], 28, second)]
    for number, (label, cells) in enumerate(rows):
        y = 40 + number * ROW
        drawn.append(Said("c-lab", 0, y + 12, label))
        for start, cell in zip(COLUMNS, cells, strict=True):
            drawn += _quarter(cell, start, y + 16, COLUMN / largest)
    return Chart(tuple(drawn), 40 + len(rows) * ROW, sentence, rtl)


def _quarter(cell: Quarter, x: float, y: int, unit: float) -> list[Mark]:
    width, drawn = MASKED if cell.number is None else unit * cell.number, list[Mark]()
    if cell.number is None:
        drawn.append(Box("c-masked", x, y, width, 14))
    elif cell.number:
        if cell.lack:
            drawn.append(Box("g-lack", x, y, unit * cell.lack, 14))
        drawn.append(Box(f"g-{cell.shore} {'g-need' if cell.is_need else 'g-offer'}", x, y, width, 14))
    return [*drawn, Said("g-n", x + width, y + 11, cell.said, shift=5)]


def shores(heads: tuple[str, str, str], rows: Sequence[Family], *, sentence: str, rtl: bool = False) -> Chart:
    """A row a family: Mali's bar and Algeria's grow towards each other, and the wire between them is as thick as
    what was introduced."""
    longest = max([1, *(number or 0 for row in rows for number in (row.ml, row.dz))])
    busiest = max([1, *(row.between or 0 for row in rows)])
    drawn: list[Mark] = [
        Said("c-sub", 0, 12, heads[0]),
        Said("c-sub", 50, 12, heads[1], "middle"),
        Said("c-sub", 100, 12, heads[2], "end"),
    ]
    for number, row in enumerate(rows):
        y = 24 + number * SHORE
        ml, dz = (
            0.0 if said is None else float(MASKED) if value is None else BANK * value / longest
            for value, said in ((row.ml, row.said[0]), (row.dz, row.said[2]))
        )
        drawn += [
            Said("c-lab", 50, y + 12, row.label, "middle"),
            Box("c-masked" if row.ml is None else "s-ml", 0, y + 19, ml, BAR),
            Said("g-n", ml, y + 31, row.said[0] or "", shift=5),
            Box("c-masked" if row.dz is None else "s-dz", 100 - dz, y + 19, dz, BAR),
            Said("g-n", 100 - dz, y + 31, row.said[2] or "", "end", -5),
        ]
        kind = "c-masked" if row.between is None else "s-wire"
        thick = 1 if row.between is None else max(1, round(THICKEST * row.between / busiest)) if row.between else 0
        drawn += [Line(kind, start, end, y + 27, y + 27, thick) for start, end in WIRES if thick]
        drawn.append(Said("c-num", 50, y + 31, row.said[1], "middle"))
    return Chart(tuple(drawn), 24 + len(rows) * SHORE, sentence, rtl)


def wires(ml_lines: int, dz_lines: int, pairs: Sequence[Wire], *, sentence: str) -> Markup:
    """The lines between two lists of names; the page mirrors them right to left. Height in pixels follows the longer
    list, and names of the shorter one are spread over it."""
    height = max(ml_lines, dz_lines, 1) * LINE
    ml_step, dz_step = height / max(ml_lines, 1), height / max(dz_lines, 1)
    order = {"wait": 0, "yes": 1, "met": 2}
    drawn = []
    for pair in sorted(pairs, key=lambda one: (order[one.state], one.ml, one.dz)):
        start, end = round((pair.ml + 0.5) * ml_step), round((pair.dz + 0.5) * dz_step)
        path = f"M0 {start}C45 {start} 55 {end} 100 {end}"
        drawn.append(Markup('<path class="n-{}" vector-effect="non-scaling-stroke" d="{}"/>').format(pair.state, path))
    frame = Markup('<svg viewBox="0 0 100 {0}" width="100%" height="{0}" preserveAspectRatio="none" role="img">')
    return (
        frame.format(height) + Markup("<title>{}</title>").format(sentence) + Markup("").join(drawn) + Markup("</svg>")
    )

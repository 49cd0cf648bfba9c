"""Charts as SVG text, readable without colour: every mark stands beside its number and its name. Pure.

Horizontal places are in per cent and vertical ones in pixels, so that text keeps its size from a phone to a desk.
Right to left, per cent count from the right; the text's own direction comes from the page. Classes only, no style: the
content policy allows none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

STEP, BAR = 54, 16  # pixels from one bar to the next, and its height
QUARTER = 9.0  # per cent of the width for the longest bar of a quarter: on a phone « 22 (7) » still stands beside it
ROW = 44  # pixels of a row of the matrix
DOT = 39  # pixels of a row of the gauge
LINE = 25  # pixels of a line of the shores' lists
INSIDE = 80  # per cent: a longer bar carries its number inside


@dataclass(frozen=True)
class Bar:
    """A named length; `part` is 0..1 of the longest, `aside` a word at the other end."""

    label: str
    number: str
    part: float
    aside: str = ""


@dataclass(frozen=True)
class Dot:
    """A group on the gauge: its share 0..1 of having been served; `tone` "ml", "dz" or none."""

    label: str
    share: float
    said: str
    tone: str = ""


@dataclass(frozen=True)
class Quarter:
    """One cell of the matrix: how many, of which so many lack an answer; a need is outlined, an offer is full."""

    number: int
    lack: int
    is_need: bool
    shore: str


@dataclass(frozen=True)
class Wire:
    """An introduction between the n-th Malian and the m-th Algerian line; `state` "met", "yes" or "wait"."""

    ml: int
    dz: int
    state: str


def bars(rows: Sequence[Bar], *, sentence: str, rtl: bool = False) -> Markup:
    """Horizontal bars, one below the other: a funnel where each is a part of the first."""
    drawn = []
    for number, bar in enumerate(rows):
        y, width = number * STEP, 100 * min(1.0, max(0.0, bar.part))
        within = width > INSIDE
        drawn += [
            _text("c-lab", 0, y + 15, bar.label, rtl=rtl),
            _text("c-sub", 100, y + 15, bar.aside, rtl=rtl, anchor="end"),
            _rect("c-bed", 0, y + 23, 100, BAR, rtl=rtl),
            _rect("c-bar", 0, y + 23, width, BAR, rtl=rtl),
            _text("c-num in" if within else "c-num", width, y + 36, bar.number, rtl=rtl, shift=-8 if within else 8,
                  anchor="end" if within else "start"),
        ]  # fmt: skip
    return _svg(drawn, height=len(rows) * STEP - 10, sentence=sentence)


def gauge(rows: Sequence[Dot], mean: float, *, sentence: str, mean_said: str, rtl: bool = False) -> Markup:
    """Each group's share beside the mean of all: who lies behind by ten points or more is ringed."""
    middle = 100 * mean
    drawn = [_text("c-sub", middle, 11, mean_said, rtl=rtl, anchor="middle" if 20 < middle < 80 else "end")]
    for number, dot in enumerate(rows):
        y, place = 36 + number * DOT, 100 * dot.share
        behind = mean - dot.share >= 0.1
        drawn += [
            _text("c-lab", 0, y, dot.label, rtl=rtl),
            _text("c-sub bad" if behind else "c-sub", 100, y, dot.said, rtl=rtl, anchor="end"),
            _line("c-bedl", 0, 100, y + 15, rtl=rtl),
            _line("c-gapl bad" if behind else "c-gapl", middle, place, y + 15, rtl=rtl),
            _upright("c-mean", middle, y + 7, y + 23, rtl=rtl),
            Markup('<circle class="c-dot {}{}" cx="{}%" cy="{}" r="6.5"/>').format(
                dot.tone, " bad" if behind else "", _at(min(98.0, max(2.0, place)), rtl), y + 15
            ),
        ]
    return _svg(drawn, height=36 + len(rows) * DOT, sentence=sentence)


def matrix(
    heads: Sequence[tuple[str, str]], rows: Sequence[tuple[str, Sequence[Quarter]]], *, sentence: str, rtl: bool = False
) -> Markup:
    """A row a sector, four bars a row; the part of a need that nobody answers is hatched by its own edge and number."""
    largest = max([1, *(cell.number for _label, cells in rows for cell in cells)])
    drawn = []
    for number, (first, second) in enumerate(heads):
        drawn += [
            _text("c-sub", number * 25, 12, first, rtl=rtl),
            _text("c-sub", number * 25, 28, second, rtl=rtl),
        ]
    for number, (label, cells) in enumerate(rows):
        y = 40 + number * ROW
        drawn.append(_text("c-lab", 0, y + 12, label, rtl=rtl))
        for place, cell in enumerate(cells):
            x, width = place * 25.0, QUARTER * cell.number / largest
            kind = "g-need" if cell.is_need else "g-offer"
            if cell.lack:
                drawn.append(_rect("g-lack", x, y + 19, QUARTER * cell.lack / largest, 14, rtl=rtl))
            if cell.number:
                drawn.append(_rect(f"g-{cell.shore} {kind}", x, y + 19, width, 14, rtl=rtl))
            said = f"{cell.number} ({cell.lack})" if cell.lack else str(cell.number)
            drawn.append(_text("g-n", x + width, y + 30, said, rtl=rtl, shift=5))
    return _svg(drawn, height=40 + len(rows) * ROW, sentence=sentence)


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


def _svg(drawn: Sequence[Markup], *, height: int, sentence: str) -> Markup:
    head = Markup('<svg width="100%" height="{}" role="img"><title>{}</title>').format(height, sentence)
    return head + Markup("").join(drawn) + Markup("</svg>")


def _at(percent: float, rtl: bool) -> str:
    return f"{100 - percent if rtl else percent:.2f}"


def _text(kind: str, x: float, y: int, said: str, *, rtl: bool, anchor: str = "start", shift: int = 0) -> Markup:
    if not said:
        return Markup("")
    moved = Markup(' dx="{}"').format(-shift if rtl else shift) if shift else ""
    return Markup('<text class="{}" x="{}%" y="{}" text-anchor="{}"{}>{}</text>').format(
        kind, _at(x, rtl), y, anchor, moved, escape(said)
    )


def _rect(kind: str, x: float, y: int, width: float, height: int, *, rtl: bool) -> Markup:
    start = 100 - x - width if rtl else x
    return Markup('<rect class="{}" x="{:.2f}%" y="{}" width="{:.2f}%" height="{}"/>').format(
        kind, start, y, width, height
    )


def _line(kind: str, start: float, end: float, y: int, *, rtl: bool) -> Markup:
    return Markup('<line class="{0}" x1="{1}%" x2="{2}%" y1="{3}" y2="{3}"/>').format(
        kind, _at(start, rtl), _at(end, rtl), y
    )


def _upright(kind: str, x: float, top: int, bottom: int, *, rtl: bool) -> Markup:
    return Markup('<line class="{0}" x1="{1}%" x2="{1}%" y1="{2}" y2="{3}"/>').format(kind, _at(x, rtl), top, bottom)

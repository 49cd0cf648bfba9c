"""The marks that charts are made of, and how they are written: as SVG for a page, and for paper. Pure.

Horizontal places are in per cent from where reading starts, vertical ones in pixels from the top: text keeps its size
from a phone to a desk, and one drawing serves both directions. A page gets one SVG of classes without a style, as the
content policy asks. Paper gets an SVG of the shapes under a text layer in HTML, because WeasyPrint draws SVG text
letter by letter, which tears Arabic words apart; there everything is black, white or hatched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

LINE = 15  # pixels of a line of text on paper
BASELINE = 12  # pixels from its top to its baseline


@dataclass(frozen=True)
class Said:
    """A text with its baseline at `y`; it starts, ends or has its middle at `x`, moved on by `shift` pixels."""

    kind: str
    x: float
    y: int
    text: str
    anchor: str = "start"
    shift: int = 0


@dataclass(frozen=True)
class Box:
    """A filled or outlined rectangle."""

    kind: str
    x: float
    y: int
    width: float
    height: int


@dataclass(frozen=True)
class Line:
    """A straight line; as thick as its kind says, or `thick` pixels."""

    kind: str
    x1: float
    x2: float
    y1: int
    y2: int
    thick: int = 0


@dataclass(frozen=True)
class Dot:
    """A small disc."""

    kind: str
    x: float
    y: int


Mark = Said | Box | Line | Dot
# The classes of `_charts.scss` for a printer without colours, then a photocopier.
_INK = Markup("""
.c-bed{fill:none;stroke:#999;stroke-width:.5}.c-bar,.s-ml,.s-dz{fill:#222}.c-bedl{stroke:#999;stroke-width:1}
.c-gapl{stroke:#222;stroke-width:3}.c-mean{stroke:#000;stroke-width:1;stroke-dasharray:3 2}
.c-dot{fill:#000;stroke:#000;stroke-width:1.5}.c-dot.bad{fill:#fff;stroke-width:2.5}
.g-offer{fill:#222;stroke:#222}.g-need{fill:none;stroke:#000;stroke-width:1.2}.g-lack{fill:url(#hatch)}
.s-wire{stroke:#555}.c-masked{fill:none;stroke:#000;stroke-width:1;stroke-dasharray:2 2}
""")
_HATCH = Markup(
    '<defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse">'
    '<path d="M-1 1L1 -1M0 5L5 0M4 6L6 4" stroke="#000" stroke-width="1"/></pattern></defs>'
)


@dataclass(frozen=True)
class Chart:
    """A drawing of `height` pixels, with the sentence that says it aloud."""

    marks: tuple[Mark, ...]
    height: int
    sentence: str
    rtl: bool = False

    def for_page(self) -> Markup:
        """One SVG; right to left the text's own direction comes from the page."""
        head = Markup('<svg width="100%" height="{}" role="img"><title>{}</title>').format(self.height, self.sentence)
        return head + self._joined(self.marks) + Markup("</svg>")

    def for_paper(self) -> Markup:
        """Shapes in an SVG, texts laid over it."""
        said = [mark for mark in self.marks if isinstance(mark, Said)]
        shapes = self._joined([mark for mark in self.marks if not isinstance(mark, Said)])
        svg = Markup('<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="{}"><style>{}</style>{}{}</svg>')
        drawn = svg.format(self.height, _INK, _HATCH, shapes)
        return Markup('<div class="paper-chart" style="height:{}px">{}{}</div>').format(
            self.height, drawn, Markup("").join(_laid_over(one, rtl=self.rtl) for one in said)
        )

    def _joined(self, marks: Sequence[Mark]) -> Markup:
        return Markup("").join(_svg(mark, rtl=self.rtl) for mark in marks)


def _svg(mark: Mark, *, rtl: bool) -> Markup:
    match mark:
        case Said(kind, x, y, text, anchor, shift):
            moved = Markup(' dx="{}"').format(-shift if rtl else shift) if shift else ""
            form = Markup('<text class="{}" x="{}%" y="{}" text-anchor="{}"{}>{}</text>')
            return form.format(kind, _at(x, rtl), y, anchor, moved, text) if text else Markup("")
        case Box(kind, x, y, width, height):
            start = 100 - x - width if rtl else x
            form = Markup('<rect class="{}" x="{:.2f}%" y="{}" width="{:.2f}%" height="{}"/>')
            return form.format(kind, start, y, width, height)
        case Line(kind, x1, x2, y1, y2, thick):
            width = Markup(' stroke-width="{}"').format(thick) if thick else ""
            form = Markup('<line class="{}" x1="{}%" x2="{}%" y1="{}" y2="{}"{}/>')
            return form.format(kind, _at(x1, rtl), _at(x2, rtl), y1, y2, width)
        case Dot(kind, x, y):
            return Markup('<circle class="{}" cx="{}%" cy="{}" r="6.5"/>').format(kind, _at(x, rtl), y)


def _laid_over(one: Said, *, rtl: bool) -> Markup:
    """A line of text at its place; `left` and `right` are the paper's, so both directions are written out."""
    if not one.text:
        return Markup("")
    start, end = ("right", "left") if rtl else ("left", "right")
    place = {
        "start": f"{start}:{one.x:.2f}%;margin-{start}:{one.shift}px",
        "end": f"{end}:{100 - one.x:.2f}%;margin-{end}:{-one.shift}px",
        "middle": f"{start}:{one.x - 50:.2f}%;width:100%;text-align:center",
    }[one.anchor]
    form = Markup('<span class="{}" style="top:{}px;{}">{}</span>')
    return form.format(one.kind, one.y - BASELINE, place, one.text)


def _at(percent: float, rtl: bool) -> str:
    return f"{100 - percent if rtl else percent:.2f}"

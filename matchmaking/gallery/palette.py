"""The colours of the product, each with its meaning, read from the sources of the style sheets, and the contrast of
every use that is made of them. For the style page and its test; pages themselves know the colours by CSS alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from matchmaking.gallery.colour import COLOUR_BLIND, contrast, distance, seen_by

SOURCE = Path(__file__).resolve().parents[2] / "assets" / "scss" / "_themes.scss"
TEXT, MARK = 4.5, 3.0  # what WCAG 2.2 AA asks of text, and of what is not text but must be seen
THEMES = {"day": "daylight", "night": "night"}


@dataclass(frozen=True)
class Swatch:
    """One token: what it is for, and on which grounds it is seen (token, least contrast)."""

    token: str
    meaning: str
    on: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Contrast:
    """A use of a colour on a ground: its contrast by day and by night, and the least that is asked."""

    colour: str
    ground: str
    least: float
    day: float
    night: float

    @property
    def suffices(self) -> bool:
        """Whether both themes reach what is asked."""
        return min(self.day, self.night) >= self.least


PALETTE: dict[str, tuple[Swatch, ...]] = {
    "The two shores": (
        Swatch("ml", "Mali: laterite", (("surface", TEXT), ("ml-tint", TEXT), ("page-bg", TEXT))),
        Swatch("ml-tint", "Malian shore"),
        Swatch("ml-line", "Malian border"),
        Swatch("ml-band", "Mali, full, white text"),
        Swatch("dz", "Algeria: sea", (("surface", TEXT), ("dz-tint", TEXT), ("page-bg", TEXT))),
        Swatch("dz-tint", "Algerian shore"),
        Swatch("dz-line", "Algerian border"),
        Swatch("dz-band", "Algeria, full, white text"),
    ),
    "What connects": (
        Swatch("sand", "Shared word"),
        Swatch("sand-ink", "Its number", (("sand", TEXT),)),
        Swatch("sand-line", "Wire and knot", (("surface", MARK), ("ml-tint", MARK), ("dz-tint", MARK))),
        Swatch("sand-tint", "First question"),
    ),
    "Acting": (
        Swatch("palm", "Button, yes, link", (("surface", TEXT), ("page-bg", TEXT))),
        Swatch("palm-strong", "Under the hand"),
        Swatch("on-palm", "Words on a button", (("palm", TEXT), ("palm-strong", TEXT))),
        Swatch("focus", "Where the keyboard is", (("page-bg", MARK), ("surface", MARK))),
    ),
    "States, always with icon and word": (
        Swatch("ok", "Done, published, two yes", (("ok-tint", TEXT),)),
        Swatch("wait", "Asks something of the reader", (("wait-tint", TEXT),)),
        Swatch("calm", "Asks nothing of the reader", (("calm-tint", TEXT),)),
        Swatch("bad", "Failed, or needs correcting", (("bad-tint", TEXT), ("surface", TEXT))),
    ),
    "Ground and text": (
        Swatch(
            "ink", "Text", (("page-bg", TEXT), ("surface", TEXT), ("ml-tint", TEXT), ("dz-tint", TEXT), ("sand", TEXT))
        ),
        Swatch("ink-2", "Second text", (("page-bg", TEXT), ("surface", TEXT), ("ml-tint", TEXT), ("dz-tint", TEXT))),
        Swatch("line-strong", "Border of a field", (("surface", MARK), ("page-bg", MARK))),
        Swatch("line", "Rule between rows"),
        Swatch("page-bg", "Ground: salt"),
        Swatch("surface", "Card"),
        Swatch("sunken", "Pressed in"),
    ),
}


def read(source: Path = SOURCE) -> dict[str, dict[str, str]]:
    """The colours by theme (`day`, `night`) and token, as « #RRGGBB »."""
    text = source.read_text(encoding="utf-8")
    found = {}
    for theme, mixin in THEMES.items():
        body = text.split(f"@mixin {mixin} {{", 1)[1].split("\n}", 1)[0]
        found[theme] = dict(re.findall(r"--([\w-]+):\s*(#[0-9A-Fa-f]{6});", body))
    return found


def contrasts(colours: dict[str, dict[str, str]]) -> list[Contrast]:
    """Every use that the palette names, measured in both themes."""
    return [
        Contrast(
            swatch.token,
            ground,
            least,
            *(contrast(colours[theme][swatch.token], colours[theme][ground]) for theme in THEMES),
        )
        for swatches in PALETTE.values()
        for swatch in swatches
        for ground, least in swatch.on
    ]


def as_seen(colours: dict[str, str]) -> list[tuple[str, list[str], float]]:
    """For each kind of sight: its name, Mali, Algeria, sand and palm as it sees them, and how far the two shores
    are apart."""
    kinds = []
    for kind in ("full", *COLOUR_BLIND):
        seen = [colours[token] if kind == "full" else seen_by(kind, colours[token]) for token in _TOLD_APART]
        kinds.append((kind, seen, distance(seen[0], seen[1])))
    return kinds


_TOLD_APART = ("ml", "dz", "sand-line", "palm")

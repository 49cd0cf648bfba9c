"""The style page shows every component there is, and every colour is seen well enough on what it stands on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from matchmaking.gallery.colour import COLOUR_BLIND, contrast, distance, seen_by
from matchmaking.gallery.palette import PALETTE, Contrast, contrasts, read

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
STYLE_PAGE = "".join(path.read_text(encoding="utf-8") for path in sorted((TEMPLATES / "gallery").glob("*.html")))
TOLD_APART = 40.0  # far beyond what an eye needs (2.3), since bands and small marks alike use them
COLOURS = read()


def macros(path: Path) -> list[str]:
    """What a component offers; names with an underscore are its own affair."""
    return re.findall(r"\{%-? macro ([a-z]\w*)\(", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.name)
def test_every_component_is_shown_on_the_style_page(path: Path) -> None:
    offered = macros(path)
    assert offered, "a component without a macro"
    absent = [name for name in offered if not re.search(rf"(?<!import )\b{name}\(", STYLE_PAGE)]
    assert not absent, f"show it in templates/gallery: {absent}"


def test_every_colour_of_the_product_stands_on_the_style_page() -> None:
    shown = {swatch.token for swatches in PALETTE.values() for swatch in swatches}
    aliases = {"palm-tint", "ok-tint", "wait-tint", "bad-tint", "calm-tint", "ml-soft", "dz-soft", "focus-gap"}
    assert set(COLOURS["day"]) == set(COLOURS["night"]) == shown | aliases


@pytest.mark.parametrize("use", contrasts(COLOURS), ids=lambda use: f"{use.colour}-on-{use.ground}")
def test_every_use_of_a_colour_has_the_contrast_it_needs(use: Contrast) -> None:
    assert use.suffices, f"{use.day:.1f} by day, {use.night:.1f} by night, {use.least} asked"


@pytest.mark.parametrize("theme", ["day", "night"])
@pytest.mark.parametrize("kind", COLOUR_BLIND)
def test_a_colour_blind_reader_tells_the_shores_apart(kind: str, theme: str) -> None:
    mali, algeria = (seen_by(kind, COLOURS[theme][shore]) for shore in ("ml", "dz"))
    assert distance(mali, algeria) > TOLD_APART


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert distance("#FFFFFF", "#000000") == pytest.approx(100, abs=0.1)

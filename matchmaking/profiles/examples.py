"""Good offers and needs to show beside the fields, each with the vague one it is better than. Invented; in three
languages, from `examples.csv`: one of each side for every sector, and for investors and institutions.

Only sentences stand there, no rule: what a profile lacks is said by `completeness`.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from matchmaking.profiles.content import ProfileContent
from matchmaking.profiles.vocabulary import Kind, Sector, Side

FILE = Path(__file__).with_name("examples.csv")
SHOWN = 2
OTHERWISE = (Sector.INDUSTRY_IOT, Sector.HEALTHTECH)  # shown where no sector is chosen
OWN = frozenset({Kind.INVESTOR, Kind.INSTITUTION})  # write about other things than their sectors


@dataclass(frozen=True)
class Example:
    """The same wish twice: so that it says nothing, and so that it is found."""

    vague: str
    better: str


def examples(typed: ProfileContent, side: Side, language: str) -> Sequence[Example]:
    """Two at most, in a language, nearest to what the organisation is and does."""
    about: list[str] = [typed.kind] if typed.kind in OWN else []
    about += [*typed.sectors, *OTHERWISE]
    return [_written()[one, side][language] for one in dict.fromkeys(map(str, about))][:SHOWN]


@cache
def _written() -> Mapping[tuple[str, Side], Mapping[str, Example]]:
    """All examples by what they are about, their side and their language."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {
            (row["about"], Side(row["side"])): {
                language: Example(row[f"vague_{language}"], row[f"better_{language}"])
                for language in ("fr", "ar", "en")
            }
            for row in csv.DictReader(file)
        }

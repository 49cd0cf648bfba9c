"""The organizers' dashboard, put together for its template from what was counted last. Decides nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from matchmaking.profiles.vocabulary import Country
from matchmaking.reports import charts
from matchmaking.reports.figures.material import State
from matchmaking.reports.pictures import picture_of
from matchmaking.reports.rendering.blocks import Tabled, table_block
from matchmaking.reports.tables import Figures, from_json
from matchmaking.reports.wording import Words

PLAIN = ("response", "furthest", "outcomes", "amounts", "answers", "actions")
WIRES = {"outcome.met": "met", f"state.{State.ACCEPTED}": "yes", f"state.{State.WAITING}": "wait"}


@dataclass(frozen=True)
class Named:
    """An organisation as organizers read it."""

    id: int
    key: str
    name: str
    country: Country


@dataclass(frozen=True)
class Charted:
    """A table with its picture, where it has one."""

    tabled: Tabled
    svg: Markup | None


@dataclass(frozen=True)
class Shores:
    """Two lists of names with their latest introductions between them, of `total`."""

    ml: Sequence[tuple[Named, int]]
    dz: Sequence[tuple[Named, int]]
    svg: Markup
    pairs: Sequence[tuple[Named, Named, str]]  # by name, with the state's words
    total: int


@dataclass(frozen=True)
class Unserved:
    """The first of those who have nothing yet, and how many more there are."""

    total: int
    named: Sequence[Named]

    @property
    def more(self) -> int:
        """Those who are not named."""
        return self.total - len(self.named)


@dataclass(frozen=True)
class Dashboard:
    """Everything the page shows."""

    funnel: Charted
    fairness: Charted
    gaps: Charted
    others: Sequence[Charted]
    shores: Shores
    unserved: Mapping[str, Unserved]


def ids_in(content: Mapping[str, Any]) -> set[int]:
    """Whose names the page needs."""
    drawn = {id_ for ml, dz, _state in content["pairs"] for id_ in (ml, dz)}
    return drawn.union(*(found["ids"] for found in content["unserved"].values()))


def build(content: Mapping[str, Any], named: Mapping[int, Named], words: Words) -> Dashboard:
    """The page in the reader's language; who is not named any more is left out of its lists."""
    figures = Figures(tuple(map(from_json, content["tables"])))
    return Dashboard(
        funnel=_charted(figures, "funnel", words),
        fairness=_charted(figures, "fairness", words),
        gaps=_charted(figures, "gaps", words),
        others=[_charted(figures, code, words) for code in PLAIN],
        shores=_shores(content, named, words),
        unserved={
            what: Unserved(found["total"], [named[id_] for id_ in found["ids"] if id_ in named])
            for what, found in content["unserved"].items()
        },
    )


def _charted(figures: Figures, code: str, words: Words) -> Charted:
    picture = picture_of(code, figures.table, words)
    return Charted(table_block(figures.table(code), words), picture.for_page() if picture else None)


def _shores(content: Mapping[str, Any], named: Mapping[int, Named], words: Words) -> Shores:
    pairs = [(named[ml], named[dz], state) for ml, dz, state in content["pairs"] if ml in named and dz in named]
    ml, dz = (sorted({pair[side] for pair in pairs}, key=lambda one: (one.name.casefold(), one.id)) for side in (0, 1))
    places = {one.id: number for shore in (ml, dz) for number, one in enumerate(shore)}
    wires = [
        charts.Wire(places[one.id], places[other.id], WIRES[state]) for one, other, state in pairs if state in WIRES
    ]
    return Shores(
        ml=[(one, content["counts"][str(one.id)]) for one in ml],
        dz=[(one, content["counts"][str(one.id)]) for one in dz],
        svg=charts.wires(len(ml), len(dz), wires, sentence=words["table.introductions"]),
        pairs=[(one, other, words[state]) for one, other, state in sorted(pairs, key=_by_names)],
        total=content["introductions"],
    )


def _by_names(pair: tuple[Named, Named, str]) -> tuple[str, str, int, int]:
    return pair[0].name.casefold(), pair[1].name.casefold(), pair[0].id, pair[1].id

"""The organizers' dashboard, put together for its template from the one query layer. Decides nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from matchmaking.profiles.vocabulary import Country
from matchmaking.reports import charts
from matchmaking.reports.figures import Gathered, shown_to_organizers
from matchmaking.reports.figures.introductions import unserved
from matchmaking.reports.figures.material import Introduced, Organisation, State
from matchmaking.reports.pictures import picture_of
from matchmaking.reports.rendering.blocks import Tabled, table_block
from matchmaking.reports.tables import Figures
from matchmaking.reports.wording import Words

PLAIN = ("response", "furthest", "outcomes", "amounts", "answers", "actions")


@dataclass(frozen=True)
class Charted:
    """A table with its picture, where it has one."""

    tabled: Tabled
    svg: Markup | None


@dataclass(frozen=True)
class Shores:
    """The two lists of names with their introductions between them."""

    ml: Sequence[tuple[Organisation, int]]
    dz: Sequence[tuple[Organisation, int]]
    svg: Markup
    pairs: Sequence[tuple[Organisation, Organisation, str]]  # by name, with the state's words


@dataclass(frozen=True)
class Dashboard:
    """Everything the page shows."""

    funnel: Charted
    fairness: Charted
    gaps: Charted
    others: Sequence[Charted]
    shores: Shores
    unserved: Mapping[str, Sequence[Organisation]]


def build(gathered: Gathered, words: Words) -> Dashboard:
    """The page in the reader's language."""
    figures = shown_to_organizers(gathered)
    return Dashboard(
        funnel=_charted(figures, "funnel", words),
        fairness=_charted(figures, "fairness", words),
        gaps=_charted(figures, "gaps", words),
        others=[_charted(figures, code, words) for code in PLAIN],
        shores=_shores(gathered.material.introduced, words),
        unserved=unserved(gathered.material),
    )


def _charted(figures: Figures, code: str, words: Words) -> Charted:
    picture = picture_of(code, figures.table, words)
    return Charted(table_block(figures.table(code), words), picture.for_page() if picture else None)


def _shores(introduced: Sequence[Introduced], words: Words) -> Shores:
    counts: dict[Organisation, int] = {}
    for pair in introduced:
        for one in (pair.ml, pair.dz):
            counts[one] = counts.get(one, 0) + 1
    ml, dz = (
        sorted((one for one in counts if one.country is country), key=lambda one: (one.name.casefold(), one.id))
        for country in Country
    )
    places = {one.id: number for shore in (ml, dz) for number, one in enumerate(shore)}
    wires = [
        charts.Wire(places[pair.ml.id], places[pair.dz.id], _wire(pair))
        for pair in introduced
        if pair.has_met or pair.state in (State.ACCEPTED, State.WAITING)
    ]
    sentence = words["table.introductions"]
    return Shores(
        ml=[(one, counts[one]) for one in ml],
        dz=[(one, counts[one]) for one in dz],
        svg=charts.wires(len(ml), len(dz), wires, sentence=sentence),
        pairs=[(pair.ml, pair.dz, _state(pair, words)) for pair in sorted(introduced, key=_by_names)],
    )


def _wire(pair: Introduced) -> str:
    if pair.has_met:
        return "met"
    return "yes" if pair.state is State.ACCEPTED else "wait"


def _state(pair: Introduced, words: Words) -> str:
    return words["outcome.met"] if pair.has_met else words[f"state.{pair.state}"]


def _by_names(pair: Introduced) -> tuple[str, str, int]:
    return pair.ml.name.casefold(), pair.dz.name.casefold(), pair.id

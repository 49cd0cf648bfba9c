"""The organizers' dashboard, put together for its template from the one query layer. Decides nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from matchmaking.lists import apart
from matchmaking.profiles.vocabulary import Country
from matchmaking.reports import charts
from matchmaking.reports.figures import Gathered, shown_to_organizers
from matchmaking.reports.figures.introductions import unserved
from matchmaking.reports.figures.material import Introduced, Organisation, State
from matchmaking.reports.rendering.blocks import Tabled, table_block
from matchmaking.reports.tables import Cell, Code, Count, Figures, Percent
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
    rtl = words.direction == "rtl"
    return Dashboard(
        funnel=_charted(figures, "funnel", words, _funnel(figures, words, rtl=rtl)),
        fairness=_charted(figures, "fairness", words, _fairness(figures, words, rtl=rtl)),
        gaps=_charted(figures, "gaps", words, _gaps(figures, words, rtl=rtl)),
        others=[_charted(figures, code, words, None) for code in PLAIN],
        shores=_shores(gathered.material.introduced, words),
        unserved=unserved(gathered.material),
    )


def _charted(figures: Figures, code: str, words: Words, svg: Markup | None) -> Charted:
    return Charted(table_block(figures.table(code), words), svg)


def _count(cell: Cell) -> int:
    assert isinstance(cell, Count)
    return cell.value


def _name(cell: Cell) -> str:
    assert isinstance(cell, Code)
    return cell.name


def _funnel(figures: Figures, words: Words, *, rtl: bool) -> Markup:
    rows = figures.table("funnel").rows
    longest = max(1, *(_count(number) for _head, number, _share in rows))
    bars = [
        charts.Bar(
            words.cell(head),
            words.cell(number),
            _count(number) / longest,
            words.cell(share) if isinstance(share, Percent) else "",
        )
        for head, number, share in rows
    ]
    sentence = apart(f"{bar.label}: {bar.number}" for bar in bars)
    return charts.bars(bars, sentence=sentence, rtl=rtl)


def _fairness(figures: Figures, words: Words, *, rtl: bool) -> Markup:
    rows = [row for row in figures.table("fairness").rows if isinstance(row[-1], Percent)]
    shares = {_name(row[0]): row[-1].permille / 1000 for row in rows if isinstance(row[-1], Percent)}
    mean = shares.pop("all", 0.0)
    dots = [
        charts.Dot(
            words[name],
            share,
            words.percent(round(1000 * share)),
            {"country.ML": "ml", "country.DZ": "dz"}.get(name, ""),
        )
        for name, share in shares.items()
    ]
    sentence = apart(f"{dot.label}: {dot.said}" for dot in dots)
    said = f"{words['all']} {words.percent(round(1000 * mean))}"
    return charts.gauge(dots, mean, sentence=sentence, mean_said=said, rtl=rtl)


def _gaps(figures: Figures, words: Words, *, rtl: bool) -> Markup:
    heads = [
        (words[f"country.{country}"], words[f"side.{side}"]) for country in Country for side in ("offers", "needs")
    ]
    rows = []
    for row in figures.table("gaps").rows[:-1]:
        quarters = []
        for start, shore in ((1, "ml"), (4, "dz")):
            offers, needs, lack = (_count(cell) for cell in row[start : start + 3])
            quarters += [charts.Quarter(offers, 0, False, shore), charts.Quarter(needs, lack, True, shore)]
        if any(quarter.number for quarter in quarters):
            rows.append((words.cell(row[0]), quarters))
    return charts.matrix(heads, rows, sentence=words["note.gaps"], rtl=rtl)


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

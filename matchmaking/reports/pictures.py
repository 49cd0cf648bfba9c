"""Which table has a picture, and which: the same drawing for the organizers' dashboard and for a report, where some
numbers are masked. It draws from the cells as they are shown and from nothing else. Pure."""

from __future__ import annotations

from collections.abc import Callable

from matchmaking.lists import apart
from matchmaking.profiles.vocabulary import Country
from matchmaking.reports import charts
from matchmaking.reports.charts import Chart
from matchmaking.reports.tables import Cell, Code, Count, Masked, Nothing, Percent, Table
from matchmaking.reports.wording import Words

Find = Callable[[str], Table | None]
_TONES = {"country.ML": "ml", "country.DZ": "dz"}


def funnel(table: Table, words: Words) -> Chart:
    """From profiles to results."""
    numbers = [_count(number) for _head, number, _share in table.rows]
    longest = max([1, *(number for number in numbers if number is not None)])
    rows = [
        charts.Bar(
            words.cell(head),
            words.cell(number),
            None if value is None else value / longest,
            words.cell(share) if isinstance(share, Percent) else "",
        )
        for (head, number, share), value in zip(table.rows, numbers, strict=True)
    ]
    sentence = apart(f"{bar.label}: {bar.number}" for bar in rows)
    return charts.bars(rows, sentence=sentence, rtl=_rtl(words))


def fairness(table: Table, words: Words) -> Chart:
    """Each group's share of organisations that were introduced, beside that of all."""
    shares = {_name(row[0]): row[-1] for row in table.rows if isinstance(row[-1], Percent | Masked)}
    mean = shares.pop("all", Percent(0))
    rows = [
        charts.Share(words[name], _share(cell), words.cell(cell), _TONES.get(name, "")) for name, cell in shares.items()
    ]
    sentence = apart(f"{row.label}: {row.said}" for row in rows)
    said = f"{words['all']} {words.cell(mean)}"
    return charts.gauge(rows, _share(mean), sentence=sentence, mean_said=said, rtl=_rtl(words))


def gaps(table: Table, words: Words) -> Chart:
    """Sector by sector: offers and needs of both countries, and what nobody answers."""
    heads = [
        (words[f"country.{country}"], words[f"side.{side}"]) for country in Country for side in ("offers", "needs")
    ]
    rows = []
    for row in table.rows[:-1]:
        quarters = [
            one
            for start, shore in ((1, "ml"), (4, "dz"))
            for one in (
                charts.Quarter(_count(row[start]), 0, False, shore, words.cell(row[start])),
                _need(row[start + 1], row[start + 2], shore, words),
            )
        ]
        if any(quarter.number != 0 for quarter in quarters):
            rows.append((words.cell(row[0]), quarters))
    return charts.matrix(heads, rows, sentence=words["note.gaps"], rtl=_rtl(words))


def shores(potential: Table, introductions: Table, words: Words) -> Chart:
    """Family by family: the organisations of both countries and the introductions between them."""
    there = {_name(row[0]): row for row in potential.rows}
    ml, dz = (potential.columns.index(f"potential.{country}.organisations") for country in Country)
    between = introductions.columns.index("introductions.all")
    rows = []
    for row in introductions.rows[:-1]:
        family = there.get(_name(row[0]))
        left, right = (family[ml], family[dz]) if family else (Nothing(), Nothing())
        rows.append(
            charts.Family(
                words.cell(row[0]),
                _count(left),
                _count(row[between]),
                _count(right),
                tuple(None if isinstance(one, Nothing) else words.cell(one) for one in (left, row[between], right)),
            )
        )
    heads = (words["country.ML"], words["section.introductions"], words["country.DZ"])
    sentence = apart(f"{row.label}: {row.said[1]}" for row in rows)
    return charts.shores(heads, rows, sentence=sentence, rtl=_rtl(words))


def picture_of(code: str, find: Find, words: Words) -> Chart | None:
    """The picture that stands with this table in a report; None where it has none, or where it would be empty."""
    table = find(code)
    if table is None:
        return None
    if code == "introductions":
        potential = find("potential")
        return shores(potential, table, words) if potential is not None else None
    drawn = {"funnel": funnel, "fairness": fairness, "gaps": gaps}.get(code)
    return drawn(table, words) if drawn else None


def _need(needs: Cell, lack: Cell, shore: str, words: Words) -> charts.Quarter:
    missing = _count(lack)
    said = words.cell(needs) if missing == 0 else f"{words.cell(needs)} ({words.cell(lack)})"
    return charts.Quarter(_count(needs), missing, True, shore, said)


def _count(cell: Cell) -> int | None:
    """A number as it is shown; None where it is masked. What does not exist counts nothing."""
    if isinstance(cell, Nothing):
        return 0
    if isinstance(cell, Masked):
        return None
    assert isinstance(cell, Count)
    return cell.value


def _share(cell: Cell) -> float | None:
    return cell.permille / 1000 if isinstance(cell, Percent) else None


def _name(cell: Cell) -> str:
    assert isinstance(cell, Code)
    return cell.name


def _rtl(words: Words) -> bool:
    return words.direction == "rtl"

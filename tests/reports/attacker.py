"""A reader who wants to know what a report masks, and has nothing but the report.

He knows what the words of all tables mean: that an introduction has one organisation on each shore, stands in one
family and one state, and came furthest to one outcome; that an organisation is of one kind and one country. He writes
down every world of which all shown numbers would be true, as whole numbers of introductions and organisations of each
sort, and looks for the smallest and the largest value of each masked number. He knows nothing of the product's code:
nothing here is imported from what decides about masking.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from matchmaking.reports.tables import Cell, Code, Count, Hours, Masked, Nothing, Percent, Table

COUNTRIES, KINDS = ("ML", "DZ"), ("startup", "company", "investor", "institution")
MODES, GUESTS = ("on_site", "online"), ("official", "speaker", "press", "partner", "staff")
STATES = ("accepted", "declined", "waiting", "ended")
RESULTS = ("outcome.memorandum", "outcome.pilot", "outcome.contract", "outcome.investment")
EARLIER, NOTHING, UNKNOWN = "furthest.earlier", "outcome.no_follow_up", "furthest.unknown"
REACHED = (*RESULTS, EARLIER, NOTHING, UNKNOWN)
LEVELS = ("introduced", "met")  # with or without having been suggested

MOST = 100_000  # of anything

Sum = Mapping[str, float]  # of variables, by name
Place = tuple[str, str, str]  # table, row, column

# What he may take for granted though no table says it. The worst attacker guesses well: he believes what is true.
BELIEFS = (
    "who accepted has open contacts",
    "only who accepted has met",
    "who was introduced was suggested",
    "only published organisations take part",
    "who accepted has answered",
    "who declined has answered",
    "who is waited for has not answered",
    "who is asked twice was asked before",
    "a pair of published organisations is introduced once",
    "half of the answers are as fast as the median",
)


def total(sums: Iterable[Sum]) -> Sum:
    found: defaultdict[str, float] = defaultdict(float)
    for one in sums:
        for name, factor in one.items():
            found[name] += factor
    return found


def times(factor: float, one: Sum) -> Sum:
    return {name: factor * value for name, value in one.items()}


class Attacker:
    """Reads the tables of one report; `beliefs` is what he takes for granted besides."""

    def __init__(self, tables: Sequence[Table], beliefs: Collection[str] = BELIEFS) -> None:
        self.cells: dict[Place, Cell] = {}
        self.rows: dict[str, list[str]] = {}
        for table in tables:
            heads = [row[0] for row in table.rows]
            if all(isinstance(head, Code) for head in heads) and table.code not in ("recommendations", "roadmap"):
                names = [head.name for head in heads if isinstance(head, Code)]
                self.rows[table.code] = names
                for name, row in zip(names, table.rows, strict=True):
                    for column, cell in zip(table.columns, row, strict=True):
                        self.cells[table.code, name, column.split(".", 1)[1]] = cell
        self.names: dict[str, int] = {}
        self.least: list[float] = []
        self.constraints: list[tuple[Sum, float, float]] = []
        self.masked: dict[Place, Sum] = {}
        self.beliefs = beliefs
        self._introductions()
        self._organisations()
        self._response()
        self._outcomes()
        self._answers()
        assert self._solved({}, 1) is not None, "no world agrees with this report"

    def interval(self, place: Place) -> tuple[float, float]:
        """The smallest and the largest value that he can still believe of a masked number."""
        return self.between(self.masked[place])

    def between(self, wanted: Sum) -> tuple[float, float]:
        """The same of any sum."""
        return self._end(wanted, 1), self._end(wanted, -1)

    def organisations(
        self, group: str = "all", levels: Iterable[str] = LEVELS, known: Iterable[str] = ("known", "new")
    ) -> Sum:
        """How many organisations of a group were introduced, or met; also where the table has no row for it."""
        every = {"kind": KINDS, "country": COUNTRIES, "mode": (*MODES, "none")}
        sort, _, name = group.partition(".")
        kinds, countries, modes = ([name] if sort == one else every[one] for one in every)
        return total(self._at("org", *one) for one in product(kinds, countries, modes, levels, known))

    def _at(self, *parts: str) -> Sum:
        """A number of things of one sort, unknown as yet."""
        name = "/".join(parts)
        if name not in self.names:
            self.names[name] = len(self.names)
            self.least.append(0)
        return {name: 1.0}

    def _tie(self, sums: Sum, low: float, high: float) -> None:
        self.constraints.append((sums, low, high))

    def _same(self, one: Sum, other: Sum) -> None:
        self._tie(total([one, times(-1, other)]), 0, 0)

    def _no_more(self, part: Sum, whole: Sum) -> None:
        self._tie(total([whole, times(-1, part)]), 0, np.inf)

    def _none(self, one: Sum) -> None:
        self._tie(one, 0, 0)

    def _says(self, code: str, row: str, column: str, sums: Sum) -> None:
        """What stands in a cell is this sum; masked, it is not zero: a zero is never masked."""
        cell = self.cells.get((code, row, column))
        if isinstance(cell, Count):
            self._tie(sums, cell.value, cell.value)
        elif isinstance(cell, Masked):
            self.masked[code, row, column] = sums
            self._tie(sums, 1, np.inf)
        else:
            assert cell is None or isinstance(cell, Nothing), (code, row, column)

    def _says_share(self, code: str, row: str, column: str, part: Sum, whole: Sum) -> None:
        cell = self.cells.get((code, row, column))
        if isinstance(cell, Percent):
            self._tie(total([times(1000, part), times(-(cell.permille - 0.5), whole)]), 0, np.inf)
            self._tie(total([times(-1000, part), times(cell.permille + 0.5, whole)]), 0, np.inf)

    def _pairs(
        self,
        families: Iterable[str] | None = None,
        states: Iterable[str] = STATES,
        met: Iterable[str] = ("met", "apart"),
        reached: Iterable[str] = (*REACHED, "closed"),
    ) -> Sum:
        every = [row for row in self.rows["introductions"] if row != "all"] or ["all"]
        return total(self._at("pair", *one) for one in product(families or every, states, met, reached))

    def _introductions(self) -> None:
        rows = [row for row in self.rows["introductions"] if row != "all"]
        for row in [*rows, "all"]:
            here = [row] if row != "all" else None
            for state in STATES:
                self._says("introductions", row, f"state.{state}", self._pairs(here, [state]))
            self._says("introductions", row, "all", self._pairs(here))
            self._says("introductions", row, "met", self._pairs(here, met=["met"]))
            there = [self.cells.get(("potential", row, f"{country}.organisations")) for country in COUNTRIES]
            if (
                here
                and "a pair of published organisations is introduced once" in self.beliefs
                and all(isinstance(one, Count) for one in there)
            ):
                most = np.prod([one.value for one in there if isinstance(one, Count)])
                self._tie(self._pairs(here), 0, float(most))
        self._none(self._pairs(states=STATES[1:], reached=REACHED))
        if "who accepted has open contacts" in self.beliefs:
            self._none(self._pairs(states=["accepted"], reached=["closed"]))
        if "only who accepted has met" in self.beliefs:
            self._none(self._pairs(states=STATES[1:], met=["met"]))
        steps = {
            "introductions": self._pairs(),
            "accepted": self._pairs(states=["accepted"]),
            "met": self._pairs(met=["met"]),
            "results": self._pairs(reached=RESULTS),
        }
        for step, sums in steps.items():
            self._says("funnel", f"step.{step}", "number", sums)
            self._says_share("funnel", f"step.{step}", "share", sums, steps["introductions"])

    def _organisations(self) -> None:
        levels, those = ("none", *LEVELS), self.organisations
        for kind, country in product(KINDS, COUNTRIES):
            here = total(
                self._at("org", kind, country, *one) for one in product((*MODES, "none"), levels, ("known", "new"))
            )
            self._says("organisations", f"kind.{kind}", f"country.{country}", here)
        columns = {
            "organisations": (levels, ("known", "new")),
            "suggested": (levels, ("known",)),
            "introduced": (LEVELS, ("known", "new")),
            "met": (LEVELS[1:], ("known", "new")),
        }
        for group in self.rows["fairness"]:
            for column, wanted in columns.items():
                self._says("fairness", group, column, those(group, *wanted))
            whole = those(group, levels)
            self._says_share("fairness", group, "rate", those(group, *columns["introduced"]), whole)
        if "who was introduced was suggested" in self.beliefs:
            self._none(those("all", LEVELS, ("new",)))
        suggestions = self._at("suggestions")
        self._says("funnel", "step.suggestions", "number", suggestions)
        met = self._pairs(met=["met"])
        for country in COUNTRIES:
            group = f"country.{country}"
            self._no_more(those(group, *columns["suggested"]), suggestions)
            self._no_more(those(group, *columns["introduced"]), self._pairs())
            self._no_more(those(group, *columns["met"]), met)
        self._once(self._pairs(), "introduced")
        self._once(met, "met")
        self._attendance(levels)

    def _once(self, pairs: Sum, column: str) -> None:
        sides = [
            self.cells["fairness", f"country.{country}", column]
            for country in COUNTRIES
            if ("fairness", f"country.{country}", column) in self.cells
        ]
        if "a pair of published organisations is introduced once" in self.beliefs and len(sides) == 2:
            shown = [side.value for side in sides if isinstance(side, Count)]
            if len(shown) == 2:
                self._tie(pairs, 0, float(shown[0] * shown[1]))

    def _attendance(self, levels: Sequence[str]) -> None:
        if "attendance" not in self.rows:
            return
        here: dict[tuple[str, str], Sum] = {}
        for mode in MODES:
            for country in COUNTRIES:
                published = total(
                    self._at("org", kind, country, mode, *one)
                    for kind in KINDS
                    for one in product(levels, ("known", "new"))
                )
                other = self._at("withdrawn", country, mode)
                if "only published organisations take part" in self.beliefs:
                    self._none(other)
                here[f"country.{country}", mode] = total([published, other])
            for guest in GUESTS:
                here[f"guest.{guest}", mode] = self._at("guest", guest, mode)
        rows = list(dict.fromkeys(row for row, _mode in here))
        for mode in MODES:
            for row in rows:
                self._says("attendance", row, f"mode.{mode}", here[row, mode])
            self._says("attendance", "all", f"mode.{mode}", total(here[row, mode] for row in rows))
        for row in rows:
            self._says("attendance", row, "all", total(here[row, mode] for mode in MODES))
        self._says("attendance", "all", "all", total(here.values()))

    def _response(self) -> None:
        sides = {"ML": ("both", "ML"), "DZ": ("both", "DZ")}
        for state in STATES:
            self._same(self._pairs(states=[state]), self._said([state], ("both", "ML", "DZ", "nobody")))
        if "who accepted has answered" in self.beliefs:
            self._none(self._said(["accepted"], ("ML", "DZ", "nobody")))
        if "who declined has answered" in self.beliefs:
            self._none(self._said(["declined"], ("nobody",)))
        if "who is waited for has not answered" in self.beliefs:
            self._none(self._said(["waiting"], ("both",)))
        asked, answered, soon = {}, {}, {}
        for country in COUNTRIES:
            row = f"country.{country}"
            asked[row], answered[row], soon[row] = (
                self._pairs(),
                self._said(STATES, sides[country]),
                self._at("soon", country),
            )
        for found in (asked, answered, soon):
            found["all"] = total(found[f"country.{country}"] for country in COUNTRIES)
        for row in asked:
            self._no_more(soon[row], answered[row])
            self._says("response", row, "asked", asked[row])
            self._says("response", row, "answered", answered[row])
            self._says("response", row, "soon", soon[row])
            self._says_share("response", row, "rate", answered[row], asked[row])
            middle = self.cells["response", row, "median"]
            if isinstance(middle, Hours) and "half of the answers are as fast as the median" in self.beliefs:
                late = total([answered[row], times(-1, soon[row])])
                self._no_more(*((late, soon[row]) if middle.value <= 48 else (soon[row], late)))

    def _said(self, states: Iterable[str], who: Iterable[str]) -> Sum:
        return total(self._at("said", *one) for one in product(states, who))

    def _outcomes(self) -> None:
        for row in self.rows["furthest"]:
            others = [one for one in self.rows["introductions"] if one != "all" and one not in self.rows["furthest"]]
            if row == "family.others" and row in self.rows["introductions"]:
                others.append(row)
            families = {"all": None, "family.others": others}.get(row, [row])
            for reached in REACHED:
                self._says("furthest", row, reached, self._pairs(families, reached=[reached]))
            self._says("furthest", row, "all", self._pairs(families, reached=REACHED))
        for outcome in ("outcome.contact", "outcome.met", *RESULTS, NOTHING):
            led = {reached: self._at("led", outcome, reached) for reached in self._reach_of(outcome)}
            for reached, sums in led.items():
                who = ["met"] if outcome == "outcome.met" else ["met", "apart"]
                self._no_more(sums, self._pairs(met=who, reached=[reached]))
            if outcome in led:
                self._same(led[outcome], self._pairs(reached=[outcome]))
            sure = {one: self._at("sure", outcome, one) for one in ("declared", "confirmed", "evidenced")}
            for one, sums in sure.items():
                self._says("outcomes", outcome, one, sums)
            self._says("outcomes", outcome, "all", total(sure.values()))
            self._same(total(sure.values()), total(led.values()))
        words = total(self._at("led", outcome, EARLIER) for outcome in ("outcome.contact", "outcome.met"))
        self._no_more(self._pairs(reached=[EARLIER]), words)

    def _reach_of(self, outcome: str) -> Sequence[str]:
        """How far an introduction that led to this may have come."""
        if outcome in RESULTS:
            return RESULTS[RESULTS.index(outcome) :]
        return (*RESULTS, EARLIER, *([NOTHING] if outcome == NOTHING else []))

    def _answers(self) -> None:
        def sides(first: str = "-?!", second: str = "-?!") -> Sum:
            """Not asked, asked, answered; in the first round and in the second."""
            sorts = [one for one in product(first, second) if one != ("-", "-")]
            return total(self._at("side", *one) for one in sorts)

        self._no_more(sides(), times(2, self._pairs(reached=REACHED)))
        if "who is asked twice was asked before" in self.beliefs:
            self._none(sides(first="-"))
        asked = {"round.1": sides(first="?!"), "round.2": sides(second="?!"), "all": sides()}
        once = total([sides(first="!"), sides(first="-?", second="!")])
        answered = {"round.1": sides(first="!"), "round.2": sides(second="!"), "all": once}
        for row in asked:
            self._says("answers", row, "asked", asked[row])
            self._says("answers", row, "answered", answered[row])
            self._says_share("answers", row, "rate", answered[row], asked[row])

    def _system(self) -> LinearConstraint:
        values, rows, columns = [], [], []
        for number, (sums, _low, _high) in enumerate(self.constraints):
            for name, factor in sums.items():
                values.append(factor)
                rows.append(number)
                columns.append(self.names[name])
        shape = (len(self.constraints), len(self.names))
        lows, highs = ([one[place] for one in self.constraints] for place in (1, 2))
        return LinearConstraint(csr_array((values, (rows, columns)), shape=shape), lows, highs)

    def _solved(self, wanted: Sum, direction: int) -> float | None:
        """The least (1) or greatest (-1) value of a sum; None where no world agrees with the report."""
        aim = np.zeros(len(self.names))
        for name, factor in wanted.items():
            aim[self.names[name]] = direction * factor
        found = milp(aim, constraints=self._system(), integrality=np.ones(len(aim)), bounds=Bounds(0, MOST))
        assert found.status in (0, 2), found.message
        return round(direction * found.fun, 6) if found.status == 0 else None

    def _end(self, wanted: Sum, direction: int) -> float:
        value = self._solved(wanted, direction)
        assert value is not None
        return value

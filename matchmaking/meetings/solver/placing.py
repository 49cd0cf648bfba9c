"""Which meetings take place, and in which slot: as many as possible, or as close as possible to where they stand.

Tables of one slot are alike as long as there are enough, so they are counted here and given out afterwards
(`tables`). That keeps the program at one choice for each meeting and slot.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from matchmaking.meetings.solver.model import Program, Solution, Term
from matchmaking.meetings.solver.problem import Day, Wanted

Slots = dict[int, int]  # meeting -> slot
SURE = 0.5  # a choice is 0 or 1 within the solver's tolerance


@dataclass(frozen=True)
class Placing:
    """Slots found, and whether they are proven to be the best."""

    slots: Slots
    optimal: bool


class Choices:
    """The choices of a program: each free meeting in each slot it could have, around those that stand already."""

    def __init__(
        self,
        day: Day,
        free: Mapping[Wanted, Iterable[int]],
        standing: Mapping[Wanted, int],
        *,
        must_place: bool = False,
    ) -> None:
        self.program = Program()
        self.variables = {(one, slot): self.program.choice() for one, slots in free.items() for slot in slots}
        self.of_meeting: dict[Wanted, list[Term]] = defaultdict(list)
        self.of_person: dict[tuple[int, int], list[Term]] = defaultdict(list)  # (person, slot)
        self._at_tables: dict[int, list[Term]] = defaultdict(list)
        for (one, slot), variable in self.variables.items():
            self.of_meeting[one].append((variable, 1.0))
            for person in one.people:
                self.of_person[person, slot].append((variable, 1.0))
            if one.needs_table:
                self._at_tables[slot].append((variable, 1.0))
        self._require(day, standing, must_place=must_place)

    def _require(self, day: Day, standing: Mapping[Wanted, int], *, must_place: bool) -> None:
        """Each meeting once, nobody twice at a time, no more meetings than tables."""
        occupied = {(person, slot) for one, slot in standing.items() for person in one.people}
        for terms in self.of_meeting.values():
            self.program.require(terms, lower=1.0 if must_place else 0.0, upper=1.0)
        for at, terms in self.of_person.items():
            if at in occupied or len(terms) > 1:
                self.program.require(terms, upper=0.0 if at in occupied else 1.0)
        for slot, terms in self._at_tables.items():
            used = sum(one.needs_table and where == slot for one, where in standing.items())
            self.program.require(terms, upper=float(max(len(day.free_tables(slot)) - used, 0)))

    def cost(self, variable: int, cost: float) -> None:
        """Let a choice cost something; what is wanted costs less than nothing."""
        self.program.costs[variable] += cost

    def read(self, solution: Solution) -> Slots:
        """Which choices a solution makes."""
        return {one.key: slot for (one, slot), variable in self.variables.items() if solution.values[variable] > SURE}


def possible_slots(day: Day, one: Wanted) -> list[int]:
    """The slots in which a meeting could take place if it were the only one, in the order of time."""
    return [
        slot
        for slot in day.order
        if slot not in day.closed
        and all(day.is_free(person, slot) for person in one.people)
        and (not one.needs_table or day.free_tables(slot))
    ]


def lateness(day: Day, slot: int) -> float:
    """What a late slot costs: so little that all meetings of a day together never outweigh one meeting or one gap."""
    return day.order.index(slot) / (10_000.0 * len(day.order))


def place(day: Day, free: Sequence[Wanted], standing: Mapping[Wanted, int], *, seconds: float) -> Placing:
    """As many meetings as possible by weight; among such schedules one that shares the meetings out evenly."""
    options = {one: possible_slots(day, one) for one in free}
    choices = Choices(day, options, standing)
    for (one, slot), variable in choices.variables.items():
        choices.cost(variable, lateness(day, slot) - float(one.weight))
    solution = choices.program.solve(seconds)
    if solution is None:
        return Placing({}, False)
    found = choices.read(solution)
    if len(found) == len(free):
        return Placing(found, True)
    evened = _evened(day, options, standing, weight=_weight(free, found), seconds=seconds / 4)
    return Placing(evened or found, solution.optimal)


def place_near(day: Day, free: Sequence[Wanted], standing: Mapping[Wanted, int], *, seconds: float) -> Placing:
    """As many meetings as possible by weight; among such schedules one that moves the fewest from where they stand."""
    most = place(day, free, standing, seconds=seconds / 2)
    choices = Choices(day, {one: possible_slots(day, one) for one in free}, standing)
    _require_weight(choices, _weight(free, most.slots))
    for (one, slot), variable in choices.variables.items():
        moves = one.current is not None and one.current.slot != slot
        choices.cost(variable, lateness(day, slot) + float(moves))
    solution = choices.program.solve(seconds / 2)
    return most if solution is None else Placing(choices.read(solution), most.optimal)


def _evened(
    day: Day,
    options: Mapping[Wanted, Sequence[int]],
    standing: Mapping[Wanted, int],
    *,
    weight: int,
    seconds: float,
) -> Slots | None:
    """The same weight, shared out: a person's first meeting counts more than their second, and so on."""
    choices = Choices(day, options, standing)
    _require_weight(choices, weight)
    meetings: dict[int, list[Term]] = defaultdict(list)
    for (_one, _slot), variable in choices.variables.items():
        for person in _one.people:
            meetings[person].append((variable, 1.0))
    had = [person for one in standing for person in one.people]
    for person, terms in sorted(meetings.items()):
        limit = len(terms)
        steps: list[Term] = [
            (choices.program.amount(-1.0 / (1 + had.count(person) + number), upper=1.0), -1.0)
            for number in range(min(limit, len(day.order)))
        ]
        choices.program.require(chain(terms, steps), lower=0.0)
    solution = choices.program.solve(seconds)
    return None if solution is None else choices.read(solution)


def _require_weight(choices: Choices, weight: int) -> None:
    terms = [(variable, float(one.weight)) for (one, _slot), variable in choices.variables.items()]
    if terms:
        choices.program.require(terms, lower=weight - SURE)


def _weight(wanted: Iterable[Wanted], slots: Slots) -> int:
    return sum(one.weight for one in wanted if one.key in slots)

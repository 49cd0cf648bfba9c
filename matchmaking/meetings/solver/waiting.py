"""Fewer gaps: the same meetings in other slots, so that nobody waits about.

A small day is arranged at its proven optimum; a large one, for which no proof would end, by annealing. Improving a
large day part by part with the same program (all meetings of two, three or four slots at once) was tried: in the time
in which it halved the waiting of a day of three hundred meetings, annealing left a tenth of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matchmaking.meetings.solver.annealing import Annealing
from matchmaking.meetings.solver.burden import Burden, charge
from matchmaking.meetings.solver.placing import Choices, Slots, lateness, possible_slots
from matchmaking.meetings.solver.problem import Day, Wanted

SMALL = 200  # choices of a meeting's slot that are proven at once


def close_gaps(
    day: Day, free: Sequence[Wanted], standing: Mapping[Wanted, int], slots: Slots, *, seconds: float
) -> Slots:
    """Better slots for the free meetings that have one."""
    placed = [one for one in free if one.key in slots]
    burden = Burden(day, [*placed, *standing])
    around = {one.key: slot for one, slot in standing.items()}
    cost = burden.cost(slots | around)
    if not cost:
        return slots
    options = {one: possible_slots(day, one) for one in placed}
    if sum(map(len, options.values())) > SMALL:
        return Annealing(burden, placed, standing, slots).run(seconds=seconds)
    choices = Choices(day, options, standing, must_place=True)
    charge(choices, burden, standing)
    for (_one, slot), variable in choices.variables.items():
        choices.cost(variable, lateness(day, slot))
    solution = choices.program.solve(seconds)
    found = choices.read(solution) if solution else slots
    return found if burden.cost(found | around) <= cost else slots  # cut short, it may be worse

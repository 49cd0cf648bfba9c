"""What waiting costs, as a number and as rows of a program: both say the same (a test compares them).

A gap is a slot in which somebody waits, as `meetings.waiting` has it for the pages too. Each costs one;
beyond `LONG` gaps of one person each further one costs two; and the shore that waits longer on average is relieved
first: a gap there weighs up to half more, never so much that waiting is added elsewhere to make it even.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from matchmaking.meetings.solver.model import Program, Term
from matchmaking.meetings.solver.placing import Choices
from matchmaking.meetings.solver.problem import Day, Wanted

LONG = 3


class Burden:
    """The waiting of everybody who meets anybody. A person's meetings are also kept as a mask: one bit for each slot,
    in the order of time."""

    def __init__(self, day: Day, wanted: Sequence[Wanted]) -> None:
        self.day, self.wanted = day, wanted
        self._bits = {slot: 1 << number for number, slot in enumerate(day.order)}
        self._days = [sum(self._bits[slot] for slot in slots) for slots in day.slots]
        people = {person for one in wanted for person in one.people}
        self.share = _shares(len(people & day.online), len(people - day.online), people, day.online)
        self._free = {
            person: sum(bit for slot, bit in self._bits.items() if day.is_free(person, slot)) for person in people
        }
        self._waits: dict[tuple[int, int], int] = {}

    def bit(self, slot: int) -> int:
        """The bit of a slot in a mask."""
        return self._bits[slot]

    def wait(self, person: int, mask: int) -> int:
        """How many gaps somebody has who meets people in the slots of `mask`."""
        found = self._waits.get((person, mask))
        if found is None:
            between = sum(_between(mask & day) for day in self._days)
            found = self._waits[person, mask] = (between & ~mask & self._free[person]).bit_count()
        return found

    def toll(self, person: int, mask: int) -> int:
        """What their waiting costs."""
        wait = self.wait(person, mask)
        return wait + max(wait - LONG, 0)

    def masks(self, slots: Mapping[int, int]) -> dict[int, int]:
        """Everybody's slots in a schedule."""
        masks: dict[int, int] = {}
        for one in self.wanted:
            for person in one.people if one.key in slots else ():
                masks[person] = masks.get(person, 0) | self._bits[slots[one.key]]
        return masks

    def cost(self, slots: Mapping[int, int]) -> float:
        """What all the waiting of a schedule costs."""
        masks = self.masks(slots)
        uneven = sum(self.share[person] * self.wait(person, mask) for person, mask in masks.items())
        return sum(self.toll(person, mask) for person, mask in masks.items()) + abs(uneven)


def _between(mask: int) -> int:
    """All bits from the lowest of a mask to its highest."""
    return (1 << mask.bit_length()) - (mask & -mask) if mask else 0


def _shares(online: int, on_site: int, people: Collection[int], is_online: Collection[int]) -> dict[int, float]:
    """By person, how much one gap moves the difference of the two shores' averages, online positive."""
    if not online or not on_site:
        return dict.fromkeys(people, 0.0)
    half = min(online, on_site) / 2
    return {person: half / online if person in is_online else -half / on_site for person in people}


def charge(choices: Choices, burden: Burden, around: Mapping[Wanted, int]) -> None:
    """Let a program pay for the gaps of everybody whose meetings it arranges, given those `around` it."""
    order = burden.day.order
    position = {slot: number for number, slot in enumerate(order)}
    met: dict[int, set[int]] = defaultdict(set)
    for one, slot in around.items():
        for person in one.people:
            met[person].add(position[slot])
    moving = {person for person, _slot in choices.of_person}
    masks = burden.masks({one.key: slot for one, slot in around.items()})
    uneven = sum(
        burden.share[person] * burden.wait(person, mask) for person, mask in masks.items() if person not in moving
    )
    terms: list[Term] = []
    program = choices.program
    for person in sorted(moving):
        here = {position[slot]: terms_ for slot in order if (terms_ := choices.of_person.get((person, slot)))}
        waits, constant = _gaps_of(program, burden.day, person, here, met[person])
        for variable, factor in waits:
            program.costs[variable] += factor
            terms.append((variable, factor * burden.share[person]))
        uneven += burden.share[person] * constant
        _charge_long(program, waits, constant)
    _charge_uneven(program, terms, uneven)


def _gaps_of(
    program: Program, day: Day, person: int, here: Mapping[int, list[Term]], met: set[int]
) -> tuple[list[Term], float]:
    """A person's gaps as a weighted sum of variables and a constant.

    `here`: by position, the choices that would be their meeting then; `met`: where they have one anyway. Between two
    standing meetings of a day a gap is simply a slot without one; outside, it needs to know whether anything lies
    beyond.
    """
    order, ahead = day.order, 0
    begun: dict[int, int | float] = {}
    ending: dict[int, int | float] = {}
    for slots in day.slots:
        positions = range(ahead, ahead + len(slots))
        ahead += len(slots)
        standing = [at for at in positions if at in met]
        begun |= _reaching(program, here, positions, stop=min(standing, default=None))
        ending |= _reaching(program, here, positions[::-1], stop=max(standing, default=None))
    total: list[Term] = []
    constant = 0.0
    for at in range(len(order)):
        if at in met or not day.is_free(person, order[at]):
            continue
        minus = [(variable, -factor) for variable, factor in here.get(at, [])]
        inside = [begun[at], ending[at]]
        known = sum(value == 1.0 for value in inside)
        reaching = [value for value in inside if isinstance(value, int)]
        if 0.0 in inside:
            continue  # nothing can lie beyond: no gap
        if known == 2:
            constant += 1.0
            total += minus
            continue
        gap = program.amount()
        program.require(
            [(gap, 1.0), *((variable, -1.0) for variable in reaching), *((v, -f) for v, f in minus)],
            lower=float(known) - 1.0,
        )
        total.append((gap, 1.0))
    return total, constant


def _reaching(
    program: Program, here: Mapping[int, list[Term]], positions: range, *, stop: int | None
) -> dict[int, int | float]:
    """By position, whether a meeting lies there or before it, in the direction of `positions`: a variable, or 0.0 or
    1.0 where that is known."""
    found: dict[int, int | float] = {}
    value: int | float = 0.0
    for at in positions:
        if at == stop:
            value = 1.0
        elif value != 1.0 and at in here:
            reached = program.amount(upper=1.0)
            program.require([(reached, 1.0), *((variable, -factor) for variable, factor in here[at])], lower=0.0)
            if isinstance(value, int):
                program.require([(reached, 1.0), (value, -1.0)], lower=0.0)
            value = reached
        found[at] = value
    return found


def _charge_long(program: Program, waits: Sequence[Term], constant: float) -> None:
    if len(waits) + constant > LONG:
        beyond = program.amount(1.0)
        program.require([(beyond, 1.0), *((variable, -factor) for variable, factor in waits)], lower=constant - LONG)


def _charge_uneven(program: Program, terms: Sequence[Term], constant: float) -> None:
    difference = program.amount(1.0)
    for sign in (1.0, -1.0):
        program.require(
            [(difference, 1.0), *((variable, -sign * factor) for variable, factor in terms)], lower=sign * constant
        )

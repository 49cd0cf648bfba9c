"""Less waiting by simulated annealing over Kempe chains, for days too large for a proof.

Moving one meeting to another slot pushes out the meetings its people have there, and so on: the chain of meetings that
change places between the two slots keeps nobody twice at a time. It is taken if it lessens the waiting, and now and
then, ever more rarely, if it does not. (Kempe chains in timetabling: Thompson and Dowsland, *A robust simulated
annealing based examination timetabling system*, Computers & Operations Research 25, 1998.)
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from time import monotonic

from matchmaking.meetings.solver.burden import Burden
from matchmaking.meetings.solver.placing import Slots, possible_slots
from matchmaking.meetings.solver.problem import Wanted

TRIES, FEW = 1500, 40  # for each meeting; fewer than so many are tried as if they were as many
HOT, COLD = 2.0, 0.05  # how much more waiting is readily taken at the beginning and at the end
CLOCK_EVERY = 256  # tries between two looks at the clock


class Annealing:
    """One search. Its chance is drawn from the number of meetings: the same day gives the same answer."""

    def __init__(self, burden: Burden, free: Sequence[Wanted], standing: Mapping[Wanted, int], slots: Slots) -> None:
        self.burden, day = burden, burden.day
        self.free = free
        self.slots = dict(slots)
        self.possible = {one.key: frozenset(possible_slots(day, one)) for one in free}
        self.choices = {key: sorted(found) for key, found in self.possible.items()}
        self.room = {slot: len(day.free_tables(slot)) for slot in day.order}
        self.tables = Counter(slot for one, slot in standing.items() if one.needs_table)
        self.tables.update(self.slots[one.key] for one in free if one.needs_table)
        self.here: dict[int, list[Wanted]] = {slot: [] for slot in day.order}
        for one in free:
            self.here[self.slots[one.key]].append(one)
        self.at: dict[tuple[int, int], Wanted | None] = {}  # None: a meeting that stays
        self.at |= {(person, slot): None for one, slot in standing.items() for person in one.people}
        self.at |= {(person, self.slots[one.key]): one for one in free for person in one.people}
        self.masks: dict[int, int] = {}
        for person, slot in self.at:
            self.masks[person] = self.masks.get(person, 0) | burden.bit(slot)
        self.uneven = sum(burden.share[person] * burden.wait(person, mask) for person, mask in self.masks.items())
        self.cost = sum(burden.toll(person, mask) for person, mask in self.masks.items()) + abs(self.uneven)

    def run(self, *, seconds: float) -> Slots:
        """The best slots met on the way; ends early where nobody waits."""
        chance = random.Random(len(self.free))  # noqa: S311  (a search, not a secret)
        end, tries = monotonic() + seconds, TRIES * max(len(self.free), FEW)
        movable = [one for one in self.free if len(self.choices[one.key]) > 1]
        best, least, warmth = dict(self.slots), self.cost, HOT
        for number in range(tries if movable else 0):
            if number % CLOCK_EVERY == 0:
                if monotonic() > end or not least:
                    break
                warmth = HOT * (COLD / HOT) ** (number / tries)
            one = chance.choice(movable)
            self._try(one, chance.choice(self.choices[one.key]), warmth, chance)
            if self.cost < least - 1e-9:
                best, least = dict(self.slots), self.cost
        return best

    def _try(self, one: Wanted, target: int, warmth: float, chance: random.Random) -> None:
        source = self.slots[one.key]
        chain = self._chains(one, source, target, chance) if source != target else None
        if not chain:
            return
        swap = self.burden.bit(source) | self.burden.bit(target)
        masks: dict[int, int] = {}
        for person in (person for member in chain for person in member.people):
            # Somebody with two meetings of the chain keeps both slots: swapped twice is not swapped.
            masks[person] = masks.get(person, self.masks[person]) ^ swap
        more, uneven = 0.0, self.uneven
        for person, mask in masks.items():
            before = self.masks[person]
            more += self.burden.toll(person, mask) - self.burden.toll(person, before)
            uneven += self.burden.share[person] * (self.burden.wait(person, mask) - self.burden.wait(person, before))
        more += abs(uneven) - abs(self.uneven)
        if more <= 0 or chance.random() < math.exp(-more / warmth):
            self._take(chain, source, target, masks)
            self.cost, self.uneven = self.cost + more, uneven

    def _chains(self, one: Wanted, source: int, target: int, chance: random.Random) -> list[Wanted] | None:
        """The meetings that change between two slots together; None where one of them cannot. Where the target has no
        table left, somebody there takes the place that becomes free."""
        moving: dict[int, Wanted] = {}
        if not self._follow(moving, one, source, target):
            return None
        if self._seeks(moving, target) > self.room[target]:
            others = [other for other in self.here[target] if other.needs_table and other.key not in moving]
            if not others or not self._follow(moving, chance.choice(others), source, target):
                return None
        fits = self._seeks(moving, target) <= self.room[target] and self._seeks(moving, source) <= self.room[source]
        return list(moving.values()) if fits else None

    def _follow(self, moving: dict[int, Wanted], one: Wanted, source: int, target: int) -> bool:
        """Add one meeting to those that move, and whoever it pushes out; False where somebody cannot."""
        moving[one.key] = one
        chain = [one]
        for member in chain:
            there = target if self.slots[member.key] == source else source
            if there not in self.possible[member.key]:
                return False
            for person in member.people:
                if (person, there) in self.at:
                    other = self.at[person, there]
                    if other is None:
                        return False
                    if other.key not in moving:
                        moving[other.key] = other
                        chain.append(other)
        return True

    def _seeks(self, moving: Mapping[int, Wanted], slot: int) -> int:
        """How many tables a slot needs once all these have moved."""
        at_tables = [member for member in moving.values() if member.needs_table]
        return self.tables[slot] + sum(-1 if self.slots[member.key] == slot else 1 for member in at_tables)

    def _take(self, chain: Sequence[Wanted], source: int, target: int, masks: Mapping[int, int]) -> None:
        for member in chain:
            for person in member.people:
                self.at.pop((person, self.slots[member.key]), None)
        for member in chain:
            old = self.slots[member.key]
            self.slots[member.key] = new = target if old == source else source
            self.here[old].remove(member)
            self.here[new].append(member)
            if member.needs_table:
                self.tables[old] -= 1
                self.tables[new] += 1
        for member in chain:
            for person in member.people:
                self.at[person, self.slots[member.key]] = member
        self.masks.update(masks)

"""A long list a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of a list that has `total` rows. Pages count from 1, and there is always one."""

    rows: Sequence[Row]
    total: int
    number: int
    count: int

    @property
    def before(self) -> int | None:
        """The number of the page before, where there is one."""
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        """The number of the page after, where there is one."""
        return self.number + 1 if self.number < self.count else None


@dataclass(frozen=True)
class Narrowed(Page[Row]):
    """One page of what fits the filters; without them the list has `every` rows."""

    every: int


@dataclass(frozen=True)
class Cut:
    """Where a page begins and ends in a list of `total` rows."""

    total: int
    length: int
    number: int

    @property
    def count(self) -> int:
        """How many pages there are."""
        return _count(self.total, self.length)

    @property
    def start(self) -> int:
        """How many rows stand on the pages before."""
        return (self.number - 1) * self.length

    @property
    def rows(self) -> slice:
        """The rows of the page in a list that is already read."""
        return slice(self.start, self.start + self.length)

    def page(self, rows: Sequence[Row]) -> Page[Row]:
        """The page with the rows that were read for it."""
        return Page(rows, self.total, self.number, self.count)

    def narrowed(self, rows: Sequence[Row], *, every: int) -> Narrowed[Row]:
        """The same, of a list that filters narrow."""
        return Narrowed(rows, self.total, self.number, self.count, every)


def cut(page: int, *, total: int, length: int) -> Cut:
    """Where a page of `length` rows lies; a page number beyond the last gives the last."""
    return Cut(total, length, min(max(page, 1), _count(total, length)))


def _count(total: int, length: int) -> int:
    return max(1, -(-total // length))

"""Keys to column numbers. The numbers never reach a score: any numbering gives the same suggestions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class KnownKeys:
    """The keys of a fit with their numbers, shared and never changed."""

    names: Sequence[str] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Sequence[str]) -> KnownKeys:
        """Numbered in their order."""
        return cls(names, {name: number for number, name in enumerate(names)})


class Vocabulary(dict[str, int]):
    """Known keys, and any further key with the next number the first time it is asked for.

    Costs only what is asked of it, so a page takes a fresh one for each pair.
    """

    def __init__(self, known: KnownKeys | None = None) -> None:
        super().__init__()
        self._known = known or KnownKeys()
        self._added: list[str] = []

    def __missing__(self, key: str) -> int:
        number = self._known.numbers.get(key)
        if number is None:
            number = self.columns
            self._added.append(key)
        self[key] = number
        return number

    @property
    def columns(self) -> int:
        """How many keys have a number."""
        return len(self._known.names) + len(self._added)

    def names(self) -> tuple[str, ...]:
        """All keys in the order of their numbers."""
        return (*self._known.names, *self._added)

    def name(self, number: int) -> str:
        """The key of a number."""
        known = len(self._known.names)
        return self._known.names[number] if number < known else self._added[number - known]

"""Reads a misspelt Latin word as the word of the lexicon that was meant, or not at all.

Only slips that seldom make another word of French or English are read: two neighbouring letters exchanged, a letter
doubled or not, s for z, and in a long word one letter left out. The word must be unknown, begin and end like the known
one (by these few letters it is looked up), and be near to no other.
"""

from __future__ import annotations

from matchmaking.language.words import NO_SLIPS

SHORTEST = 7  # letters: shorter words have too many neighbours
_SHORTEST_GAPPED = 8  # letters of a word in which one was left out
_BEGINNING, _ENDING = 1, 2  # letters in which no slip is read
_SIBILANTS = {"s", "z"}


class Spellings:
    """The known words of one language, folded and in the singular."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._alike: dict[str, list[str]] = {}

    def __contains__(self, form: str) -> bool:
        return form in self._known

    def add(self, form: str) -> None:
        """Makes a word known."""
        if form not in self._known:
            self._known.add(form)
            self._alike.setdefault(form[:_BEGINNING] + form[-_ENDING:], []).append(form)

    def meant(self, form: str) -> str | None:
        """The known word that this one was meant to be; None where it is known, or that is not certain."""
        if len(form) < SHORTEST or form in self._known or form in NO_SLIPS or not (form.isascii() and form.isalpha()):
            return None
        alike = self._alike.get(form[:_BEGINNING] + form[-_ENDING:], ())
        meant = [word for word in alike if abs(len(word) - len(form)) <= 1 and _is_slip(form, word)]
        return meant[0] if len(meant) == 1 else None


def _is_slip(typed: str, meant: str) -> bool:
    """Whether somebody who meant one word may have typed the other: they differ in one place only."""
    start = 0
    while start < min(len(typed), len(meant)) and typed[start] == meant[start]:
        start += 1
    end = 0
    while end < min(len(typed), len(meant)) - start and typed[-1 - end] == meant[-1 - end]:
        end += 1
    wrong, right = typed[start : len(typed) - end], meant[start : len(meant) - end]
    if len(wrong) == len(right):
        return {wrong, right} == _SIBILANTS or (len(wrong) == 2 and wrong == right[::-1])
    if len(wrong) + len(right) != 1:
        return False
    doubled = meant[start - 1] == (wrong or right)
    return doubled or (bool(right) and len(typed) >= _SHORTEST_GAPPED)

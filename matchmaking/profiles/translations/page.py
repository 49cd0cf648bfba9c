"""Translations as their two pages and the organizers' list draw them: words for the states, and what can be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from matchmaking.locale import LOCALES
from matchmaking.profiles import labels
from matchmaking.profiles.models import Profile
from matchmaking.profiles.translations import queries
from matchmaking.profiles.translations.lifecycle import TranslationAction, TranslationStatus, allows
from matchmaking.profiles.translations.models import Translation
from matchmaking.profiles.translations.passages import Original, originals
from matchmaking.profiles.vocabulary import Language

STATES: Mapping[TranslationStatus, LazyString] = {
    TranslationStatus.PROPOSED: _l("Waits for the author"),
    TranslationStatus.APPROVED: _l("Approved by the author"),
    TranslationStatus.REFUSED: _l("Refused by the author"),
}
TONES = {
    TranslationStatus.PROPOSED: "wait",
    TranslationStatus.APPROVED: "ok",
    TranslationStatus.REFUSED: "calm",
}
STALE = _l("The original was rewritten")


@dataclass(frozen=True)
class Line:
    """One translation beside its original; `original` is None where it was taken away.

    `language` stands alone, `spoken` is the same inside a sentence.
    """

    row: Translation
    original: Original | None
    language: str
    spoken: str
    is_fresh: bool
    can_approve: bool
    can_refuse: bool
    can_correct: bool
    can_withdraw: bool

    @property
    def state(self) -> tuple[str, str]:
        """Tone and words; one whose original was rewritten is shown to nobody, whatever was said about it."""
        return ("bad", str(STALE)) if not self.is_fresh else (TONES[self.row.status], str(STATES[self.row.status]))


def lines(rows: Sequence[Translation]) -> list[Line]:
    """Each with its original, in the order given."""
    found: dict[int, Mapping[str, Original]] = {}
    told = []
    for row in rows:
        owner = row.owner
        texts = found.setdefault(owner.id, {one.key: one for one in originals(owner)})
        told.append(_line(row, texts.get(row.passage)))
    return told


def languages_for(profile: Profile) -> list[tuple[str, str, int]]:
    """(code, name, how many passages are written in another one) of each language of the pages."""
    found = originals(profile)
    counted = [(code, sum(one.language != code for one in found)) for code in LOCALES]
    return [(code, str(labels.IN_A_SENTENCE[code]), count) for code, count in counted if count]


def foreign(profile: Profile, language: str) -> list[Original]:
    """The passages that are written in another language."""
    return [one for one in originals(profile) if one.language != language]


def latest(profile: Profile, language: str) -> dict[str, Line]:
    """By passage, the last one that somebody may still decide about."""
    return {line.row.passage: line for line in lines(queries.list_current(profile)) if line.row.language == language}


def for_review(profile: Profile) -> dict[str, Any]:
    """What the organizers' page of a profile shows of its translations."""
    return {"lines": lines(queries.list_current(profile)), "languages": languages_for(profile)}


def _line(row: Translation, original: Original | None) -> Line:
    fresh = original is not None and original.fingerprint == row.original
    return Line(
        row,
        original,
        labels.label(Language(row.language)),
        str(labels.IN_A_SENTENCE[row.language]),
        fresh,
        can_approve=fresh and allows(row.status, TranslationAction.APPROVE),
        can_refuse=allows(row.status, TranslationAction.REFUSE),
        can_correct=fresh and allows(row.status, TranslationAction.CORRECT),
        can_withdraw=not row.by_author and allows(row.status, TranslationAction.WITHDRAW),
    )

"""« What moved »: the moves of a run with names, and what was different, worded for organizers. Decides nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import LazyString, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from matchmaking.matching.lexicon import queries as lexicon
from matchmaking.matching.models import MatchRun
from matchmaking.matching.moving import Way

WAYS: Mapping[str, LazyString] = {
    Way.ENTERED.value: _l("Entry"),
    Way.LEFT.value: _l("Exit"),
    Way.ROSE.value: _l("Rise"),
    Way.FELL.value: _l("Fall"),
}
TONES: Mapping[str, str] = {
    Way.ENTERED.value: "ok",
    Way.LEFT.value: "calm",
    Way.ROSE.value: "ok",
    Way.FELL.value: "calm",
}


@dataclass(frozen=True)
class MoveView:
    """One pair: its two names, which way it moved, its ranks and score before and after."""

    ml_key: str
    dz_key: str
    ml_name: str
    dz_name: str
    way: str
    tone: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


@dataclass(frozen=True)
class Cause:
    """A sentence, and the concept or the profile that it is about."""

    text: str
    concept: str | None = None
    profile_key: str | None = None


@dataclass(frozen=True)
class MovesView:
    """The counts of all moves, the biggest of them, and why they may have happened."""

    compared: bool  # False for the first run, and for one whose moves are no longer kept
    counts: Mapping[str, int]
    moves: Sequence[MoveView]
    kept: int
    causes: Sequence[Cause]


def moves_view(run: MatchRun, way: str | None) -> MovesView:
    """The moves of a run, all or one way only; pairs whose profiles are gone are left out."""
    stored = run.movement
    if stored is None:
        return MovesView(False, {}, (), 0, ())
    told = stored["causes"]
    keys = {move[side] for move in stored["moves"] for side in ("ml", "dz")}
    names = lexicon.profile_names(keys | {key for found in told["profiles"].values() for key in found})
    moves = [
        MoveView(
            move["ml"],
            move["dz"],
            names[move["ml"]],
            names[move["dz"]],
            str(WAYS[move["way"]]),
            TONES[move["way"]],
            move["before"],
            move["after"],
        )
        for move in stored["moves"]
        if move["ml"] in names and move["dz"] in names and way in (None, move["way"])
    ]
    return MovesView(True, stored["counts"], moves, len(stored["moves"]), list(_causes(stored, names)))


def _causes(stored: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Cause]:
    told = stored["causes"]
    yield from _concepts(told["concepts"], stored["actors"])
    if told["shipped_lexicon"]:
        yield Cause(str(_("The product came with a renewed lexicon.")))
    if told["engine"]:
        yield Cause(str(_("The product came with a renewed engine.")))
    for name, (before, after) in told["parameters"].items():
        yield Cause(str(_("Parameter %(name)s: %(before)s, now %(after)s.", name=name, before=before, after=after)))
    if told["decisions"]:
        yield Cause(str(_("Some pairs were approved, dismissed, reopened or ruled out.")))
    yield from _profiles(told, names)


def _concepts(concepts: Mapping[str, str], actors: Mapping[str, int]) -> Iterator[Cause]:
    """« Awa Traoré changed the words of “fonio”. »"""
    if not concepts:
        return
    book, people = lexicon.book(), lexicon.people_names(actors.values())
    for concept, became in concepts.items():
        values = {"who": people.get(actors.get(concept, 0)) or _("Somebody"), "name": book.label(concept)}
        sentence = {
            "changed": _("%(who)s wrote the words of “%(name)s”.", **values),
            "off": _("%(who)s switched “%(name)s” off.", **values),
            "restored": _("%(who)s took the change of “%(name)s” back.", **values),
        }[became]
        yield Cause(str(sentence), concept=concept if concept in book else None)


def _profiles(told: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Cause]:
    """Each profile by name, then how many more."""
    for became, keys in told["profiles"].items():
        known = [key for key in keys if key in names]
        for key in known:
            sentence = {
                "appeared": _("%(name)s is published.", name=names[key]),
                "changed": _("%(name)s says something else.", name=names[key]),
                "gone": _("%(name)s is no longer published.", name=names[key]),
            }[became]
            yield Cause(str(sentence), profile_key=key)
        if more := told["profile_counts"][became] - len(known):
            yield Cause(str(ngettext("And one more profile like that.", "And %(num)s more profiles like that.", more)))

"""Why a run may find something else than the one before it: what was different when it began. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from matchmaking.language.overlay import Change
from matchmaking.matching.engine import ProfileDocument

NAMED = 12  # profiles named by key; all are counted


@dataclass(frozen=True)
class Basis:
    """What a run rests on. `profiles` and `decisions` are digests: enough to see that something differs."""

    engine_version: str
    parameters: Mapping[str, Any]
    lexicon_version: str
    changes: tuple[Change, ...]
    profiles: Mapping[str, str]
    decisions: str


@dataclass(frozen=True)
class Causes:
    """What differs: concepts by what became of them, parameters with both values, profiles by key."""

    concepts: Mapping[str, str] = field(default_factory=dict)  # identifier -> changed, off or restored
    shipped_lexicon: bool = False
    engine: bool = False
    parameters: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    profiles: Mapping[str, Sequence[str]] = field(default_factory=dict)  # appeared, gone, changed -> keys
    profile_counts: Mapping[str, int] = field(default_factory=dict)
    decisions: bool = False

    def as_json(self) -> dict[str, Any]:
        """Plain values for a row."""
        return asdict(self)


def digests(documents: Sequence[ProfileDocument]) -> tuple[dict[str, str], str]:
    """A digest of each profile as the engine reads it, and one of the pairs that people decided."""
    profiles = {document.key: _digest(repr(replace(document, excludes=()))) for document in documents}
    apart = sorted((document.key, *document.excludes) for document in documents if document.excludes)
    return profiles, _digest(repr(apart))


def causes(before: Basis, after: Basis) -> Causes:
    """The differences between what two runs rest on."""
    profiles = _profiles(before.profiles, after.profiles)
    concepts = _concepts(before.changes, after.changes)
    return Causes(
        concepts=concepts,
        shipped_lexicon=before.lexicon_version != after.lexicon_version and not concepts,
        engine=before.engine_version != after.engine_version,
        parameters={
            name: [before.parameters.get(name), after.parameters.get(name)]
            for name in sorted(before.parameters.keys() | after.parameters.keys())
            if before.parameters.get(name) != after.parameters.get(name)
        },
        profiles={name: keys[:NAMED] for name, keys in profiles.items() if keys},
        profile_counts={name: len(keys) for name, keys in profiles.items() if keys},
        decisions=before.decisions != after.decisions,
    )


def _profiles(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, list[str]]:
    return {
        "appeared": sorted(after.keys() - before.keys()),
        "changed": sorted(key for key in after.keys() & before.keys() if after[key] != before[key]),
        "gone": sorted(before.keys() - after.keys()),
    }


def _concepts(before: Sequence[Change], after: Sequence[Change]) -> dict[str, str]:
    """What became of each concept whose change differs: changed again, switched off, or taken back."""
    old, new = ({change.concept: change for change in changes} for changes in (before, after))
    became = {}
    for concept in sorted(old.keys() | new.keys()):
        if old.get(concept) != new.get(concept):
            became[concept] = "restored" if concept not in new else "changed" if new[concept].on else "off"
    return became


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()

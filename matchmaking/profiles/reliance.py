"""What hangs on a profile elsewhere on the platform, told to its people before they save or withdraw.

Profiles know nothing of the features above them; whoever builds on a need, an offer or a whole profile registers in
`create_app` how to say so, in sentences that the profile's own people may read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Flask, current_app

from matchmaking.profiles.models import Profile


@dataclass(frozen=True, kw_only=True)
class Reliance:
    """How one feature says what it builds on a profile."""

    on_opportunities: Callable[[Profile, datetime], Mapping[str, Sequence[str]]]  # opportunity key -> sentences
    on_profile: Callable[[Profile, datetime], Sequence[str]]  # what ends with a withdrawal


def register_reliance(app: Flask, reliance: Reliance) -> None:
    """Have a feature asked before a profile is rewritten or withdrawn."""
    app.extensions.setdefault("reliances", []).append(reliance)


def resting_on_opportunities(profile: Profile, *, now: datetime) -> dict[str, list[str]]:
    """By opportunity key, what rests on it; in the reader's language."""
    told: dict[str, list[str]] = {}
    for reliance in _reliances():
        for key, sentences in reliance.on_opportunities(profile, now).items():
            told.setdefault(key, []).extend(sentences)
    return told


def ending_with(profile: Profile, *, now: datetime) -> list[str]:
    """What ends when the profile is withdrawn; in the reader's language."""
    return [sentence for reliance in _reliances() for sentence in reliance.on_profile(profile, now)]


def _reliances() -> Sequence[Reliance]:
    found: Sequence[Reliance] = current_app.extensions.get("reliances", ())
    return found

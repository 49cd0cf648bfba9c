"""Lays a crowd into a database, for measurements only: profiles that search finds, pairs that wait, introductions.

`python -m benchmarks.filling PROFILES` does so in the installation that the environment names, beside what stands
there: its people keep the suggestions, introductions and meetings that they have.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from benchmarks.crowd import Crowd
from matchmaking import clock, create_app
from matchmaking.database import note_sizes
from matchmaking.extensions import db
from matchmaking.introductions.models import Introduction, IntroductionSide
from matchmaking.matching.engine import ProfileDocument
from matchmaking.matching.models import MetNeed, PairReview, Suggestion
from matchmaking.matching.queries import current_run
from matchmaking.profiles.models import Opportunity, Profile
from matchmaking.profiles.vocabulary import Side
from matchmaking.reports import jobs

SUGGESTED = 10  # in the list of each profile, as the engine gives
INTRODUCED_EVERY = 20  # one pair in so many
ANSWERED = 0.9  # of their needs


def add_profiles(size: int) -> list[Profile]:
    """Add so many profiles, half of them on each shore; the caller commits."""
    profiles = [_profile(document) for document in Crowd().profiles(size // 2)]
    db.session.add_all(profiles)
    db.session.flush()
    return profiles


def add_pairs(profiles: Sequence[Profile], run_id: int) -> None:
    """Suggestions among these, a part of them introduced and waiting for answers; the caller commits."""
    chance = random.Random(1)  # noqa: S311 - a sample, no secret
    pairs = list(
        _pairs([one.id for one in profiles if one.country == "ML"], [p.id for p in profiles if p.country == "DZ"])
    )
    numbers = ("forward", "backward", "affinity", "facts", "correction")
    rows = [
        {"run_id": run_id, "ml_profile_id": ml, "dz_profile_id": dz, "rank_for_ml": rank, "rank_for_dz": None}
        | {"score": chance.uniform(0.2, 0.7)}
        | {name: chance.uniform(0.0, 0.3) for name in numbers}
        for ml, dz, rank in pairs
    ]
    db.session.execute(sa.insert(Suggestion), rows)
    partners = {one: other for ml, dz, rank in pairs if rank == 1 for one, other in ((ml, dz), (dz, ml))}
    needs = db.session.execute(sa.select(Opportunity.key, Opportunity.profile_id).where(Opportunity.side == Side.NEED))
    answered = [
        {"need_key": key, "by_profile_id": partners[own]}
        for key, own in needs
        if own in partners and chance.random() < ANSWERED
    ]
    db.session.execute(sa.insert(MetNeed), answered)
    db.session.add_all(row for ml, dz, _rank in pairs[::INTRODUCED_EVERY] for row in _introduced(ml, dz))


def _pairs(malian: Sequence[int], algerian: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """(Malian, Algerian, rank): every profile in as many pairs."""
    for place, ml in enumerate(malian):
        for rank in range(SUGGESTED):
            yield ml, algerian[(place * 7 + rank * 631) % len(algerian)], rank + 1


def _introduced(ml: int, dz: int) -> tuple[PairReview, Introduction]:
    now = clock.now()
    review = PairReview(ml_profile_id=ml, dz_profile_id=dz, status="approved", decided_at=now)
    sides = [IntroductionSide(profile_id=one, asked_at=now) for one in (ml, dz)]
    times = {"approved_at": now, "held_until": now, "changed_at": now}
    return review, Introduction(ml_profile_id=ml, dz_profile_id=dz, sides=sides, **times)


def _profile(document: ProfileDocument) -> Profile:
    now = clock.now()
    values: dict[str, Any] = {name: getattr(document, name) for name in ("key", "country", "kind", "summary", "stage")}
    profile = Profile(**values, name=document.key, status="published", published_at=now, created_at=now, updated_at=now)
    profile.fictional, profile.sectors, profile.languages = True, list(document.sectors), list(document.languages)
    profile.opportunities = [
        Opportunity(key=o.key, side=o.side, title=o.title[:160], text=o.text) for o in document.opportunities
    ]
    return profile


def main(size: int) -> None:
    """Fill the installation of the environment."""
    with create_app().app_context():
        run = current_run()
        assert run is not None
        add_pairs(add_profiles(size), run.id)
        note_sizes(db.session)
        db.session.commit()
        jobs.count({})  # as the worker does again and again


if __name__ == "__main__":
    main(int(sys.argv[1]))

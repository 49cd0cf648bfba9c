"""Lays a crowd's profiles into a database: published, marked as invented, found by search. For measurements only."""

from __future__ import annotations

from typing import Any

from benchmarks.crowd import Crowd
from matchmaking import clock
from matchmaking.extensions import db
from matchmaking.matching.engine import ProfileDocument
from matchmaking.profiles.models import Opportunity, Profile


def add_profiles(size: int) -> None:
    """Add so many profiles, half of them on each shore; the caller commits."""
    for document in Crowd().profiles(size // 2):
        db.session.add(_profile(document))
    db.session.flush()


def _profile(document: ProfileDocument) -> Profile:
    now = clock.now()
    values: dict[str, Any] = {name: getattr(document, name) for name in ("key", "country", "kind", "summary", "stage")}
    profile = Profile(**values, name=document.key, status="published", published_at=now, created_at=now, updated_at=now)
    profile.fictional, profile.sectors, profile.languages = True, list(document.sectors), list(document.languages)
    profile.opportunities = [
        Opportunity(key=o.key, side=o.side, title=o.title[:160], text=o.text) for o in document.opportunities
    ]
    return profile

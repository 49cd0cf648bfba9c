"""How many organisations of the other shore a profile would find that is not published yet: a coarse number and the
sectors of several, never a name or a text.

The answer rests on nothing that its reader could not read in the directory at this moment: visible profiles only,
those of discreet investors with the same words cut out. What organisations keep from each other and what organizers
decided is left out, so that no draft can be written to find it out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from flask import current_app

from matchmaking.accounts.models import User
from matchmaking.extensions import db
from matchmaking.matching import adapter
from matchmaking.matching.engine import ProfileDocument
from matchmaking.matching.engine.prospects import Shore, prospects
from matchmaking.matching.engine.statistics import drawn
from matchmaking.matching.engine.traits import Traits
from matchmaking.matching.explaining import Explainer, explainer_of
from matchmaking.matching.queries import current_run, list_whole
from matchmaking.profiles import content
from matchmaking.profiles.content import ProfileContent
from matchmaking.profiles.disclosure import is_masked, shown_text
from matchmaking.profiles.models import Profile
from matchmaking.profiles.policy import can_edit
from matchmaking.profiles.queries import editable_content, visible
from matchmaking.profiles.vocabulary import Country, Sector

STEPS = (3, 6, 11)  # a number is only said to lie between two of these
FEWEST = STEPS[0]  # below it nothing is told: neither how many, nor of a sector that they work in it
LOOKED_AT = 300  # of a shore with more, as many are drawn by their keys
MOST_SECTORS = 3
SHORES = "matching.shores"


@dataclass(frozen=True)
class Found:
    """What may be told. `least` is the step that the number reaches, None below the first."""

    least: int | None
    sectors: tuple[Sector, ...]
    looked_at: int
    drawn: bool  # the other shore has more


def can_ask(user: User, profile: Profile) -> bool:
    """Whether the person may see the number: who writes the profile, until it is published and has its own list."""
    return can_edit(user, profile) and profile.published_at is None


def find(profile: Profile) -> Found | None:
    """What the profile as it is saved would find; None while there is nothing to compare: no text of its own, no
    run, nobody on the other shore."""
    typed, run = editable_content(profile), current_run()
    if run is None or not typed.opportunities:
        return None
    by = explainer_of(run)
    keys, shore = _shore(profile.country.other, by)
    if not len(shore.pack):
        return None
    own = adapter.document_of(profile.key, typed, on=by.on, rates=by.rates)
    found = prospects(own, shore, by.knowledge.readings)
    return tell(found, looked_at=len(shore.pack), of=keys)


def read_shores() -> bool:
    """Read both shores as far as this process does not hold them yet; False before any run."""
    run = current_run()
    if run is None:
        return False
    by = explainer_of(run)
    for country in Country:
        _shore(country, by)
    return True


def tell(found: Sequence[Traits], *, looked_at: int, of: int) -> Found:
    """Only what does not lead to one organisation: the step that is reached, the sectors of several."""
    reached = [step for step in STEPS if len(found) >= step]
    counts = Counter(sector for one in found for sector in one.sectors)
    several = [code for code, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])) if count >= FEWEST]
    return Found(
        least=reached[-1] if reached else None,
        sectors=tuple(map(Sector, several[:MOST_SECTORS])),
        looked_at=looked_at,
        drawn=of > looked_at,
    )


@dataclass(frozen=True, eq=False)
class _Held:
    """A shore as it was read, kept by this process for as long as none of its profiles changes."""

    stamp: tuple[object, ...]
    shore: Shore


def _shore(country: Country, by: Explainer) -> tuple[int, Shore]:
    """How many profiles of the country are visible, and those that are looked at."""
    columns = (Profile.key, Profile.id, Profile.version)
    rows = {
        key: (number, version)
        for key, number, version in db.session.execute(
            sa.select(*columns).where(visible(), Profile.country == country).order_by(Profile.key)
        )
    }
    chosen = [rows[key] for key in drawn(rows, LOOKED_AT)]
    stamp = (by.knowledge.run, by.on, tuple(chosen))
    shelf: dict[Country, _Held] = current_app.extensions.setdefault(SHORES, {})
    held = shelf.get(country)
    if held is None or held.stamp != stamp:
        profiles = list_whole([number for number, _version in chosen])
        documents = [_document(one, by.on, by.rates) for one in profiles]
        held = shelf[country] = _Held(stamp, Shore.of(documents, by.knowledge.readings))
    return len(rows), held.shore


def _document(profile: Profile, on: date, rates: adapter.Rates) -> ProfileDocument:
    return adapter.document_of(profile.key, _as_read(profile), on=on, rates=rates)


def _as_read(profile: Profile) -> ProfileContent:
    """What a reader of the other shore finds in the directory."""
    typed = content.of(profile)
    if not is_masked(profile, to_other_side=True):
        return typed

    def shown(text: str) -> str:
        return shown_text(profile, text, to_other_side=True)

    opportunities = tuple(replace(one, title=shown(one.title), text=shown(one.text)) for one in typed.opportunities)
    return replace(typed, summary=shown(typed.summary), opportunities=opportunities)

"""What the public front page shows of the platform: counts for everybody, examples only of invented organisations."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import ngettext

from matchmaking.extensions import db
from matchmaking.language.terms import language_of
from matchmaking.matching import pair_view, queue
from matchmaking.matching.explaining import explainer
from matchmaking.matching.pair_view import EvidenceView, PairView
from matchmaking.matching.queue import QueueFilters
from matchmaking.profiles.models import Opportunity, Profile
from matchmaking.profiles.queries import in_demonstration, visible
from matchmaking.profiles.vocabulary import Country

EXAMPLES = 3
SHORT = 60  # characters of an example's title


@dataclass(frozen=True)
class Figure:
    """A number and what it counts."""

    number: int
    label: str


@dataclass(frozen=True)
class Shores:
    """How many organisations stand on each shore, in words."""

    ml: str
    dz: str


def shores() -> Shores | None:
    """The two counts; None while a shore is empty."""
    query = sa.select(Profile.country, sa.func.count(Profile.id)).where(visible()).group_by(Profile.country)
    counts = dict(db.session.execute(query).all())
    if len(counts) < len(Country):
        return None
    words = [ngettext("one organisation", "%(num)s organisations", counts[country]) for country in Country]
    return Shores(*map(str, words))


def figures() -> list[Figure]:
    """Published organisations, and their offers and needs; nothing while there are none."""
    organisations = db.session.scalar(sa.select(sa.func.count(Profile.id)).where(visible())) or 0
    if not organisations:
        return []
    opportunities = sa.select(sa.func.count(Opportunity.id)).join(Profile).where(visible())
    return [
        Figure(db.session.scalar(opportunities) or 0, _("offers and needs described")),
        Figure(organisations, _("organisations, on both shores")),
    ]


def examples() -> list[dict[str, str]]:
    """The best pairs, each with its first shared word, no organisation twice, one that meets across languages first:
    in a demonstration only, for real organisations are shown to members alone."""
    if not in_demonstration():
        return []
    by = explainer()
    found: list[dict[str, str]] = []
    seen: set[int] = set()
    best = [entry.suggestion for entry in queue.list_entries(QueueFilters(), start=0, limit=queue.PAGE)]
    across = [pair for pair in best if _languages(pair.ml_profile).isdisjoint(_languages(pair.dz_profile))]
    for pair in across[:1] + best:
        if seen & {pair.ml_profile_id, pair.dz_profile_id}:
            continue
        view = pair_view.build(pair.ml_profile, pair.dz_profile, None, by=by)
        line = next((line for line in view.evidence if line.words), None)
        if line is not None:
            seen |= {pair.ml_profile_id, pair.dz_profile_id}
            found.append(_example(view, line))
        if len(found) == EXAMPLES:
            break
    return found


def _languages(profile: Profile) -> set[str | None]:
    return {language_of(opportunity.title) for opportunity in profile.opportunities}


def _example(view: PairView, line: EvidenceView) -> dict[str, str]:
    word = line.words[0]
    shown = {"direction": line.direction, "ml_word": word.ml, "dz_word": word.dz}
    for shore, side, passage in (("ml", view.ml, line.ml), ("dz", view.dz, line.dz)):
        title = "".join(segment.text for segment in passage.title)
        shown[f"{shore}_name"], shown[f"{shore}_place"] = side.name, side.place or ""
        shown[f"{shore}_text"] = title if len(title) <= SHORT else title[:SHORT].rsplit(" ", 1)[0] + "…"
        shown[f"{shore}_lang"] = passage.lang
    return shown

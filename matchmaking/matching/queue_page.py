"""One page of the organizers' queue and the side-by-side page, put together for their templates. Decides nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from matchmaking.accounts.models import User
from matchmaking.matching import pair_view, queries, queue
from matchmaking.matching.engine import Strength
from matchmaking.matching.explaining import explainer
from matchmaking.matching.filters import threshold
from matchmaking.matching.models import DeclineReason, MatchRun, Suggestion
from matchmaking.matching.pair_view import PairView, Tag
from matchmaking.matching.queries import parameters_of
from matchmaking.matching.queue import QueueFilters, Served
from matchmaking.matching.wording import DECLINES, rank_sentence
from matchmaking.profiles.models import Profile
from matchmaking.profiles.vocabulary import Country


@dataclass(frozen=True)
class QueuePage:
    """What the queue shows: `total` pairs wait, `shown` of them fit the filters, `rows` are on this page."""

    total: int
    shown: int
    page: int
    pages: int
    rows: Sequence[tuple[Suggestion, PairView]]
    gauge: Mapping[Country, Sequence[Served]]


def queue_page(filters: QueueFilters, run: MatchRun | None, viewer: User, *, page: int) -> QueuePage:
    """A page of the filtered queue; a page number beyond the last gives the last."""
    plausible = threshold(Strength.PLAUSIBLE, parameters_of(run))
    shown = queue.count_waiting(filters)
    pages = max(1, -(-shown // queue.PAGE))
    page = min(max(page, 1), pages)
    entries = queue.list_page(filters, page=page)
    gauge = queue.gauge(plausible)
    fresh = _never_introduced(gauge)
    by = explainer()
    rows = []
    for entry in entries:
        ml, dz = entry.suggestion.ml_profile, entry.suggestion.dz_profile
        said = {Country.MALI: entry.ml_interested, Country.ALGERIA: entry.dz_interested}
        tags = {
            profile.country.value: [*_said(said[profile.country]), *([_never()] if profile.key in fresh else [])]
            for profile in (ml, dz)
        }
        rows.append((entry.suggestion, pair_view.build(ml, dz, viewer, by=by, tags=tags)))
    base = QueueFilters(at_least=None if filters.at_least is None else plausible)
    return QueuePage(queue.count_waiting(base), shown, page, pages, rows, gauge)


def pair_page(ml: Profile, dz: Profile, viewer: User) -> PairView:
    """A pair as an organizer reads it: with its ranks, and with how often each side was introduced."""
    suggestion = queries.find_suggestion(ml, dz)
    ranks = rank_sentence(suggestion.rank_for_ml, suggestion.rank_for_dz) if suggestion else None
    counts = queries.introductions_of((ml, dz))
    tags: dict[str, list[Tag]] = {}
    for profile, other in ((ml, dz), (dz, ml)):
        reaction = queries.find_reaction(profile, other)
        said = _said(reaction.interested, reaction.reason) if reaction else []
        tags[profile.country.value] = [*said, _introduced(counts[profile.id])]
    return pair_view.build(ml, dz, viewer, rank_sentence=ranks, linked=True, tags=tags)


def _never_introduced(gauge: Mapping[Country, Sequence[Served]]) -> set[str]:
    """Keys of organisations that were never introduced, once some have been; before, it would be said of everybody."""
    everybody = [one for shore in gauge.values() for one in shore]
    if not any(one.state == "introduced" for one in everybody):
        return set()
    return {one.key for one in everybody if one.state != "introduced"}


def _said(interested: bool | None, reason: DeclineReason | None = None) -> list[Tag]:
    """What one side answered, if it did, and why not."""
    if interested is None:
        return []
    if interested:
        return [("check", str(_("Interested")), "ok")]
    told = [str(_("Not for us")), *([str(DECLINES[reason])] if reason else [])]
    return [("x", " · ".join(told), "calm")]


def _never() -> Tag:
    return None, str(_("Never introduced")), "wait"


def _introduced(count: int) -> Tag:
    if count == 0:
        return "both", str(_("No introduction yet")), "wait"
    return "both", str(ngettext("One introduction", "%(num)s introductions", count)), None

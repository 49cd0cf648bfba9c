"""One page of the organizers' queue and the side-by-side page, put together for their templates. Decides nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from matchmaking.accounts.models import User
from matchmaking.locale import day_in_words
from matchmaking.matching import closing, pair_view, queries, queue
from matchmaking.matching.closing import Apart
from matchmaking.matching.engine import Strength
from matchmaking.matching.engine.eligibility import kinds_refusal
from matchmaking.matching.explaining import explainer_of
from matchmaking.matching.filters import threshold
from matchmaking.matching.lifecycle import PairStatus
from matchmaking.matching.memory import how_long
from matchmaking.matching.models import MatchRun, PairReview, Reaction, Suggestion
from matchmaking.matching.pair_view import PairView, Tag
from matchmaking.matching.queries import parameters_of
from matchmaking.matching.queue import QueueFilters, Served
from matchmaking.matching.wording import DECLINES, DISMISSALS, decline_holds, holds, kept_apart, rank_sentence
from matchmaking.paging import Narrowed, cut
from matchmaking.profiles.models import Profile
from matchmaking.profiles.vocabulary import Country


@dataclass(frozen=True)
class QueueRow:
    """One waiting pair: `version` is that of its review (0 where there is none), `back` the decision that is over."""

    suggestion: Suggestion
    view: PairView
    version: int
    back: str | None


@dataclass(frozen=True)
class QueuePage:
    """What the queue shows: of all pairs that wait, a page of those that fit the filters."""

    pairs: Narrowed[QueueRow]
    gauge: Mapping[Country, Served]


def queue_page(filters: QueueFilters, run: MatchRun | None, viewer: User, *, page: int) -> QueuePage:
    """A page of the filtered queue; a page number beyond the last gives the last."""
    plausible = threshold(Strength.PLAUSIBLE, parameters_of(run))
    here = cut(page, total=queue.count_waiting(filters), length=queue.PAGE)
    entries = queue.list_entries(filters, start=here.start, limit=here.length)
    gauge = queue.gauge(plausible)
    fresh = queue.never_introduced(entries) if any(shore.introduced for shore in gauge.values()) else set()
    by = explainer_of(run)
    rows = []
    for entry in entries:
        ml, dz = entry.suggestion.ml_profile, entry.suggestion.dz_profile
        said = {Country.MALI: entry.ml_said, Country.ALGERIA: entry.dz_said}
        tags = {
            profile.country.value: [*_said(said[profile.country]), *([_never()] if profile.id in fresh else [])]
            for profile in (ml, dz)
        }
        view = pair_view.build(ml, dz, viewer, by=by, tags=tags)
        version = entry.review.version if entry.review else 0
        rows.append(QueueRow(entry.suggestion, view, version, _back(entry.review)))
    base = QueueFilters(at_least=None if filters.at_least is None else plausible)
    every = here.total if filters == base else queue.count_waiting(base)
    return QueuePage(here.narrowed(rows, every=every), gauge)


def pair_page(ml: Profile, dz: Profile, viewer: User) -> PairView:
    """A pair as an organizer reads it: with its ranks, and with how often each side was introduced."""
    queries.list_whole((ml.id, dz.id))
    suggestion = queries.find_suggestion(ml, dz)
    ranks = rank_sentence(suggestion.rank_for_ml, suggestion.rank_for_dz) if suggestion else None
    counts = queries.introductions_of((ml, dz))
    said = queries.reactions_between(ml, dz)
    tags = {
        profile.country.value: [*_said(said.get(profile.id), whole=True), _introduced(counts[profile.id])]
        for profile in (ml, dz)
    }
    return pair_view.build(ml, dz, viewer, rank_sentence=ranks, linked=True, tags=tags)


def why_closed(
    ml: Profile, dz: Profile, review: PairReview | None, apart: Sequence[Apart], *, now: datetime
) -> list[str]:
    """Why the pair is not suggested and how long a dismissal holds: for an organizer, one sentence each."""
    told = [kept_apart(one, now=now) for one in apart]
    for reaction in closing.list_declines(ml, dz):
        said = decline_holds(reaction)
        told.append(str(_("%(name)s declined: %(reason)s", name=reaction.profile.name, reason=said)))
    if kinds_refusal(ml.kind, tuple(ml.also_meets), dz.kind, tuple(dz.also_meets)):
        told.append(str(_("Institutions meet institutions, unless both sides ask for more.")))
    if review is not None and review.status is PairStatus.DISMISSED:
        told.append(holds(how_long(review.reason), until=review.closed_until))
    return told


def _back(review: PairReview | None) -> str | None:
    """« Set aside 7 March: too early; back since 5 June »."""
    if review is None or review.returned_at is None or review.decided_at is None:
        return None
    told = {"day": day_in_words(review.decided_at), "since": day_in_words(review.returned_at)}
    if review.reason is None:
        return str(_("Declined after its approval of %(day)s; back since %(since)s", **told))
    sentence = _("Set aside %(day)s: %(reason)s; back since %(since)s")
    return str(sentence) % {**told, "reason": DISMISSALS[review.reason]}


def _said(reaction: Reaction | None, *, whole: bool = False) -> list[Tag]:
    """What one side answered, if it did; `whole` says why not. What is over is told as such."""
    if reaction is None:
        return []
    if reaction.interested:
        return [("check", str(_("Interested")), "ok")]
    if reaction.returned_at is not None:
        told = {"day": day_in_words(reaction.reacted_at), "since": day_in_words(reaction.returned_at)}
        return [("undo", str(_("“Not for us” of %(day)s; back since %(since)s", **told)), "wait")]
    reason = [str(DECLINES[reaction.reason])] if whole and reaction.reason else []
    return [("x", " · ".join([str(_("Not for us")), *reason]), "calm")]


def _never() -> Tag:
    return None, str(_("Never introduced")), "wait"


def _introduced(count: int) -> Tag:
    if count == 0:
        return "both", str(_("No introduction yet")), "wait"
    return "both", str(ngettext("One introduction", "%(num)s introductions", count)), None

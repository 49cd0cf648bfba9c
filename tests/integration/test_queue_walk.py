"""The organizers' queue in pieces: pages, counts and places agree, and a page loads its own rows only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from flask import Flask

from matchmaking import clock
from matchmaking.database import Base
from matchmaking.extensions import db
from matchmaking.matching.models import MatchRun, PairReview, Reaction, Suggestion
from matchmaking.matching.queries import current_run
from matchmaking.matching.queue import PAGE, QueueFilters, count_waiting, gauge, list_entries
from matchmaking.matching.walking import PairKeys, list_first, place_of
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.vocabulary import Country
from tests.factories import make_profile, make_user
from tests.matching_samples import add_two_pairs, run_now

EACH = 6  # organisations a shore; all pairs of them are suggested
GOOD = QueueFilters(at_least=0.5)


@pytest.fixture
def crowd(app: Flask) -> Flask:
    """Thirty-six pairs with two equal scores, some decided, some wanted, one declined, one with a side that left."""
    with app.app_context():
        add_two_pairs()
        db.session.commit()
        run_now()
        db.session.execute(sa.delete(Suggestion))
        run = current_run()
        assert run is not None
        add_pairs(run, range(10, 10 + EACH))
        db.session.commit()
    return app


def add_pairs(run: MatchRun, numbers: range) -> None:
    shores = [
        [make_profile(f"{country}{number}", members=(make_user(f"{country}{number}@x.example".lower()),))
         for number in numbers]
        for country in ("ML", "DZ")
    ]  # fmt: skip
    parts = dict.fromkeys(("forward", "backward", "affinity", "facts", "correction"), 0.2)
    for left, ml in enumerate(shores[0]):
        for right, dz in enumerate(shores[1]):
            score = 0.9 - 0.02 * (left + right)
            db.session.add(Suggestion(run_id=run.id, ml_profile=ml, dz_profile=dz, rank_for_ml=1, score=score, **parts))
    db.session.flush()
    (ml, *others), (dz, *away) = shores
    now = clock.now()
    db.session.add(PairReview(ml_profile=ml, dz_profile=dz, status="approved", decided_at=now))
    for one, other, interested in ((others[4], away[4], True), (away[4], others[4], True), (others[0], away[0], False)):
        db.session.add(Reaction(profile=one, other_profile=other, interested=interested, reacted_at=now))
    others[1].status = ProfileStatus.WITHDRAWN


def keys_of(page: int) -> list[tuple[str, str]]:
    return [
        (one.suggestion.ml_profile.key, one.suggestion.dz_profile.key)
        for one in list_entries(QueueFilters(), start=(page - 1) * PAGE, limit=PAGE)
    ]


def test_pages_follow_one_another_in_one_order(crowd: Flask) -> None:
    with crowd.app_context():
        number = count_waiting(QueueFilters())
        pages = [pair for page in range(1, 5) for pair in keys_of(page)]
        assert number == len(pages) == len(set(pages)) == EACH * EACH - EACH - 1
        assert pages[0] == ("ML15", "DZ15"), "what both want comes first, whatever its score"
        assert pages[-1] == ("ML11", "DZ11"), "what one side does not want comes last"
        assert ("ML10", "DZ10") not in pages, "somebody has decided"
        assert not [pair for pair in pages if pair[0] == "ML12"], "who has left is not suggested"
        scores = [one.suggestion.score for one in list_entries(QueueFilters(), start=0, limit=PAGE)][1:]
        assert scores == sorted(scores, reverse=True)
        assert len(keys_of(1)) == PAGE
        assert keys_of(99) == []


def test_what_both_want_is_counted_and_shown_below_the_threshold(crowd: Flask) -> None:
    with crowd.app_context():
        for suggestion in db.session.scalars(sa.select(Suggestion)):
            suggestion.score = 0.6 if suggestion.id % 2 else 0.4
        db.session.commit()
        shown = [
            one.suggestion for page in (1, 2, 3) for one in list_entries(GOOD, start=(page - 1) * PAGE, limit=PAGE)
        ]
        assert count_waiting(GOOD) == len(shown)
        assert shown[0].ml_profile.key == "ML15"
        assert all(one.score >= 0.5 for one in shown[1:])


def test_every_pair_has_its_place_and_its_neighbours(crowd: Flask) -> None:
    with crowd.app_context():
        whole = list_first(QueueFilters(), limit=100)
        assert [(one.ml_key, one.dz_key) for one in whole] == [pair for page in range(1, 5) for pair in keys_of(page)]
        for index, pair in enumerate(whole):
            place = place_of(QueueFilters(), pair.ml_key, pair.dz_key)
            assert place is not None
            assert (place.position, place.total) == (index + 1, len(whole))
            assert place.previous == (whole[index - 1] if index else None)
            assert place.next == (whole[index + 1] if index + 1 < len(whole) else None)
        assert place_of(QueueFilters(), "ML10", "DZ10") is None
        assert PairKeys("ML10", "DZ10") not in whole


def test_the_gauge_counts_every_visible_organisation_once(crowd: Flask) -> None:
    with crowd.app_context():
        served = gauge(0.5)
        mali, algeria = served[Country.MALI], served[Country.ALGERIA]
        assert (mali.introduced, mali.waiting, mali.nothing) == (1, EACH - 2, 2)
        assert [one.key for one in mali.named] == ["ML01", "ML02"]
        assert (algeria.introduced, algeria.waiting, algeria.nothing) == (1, EACH - 1, 2)


@contextmanager
def loaded() -> Iterator[list[object]]:
    """The rows that become objects meanwhile."""
    seen: list[object] = []

    def note(instance: object, _context: object) -> None:
        seen.append(instance)

    sa.event.listen(Base, "load", note, propagate=True)
    try:
        yield seen
    finally:
        sa.event.remove(Base, "load", note)


def test_a_page_loads_its_own_rows_only(crowd: Flask) -> None:
    with crowd.app_context():
        run = current_run()
        assert run is not None
        add_pairs(run, range(30, 30 + 2 * EACH))
        db.session.commit()
        assert count_waiting(QueueFilters()) > 100
    with crowd.app_context(), loaded() as seen:
        list_entries(QueueFilters(), start=0, limit=PAGE)
        place_of(QueueFilters(), "ML13", "DZ13")
        gauge(0.5)
    whole = 1 + 2 * 4  # a suggestion, and of either side the profile, its offer, its need, its person
    spoken = 4  # what people said of these pairs
    assert len(seen) <= PAGE * whole + spoken

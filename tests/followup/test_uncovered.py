"""Needs that nobody across the border covers: what a run found, less who cannot be seen any more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from matchmaking import clock
from matchmaking.extensions import db
from matchmaking.followup.uncovered import PAGE, count_uncovered, list_keys, list_uncovered
from matchmaking.matching.engine import Engine, Parameters
from matchmaking.matching.engine.strength import least_plausible
from matchmaking.matching.models import MetNeed
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.models import Opportunity
from matchmaking.profiles.queries import get_by_key
from matchmaking.profiles.vocabulary import Country
from tests.engine.samples import demonstration
from tests.matching_samples import add_two_pairs, run_now


@pytest.fixture
def covered(app: Flask) -> Flask:
    """An installation with two pairs that cover each other's needs."""
    with app.app_context():
        add_two_pairs()
        db.session.commit()
        run_now()
    return app


def keys(app: Flask) -> list[str]:
    """Whose needs are listed, as a page reads it."""
    with app.app_context():
        today = clock.now().date()
        listed = [need.opportunity.key for need in list_uncovered(today=today).rows]
        assert sorted(listed) == sorted(list_keys(today=today))
        return [key.partition("/")[0] for key in listed]


def test_before_the_first_run_nothing_is_listed(app: Flask) -> None:
    with app.app_context():
        add_two_pairs()
        db.session.commit()
    assert keys(app) == []


def test_needs_that_a_suggestion_rests_on_are_covered(covered: Flask) -> None:
    assert keys(covered) == []


def test_who_is_withdrawn_covers_nothing_any_more_before_any_run(covered: Flask) -> None:
    with covered.app_context():
        gone = get_by_key("DZ02")
        gone.status, gone.withdrawn_at = ProfileStatus.WITHDRAWN, clock.now()
        db.session.commit()
    assert keys(covered) == ["ML02"]
    with covered.app_context():
        run_now()
    assert keys(covered) == ["ML02"]


def test_a_text_that_changed_is_judged_by_the_next_run(covered: Flask) -> None:
    with covered.app_context():
        offer = get_by_key("DZ02").opportunities[0]
        offer.title, offer.text = "Transport de colis", "Camions et livraison de colis."
        db.session.commit()
        run_now()
    assert keys(covered) == ["ML02"]
    with covered.app_context():
        assert not db.session.query(MetNeed).filter(MetNeed.need_key.startswith("ML02/")).count()


def test_a_need_whose_day_has_passed_is_not_looked_for(covered: Flask) -> None:
    with covered.app_context():
        need = Opportunity(key="ML01/9", side="need", title="Forage pétrolier en mer profonde", position=9)
        profile = get_by_key("ML01")
        profile.opportunities.append(need)
        db.session.commit()
        need_id = need.id
    assert keys(covered) == ["ML01"]
    with covered.app_context():
        db.session.get_one(Opportunity, need_id).closes_on = clock.now().date() - timedelta(days=1)
        db.session.commit()
    assert keys(covered) == []


def test_a_long_list_is_read_a_page_at_a_time_and_counted_whole(covered: Flask) -> None:
    with covered.app_context():
        profile = get_by_key("ML01")
        for number in range(10, 10 + PAGE + 3):
            need = f"Forage pétrolier en mer profonde {number}"
            profile.opportunities.append(Opportunity(key=f"ML01/{number}", side="need", title=need, position=number))
        db.session.commit()
        today = clock.now().date()
        first, second = (list_uncovered(today=today, page=page) for page in (1, 2))
        assert (len(first.rows), len(second.rows), first.total, first.count) == (PAGE, 3, PAGE + 3, 2)
        counted = count_uncovered(today=today)
        assert counted.total == PAGE + 3
        assert counted.sectors[Country.MALI] == {"agritech": PAGE + 3}
        assert not counted.sectors[Country.ALGERIA]


def test_a_run_says_of_needs_what_explanations_say() -> None:
    engine = Engine(Parameters(top_n=5)).fit(demonstration())
    least, met = least_plausible(engine.parameters), engine.met_needs()
    shown: dict[tuple[str, str], float] = {}
    for pair in engine.suggestions():
        if pair.score < engine.parameters.plausible:
            continue
        explanation = engine.explain(pair.left_key, pair.right_key)
        for line in explanation.evidence + explanation.also:
            by = pair.right_key if line.forward else pair.left_key
            shown[line.need_key, by] = max(line.similarity, shown.get((line.need_key, by), 0.0))
    strong = {line for line, similarity in shown.items() if similarity >= least}
    found = {(need, key) for need, by in met.items() for key in by}
    assert strong
    assert strong <= found
    assert not {line for line, similarity in shown.items() if similarity < least} & found

"""Runs: what they suggest, what they store, what they leave alone, and what they say when they suggest nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from matchmaking import clock
from matchmaking.extensions import db
from matchmaking.matching import jobs, queries
from matchmaking.matching.engine import Strength
from matchmaking.matching.models import DismissalReason, MatchRun, Suggestion
from matchmaking.matching.operations import dismiss_pair, reopen_pair
from matchmaking.matching.running import run_matching
from matchmaking.outbox.models import Job
from matchmaking.outbox.worker import make_worker
from matchmaking.profiles.models import Profile
from matchmaking.profiles.vocabulary import Currency, Kind
from tests.factories import make_profile, make_user
from tests.matching_samples import add_organizer, add_profile, add_two_pairs, run_now


def rows() -> dict[tuple[str, str], Suggestion]:
    found = db.session.scalars(sa.select(Suggestion)).all()
    return {(row.ml_profile.key, row.dz_profile.key): row for row in found}


def current() -> MatchRun:
    run = queries.current_run()
    assert run is not None
    return run


def profile(key: str) -> Profile:
    return db.session.scalars(sa.select(Profile).where(Profile.key == key)).one()


def test_a_need_and_the_offer_that_meets_it_become_a_suggestion(app: Flask) -> None:
    with app.app_context():
        add_two_pairs()
        run_now()
        found = rows()
        best = max(found, key=lambda pair: found[pair].score)
        assert {("ML01", "DZ01"), ("ML02", "DZ02")} <= set(found)
        assert best in {("ML01", "DZ01"), ("ML02", "DZ02")}
        assert found["ML01", "DZ01"].rank_for_ml == found["ML01", "DZ01"].rank_for_dz == 1


def test_a_run_keeps_its_parameters_version_and_counts(app: Flask) -> None:
    with app.app_context():
        add_two_pairs()
        make_profile("ML03", members=(make_user("ministere@example.org"),), kind=Kind.INSTITUTION)
        run_now()
        run = current()
        assert run.parameters["top_n"] == 10
        assert run.engine_version
        assert run.finished_at is not None
        assert run.finished_at >= run.started_at
        assert run.silence is None
        counts = run.counts
        assert (counts["ml"], counts["dz"], counts["pairs"]) == (3, 2, 6)
        assert counts["kinds"] == {"ML": {"institution": 1, "startup": 2}, "DZ": {"startup": 2}}
        assert counts["refused"] == {"institution_with_others": 2}
        assert counts["suggestions"] == len(rows())


def test_a_run_without_a_change_leaves_every_row_alone(app: Flask) -> None:
    with app.app_context():
        add_two_pairs()
        run_now()
        before = {pair: (row.id, row.run_id) for pair, row in rows().items()}
        run_now()
        assert {pair: (row.id, row.run_id) for pair, row in rows().items()} == before
        assert current().counts["written"] == 0


def test_a_change_renews_rows_and_keeps_their_numbers(app: Flask) -> None:
    with app.app_context():
        add_two_pairs()
        run_now()
        before = {pair: (row.id, row.score) for pair, row in rows().items()}
        profile("DZ01").opportunities[0].text = "Rien qui parle d'électronique."
        run_now()
        after = rows()
        assert after["ML01", "DZ01"].id == before["ML01", "DZ01"][0]
        assert after["ML01", "DZ01"].score < before["ML01", "DZ01"][1]


def test_what_nobody_may_see_any_more_is_no_longer_suggested(app: Flask) -> None:
    with app.app_context():
        add_two_pairs()
        run_now()
        user = profile("DZ01").contact_user
        assert user is not None
        user.consents.clear()
        run_now()
        assert all(dz_key != "DZ01" for _, dz_key in rows())


def test_only_one_run_is_the_current_one(app: Flask) -> None:
    with app.app_context():
        add_two_pairs()
        run_now()
        run_now()
        runs = queries.list_runs()
        assert [run.is_current for run in runs] == [True, False]
        assert runs[0].statistics is not None
        assert runs[1].statistics is None  # only the current one explains


def test_a_run_that_was_overtaken_keeps_quiet(app: Flask) -> None:
    with app.app_context():
        add_two_pairs()
        db.session.commit()
        late = run_matching(now=clock.now())
        next(late)  # it has read, and now somebody changes a text
        db.session.commit()
        profile("DZ01").opportunities[0].text = "Atelier fermé."
        run_now()
        newer = {pair: row.score for pair, row in rows().items()}
        steps = []
        for step in late:
            db.session.commit()
            steps.append(step.name)
        assert steps[-1] == "overtaken"
        assert {pair: row.score for pair, row in rows().items()} == newer


def test_a_run_that_was_killed_half_way_is_repaired_by_the_next(app: Flask) -> None:
    with app.app_context():
        add_two_pairs()
        db.session.commit()
        killed = run_matching(now=clock.now())
        for _ in range(3):
            next(killed)
            db.session.commit()
        killed.close()
        assert queries.current_run() is None
        run_now()
        assert set(rows()) >= {("ML01", "DZ01"), ("ML02", "DZ02")}
        assert current().finished_at is not None


def test_nothing_is_held_open_while_the_engine_computes(app: Flask) -> None:
    with app.app_context():
        add_two_pairs()
        db.session.commit()
        steps = run_matching(now=clock.now())
        next(steps)
        db.session.commit()
        with db.engine.connect() as other:  # another process writes between reading and computing
            other.execute(sa.update(Profile).values(city="Mopti"))
            other.commit()
        for _ in steps:
            db.session.commit()
        assert rows()


@pytest.mark.parametrize(
    ("keys", "values", "code"),
    [
        ((), {}, "no_profiles"),
        (("ML01",), {}, "one_profile"),
        (("ML01", "ML02"), {}, "one_side_only"),
        (("ML01", "DZ01"), {"offers": ("le la les",), "needs": ("de du des",)}, "no_words"),
    ],
)
def test_a_run_that_suggests_nothing_says_why(
    app: Flask, keys: tuple[str, ...], values: dict[str, Any], code: str
) -> None:
    with app.app_context():
        for key in keys:
            add_profile(key, **values)
        run_now()
        assert rows() == {}
        assert current().silence == code


def test_institutions_meet_others_only_where_both_ask(app: Flask) -> None:
    with app.app_context():
        add_profile("ML01", kind=Kind.INSTITUTION)
        add_profile("DZ01")
        run_now()
        assert current().silence == "nobody_eligible"
        profile("ML01").also_meets = ["startup"]
        run_now()
        assert current().silence == "nobody_eligible"
        profile("DZ01").also_meets = ["institution"]
        run_now()
        assert set(rows()) == {("ML01", "DZ01")}


def test_a_dismissed_pair_leaves_its_place_to_another_and_comes_back_when_reopened(app: Flask) -> None:
    with app.app_context():
        add_two_pairs()
        organizer = add_organizer()
        run_now()
        ml, dz = profile("ML01"), profile("DZ01")
        told: dict[str, Any] = {"actor": organizer, "now": clock.now()}
        review = dismiss_pair(ml, dz, reason=DismissalReason.COMPETITORS, note=None, shown_version=0, **told)
        run_now()
        assert ("ML01", "DZ01") not in rows()
        assert current().counts["refused"] == {"competitors": 1}
        reopen_pair(ml, dz, shown_version=review.version, **told)
        run_now()
        assert ("ML01", "DZ01") in rows()


def test_amounts_are_compared_in_euro_whatever_was_typed(app: Flask) -> None:
    with app.app_context():
        add_profile("ML01", seeking_amount=65_595_700, currency=Currency.XOF, stage="seed")
        investor: dict[str, Any] = {"kind": Kind.INVESTOR, "ticket_min": 50_000, "currency": Currency.EUR}
        add_profile("DZ01", ticket_max=150_000, stages=["seed"], **investor)
        add_profile("DZ02", ticket_max=60_000, stages=["seed"], **investor)
        run_now()
        agreements = {fact.code for fact in _facts("ML01", "DZ01")}
        assert "ticket_fits" in agreements
        assert "ticket_fits" not in {fact.code for fact in _facts("ML01", "DZ02")}


def _facts(ml_key: str, dz_key: str) -> tuple[Any, ...]:
    from matchmaking.matching.explaining import explain

    return explain(profile(ml_key), profile(dz_key)).agreements


def test_an_explanation_has_the_score_that_the_run_stored(app: Flask) -> None:
    from matchmaking.matching.explaining import explain

    with app.app_context():
        add_two_pairs()
        run_now()
        for (ml_key, dz_key), row in rows().items():
            assert explain(profile(ml_key), profile(dz_key)).score == pytest.approx(row.score, abs=1e-12)


def test_a_published_profile_reaches_the_queue_through_the_worker(app: Flask) -> None:
    from matchmaking.outbox import operations as outbox

    with app.app_context():
        add_two_pairs()
        for _ in range(3):
            outbox.publish("profile.changed", {"profile_id": 1}, now=clock.now() - timedelta(seconds=3))
        db.session.commit()
        waiting = db.session.scalars(sa.select(Job).where(Job.kind == jobs.REFRESH)).all()
        assert len(waiting) == 1  # three changes, one run
    assert make_worker(app).do_next()
    with app.app_context():
        assert ("ML01", "DZ01") in rows()
        nightly = db.session.scalars(sa.select(Job).where(Job.unique_key == "matching.nightly")).one()
        assert nightly.due_at > clock.now() + timedelta(hours=23)


def test_the_words_of_strength_come_from_the_runs_own_parameters(app: Flask) -> None:
    with app.app_context():
        add_two_pairs()
        run_now()
        run = current()
        run.parameters = {**run.parameters, "strong": 0.9, "good": 0.8, "plausible": 0.7}
        db.session.commit()
        from matchmaking.matching.filters import threshold

        assert threshold(Strength.PLAUSIBLE, queries.parameters_of(run)) == 0.7

"""Words that organizers change reach the next run, and only it; explanations stay true in between."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from matchmaking import clock
from matchmaking.errors import NotAllowed, StaleDecision
from matchmaking.extensions import db
from matchmaking.matching import jobs, queries
from matchmaking.matching.explaining import explain
from matchmaking.matching.lexicon import operations
from matchmaking.matching.lexicon import queries as lexicon
from matchmaking.matching.lexicon.operations import RefusedEntry, Words
from matchmaking.matching.models import MatchRun, Suggestion
from matchmaking.matching.tracing import is_up_to_date
from matchmaking.outbox.models import Job
from matchmaking.outbox.worker import make_worker
from matchmaking.profiles.models import Profile
from tests.factories import make_profile, make_user
from tests.matching_samples import add_organizer, add_two_pairs, run_now

ZORGLON = Words("zorglon", "زورغلون", "zorglon grain")
PAIR = ("ML07", "DZ07")


def told() -> dict[str, Any]:
    return {"actor": add_organizer(f"org{clock.now().timestamp()}@example.org"), "now": clock.now()}


def add_bridge() -> None:
    """Two profiles with nothing in common but a word that each writes in its own language."""
    make_profile("ML07", members=(make_user("a@example.org"),), needs=("Zorglon",), offers=("Broderie",))
    make_profile("DZ07", members=(make_user("b@example.org"),), offers=("زورغلون",), needs=("نحاس",))


def scores() -> dict[tuple[str, str], float]:
    return {(row.ml_profile.key, row.dz_profile.key): row.score for row in db.session.scalars(sa.select(Suggestion))}


def pair() -> tuple[Profile, Profile]:
    return queries.get_pair(*PAIR)


def current() -> MatchRun:
    run = queries.current_run()
    assert run is not None
    return run


def moves(run: MatchRun) -> dict[tuple[str, str], str]:
    assert run.movement is not None
    return {(move["ml"], move["dz"]): move["way"] for move in run.movement["moves"]}


def test_a_concept_that_bridges_two_languages_brings_their_pair_and_switched_off_takes_it_away(app: Flask) -> None:
    with app.app_context():
        add_two_pairs()
        add_bridge()
        run_now()
        assert PAIR not in scores()

        by = told()
        concept = operations.save(None, ZORGLON, shown_version=0, **by)
        run_now()

        assert PAIR in scores()
        assert moves(current())[PAIR] == "entered"
        assert current().movement["causes"]["concepts"] == {concept: "changed"}
        assert current().movement["actors"] == {concept: by["actor"].id}

        operations.switch_off(concept, shown_version=1, **by)
        run_now()

        assert PAIR not in scores()
        assert moves(current())[PAIR] == "left"
        assert current().movement["causes"]["concepts"] == {concept: "off"}


def test_between_a_change_and_the_next_run_explanations_have_the_stored_score(app: Flask) -> None:
    with app.app_context():
        add_two_pairs()
        add_bridge()
        operations.save(None, ZORGLON, shown_version=0, **told())
        run_now()
        before = scores()[PAIR]
        assert explain(*pair()).score == pytest.approx(before, abs=1e-12)

        operations.switch_off("zorglon_grain", shown_version=1, **told())
        db.session.commit()
        assert explain(*pair()).score == pytest.approx(before, abs=1e-12)

        operations.switch_on("zorglon_grain", shown_version=2, **told())
        operations.save("zorglon_grain", Words("zorglin", "زورغلين", "zorglin"), shown_version=3, **told())
        db.session.commit()
        assert explain(*pair()).score == pytest.approx(before, abs=1e-12)

        run_now()
        for keys, score in scores().items():
            assert explain(*queries.get_pair(*keys)).score == pytest.approx(score, abs=1e-12)


def test_a_change_asks_for_one_run_however_many_words_are_changed(app: Flask) -> None:
    with app.app_context():
        by = told()
        operations.save(None, ZORGLON, shown_version=0, **by)
        operations.save(None, Words("bloupe", "بلوب", "bloupe"), shown_version=0, **by)
        db.session.commit()
        waiting = db.session.scalars(sa.select(Job).where(Job.kind == jobs.REFRESH)).all()
        assert len(waiting) == 1


def test_the_worker_takes_a_changed_word_up_by_itself(app: Flask) -> None:
    with app.app_context():
        add_bridge()
        by = told() | {"now": clock.now() - timedelta(seconds=3)}
        operations.save(None, ZORGLON, shown_version=0, **by)
        db.session.commit()
    assert make_worker(app).do_next()
    with app.app_context():
        assert PAIR in scores()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (Words("startup", "زورغلون", "zorglon"), "ambiguous"),
        (Words("", "زورغلون", "zorglon"), "empty_cell"),
        (Words("de la", "زورغلون", "zorglon"), "function_words"),
        (Words("zorglon", "زورغلون", "zorglon", parent="nobody"), "unknown_parent"),
    ],
)
def test_what_the_reader_refuses_is_not_stored(app: Flask, words: Words, code: str) -> None:
    with app.app_context():
        with pytest.raises(RefusedEntry) as refused:
            operations.save(None, words, shown_version=0, **told())
        assert {fault.code.value for fault in refused.value.faults} == {code}
        assert lexicon.list_entries() == []


def test_a_corrected_concept_is_restored_as_it_was_delivered(app: Flask) -> None:
    with app.app_context():
        by = told()
        operations.save("investor", Words("zorglon", "زورغلون", "zorglon"), shown_version=0, **by)
        assert lexicon.book().label("investor") == "zorglon"
        operations.take_back("investor", shown_version=1, **by)
        assert lexicon.book().label("investor") == "investisseur"


def test_nothing_is_taken_back_that_another_change_has_come_to_rest_on(app: Flask) -> None:
    with app.app_context():
        by = told()
        operations.switch_off("investor", shown_version=0, **by)
        operations.save(None, Words("investisseur", "زورغلون", "zorglon"), shown_version=0, **by)
        with pytest.raises(RefusedEntry) as refused:
            operations.switch_on("investor", shown_version=1, **by)
        assert {fault.phrase for fault in refused.value.faults} == {"investisseur"}


def test_two_organizers_at_once_and_a_participant(app: Flask) -> None:
    with app.app_context():
        by = told()
        operations.save("investor", Words("zorglon", "زورغلون", "zorglon"), shown_version=0, **by)
        with pytest.raises(StaleDecision, match="Awa Traoré"):
            operations.save("investor", Words("bloupe", "بلوب", "bloupe"), shown_version=0, **by)
        with pytest.raises(NotAllowed):
            operations.save(None, ZORGLON, shown_version=0, actor=make_user("x@example.org"), now=clock.now())


def test_a_run_says_which_profile_made_the_difference(app: Flask) -> None:
    with app.app_context():
        add_two_pairs()
        run_now()
        assert current().movement is None  # nothing before it
        profile = db.session.scalars(sa.select(Profile).where(Profile.key == "DZ01")).one()
        profile.opportunities[0].text = "Rien qui parle d'électronique."
        add_bridge()
        run_now()
        causes = current().movement["causes"]
        assert causes["profiles"] == {"appeared": ["DZ07", "ML07"], "changed": ["DZ01"]}
        assert causes["concepts"] == {}
        assert ("ML01", "DZ01") in moves(current())


def test_only_the_latest_runs_keep_their_moves_and_only_the_current_its_readings(app: Flask) -> None:
    with app.app_context():
        add_two_pairs()
        for _ in range(3):
            run_now()
        latest = queries.list_runs()
        assert [run.survey is not None for run in latest] == [True, False, False]
        assert [run.movement is not None for run in latest] == [True, True, False]


def test_a_run_reads_where_concepts_are_named_and_which_words_have_none(app: Flask) -> None:
    with app.app_context():
        for key in ("ML01", "DZ01"):
            make_profile(key, members=(make_user(f"{key}@example.org".lower()),), offers=("Zorglon et startup",))
        run_now()
        survey = lexicon.current_survey()
        assert survey.profiles == 2
        assert survey.concepts["startup"].keys == ("DZ01", "ML01")
        assert [(word.word, word.count) for word in survey.words if word.word.startswith("zorg")] == [("zorglon", 2)]


def test_a_run_by_another_engine_or_another_delivered_lexicon_is_to_be_done_again(app: Flask) -> None:
    with app.app_context():
        assert not is_up_to_date(None)
        add_two_pairs()
        operations.save(None, ZORGLON, shown_version=0, **told())
        run_now()
        run = current()
        assert is_up_to_date(run)
        operations.switch_off("zorglon_grain", shown_version=1, **told())
        assert is_up_to_date(run)  # an organizer's word waits for its run, and explanations with it
        run.lexicon = {**(run.lexicon or {}), "version": "another"}
        assert not is_up_to_date(run)

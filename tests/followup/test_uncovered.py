"""Needs that nobody across the border covers: explained once a run, and right again as soon as a text changes."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from matchmaking import clock
from matchmaking.extensions import db
from matchmaking.followup.uncovered import list_uncovered
from matchmaking.matching.explaining import Explainer
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.queries import get_by_key
from tests.factories import make_profile
from tests.matching_samples import TEXTS, add_two_pairs, run_now


@pytest.fixture
def explained(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The pairs that were explained, in an installation with two pairs that cover each other's needs."""
    asked: list[tuple[str, str]] = []
    explain = Explainer.explain

    def note(self: Explainer, ml: Any, dz: Any) -> Any:
        asked.append((ml.key, dz.key))
        return explain(self, ml, dz)

    monkeypatch.setattr(Explainer, "explain", note)
    with app.app_context():
        add_two_pairs()
        db.session.commit()
        run_now()
    return asked


def keys(app: Flask) -> list[str]:
    """Whose needs are listed, as a page reads it."""
    with app.app_context():
        return [need.profile.key for need in list_uncovered(today=clock.now().date())]


def test_a_second_look_explains_nothing_again(app: Flask, explained: list[tuple[str, str]]) -> None:
    assert keys(app) == []
    seen = len(explained)
    assert seen >= 2
    assert keys(app) == []
    assert len(explained) == seen


def test_a_changed_profile_is_explained_anew_and_the_others_are_not(
    app: Flask, explained: list[tuple[str, str]]
) -> None:
    keys(app)
    explained.clear()
    with app.app_context():
        get_by_key("DZ02").city = "Oran"
        db.session.commit()
    keys(app)
    assert explained
    assert {dz for _ml, dz in explained} == {"DZ02"}


def test_who_is_withdrawn_covers_nothing_any_more(app: Flask, explained: list[tuple[str, str]]) -> None:
    assert keys(app) == []
    with app.app_context():
        gone = get_by_key("DZ02")
        gone.status, gone.withdrawn_at = ProfileStatus.WITHDRAWN, clock.now()
        db.session.commit()
    assert keys(app) == ["ML02"]


def test_another_run_is_explained_anew(app: Flask, explained: list[tuple[str, str]]) -> None:
    keys(app)
    explained.clear()
    with app.app_context():
        run_now()
    keys(app)
    assert explained


def test_more_pairs_ask_no_more_queries(app: Flask, explained: list[tuple[str, str]]) -> None:
    def asked() -> int:
        sent: list[str] = []
        with app.app_context():
            engine = db.engine

            def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
                sent.append(statement)

            sa.event.listen(engine, "before_cursor_execute", note)
            try:
                list_uncovered(today=clock.now().date())
            finally:
                sa.event.remove(engine, "before_cursor_execute", note)
        return len(sent)

    first, again = asked(), asked()
    with app.app_context():
        for number in range(3, 9):
            for country in ("ML", "DZ"):
                offer, need = TEXTS[f"{country}01"]
                make_profile(f"{country}0{number}", offers=(offer,), needs=(need,), sectors=["agritech"])
        db.session.commit()
        run_now()
    assert asked() == first
    assert asked() == again
    assert again < first, "the texts are not read again"

"""« What your decisions say »: figures with their number and interval, a proposal that is never applied."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask

from matchmaking import clock
from matchmaking.acceptance import queries
from matchmaking.acceptance.jobs import PROPOSE
from matchmaking.acceptance.learning import PARTS
from matchmaking.extensions import db
from matchmaking.matching.engine import Strength
from matchmaking.matching.lifecycle import PairStatus
from matchmaking.matching.models import DeclineReason, DismissalReason, PairReview, Reaction
from tests.factories import make_profile, make_user
from tests.matching_samples import add_organizer, fr
from tests.outbox_reader import do_jobs
from tests.unit.test_acceptance_learning import decisions
from tests.visitor import Visitor

PAGE = "/organizers/acceptance"


def add_decisions(count: int, *, scored: bool = True) -> None:
    """Reviews of as many pairs by somebody who follows the present weights."""
    malians = [make_profile(f"ML{number:03}") for number in range(10)]
    algerians = [make_profile(f"DZ{number:03}") for number in range(-(-count // 10))]
    pairs = [(ml, dz) for dz in algerians for ml in malians][:count]
    for (ml, dz), one in zip(pairs, decisions(count, (0.5, 0.5, 1.0, 1.0, 1.0), seed=7), strict=True):
        parts = dict(zip(PARTS, one.parts, strict=True))
        score = sum(one.parts) - 0.5 * (one.parts[0] + one.parts[1])
        strength = Strength.STRONG if score > 0.2 else Strength.WEAK
        db.session.add(
            PairReview(
                ml_profile=ml,
                dz_profile=dz,
                status=PairStatus.APPROVED if one.approved else PairStatus.DISMISSED,
                reason=None if one.approved else DismissalReason.OFFER_MISSES_NEED,
                decided_at=clock.now(),
                **({"score": score, "strength": strength, **parts} if scored else {}),
            )
        )
    db.session.commit()


@pytest.fixture
def organizer(app: Flask) -> Visitor:
    """Awa."""
    with app.app_context():
        add_organizer()
        db.session.commit()
    return Visitor(app).sign_in("awa@example.org")


def cells(visitor: Visitor, block: str, row: str) -> list[str]:
    """The cells of a row of a block's first table."""
    for line in visitor.soup.select(f"section[aria-labelledby={block}] table tbody tr"):
        found = [" ".join(cell.text.split()) for cell in line.find_all(["th", "td"])]
        if found[0] == row:
            return found[1:]
    raise AssertionError(f"no row {row} in {block}")


def test_an_empty_platform_says_what_will_stand_here(organizer: Visitor) -> None:
    organizer.visit(PAGE)
    assert fr("Nothing was decided yet") in organizer.text
    assert fr("Compute a proposal") not in organizer.text


def test_shares_stand_with_their_number_and_interval(app: Flask, organizer: Visitor) -> None:
    with app.app_context():
        add_decisions(60)
        ml, dz = (make_profile(key) for key in ("ML900", "DZ900"))
        word: dict[str, Any] = {"score": 0.3, "strength": Strength.STRONG, "reacted_at": clock.now()}
        db.session.add(Reaction(profile=ml, other_profile=dz, interested=True, **word))
        db.session.add(Reaction(profile=dz, other_profile=ml, interested=False, reason=DeclineReason.NOT_NOW, **word))
        db.session.commit()
        found = queries.acceptance()
        whole = found.organizers.whole
    organizer.visit(PAGE)
    assert cells(organizer, "organizers", fr("Altogether"))[:2] == [str(whole.yes), "60"]
    strong, weak = (cells(organizer, "organizers", fr(word)) for word in ("Strong", "To be checked"))
    assert int(strong[2].split()[0]) > int(weak[2].split()[0])
    assert cells(organizer, "reactions", fr("Strong"))[:4] == ["1", "2", "50 %", "9–91 %"]
    assert len(found.organizers.by_tenth) == 10


def test_pairs_without_a_score_are_counted_apart(app: Flask, organizer: Visitor) -> None:
    with app.app_context():
        add_decisions(10, scored=False)
        found = queries.acceptance().organizers
    assert (found.whole.total, found.unscored) == (0, 10)
    organizer.visit(PAGE)
    assert "10 autres" in organizer.text


def test_what_does_not_judge_the_match_does_not_teach(app: Flask) -> None:
    with app.app_context():
        add_decisions(60)
        before = len(queries.list_decisions())
        dismissed = db.session.query(PairReview).filter_by(status=PairStatus.DISMISSED).order_by(PairReview.id).first()
        assert dismissed is not None
        dismissed.reason = DismissalReason.ALREADY_IN_CONTACT
        db.session.commit()
        assert len(queries.list_decisions()) == before - 1
        assert queries.acceptance().organizers.whole.total == 60


def test_the_worker_computes_a_proposal_that_changes_nothing(app: Flask, organizer: Visitor) -> None:
    with app.app_context():
        add_decisions(90)
        before = queries.present_weights()
    organizer.visit(PAGE)
    organizer.submit(PAGE)
    assert fr("The worker is computing.") in organizer.text
    assert do_jobs(app, PROPOSE) == 1
    organizer.visit(PAGE)
    assert "sur 90 décisions" in organizer.text
    assert len(cells(organizer, "weights", fr("Nearness of trades and texts"))) == 3
    with app.app_context():
        assert queries.present_weights() == before


def test_a_refusal_says_what_is_missing(app: Flask, organizer: Visitor) -> None:
    with app.app_context():
        add_decisions(20)
    organizer.visit(PAGE)
    organizer.submit(PAGE)
    do_jobs(app, PROPOSE)
    organizer.visit(PAGE)
    assert fr("Nothing is proposed.") in organizer.text
    assert fr("It takes at least %(number)s decisions about scored pairs.", number=50) in organizer.text


def test_the_command_prints_the_same_as_a_table_and_as_json(app: Flask) -> None:
    with app.app_context():
        add_decisions(60)
        found = queries.acceptance().organizers
    runner = app.test_cli_runner()
    table = runner.invoke(args=["match", "acceptance", "--weights"])
    assert table.exit_code == 0, table.output
    line = next(line for line in table.output.splitlines() if line.startswith("all"))
    assert line.split()[1:3] == [str(found.whole.yes), "60"]
    assert "never applied by themselves" in table.output
    values = json.loads(runner.invoke(args=["match", "acceptance", "--json"]).output)
    assert values["organizers"]["whole"]["yes"] == found.whole.yes
    assert values["organizers"]["by_strength"]["strong"]["total"] == found.by_strength[Strength.STRONG].total
    assert values["proposal"]["decisions"] == 60
    assert set(values["proposal"]["weights"]) == set(PARTS)


def test_participants_do_not_read_it(app: Flask) -> None:
    with app.app_context():
        make_user("moussa@example.org")
        db.session.commit()
    Visitor(app).sign_in("moussa@example.org").visit(PAGE, status=403)

"""`flask match`: what it prints, the file it writes, the measures it gives; and what a page must not load."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from matchmaking.matching.wording import silence
from tests.matching_samples import add_two_pairs, run_now

ROOT = Path(__file__).resolve().parents[2]
PROFILES = ROOT / "matchmaking" / "demonstration" / "profiles.json"
JUDGEMENTS = ROOT / "matchmaking" / "demonstration" / "judgements.csv"


def test_export_writes_the_promised_columns_best_first(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        add_two_pairs()
        run_now()
    file = tmp_path / "pairs.csv"
    result = app.test_cli_runner().invoke(args=["match", "export", str(file)])
    assert result.exit_code == 0, result.output
    with file.open(encoding="utf-8", newline="") as opened:
        reader = csv.reader(opened)
        header, rows = next(reader), list(reader)
    assert header[:8] == ["ml_key", "dz_key", "rank_for_ml", "rank_for_dz", "score", "forward", "backward", "affinity"]
    assert {tuple(row[:2]) for row in rows} >= {("ML01", "DZ01"), ("ML02", "DZ02")}
    scores = [float(row[4]) for row in rows]
    assert scores == sorted(scores, reverse=True)
    for row in rows:
        assert all(rank == "" or int(rank) >= 1 for rank in row[2:4])
        assert row[2] or row[3]


def test_run_says_how_many_and_why_none(app: Flask) -> None:
    runner = app.test_cli_runner()
    empty = runner.invoke(args=["match", "run"])
    assert empty.exit_code == 0, empty.output
    with app.test_request_context():
        assert str(silence("no_profiles")) in empty.output
    with app.app_context():
        add_two_pairs()
        run_now()
    full = runner.invoke(args=["match", "run"])
    assert "2" in full.output
    assert len(full.output.splitlines()) == 1


def test_evaluate_prints_measures_as_json(app: Flask, tmp_path: Path) -> None:
    chosen = {f"{country}{number:02d}" for country in ("ML", "DZ") for number in range(1, 16)}
    profiles = [item for item in json.loads(PROFILES.read_text(encoding="utf-8")) if item["id"] in chosen]
    few = tmp_path / "profiles.json"
    few.write_text(json.dumps(profiles), encoding="utf-8")
    arguments = ["match", "evaluate", "--profiles", str(few), "--judgements", str(JUDGEMENTS), "--weakest", "3"]
    result = app.test_cli_runner().invoke(args=arguments)
    assert result.exit_code == 0, result.output
    measures = json.loads(result.stdout)
    assert 0.5 < measures["ndcg_10"] <= 1.0
    low, high = measures["intervals"]["ndcg_10"]
    assert low <= measures["ndcg_10"] <= high
    assert {"TF-IDF, default", "BM25", "engine", "engine without sectors"} <= set(measures["methods"])
    assert [one["ndcg_10"] for one in measures["weakest"]] == sorted(one["ndcg_10"] for one in measures["weakest"])
    assert len(measures["weakest"]) == 3
    tables = result.stderr
    assert "engine without lexicon" in tables
    assert "fr-fr" in tables
    assert measures["weakest"][0]["key"] in tables


@pytest.mark.parametrize("text", ["[{", '{"id": "ML01"}', '[{"id": "ML01", "country": "FR"}]', "[7]"])
def test_evaluate_says_what_is_wrong_with_a_file(app: Flask, tmp_path: Path, text: str) -> None:
    file = tmp_path / "profiles.json"
    file.write_text(text, encoding="utf-8")
    arguments = ["match", "evaluate", "--profiles", str(file), "--judgements", str(JUDGEMENTS)]
    result = app.test_cli_runner().invoke(args=arguments)
    assert result.exit_code == 1
    assert "Error:" in result.output
    assert "Traceback" not in result.output


PAGE = """
import sys
from datetime import UTC, datetime
from matchmaking import create_app
from matchmaking.accounts.models import RoleName
from matchmaking.config import Settings
from matchmaking.database import Base
from matchmaking.extensions import db
from matchmaking.matching.models import MatchRun
from tests.factories import make_user
from tests.matching_samples import add_two_pairs
from tests.visitor import Visitor
from pathlib import Path

app = create_app(Settings(secret_key="x", database_url=sys.argv[1], instance=Path(sys.argv[2]), rate_limits=False))
if sys.argv[3] == "prepare":
    from tests.matching_samples import run_now
    with app.app_context():
        Base.metadata.create_all(db.engine)
        make_user("awa@example.org", role=RoleName.ORGANIZER)
        add_two_pairs()
        run_now()
    planner = Visitor(app).sign_in("awa@example.org")
    planner.visit("/organizers/plans")
    planner.submit("/organizers/plans")
    with app.app_context():
        from matchmaking.plans.jobs import compute
        compute({"plan_id": 1})
else:
    visitor = Visitor(app).sign_in("awa@example.org")
    for page in ("suggestions", "pairs/ML01/DZ01", "runs", "plans", "acceptance"):
        visitor.visit(f"/organizers/{page}")
    visitor.visit("/home")
    visitor.visit("/organizers/plans/1")
    assert visitor.soup.select("ol.queue"), "the plan is computed"
    visitor.visit("/organizers/pairs/ML01/DZ01")
    assert visitor.soup.select("a.word"), "the pair is explained"
    heavy = sorted({name.split(".")[0] for name in sys.modules} & {"sklearn", "numba", "scipy", "bm25s", "weasyprint"})
    assert not heavy, heavy
"""


def test_a_page_loads_no_engine_no_solver_and_no_printer(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "INSTANCE": str(tmp_path)}
    for part in ("prepare", "read"):
        command = [sys.executable, "-c", PAGE, f"sqlite:///{tmp_path}/pages.db", str(tmp_path), part]
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]

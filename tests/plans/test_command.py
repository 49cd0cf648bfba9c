"""`flask match plan`: what it prints, the file it writes, what it refuses."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import Result

from tests.plans.test_drafting import BEST
from tests.plans.world import World


def run(world: World, *arguments: str) -> Result:
    return world.app.test_cli_runner().invoke(args=["match", "plan", *arguments])


def test_it_prints_the_total_and_who_is_short(world: World) -> None:
    result = run(world, "--minimum", "1", "--maximum", "1")
    assert result.exit_code == 0, result.output
    assert "2 pairs planned, total score 1.5000." in result.output
    lines = [" ".join(line.split()) for line in result.output.splitlines()]
    assert "Atelier Tafna : 1 demandé, 0 possible : 2 candidats, dont 2 complets" in lines
    assert "Sahel Cartes : 1 demandé, 0 possible : 0 candidat" in lines


def test_it_writes_pairs_and_alternates(world: World, tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    result = run(world, "--maximum", "2", "--out", str(file))
    assert result.exit_code == 0, result.output
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert {(row["ml_key"], row["dz_key"]) for row in rows if not row["alternate_for"]} == BEST
    alternates = {(row["alternate_for"], row["ml_key"], row["dz_key"]) for row in rows if row["alternate_for"]}
    assert ("ML01", "ML01", "DZ03") in alternates
    assert f"{len(alternates)} alternates" in result.output


def test_it_keeps_wishes_and_sessions(world: World) -> None:
    sessions = ("--capacity", "morning=1", "--capacity", "evening=1")
    result = run(world, "--maximum", "1", "--forced", "ML03:DZ04", "--forbidden", "ML01:DZ01", *sessions)
    assert "2 pairs planned, total score 0.8000." in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--minimum", "3", "--maximum", "2"), "contradict"),
        (("--forced", "ML01:DZ01", "--forbidden", "ML01:DZ01"), "both forced and forbidden"),
        (("--forced", "ML01-DZ01"), "write two keys like"),
        (("--forced", "DZ01:ML01"), "not both published on two shores"),
        (("--capacity", "morning"), "write it like"),
        (("--minimum", "3", "--capacity", "60/2"), "do not fit into 2 slots"),
    ],
)
def test_it_says_what_contradicts(world: World, arguments: tuple[str, ...], said: str) -> None:
    result = run(world, *arguments)
    assert result.exit_code != 0
    assert said in result.output
    assert "Traceback" not in result.output

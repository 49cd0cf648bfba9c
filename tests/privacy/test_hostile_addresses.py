"""Numbers that no row has, pages that no list has: a 404 or the last page, never a broken one."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.routing import AnyConverter, IntegerConverter, Rule

from matchmaking.accounts.models import RoleName
from matchmaking.extensions import db
from tests.factories import make_profile, make_user
from tests.structure.test_access import sample
from tests.visitor import Visitor

BOSS = "chef@maison.example"
HUGE = str(10**30)
# fmt: off
ARGUMENTS = (
    "page", "shown", "organisation", "about", "name", "search", "status", "kind", "country", "mode", "session", "axis",
    "recommendation", "objective", "introduction", "decision", "need", "side", "sector", "step", "key",
)
# fmt: on


@pytest.fixture
def boss(app: Flask) -> Visitor:
    """Somebody for whom every door opens."""
    with app.app_context():
        make_profile("ML01", members=(make_user(BOSS, role=RoleName.ADMIN),))
        make_profile("DZ01", members=(make_user("dz@maison.example"),))
        db.session.commit()
    return Visitor(app).sign_in(BOSS)


def reading(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and rule.endpoint != "static"]


def address(app: Flask, rule: Rule, number: str) -> str:
    parts = {name: sample(part) for name, part in rule._converters.items()}
    for name, part in rule._converters.items():
        if isinstance(part, IntegerConverter):
            parts[name] = number
        elif not isinstance(part, AnyConverter) and name == "token":
            parts[name] = "forged.token.here"
    return app.url_map.bind("localhost").build(rule.endpoint, parts) if parts else rule.rule


@pytest.mark.parametrize("number", [HUGE, str(2**63), "0"])
def test_a_number_that_no_row_has_is_no_error(app: Flask, boss: Visitor, number: str) -> None:
    broken = []
    for rule in app.url_map.iter_rules():
        if not any(isinstance(part, IntegerConverter) for part in rule._converters.values()):
            continue
        for method in {"GET", "POST"} & set(rule.methods or ()):
            answer = boss.client.open(address(app, rule, number), method=method)
            if answer.status_code >= 500:
                broken.append(f"{method} {rule.rule}: {answer.status}")
    assert not broken


@pytest.mark.parametrize("value", [HUGE, "-5", "²", "\x00", "A" * 5000, "%00", "' OR 1=1 --", "‮x"])
def test_arguments_of_a_page_that_mean_nothing_are_no_error(app: Flask, boss: Visitor, value: str) -> None:
    broken = []
    for rule in reading(app):
        answer = boss.client.get(address(app, rule, "1"), query_string=dict.fromkeys(ARGUMENTS, value))
        if answer.status_code >= 500:
            broken.append(f"{rule.rule}: {answer.status}")
    assert not broken

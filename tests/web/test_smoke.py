"""The house stands: it starts, answers, and signs an organizer in."""

import pytest
from flask import Flask

from matchmaking.accounts.models import RoleName
from matchmaking.extensions import db
from tests.factories import make_profile, make_user
from tests.visitor import Visitor


def test_health_answers(visitor: Visitor) -> None:
    visitor.visit("/healthz")
    assert visitor.text == "ok"


@pytest.mark.parametrize("number", ["2147483648", "9" * 30])
def test_a_number_that_no_row_can_have_leads_nowhere(app: Flask, visitor: Visitor, number: str) -> None:
    with app.app_context():
        make_user("boss@example.org", role=RoleName.ORGANIZER)
        db.session.commit()
    visitor.sign_in("boss@example.org")
    for path in ("/introductions", "/organizers/introductions", "/organizers/messages", "/organizers/links"):
        visitor.visit(f"{path}/{number}", status=404)


def test_rows_of_every_feature_can_be_written(app: Flask) -> None:
    with app.app_context():
        user = make_user(role=RoleName.ORGANIZER)
        profile = make_profile(members=(user,))
        db.session.commit()
        assert profile.opportunities[0].key == "ML01/1"
        assert user.has_role_name(RoleName.ORGANIZER)

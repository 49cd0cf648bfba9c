"""The list of what a profile lacks carries the rules by which its page follows the typing."""

from __future__ import annotations

import pytest
from flask import Flask

from matchmaking.extensions import db
from tests.factories import make_profile, make_user
from tests.visitor import Visitor


@pytest.mark.parametrize(("step", "rules"), [("organisation", 3), ("opportunities", 3), ("details", 2)])
def test_each_step_counts_its_own_points_while_one_types(app: Flask, step: str, rules: int) -> None:
    with app.app_context():
        make_profile(members=(make_user(),))
        db.session.commit()
    page = Visitor(app).sign_in("awa@example.org").visit(f"/organisation/ML01/{step}")
    assert len(page.select(".complete [data-when]")) == rules
    sentences = str(page.select(".comp-n[role=status]")[0]["data-counts"]).split("|")
    assert len(sentences) == len(page.select(".comp-bar i")) + 1
    assert page.select(".comp-n")[0].text in sentences

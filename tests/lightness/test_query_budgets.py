"""No list asks more of the database for more rows: pages with many organisations, pairs and introductions take as many
statements as with a few."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from flask import Flask

from matchmaking import clock
from matchmaking.accounts.models import RoleName
from matchmaking.accounts.queries import find_user_by_email
from matchmaking.extensions import db
from matchmaking.matching.models import MatchRun, Suggestion
from matchmaking.matching.queries import current_run
from matchmaking.profiles.models import Profile
from matchmaking.profiles.queries import get_by_key
from matchmaking.shortlists import operations as shortlists
from tests.factories import make_profile, make_user
from tests.matching_samples import open_suggestions, run_now
from tests.roles.world import introduce
from tests.visitor import Visitor

ORGANIZER, COMMITTEE, FUND, STARTUP = "awa@org.example", "sira@org.example", "fund@dz.example", "startup@ml.example"
PAGES = {
    STARTUP: ("/home", "/suggestions", "/directory", "/directory?search=irrigation", "/introductions", "/event",
              "/meetings", "/organisation", "/account"),
    FUND: ("/home", "/suggestions", "/shortlist", "/introductions", "/directory?country=ML"),
    COMMITTEE: ("/committee/introductions", "/followup"),
    ORGANIZER: ("/home", "/organizers/suggestions", "/organizers/profiles", "/organizers/introductions",
                "/organizers/calls", "/organizers/requests", "/organizers/figures", "/organizers/messages",
                "/organizers/plans", "/organizers/replacements", "/organizers/twins", "/organizers/links",
                "/followup", "/followup/needs", "/followup/outcomes", "/followup/to-ask"),
}  # fmt: skip


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """The statements that reach the database meanwhile."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    with app.app_context():
        engine = db.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)


def add_pairs(numbers: range) -> None:
    """For each number an organisation on each shore, introduced to the two readers' own and suggested to them."""
    organizer = find_user_by_email(ORGANIZER)
    startup, fund, run = get_by_key("ML01"), get_by_key("DZ01"), current_run()
    assert organizer is not None
    assert run is not None
    for number in numbers:
        for country, own in (("ML", fund), ("DZ", startup)):
            suggested, introduced, kept = (
                make_profile(
                    f"{country}{number}{part}", members=(make_user(f"{country}{number}{part}@x.example".lower()),)
                )
                for part in (1, 2, 3)
            )
            db.session.add(_suggestion(run, own, suggested))
            introduce(*sorted((own, introduced), key=lambda one: one.country, reverse=True), organizer)
            if own is fund:
                member = find_user_by_email(FUND)
                assert member is not None
                db.session.add(_suggestion(run, own, kept))
                db.session.flush()
                shortlists.keep(own, kept, actor=member, now=clock.now())
    db.session.commit()


def _suggestion(run: MatchRun, one: Profile, other: Profile) -> Suggestion:
    malian, algerian = sorted((one, other), key=lambda profile: profile.country, reverse=True)
    parts = dict.fromkeys(("forward", "backward", "affinity", "facts", "correction"), 0.2)
    sides = {"ml_profile": malian, "dz_profile": algerian, "rank_for_ml": 1, "rank_for_dz": 1}
    return Suggestion(run_id=run.id, score=0.6, **sides, **parts)


@pytest.fixture
def house(app: Flask) -> Flask:
    with app.app_context():
        make_user(ORGANIZER, role=RoleName.ORGANIZER)
        make_user(COMMITTEE, role=RoleName.COMMITTEE)
        make_profile("ML01", members=(make_user(STARTUP),))
        make_profile("DZ01", members=(make_user(FUND),), kind="investor")
        open_suggestions()
        db.session.commit()
        run_now()
        db.session.commit()
        add_pairs(range(10, 12))
    return app


@pytest.mark.parametrize("email", PAGES)
def test_no_page_asks_more_for_more_rows(house: Flask, email: str) -> None:
    visitor = Visitor(house).sign_in(email)
    few = {path: statements(house, visitor, path) for path in PAGES[email]}
    with house.app_context():
        add_pairs(range(20, 26))
    many = {path: statements(house, visitor, path) for path in PAGES[email]}
    grown = {path: Counter(many[path]) - Counter(few[path]) for path in few if len(many[path]) > len(few[path])}
    assert not grown


def statements(app: Flask, visitor: Visitor, path: str) -> list[str]:
    """What the page asks of the database, once it knows what is remembered while it stays the same (duplicates)."""
    visitor.visit(path)
    with counted(app) as seen:
        visitor.visit(path)
    return seen

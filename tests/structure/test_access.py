"""Every door is labelled, and opens for whom its label says: each role against each view."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.routing import AnyConverter, BaseConverter, IntegerConverter, PathConverter, Rule

from matchmaking.access import EXTERNAL_ACCESS, LABEL, Access, label_of
from matchmaking.accounts.models import RoleName
from matchmaking.database import reading
from matchmaking.extensions import db
from matchmaking.settings.models import PlatformSettings
from tests.factories import make_profile, make_user
from tests.visitor import Visitor

ADMITTED: dict[Access, set[RoleName]] = {
    Access.SIGNED_IN: set(RoleName),
    Access.HELPER: {RoleName.HELPER, RoleName.ORGANIZER, RoleName.ADMIN},
    Access.SIDE_ORGANIZER: {RoleName.SIDE_ORGANIZER, RoleName.ORGANIZER, RoleName.ADMIN},
    Access.COMMITTEE: {RoleName.COMMITTEE, RoleName.ORGANIZER, RoleName.ADMIN},
    Access.ORGANIZER: {RoleName.ORGANIZER, RoleName.ADMIN},
    Access.ADMIN: {RoleName.ADMIN},
}


def rules(app: Flask, method: str) -> Iterator[Rule]:
    for rule in app.url_map.iter_rules():
        if method in (rule.methods or ()):
            yield rule


def sample(converter: BaseConverter) -> str:
    """A value that this part of an address accepts."""
    if isinstance(converter, IntegerConverter):
        return "1"
    if isinstance(converter, AnyConverter):
        return min(converter.items)
    return "img/icons.svg" if isinstance(converter, PathConverter) else "ML01"


def address(app: Flask, rule: Rule) -> str:
    values = {name: sample(converter) for name, converter in rule._converters.items()}
    with app.test_request_context():
        return app.url_for(rule.endpoint, **values) if rule.arguments else rule.rule


def test_every_view_has_a_label_and_the_table_of_foreign_ones_is_complete(app: Flask) -> None:
    unlabelled = {rule.endpoint for rule in app.url_map.iter_rules() if label_of(app, rule.endpoint) is None}
    assert not unlabelled
    foreign = {name for name, view in app.view_functions.items() if not hasattr(view, LABEL)}
    assert foreign == set(EXTERNAL_ACCESS), "a library's view came or went: look at it and mend the table"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_stranger_is_sent_to_the_sign_in_by_every_closed_door(app: Flask, method: str) -> None:
    client = app.test_client()
    for rule in rules(app, method):
        label = label_of(app, rule.endpoint)
        if label in (Access.PUBLIC, Access.LINK) or rule.endpoint == "security.logout":
            continue
        answer = client.open(address(app, rule), method=method)
        assert answer.status_code == 303, f"{method} {rule.rule}: {answer.status}"
        assert "/login" in answer.headers["Location"], rule.rule


@pytest.mark.parametrize("role", list(RoleName))
def test_each_role_against_each_view(app: Flask, role: RoleName) -> None:
    with app.app_context():
        side = "ML" if role is RoleName.SIDE_ORGANIZER else None
        make_profile("ML01", members=(make_user("membre@example.org", role=role, organizes_country=side),))
        db.session.commit()
    visitor = Visitor(app).sign_in("membre@example.org")
    for method in ("GET", "POST"):
        for rule in rules(app, method):
            label = label_of(app, rule.endpoint)
            if label in (Access.PUBLIC, Access.LINK) or rule.endpoint.startswith("security."):
                continue
            assert label is not None
            answer = visitor.client.open(address(app, rule), method=method)
            if role in ADMITTED[label]:
                # A POST without its token is refused as a bad request: the door itself was open.
                assert answer.status_code not in (403, 500), f"{method} {rule.rule}: {answer.status}"
            else:
                assert answer.status_code == 403, f"{method} {rule.rule} for {role}: {answer.status}"


def test_a_request_that_reads_cannot_write(app: Flask) -> None:
    """Every page was opened above by every role; here the guard itself is seen to hold."""
    with app.app_context(), reading():
        db.session.add(PlatformSettings(id=1))
        with pytest.raises(sa.exc.DBAPIError, match=r"read.?only"):
            db.session.flush()
        db.session.rollback()

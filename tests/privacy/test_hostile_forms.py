"""What is posted may be anything: without its token nothing happens, and nonsense is an answer, never a broken page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from matchmaking.access import Access, label_of
from tests.privacy.crawling import TOKEN, addresses
from tests.privacy.world import ORGANIZER, Contact, World
from tests.visitor import Visitor

HUGE = str(10**30)
UNSEEN = {"accounts.stop_mails"}  # mail programs post it without having seen the page (RFC 8058)
# fmt: off
FIELDS = (
    "version", "shown_version", "review_version", "other_version", "minutes", "slot", "table", "answer", "kind", "text",
    "starts_at", "due_on", "amount", "minimum", "maximum", "position", "user", "owner_user", "result", "name", "title",
    "email", "phone", "note", "why", "chosen", "organisation", "key", "other", "tag", "follower", "message", "ids",
    "mode", "free", "person", "language", "next", "concept", "reason", "evidence", "status",
)
# fmt: on
MOST = 3  # addresses of one rule


def posts(world: World) -> Iterator[tuple[str, str]]:
    """Endpoint and address of everything that takes a POST."""
    with world.app.app_context():
        for rule in world.app.url_map.iter_rules():
            if "POST" not in (rule.methods or ()) or rule.endpoint == "security.logout":
                continue
            if TOKEN in rule.arguments:
                yield rule.endpoint, rule.rule.replace("<token>", "for.ged.token")
            else:
                yield from ((rule.endpoint, address) for address in addresses(world.app, rule, ("ML01", "DZ09"))[:MOST])


@pytest.mark.parametrize("email", [ORGANIZER, Contact("ML09").email])
def test_nothing_is_posted_without_its_token(world: World, email: str) -> None:
    visitor, taken = Visitor(world.app).sign_in(email), []
    for endpoint, address in list(posts(world)):
        answer = visitor.client.post(address, data=dict.fromkeys(FIELDS, "1"))
        if answer.status_code not in (400, 403) and endpoint not in UNSEEN:
            taken.append((address, answer.status_code))
    assert not taken


@pytest.mark.parametrize("value", ["", "-1", HUGE, "²", "\x00", "\u202e=cmd|x", "A" * 20_000])
def test_a_form_filled_with_nonsense_is_answered(world: World, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(world.app.config, "WTF_CSRF_ENABLED", False)
    visitor, broken = Visitor(world.app).sign_in(ORGANIZER), []
    for endpoint, address in list(posts(world)):
        if label_of(world.app, endpoint) is Access.PUBLIC or endpoint in ("security.change_password",):
            continue
        answer = visitor.client.post(address, data=dict.fromkeys(FIELDS, value))
        if answer.status_code >= 500:
            broken.append((address, answer.status_code))
    assert not broken

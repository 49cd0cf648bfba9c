"""No contact before both have accepted: on no page, in no file, calendar, mail, link, job or trail; for nobody.

Everything that a GET can open is opened as everybody; a view that comes tomorrow is opened tomorrow.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator

import pytest
import sqlalchemy as sa
from flask import Flask

from matchmaking.access import Access, label_of
from matchmaking.audit.models import AuditEvent
from matchmaking.day.links import table_address
from matchmaking.events.models import MeetingTable
from matchmaking.extensions import db
from matchmaking.outbox.models import Job, Message
from matchmaking.outbox.registry import registry
from tests.privacy import crawling
from tests.privacy.crawling import TOKEN, mail_text, read_all, said, squeezed, text_of
from tests.privacy.world import (
    COMMITTEE,
    FUND,
    HEARD,
    HELPER,
    KEYS,
    NOTE,
    ORGANIZER,
    PAIRS,
    SIDE,
    THIRD,
    WHY,
    Contact,
    World,
    may_see,
)
from tests.visitor import Visitor

ELSEWHERE = ("ML09", "DZ09", "DZ10", "ML01")  # organisations that every participant asks about, besides their own
SIDES = ["ML01", "DZ01", "DZ02", "ML03", "DZ04", "ML05", "ML06", "ML07", "DZ07", "ML08", "DZ08", "ML09", "DZ09",
         "ML10", "DZ10", "DZ11", THIRD[0]]  # fmt: skip
# Links to one's own account, which show nothing of anybody else; their own tests open them.
OWN_LINKS = {"accounts.enter", "accounts.sign_in", "profiles.join", "security.confirm_email", "security.reset_password"}
# Links that no letter of this world holds: one's own choice of mails, the tables (below), the questions after a day
# (opened with their letter in the tests of the day), a calendar's own address (opened in the tests of the papers).
LETTERLESS = {"accounts.stop_mails", "day.afterwards", "day.table", "meetings.feed"}
# Where organizers work with contacts. They stand on no other page, list or file of theirs.
OFFICE = {
    "exchange.export",
    "followup.action",
    "followup.edit_action",
    "followup.give_action",
    "followup.to_ask",
    "introductions.call_list",
    "introductions.record_answer",
    "introductions.show",
    "outbox.edit",
    "outbox.held",
    "outbox.message",
    "outbox.messages",
    "profiles.open_to_person",
    "profiles.review",
    "profiles.write_check",
    "profiles.write_reason",
}


def leaks(text: str, *, own: str | None = None, allowed: Collection[str] = ()) -> set[str]:
    """The marks of contacts in a text that this reader may not see."""
    plain = squeezed(text)
    shut = [key for key in KEYS if key not in allowed and not (own and may_see(own, key))]
    return {mark for key in shut for mark in Contact(key).marks if mark in plain}


def partners(key: str) -> list[str]:
    return [one for pair in [*PAIRS.values(), THIRD] if key in pair for one in pair]


def test_each_part_of_an_address_can_be_filled(built_app: Flask) -> None:
    unknown = {
        f"{rule.rule}: {part}"
        for rule in crawling.reading_rules(built_app)
        for part in rule._converters
        if part != TOKEN
        and crawling.filler_of(rule, part) is None
        and not any(part in names and set(names) <= set(rule._converters) for names in crawling.TOGETHER)
    }
    assert not unknown, "say in tests/privacy/crawling.py what may stand there"


@pytest.mark.parametrize("key", SIDES)
def test_a_participant_reads_only_the_contacts_opened_to_them(world: World, key: str) -> None:
    visitor = Visitor(world.app).sign_in(Contact(key).email)
    found, seen = {}, set()
    for _endpoint, address, answer in read_all(world.app, visitor.client, "participant", {*partners(key), *ELSEWHERE}):
        text = text_of(answer)
        hidden = [NOTE, HEARD, *([] if key == THIRD[0] else [WHY]), *([] if key == PAIRS["fund"][1] else [FUND])]
        bad = leaks(text, own=key) | {word for word in hidden if word in text}
        found |= {address: bad} if bad else {}
        seen |= {mark for one in partners(key) if one != key for mark in Contact(one).marks if mark in squeezed(text)}
        assert "no-store" in answer.headers["Cache-Control"], f"{address} may lie in a cache"
    assert not found
    other = next(one for one in partners(key) if one != key)
    assert seen == (set(Contact(other).marks) if may_see(key, other) else set()), "open to the two, and to nobody else"


@pytest.mark.parametrize(("email", "role"), [(COMMITTEE, "committee"), (HELPER, "helper")])
def test_the_committee_and_helpers_read_no_contact(world: World, email: str, role: str) -> None:
    """The name of who owns an action stands in the action plan, which the committee keeps; the names of those who come
    stand at the door, which helpers keep: they read no address, no number and no note there either."""
    visitor, found = Visitor(world.app).sign_in(email), {}
    for endpoint, address, answer in read_all(world.app, visitor.client, role):
        text = text_of(answer)
        at_the_door = role == "helper" and endpoint.startswith("day.")
        names = (
            {Contact(PAIRS["open"][0]).marks[1]} if endpoint.startswith("followup.") and role == "committee" else set()
        )
        names |= {Contact(key).marks[1] for key in KEYS} if at_the_door else set()
        bad = (leaks(text) - names) | {word for word in (NOTE, WHY, HEARD, FUND) if word in text}
        found |= {address: bad} if bad else {}
    assert not found


def test_a_side_organizer_reads_the_contacts_of_no_other_country(world: World) -> None:
    visitor, found = Visitor(world.app).sign_in(SIDE), {}
    for _endpoint, address, answer in read_all(world.app, visitor.client, "side_organizer"):
        text = text_of(answer)
        own = [key for key in KEYS if key.startswith("DZ")] if address.startswith("/organizers/profiles") else []
        bad = leaks(text, allowed=own) | {word for word in (NOTE, WHY, HEARD) if word in text}
        found |= {address: bad} if bad else {}
    assert not found


def test_a_stranger_reads_nothing(world: World) -> None:
    client, found = world.app.test_client(), {}
    for rule in crawling.reading_rules(world.app):
        if TOKEN in rule.arguments:
            continue
        with world.app.app_context():
            todo = crawling.addresses(world.app, rule, ELSEWHERE)
        if label_of(world.app, rule.endpoint) is not Access.PUBLIC:
            todo = todo[:1]
        for address in todo:
            text = text_of(client.get(address))
            bad = leaks(text) | {word for word in (NOTE, WHY, HEARD, FUND) if word in text}
            found |= {address: bad} if bad else {}
    assert not found


def test_organizers_find_contacts_only_where_they_work_with_them(world: World) -> None:
    visitor, found = Visitor(world.app).sign_in(ORGANIZER), {}
    for endpoint, address, answer in read_all(world.app, visitor.client, "organizer"):
        numbers = {mark for mark in leaks(text_of(answer)) if not mark.startswith("okapi")}
        if numbers and endpoint not in OFFICE:
            found[endpoint] = (address, sorted(numbers)[0])
        assert not numbers or "no-store" in answer.headers["Cache-Control"], f"{address} may lie in a cache"
    assert not found


def links(world: World) -> Iterator[tuple[str, str]]:
    """The organisation and the path of every personal link that a letter holds."""
    with world.app.app_context():
        for message in db.session.scalars(sa.select(Message).order_by(Message.id)):
            for kept in message.links.values():
                payload = {name: value for name, value in kept.items() if name != "purpose"}
                try:
                    address = registry().minters[kept["purpose"]](payload)
                except Exception:  # noqa: S112  (the introduction is over: the letter would not leave)
                    continue
                yield message.address, address.removeprefix("http://localhost")


def test_who_holds_a_link_reads_what_its_receiver_may(world: World) -> None:
    opened, found, keys = set(), {}, {Contact(key).email: key for key in KEYS}
    for receiver, path in links(world):
        answer = world.app.test_client().get(path, follow_redirects=True)
        assert answer.status_code in (200, 410), path
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["Referrer-Policy"] in ("no-referrer", "same-origin")
        text = text_of(answer)
        bad = leaks(text, own=keys[receiver]) | {word for word in (NOTE, WHY, HEARD) if word in text}
        found |= {path: bad} if bad else {}
        with world.app.test_request_context(path) as context:
            opened.add(context.request.endpoint)
    assert not found
    known = {rule.endpoint for rule in crawling.reading_rules(world.app) if TOKEN in rule.arguments}
    assert known - opened <= OWN_LINKS | LETTERLESS, "a link that nobody opened here"


def test_the_page_of_a_table_shows_no_contact_to_whoever_sits_there(world: World) -> None:
    with world.app.app_context():
        tables = db.session.scalars(sa.select(MeetingTable).order_by(MeetingTable.id)).all()
        paths = [table_address(table).removeprefix("http://localhost") for table in tables]
    texts = [text_of(world.app.test_client().get(path)) for path in paths]
    assert len(texts) > 1
    assert not {mark for text in texts for mark in leaks(text)}
    assert not any(word in text for text in texts for word in (NOTE, WHY, HEARD, FUND))


def test_no_letter_tells_a_contact_before_both_have_accepted(world: World) -> None:
    keys, found = {Contact(key).email: key for key in KEYS}, {}
    with world.app.app_context():
        letters = [
            (
                one.kind,
                one.address,
                f"{one.subject}\n{one.text}\n{one.html}\n{one.calendar_text}\n{json.dumps(one.links)}",
            )
            for one in db.session.scalars(sa.select(Message).order_by(Message.id))
        ]
    assert {address for _kind, address, _text in letters} >= {Contact("ML07").email, Contact("DZ09").email}
    letters += [(str(mail["Subject"]), str(mail["To"]), mail_text(mail)) for mail in world.mails]
    for kind, address, text in letters:
        bad = leaks(said(text.encode(), "text/html"), own=keys.get(address))
        bad |= {word for word in (NOTE, WHY, HEARD) if word in text}
        found |= {(kind, address): bad} if bad else {}
    assert not found


def test_neither_the_trail_nor_a_job_holds_a_contact(world: World) -> None:
    with world.app.app_context():
        rows = [
            f"{one.action} {one.subject} {json.dumps(one.details)}" for one in db.session.scalars(sa.select(AuditEvent))
        ]
        rows += [f"{one.kind} {json.dumps(one.payload)} {one.last_error}" for one in db.session.scalars(sa.select(Job))]
    assert not {row: bad for row in rows for bad in [leaks(row)] if bad}
    assert not [row for row in rows if NOTE in row or WHY in row or HEARD in row]


def test_a_calendar_that_follows_by_itself_learns_no_contact(world: World) -> None:
    """Not even one that is open: calendars are shared."""
    paths = []
    for key in SIDES:
        visitor = Visitor(world.app).sign_in(Contact(key).email)
        visitor.visit("/meetings")
        visitor.submit("/meetings/calendar")
        paths.append(visitor.soup.select_one("#feed")["value"].removeprefix("http://localhost"))
    texts = [text_of(world.app.test_client().get(path)) for path in paths]
    assert any("BEGIN:VEVENT" in text for text in texts)
    assert not {mark for text in texts for mark in leaks(text)}
    assert not any(word in text for text in texts for word in (NOTE, WHY, HEARD))

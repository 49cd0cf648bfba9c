"""Organizers lock, cancel, restore and add; who has no e-mail is called; the second of two decisions is told so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from matchmaking.extensions import db
from matchmaking.meetings import queries
from matchmaking.meetings.lifecycle import MeetingStatus
from matchmaking.meetings.models import Placement
from tests.meetings.arranged import SCHEDULE, published
from tests.meetings.world import COLLEAGUE, HOLD, ORGANIZER, World, address, introduce
from tests.visitor import Visitor


def introduction_id(world: World, *pair: str) -> int:
    with world.app.app_context():
        return world.introduction(*pair).id


def placement(world: World, *pair: str) -> Placement | None:
    """Where the published version puts a pair; inside an app context."""
    event = world.event()
    meeting = queries.get_meeting_of(event, world.introduction(*pair).id)
    return queries.find_placement(queries.find_published(event), meeting)


def test_a_cancelled_meeting_is_restored_and_placed_again(world: World) -> None:
    awa, number = published(world), introduction_id(world, "ML01", "DZ01")
    awa.visit(f"{SCHEDULE}/published/{number}")
    awa.submit(f"{number}/cancel")
    with world.app.app_context():
        assert placement(world, "ML01", "DZ01") is None
    awa.submit(f"restore/{number}")
    assert "peut être placé de nouveau" in awa.text
    awa.visit(f"{SCHEDULE}/published/{number}")
    awa.submit()
    with world.app.app_context():
        found = placement(world, "ML01", "DZ01")
        assert found is not None
        assert found.meeting.status is MeetingStatus.PUBLISHED
    world.later(HOLD)
    assert {mail["To"] for mail in world.deliver()} <= {address("ML01"), address("DZ01")}


def test_an_introduction_accepted_later_is_added_to_what_holds(world: World) -> None:
    awa = published(world)
    with world.app.app_context():
        introduce(world, ("ML03", "DZ01"))
    number = introduction_id(world, "ML03", "DZ01")
    awa.visit(SCHEDULE)
    assert "Il y a de la place" in awa.text
    awa.visit(f"{SCHEDULE}/published/{number}")
    awa.submit()
    world.later(HOLD)
    assert sorted(mail["To"] for mail in world.deliver()) == [address("DZ01"), address("ML03")]


def test_a_meeting_that_is_put_where_it_stands_already_makes_no_version(world: World) -> None:
    awa, number = published(world), introduction_id(world, "ML01", "DZ01")
    page = awa.visit(f"{SCHEDULE}/published/{number}")
    here = page.select_one("[name=slot] option[selected]").text  # type: ignore[union-attr]
    table = page.select_one("[name=table] option[selected]").text  # type: ignore[union-attr]
    free = [one.get_text() for one in page.select("section[aria-labelledby=place] li")]
    assert free
    assert f"{table} · {here}" not in free
    awa.submit(status=422)
    assert "C’est déjà sa place" in awa.text
    awa.visit(f"{SCHEDULE}/versions/2", status=404)


def test_who_has_no_e_mail_stands_on_the_call_list_until_somebody_has_called(world: World) -> None:
    with world.app.app_context():
        person = world.user(address("ML02"))
        person.email, person.phone = None, "+22370112233"
        db.session.commit()
    awa = published(world)
    awa.visit(SCHEDULE)
    assert "Personne ML02" in awa.soup.select_one("#calls").find_parent("section").get_text()  # type: ignore[union-attr]
    awa.submit("/told/")
    assert awa.soup.select_one("#calls") is None


def test_a_locked_meeting_stays_where_it_is_when_the_draft_is_computed_again(world: World) -> None:
    awa, number = Visitor(world.app).sign_in(ORGANIZER), introduction_id(world, "ML02", "DZ03")
    awa.visit(SCHEDULE)
    awa.submit(f"{SCHEDULE}/draft", version="0")
    world.deliver()
    awa.visit(SCHEDULE)
    awa.submit(f"draft/{number}/lock")
    assert "Verrouillé" in awa.text
    before = drafted(world, number)
    awa.submit("recompute")
    world.deliver()
    assert drafted(world, number) == before


def drafted(world: World, number: int) -> tuple[int, int | None, bool]:
    with world.app.app_context():
        found = queries.list_placements(queries.find_draft(world.event()))
        one = next(one for one in found if one.meeting.introduction_id == number)
        return one.slot_id, one.table_id, one.locked


def test_of_two_organizers_the_second_reads_who_was_first(world: World) -> None:
    published(world)
    number, visitors = (
        introduction_id(world, "ML01", "DZ01"),
        [Visitor(world.app).sign_in(email) for email in (COLLEAGUE, ORGANIZER)],
    )
    for visitor in visitors:
        visitor.visit(f"{SCHEDULE}/published/{number}")
    visitors[0].submit(f"{number}/cancel")
    visitors[1].submit(f"{number}/cancel", status=409)
    assert "Salif Diarra a publié une autre version" in visitors[1].text


@contextmanager
def counted(world: World) -> Iterator[list[str]]:
    """The statements that the database gets meanwhile."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    with world.app.app_context():
        engine = db.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize(("page", "reader"), [(SCHEDULE, ORGANIZER), ("/meetings", address("ML03"))])
def test_a_page_asks_no_more_of_the_database_for_more_meetings(world: World, page: str, reader: str) -> None:
    awa, costs = published(world), []
    for pair in (None, ("ML03", "DZ01")):
        if pair:
            with world.app.app_context():
                introduce(world, pair)
            awa.visit(f"{SCHEDULE}/published/{introduction_id(world, *pair)}")
            awa.submit()
        visitor = Visitor(world.app).sign_in(reader)
        visitor.visit(page)
        with counted(world) as statements:
            visitor.visit(page)
        costs.append(len(statements))
    assert costs[0] == costs[1], costs

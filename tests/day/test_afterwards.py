"""One question to each side afterwards: one letter a day, a signed page, and what the two words amount to."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from matchmaking.extensions import db
from matchmaking.meetings.lifecycle import MeetingStatus, amounts_to
from matchmaking.outbox.models import Job
from matchmaking.outbox.registry import registry
from matchmaking.profiles.queries import get_by_key
from tests.day.world import DayWorld
from tests.visitor import Visitor

S = MeetingStatus
CELLS = [
    # state before, one side, the other, nobody came: state after
    (S.PUBLISHED, None, None, False, S.PUBLISHED),
    (S.PUBLISHED, None, None, True, S.MISSED),
    (S.PUBLISHED, True, None, False, S.HELD),
    (S.PUBLISHED, None, True, False, S.HELD),
    (S.PUBLISHED, True, True, False, S.HELD),
    (S.PUBLISHED, True, False, False, S.HELD),
    (S.PUBLISHED, True, None, True, S.HELD),
    (S.PUBLISHED, False, None, False, S.PUBLISHED),
    (S.PUBLISHED, False, None, True, S.MISSED),
    (S.PUBLISHED, False, False, False, S.MISSED),
    (S.HELD, False, None, False, S.MISSED),
    (S.HELD, False, False, False, S.MISSED),
    (S.HELD, True, False, False, S.HELD),
    (S.MISSED, True, False, False, S.HELD),
    (S.MISSED, False, None, False, S.MISSED),
    (S.CANCELLED, True, True, False, S.CANCELLED),
    (S.DRAFT, True, True, False, S.DRAFT),
]


@pytest.mark.parametrize(("before", "first", "second", "nobody", "after"), CELLS)
def test_what_the_two_words_amount_to(
    before: S, first: bool | None, second: bool | None, nobody: bool, after: S
) -> None:
    assert amounts_to(before, first, second, nobody_came=nobody) is after
    assert amounts_to(before, second, first, nobody_came=nobody) is after


def finish(world: DayWorld) -> list[str]:
    """Let the day end; returns the addresses that were written to."""
    world.start(3, 31)
    return sorted(str(mail["To"]) for mail in world.deliver())


def link_of(world: DayWorld, receiver: str) -> str:
    mail = next(one for one in world.mails[::-1] if str(one["To"]) == receiver and "/day/" in str(one))
    text = mail.get_body(("plain",)).get_content()
    return re.search(r"http://localhost(/day/\S+)", text).group(1)


def test_ten_minutes_after_the_last_meeting_everybody_gets_one_letter(world: DayWorld) -> None:
    world.start(3, 29)
    assert world.deliver() == []
    assert finish(world) == [f"{key}@example.org" for key in ("dz01", "dz02", "dz03", "ml01", "ml02", "ml03")]
    world.later(timedelta(hours=1))
    assert world.deliver() == []


def test_whoever_has_no_address_is_called(world: DayWorld, organizer: Visitor) -> None:
    """The organizers read who, and the number, before the meetings of which somebody else may still speak."""
    with world.app.app_context():
        user = world.user("ml02@example.org")
        user.email, user.phone = None, "+22370112299"
        db.session.commit()
    assert "ml02@example.org" not in finish(world)
    organizer.visit("/organizers/day/afterwards")
    first = organizer.soup.select_one(".call")
    assert "Organisation ML02" in first.h2.text
    assert first.select_one("a[href='tel:+22370112299']")


def test_opening_the_link_decides_nothing_and_two_taps_do(world: DayWorld) -> None:
    finish(world)
    visitor = Visitor(world.app)
    visitor.visit(link_of(world, "ml01@example.org"))
    assert [one.text for one in visitor.soup.select(".after h2")] == ["Organisation DZ01", "Organisation DZ02"]
    with world.app.app_context():
        sides = [one.id for one in world.meeting("ML01", "DZ01").sides if one.profile_id == get_by_key("ML01").id]
        assert world.meeting("ML01", "DZ01").status is S.PUBLISHED
    visitor.submit(**{f"held-{sides[0]}": "yes", f"more-{sides[0]}": "yes"})
    with world.app.app_context():
        meeting = world.meeting("ML01", "DZ01")
        own = next(one for one in meeting.sides if one.profile_id == get_by_key("ML01").id)
        assert (meeting.status, own.took_place, own.wants_more, own.said_at) == (S.HELD, True, True, world.now)
        assert world.meeting("ML01", "DZ02").status is S.PUBLISHED


def test_a_held_meeting_is_told_to_the_features_above(world: DayWorld) -> None:
    finish(world)
    registry(world.app).subscribe("meeting.held", "test.heard")
    try:
        visitor = Visitor(world.app)
        visitor.visit(link_of(world, "dz01@example.org"))
        name = visitor.soup.select_one("input[type=radio]")["name"]
        visitor.submit(**{str(name): "yes"})
    finally:
        registry(world.app).subscribers["meeting.held"].pop()
    with world.app.app_context():
        job = db.session.scalars(sa.select(Job).where(Job.kind == "test.heard")).one()
        assert job.payload["meeting_id"] == world.meeting("ML01", "DZ01").id


def test_nobody_reads_somebody_elses_questions(world: DayWorld) -> None:
    finish(world)
    visitor = Visitor(world.app)
    visitor.visit(link_of(world, "dz01@example.org"))
    assert [one.text for one in visitor.soup.select(".after h2")] == ["Organisation ML01"]
    Visitor(world.app).visit(link_of(world, "dz01@example.org") + "x", status=404)


def test_a_line_on_the_own_meetings_asks_as_soon_as_one_is_over(world: DayWorld) -> None:
    visitor = Visitor(world.app).sign_in("ml01@example.org")
    assert not visitor.visit("/meetings").select('a[href="/meetings/afterwards"]')
    world.start(2, 5)
    assert visitor.visit("/meetings").select('a[href="/meetings/afterwards"]')
    visitor.visit("/meetings/afterwards")
    name = visitor.soup.select_one("input[type=radio]")["name"]
    visitor.submit(**{str(name): "yes"})
    assert not visitor.visit("/meetings").select('a[href="/meetings/afterwards"]')


def test_where_the_two_disagree_stands_first_before_the_organizers(world: DayWorld, organizer: Visitor) -> None:
    finish(world)
    with world.app.app_context():
        sides = {one.profile.key: one.id for one in world.meeting("ML02", "DZ03").sides}
    for key, word in (("ML02", "yes"), ("DZ03", "no")):
        organizer.visit(f"/organizers/day/afterwards/{sides[key]}")
        organizer.submit(**{f"held-{sides[key]}": word})
    first = organizer.soup.select("ul.calls li")[0].text
    assert "ML02" in first
    assert "ne sont pas d’accord" in first


def test_a_meeting_that_nobody_came_to_is_missed_where_the_door_was_kept(world: DayWorld) -> None:
    world.arrive("ML02", "DZ02")
    finish(world)
    with world.app.app_context():
        states = {pair: world.meeting(*pair).status for pair in (("ML01", "DZ01"), ("ML02", "DZ02"), ("ML03", "DZ03"))}
    assert states == {("ML01", "DZ01"): S.MISSED, ("ML02", "DZ02"): S.PUBLISHED, ("ML03", "DZ03"): S.MISSED}

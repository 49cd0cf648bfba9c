"""Organizers make a draft, look at it, publish it and change it; participants see nothing before."""

from __future__ import annotations

from datetime import timedelta

from matchmaking.extensions import db
from matchmaking.meetings import queries
from tests.meetings.arranged import SCHEDULE, published
from tests.meetings.world import HOLD, ORGANIZER, World, address
from tests.visitor import Visitor


def test_a_draft_is_computed_by_the_worker_and_published_as_version_one(world: World) -> None:
    awa = Visitor(world.app).sign_in(ORGANIZER)
    awa.visit(SCHEDULE)
    awa.submit(f"{SCHEDULE}/draft", version="0")
    assert "En préparation." in awa.text
    world.deliver()
    assert world.mails == [], "a draft is told to nobody"
    awa.visit(SCHEDULE)
    assert "Publier 5 rendez‑vous" in awa.text
    awa.submit(f"{SCHEDULE}/draft/publish")
    assert "La version 1 est publiée." in awa.text
    world.later(HOLD)
    assert sorted(mail["To"] for mail in world.deliver()) == sorted(
        address(key) for key in ("ML01", "ML02", "ML03", "DZ01", "DZ02", "DZ03")
    )


def test_a_draft_that_is_being_computed_cancels_nothing_on_the_page(world: World) -> None:
    awa = published(world)
    awa.visit(SCHEDULE)
    awa.submit(f"{SCHEDULE}/draft", version="1")
    assert "En préparation." in awa.text
    assert "5 rendez‑vous" in awa.text
    assert "Annulé" not in awa.text
    assert "Ce que le brouillon change" not in awa.text


def test_a_meeting_moves_where_nothing_stands_in_the_way_and_only_its_sides_are_told(world: World) -> None:
    awa = published(world)
    with world.app.app_context():
        introduction_id = world.introduction("ML01", "DZ01").id
        placement = queries.find_placement(
            queries.find_published(world.event()), queries.get_meeting_of(world.event(), introduction_id)
        )
        assert placement is not None
        free = [slot.id for slot in world.event().slots if slot.id != placement.slot_id]
        table = placement.table_id
        clash = next(
            one.slot_id
            for one in queries.list_placements(queries.find_published(world.event()))
            if "DZ02" in {side.profile.key for side in one.meeting.sides}
            and "ML01" in {side.profile.key for side in one.meeting.sides}
        )
    page = f"{SCHEDULE}/published/{introduction_id}"
    awa.visit(page)
    awa.submit(slot=str(clash), table=str(table), status=422)
    assert "Organisation ML01 a un autre rendez‑vous à ce moment" in awa.text
    for slot in free:
        awa.visit(page)
        answer = awa.client.post(page, data=awa._values(awa.form()) | {"slot": slot, "table": table})
        if answer.status_code == 303:
            break
    else:
        raise AssertionError("nowhere to go")
    world.later(HOLD)
    assert sorted(mail["To"] for mail in world.deliver()) == [address("DZ01"), address("ML01")]
    awa.visit(f"{SCHEDULE}/versions/2")
    assert "1 est déplacé" in awa.text


def test_forty_five_minutes_late_is_seen_before_it_is_one_act_and_can_be_taken_back(world: World) -> None:
    awa = published(world)
    with world.app.app_context():
        before = {slot.id: slot.starts_at for slot in world.event().slots}
        first = world.slot(2).id
        placements = queries.list_placements(queries.find_published(world.event()))
        at_first = sum(one.slot.position == 1 for one in placements)
    link = awa.visit(SCHEDULE).select_one('[aria-labelledby="shift"] a')
    assert link is not None
    awa.visit(str(link["href"]))
    awa.submit(slot=str(first), minutes="45")
    assert len(awa.soup.select(".moves li")) == 5 - at_first
    awa.submit(button="Décaler 3 créneaux de 45 minutes")
    with world.app.app_context():
        moved = {slot.id: slot.starts_at - before[slot.id] for slot in world.event().slots}
        assert sorted(moved.values()) == [timedelta(), *[timedelta(minutes=45)] * 3]
        current = queries.list_placements(queries.find_published(world.event()))
        assert all(one.starts_at == one.slot.starts_at for one in current)
    awa.submit("/organizers/day/shift", button="Annuler")
    with world.app.app_context():
        assert {slot.id: slot.starts_at for slot in world.event().slots} == before
    world.later(HOLD)
    assert world.deliver() == [], "taken back within the hold: nobody need know"


def test_a_side_that_cannot_come_cancels_and_the_other_learns_it_without_the_reason(world: World) -> None:
    published(world)
    with world.app.app_context():
        meeting_id = queries.get_meeting_of(world.event(), world.introduction("ML03", "DZ03").id).id
    visitor = Visitor(world.app).sign_in(address("ML03"))
    visitor.visit(f"/meetings/{meeting_id}/refuse")
    visitor.submit(note="Une urgence en famille")
    world.later(HOLD)
    left = world.deliver()
    assert sorted(mail["To"] for mail in left) == [address("DZ03"), address("ML03")]
    assert not any("urgence" in mail.as_string() for mail in left)
    Visitor(world.app).sign_in(address("ML02")).visit(f"/meetings/{meeting_id}/refuse", status=404)


def test_a_cancelled_meeting_stands_struck_with_its_reason_until_the_event_is_over(world: World) -> None:
    awa = published(world)
    with world.app.app_context():
        number = world.introduction("ML01", "DZ01").id
    awa.visit(f"{SCHEDULE}/published/{number}")
    awa.submit(f"{number}/cancel")
    for key, other in (("DZ01", "Organisation ML01"), ("ML01", "Organisation DZ01")):
        visitor = Visitor(world.app).sign_in(address(key))
        [line] = visitor.visit("/meetings").select(".called-off li")
        assert line.s is not None
        assert other in line.s.get_text()
        assert "Annulé · L’équipe d’organisation l’a annulé." in " ".join(line.get_text(" ").split())
    Visitor(world.app).sign_in(address("ML02")).visit("/meetings")
    world.later(timedelta(days=3))
    assert Visitor(world.app).sign_in(address("DZ01")).visit("/meetings").select(".called-off") == []


def test_a_draft_shows_participants_nothing(world: World) -> None:
    awa = Visitor(world.app).sign_in(ORGANIZER)
    awa.visit(SCHEDULE)
    awa.submit(f"{SCHEDULE}/draft", version="0")
    world.deliver()
    with world.app.app_context():
        meeting_id = queries.get_meeting_of(world.event(), world.introduction("ML01", "DZ01").id).id
        db.session.rollback()
    Visitor(world.app).sign_in(address("ML01")).visit(f"/meetings/{meeting_id}/refuse", status=404)

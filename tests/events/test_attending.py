"""Organisations say whether they come; nobody reads of another's answer."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from matchmaking.audit.models import AuditEvent
from matchmaking.events import door, operations
from matchmaking.events.models import Attendance, Guest, GuestRole, Mode
from matchmaking.extensions import db
from matchmaking.outbox.registry import Subscription, registry
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.queries import get_by_key
from tests.events.world import World, organizer, read
from tests.factories import make_profile, make_user
from tests.visitor import Visitor


def said(world: World, key: str) -> tuple[str, bool, list[int]] | None:
    """Mode, whether cancelled, the positions of the busy slots."""
    with world.app.app_context():
        found = world.attendance(key)
        if found is None:
            return None
        positions = {slot.id: slot.position for slot in world.event().slots}
        busy = sorted(positions[row.slot_id] for row in found.busy)
        return found.mode.value, found.cancelled_at is not None, busy


def test_the_first_page_reminds_until_they_have_answered(world: World, mariam: Visitor) -> None:
    mariam.visit("/home")
    assert "KeneyaLink participe-t-elle" in mariam.text
    world.answer("ML01")
    mariam.visit("/home")
    assert "participe-t-elle" not in mariam.text


@pytest.mark.parametrize(("person", "key", "mode"), [("mariam", "ML01", "on_site"), ("nabil", "DZ01", "online")])
def test_the_usual_way_stands_there_and_everything_is_free(
    world: World, request: pytest.FixtureRequest, person: str, key: str, mode: str
) -> None:
    visitor: Visitor = request.getfixturevalue(person)
    visitor.visit(f"/event/{key}")
    visitor.submit()
    assert said(world, key) == (mode, False, [])


def test_the_page_says_when_in_both_clocks_and_where(world: World, nabil: Visitor) -> None:
    nabil.visit("/event")
    assert "lundi 7 décembre 2026" in nabil.text
    assert "08:30–18:00 Bamako · 09:30–19:00 Alger" in read(nabil)
    assert "10:00–11:30 Bamako · 11:00–12:30 Alger" in read(nabil)
    assert "Centre de conférences, Bamako" in nabil.text


def test_slots_that_are_not_ticked_are_busy(world: World, mariam: Visitor) -> None:
    mariam.visit("/event/ML01")
    boxes = [box["value"] for box in mariam.soup.find_all("input", attrs={"name": "free"})]
    mariam.submit(free=boxes[1:3], mode="online")
    assert said(world, "ML01") == ("online", False, [1, 4])
    assert "libre pour 2 créneaux sur 4" in mariam.text


def test_not_coming_is_kept_and_may_be_taken_back(world: World, mariam: Visitor) -> None:
    mariam.visit("/event/ML01")
    mariam.submit(mode="no")
    assert said(world, "ML01") == ("on_site", True, [])
    mariam.visit("/event/ML01")
    mariam.submit(mode="on_site")
    assert said(world, "ML01") == ("on_site", False, [])


def test_two_answers_at_once_are_a_conflict(world: World, mariam: Visitor) -> None:
    mariam.visit("/event/ML01")
    world.answer("ML01", mode=Mode.ONLINE)
    mariam.submit(mode="on_site", status=409)
    assert said(world, "ML01") == ("online", False, [])


def test_a_change_is_a_fact_for_the_schedule(world: World, mariam: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = ("attendance.changed", "attendance.cancelled")
    heard = {fact: [Subscription(f"tests.{fact}")] for fact in facts}
    monkeypatch.setattr(registry(world.app), "subscribers", heard)
    for mode in ("online", "no"):
        mariam.visit("/event/ML01")
        mariam.submit(mode=mode)
    with world.app.app_context():
        told = {"event_id": world.event_id, "profile_id": get_by_key("ML01").id}
    assert [world.jobs(f"tests.{fact}") for fact in facts] == [[told], [told]]


def test_a_withdrawn_profile_takes_part_no_more(world: World) -> None:
    world.answer("ML01")
    world.answer("DZ01", mode=Mode.ONLINE)
    with world.app.app_context():
        profile = get_by_key("ML01")
        profile.status = ProfileStatus.WITHDRAWN
        operations.follow_profile(profile.id, now=world.now)
        operations.follow_profile(get_by_key("DZ01").id, now=world.now)
        db.session.commit()
    assert said(world, "ML01") == ("on_site", True, [])
    assert said(world, "DZ01") == ("online", False, [])


def test_nobody_reads_of_anothers_answer_or_person(world: World, mariam: Visitor) -> None:
    world.answer("DZ01", mode=Mode.ONLINE)
    for path in ("/event", "/event/ML01", "/home"):
        mariam.visit(path)
        assert "NabdCare" not in mariam.text
        assert "Nabil" not in mariam.text
    mariam.visit("/event/DZ01", status=404)
    mariam.visit(f"/organizers/events/{world.event_id}/organisations", status=403)


def test_nobody_reads_the_address_of_the_rooms(world: World, mariam: Visitor) -> None:
    world.answer("ML01")
    for path in ("/event", "/event/ML01"):
        mariam.visit(path)
        assert "visio.example" not in str(mariam.soup)


def test_without_an_event_the_page_says_so(world: World, mariam: Visitor) -> None:
    with world.app.app_context():
        db.session.delete(world.event())
        db.session.commit()
    mariam.visit("/event")
    assert "Aucune table ronde n’est prévue" in mariam.text


def test_organizers_see_who_comes_by_shore_and_way(world: World, awa: Visitor) -> None:
    world.answer("ML01")
    world.answer("DZ01", mode=Mode.ONLINE)
    awa.visit(f"/organizers/events/{world.event_id}/organisations")
    assert "2 organisations participent." in awa.text
    assert {"KeneyaLink", "NabdCare", "Mariam Keïta"} <= {bdi.text for bdi in awa.soup.find_all("bdi")}
    awa.visit(f"/organizers/events/{world.event_id}/organisations?country=DZ&mode=online")
    names = {bdi.text for bdi in awa.soup.select("tbody th bdi")}
    assert "NabdCare" in names
    assert "KeneyaLink" not in names


def test_organizers_note_what_they_were_told_and_undo_a_cancellation(world: World, awa: Visitor) -> None:
    listed = f"/organizers/events/{world.event_id}/organisations"
    awa.visit(listed)
    awa.submit(button="Continuer", named="keneyalink")
    awa.submit(mode="online")
    assert said(world, "ML01") == ("online", False, [])
    awa.submit("/ML01/cancel")
    assert said(world, "ML01") == ("online", True, [])
    awa.submit("/ML01/restore")
    assert said(world, "ML01") == ("online", False, [])


def test_a_name_that_nobody_has_is_said(world: World, awa: Visitor) -> None:
    awa.visit(f"/organizers/events/{world.event_id}/organisations")
    awa.submit(button="Continuer", named="Personne", status=422)
    assert "Aucune organisation n’a exactement ce nom" in awa.text


def test_the_list_asks_the_database_as_often_for_many_as_for_few(world: World, awa: Visitor) -> None:
    def questions() -> int:
        asked: list[str] = []
        with world.app.app_context():
            engine = db.engine

        def note(*arguments: object) -> None:
            asked.append(str(arguments[2]))

        sa.event.listen(engine, "before_cursor_execute", note)
        try:
            awa.visit(f"/organizers/events/{world.event_id}/organisations")
        finally:
            sa.event.remove(engine, "before_cursor_execute", note)
        return len(asked)

    world.answer("ML01")
    few = questions()
    with world.app.app_context():
        for number in range(10, 22):
            make_profile(f"ML{number}", members=(make_user(f"m{number}@example.org"),))
        db.session.commit()
    for number in range(10, 20):
        world.answer(f"ML{number}")
    assert questions() == few


def test_guests_are_added_corrected_and_removed(world: World, awa: Visitor) -> None:
    listed = f"/organizers/events/{world.event_id}/guests"
    awa.visit(listed)
    awa.submit(full_name="Fanta Sy", organisation="Journal du Soir", role="press", mode="on_site")
    with world.app.app_context():
        guest_id = db.session.scalars(sa.select(Guest.id)).one()
    awa.visit(f"{listed}/{guest_id}")
    awa.submit(full_name="Fanta Sy Diallo")
    assert "Fanta Sy Diallo" in awa.text
    awa.visit(f"{listed}/{guest_id}/remove")
    assert "Fanta Sy Diallo" in awa.text
    awa.submit()
    assert "Pas encore d’invité" in awa.text


def test_pasted_guests_come_in_once(world: World, awa: Visitor) -> None:
    lines = "Fanta Sy; Journal du Soir; presse; sur place\n\nHocine Belaïd\tBureau\tofficiel\tà distance\n"
    for _ in range(2):
        awa.visit(f"/organizers/events/{world.event_id}/guests/paste")
        awa.submit(lines=lines)
    with world.app.app_context():
        rows = db.session.execute(sa.select(Guest.full_name, Guest.role, Guest.mode).order_by(Guest.full_name))
        assert [tuple(row) for row in rows] == [
            ("Fanta Sy", "press", "on_site"),
            ("Hocine Belaïd", "official", "online"),
        ]


def test_one_bad_line_keeps_all_out_and_is_named(world: World, awa: Visitor) -> None:
    awa.visit(f"/organizers/events/{world.event_id}/guests/paste")
    awa.submit(lines="Fanta Sy; Journal; presse\nAli; Club; jardinier", status=422)
    assert "Ligne 2" in awa.text
    assert "jardinier" in awa.text
    with world.app.app_context():
        assert db.session.scalars(sa.select(Guest)).all() == []


def test_the_door_list_is_in_one_order_blind_to_accents(world: World) -> None:
    world.answer("ML01")
    with world.app.app_context():
        for name in ("Zoé", "émile", "Eva", "Elodie"):
            details = operations.GuestDetails(full_name=name, organisation="", role=GuestRole.PRESS, mode=Mode.ON_SITE)
            operations.add_guest(world.event(), details, actor=organizer(), now=world.now)
        db.session.commit()
        lines = door.list_door(world.event())
        assert [line.name for line in lines] == ["Elodie", "émile", "Eva", "Mariam Keïta", "Zoé"]
        assert [line.is_guest for line in lines] == [True, True, True, False, True]


def test_present_and_absent_are_written_down_once(world: World) -> None:
    world.answer("ML01")
    with world.app.app_context():
        row, told = world.attendance("ML01"), {"actor": organizer(), "now": world.now}
        assert row is not None
        operations.mark_arrived(row, **told)
        operations.mark_arrived(row, **told)
        assert row.arrived_at == world.now
        operations.mark_absent(row, **told)
        db.session.commit()
        trail = sa.select(AuditEvent.action).where(AuditEvent.subject == f"attendance:{row.id}").order_by(AuditEvent.id)
        assert db.session.scalars(trail).all() == ["attendance.answered", "attendance.arrived", "attendance.absent"]
        assert db.session.scalars(sa.select(Attendance.arrived_at)).all() == [None]

"""+45 minutes on the day: every later line shows both new times, and both sides are told."""

from __future__ import annotations

from datetime import timedelta

from tests.day.world import DayWorld
from tests.visitor import Visitor


def test_the_page_names_what_moves_with_both_new_times_before_anything_moves(
    world: DayWorld, organizer: Visitor
) -> None:
    world.start(1, 5)
    organizer.visit("/organizers/day/shift?minutes=45")
    lines = [" ".join(one.text.split()) for one in organizer.soup.select(".moves li")]
    assert lines[0].startswith("10:05 Bamako · 11:05 Alger Jusqu’ici : 09:20 Bamako · 10:20 AlgerOrganisation ML01")
    assert len(lines) == 3
    with world.app.app_context():
        assert f"{world.slot(2).starts_at:%H:%M}" == "09:20"


def test_later_lines_show_both_new_times_and_both_sides_are_told(world: DayWorld, organizer: Visitor) -> None:
    world.start(1, 5)
    organizer.visit("/organizers/day/shift?minutes=45")
    organizer.submit("/organizers/day/shift", button="Décaler 3 créneaux de 45 minutes")
    assert "10:05 Bamako · 11:05 Alger" in organizer.text
    world.later(timedelta(minutes=11))
    told = sorted(str(mail["To"]) for mail in world.deliver())
    assert told == [f"{key}@example.org" for key in ("dz02", "dz03", "ml01", "ml02", "ml03")]
    participant = Visitor(world.app).sign_in("dz03@example.org")
    participant.visit("/meetings")
    assert "10:05 Bamako · 11:05 Alger" in participant.text
    assert "10:55 Bamako · 11:55 Alger" in participant.text


def test_it_can_be_taken_back(world: DayWorld, organizer: Visitor) -> None:
    world.start(1, 5)
    organizer.visit("/organizers/day/shift?minutes=15")
    organizer.submit("/organizers/day/shift", button="Décaler 3 créneaux de 15 minutes")
    form = organizer.soup.select_one(".toast-line form")
    assert form["action"] == "/organizers/day/shift"
    data = {one["name"]: one["value"] for one in form.select("input")}
    organizer.client.post(str(form["action"]), data=data)
    with world.app.app_context():
        assert f"{world.slot(2).starts_at:%H:%M}" == "09:20"


def test_the_question_afterwards_waits_for_the_later_end(world: DayWorld, organizer: Visitor) -> None:
    world.start(1, 5)
    organizer.visit("/organizers/day/shift?minutes=45")
    organizer.submit("/organizers/day/shift", button="Décaler 3 créneaux de 45 minutes")
    world.later(timedelta(minutes=11))
    world.deliver()
    world.now = world.now.replace(hour=10, minute=45)
    assert world.deliver() == []
    world.start(3, 31)
    assert len(world.deliver()) == 6

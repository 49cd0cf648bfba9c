"""On the day a letter that arrives ten minutes later arrives too late."""

from __future__ import annotations

from datetime import timedelta

import pytest

from matchmaking.extensions import db
from tests.day.world import DayWorld
from tests.meetings.world import address
from tests.visitor import Visitor


def shift(organizer: Visitor) -> None:
    organizer.visit("/organizers/day/shift?minutes=10")
    organizer.submit("/organizers/day/shift", button="Décaler 4 créneaux de 10 minutes")


def test_a_delay_is_told_within_the_minute_and_the_page_says_when(world: DayWorld, organizer: Visitor) -> None:
    """Half past eight; the first slot is at nine."""
    shift(organizer)
    assert "Les personnes concernées sont prévenues à 08:31 Bamako · 09:31 Alger." in organizer.text
    world.later(timedelta(minutes=1))
    told = {str(mail["To"]) for mail in world.deliver()}
    assert told == {address(key) for key in ("ML01", "ML02", "ML03", "DZ01", "DZ02", "DZ03")}


def test_what_is_taken_back_within_the_minute_reaches_nobody(world: DayWorld, organizer: Visitor) -> None:
    shift(organizer)
    organizer.submit("/organizers/day/shift", button="Annuler")
    world.later(timedelta(minutes=11))
    assert world.deliver() == []


def test_a_replacements_video_link_arrives_while_the_slot_still_runs(world: DayWorld, helper: Visitor) -> None:
    world.arrive("ML01", "DZ04")
    world.start(1, 5)
    helper.visit(f"/organizers/day/replace/{world.meeting_id('ML01', 'DZ01')}/ML01/DZ04")
    helper.submit(ml_name="Personne ML01", dz_name="Nadia")
    assert "prévenues à 09:06 Bamako" in helper.text
    world.later(timedelta(minutes=1))
    letters = {str(mail["To"]): mail for mail in world.deliver()}
    with world.app.app_context():
        room = world.meeting("ML01", "DZ04").room
    assert room in letters[address("DZ04")].get_body(("plain",)).get_content()
    assert address("DZ01") in letters


@pytest.mark.parametrize(("days", "told"), [(1, "à 08:40 Bamako"), (0, "à 08:31 Bamako")])
def test_on_the_days_before_letters_are_held_as_long_as_the_settings_say(
    world: DayWorld, organizer: Visitor, days: int, told: str
) -> None:
    world.later(-timedelta(days=days))
    shift(organizer)
    assert told in organizer.text


def test_who_has_no_address_is_named_as_one_to_call(world: DayWorld, organizer: Visitor) -> None:
    with world.app.app_context():
        world.attendance("DZ01").profile.contact_user = None
        world.attendance("DZ01").profile.contact_phone = "+213550000001"
        db.session.commit()
    shift(organizer)
    assert "1 personne est à appeler" in organizer.text

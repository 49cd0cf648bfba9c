"""Calendar files, read back by another library and kept by a calendar that knows meetings by their identity."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import vobject

from matchmaking.locale import speaking
from matchmaking.meetings import calendars, queries
from matchmaking.outbox.calendar import Calendar, CalendarMethod
from matchmaking.profiles.queries import get_by_key
from tests.calendar_program import Agenda
from tests.papers.world import CONTACTS, TABLE_PHONE, World
from tests.visitor import Visitor

MARIAM, NABIL, SALIMA = "mariam@keneya.example", "nabil@nabd.example", "salima@tafna.example"
KENEYA_NABD = ("ML01", "DZ01")


def calendar_of(
    world: World, key: str, method: CalendarMethod, pair: tuple[str, str] = KENEYA_NABD, language: str = "fr"
) -> str:
    """What one side of a pair receives."""
    with world.app.app_context(), speaking(language):
        placement = world.placement(*pair)
        attendances = queries.attendances_of(placement.meeting.event)
        profile = get_by_key(key)
        return calendars.calendar_for(placement, profile, method=method, now=world.now, attendances=attendances)


def one(text: str) -> Any:
    return vobject.readOne(text).vevent


def test_the_invitation_says_when_whom_and_where_in_the_words_of_each_side(world: World) -> None:
    on_site = one(calendar_of(world, "ML01", CalendarMethod.REQUEST))
    online = one(calendar_of(world, "DZ01", CalendarMethod.REQUEST))
    assert on_site.summary.value == "Rendez\u2011vous avec NabdCare"
    assert online.summary.value == "Rendez\u2011vous avec KeneyaLink"
    assert on_site.dtstart.value == online.dtstart.value == world.opening
    assert on_site.dtend.value - on_site.dtstart.value == timedelta(minutes=20)
    assert on_site.location.value == "Table 1, Hôtel de l’Amitié, Bamako"
    assert online.location.value.startswith("https://video.example/")
    assert "10:00–10:20 Bamako · 11:00–11:20 Alger" in on_site.description.value
    assert "10:00–10:20 Bamako · 11:00–11:20 Alger" in online.description.value
    assert on_site.url.value == "http://localhost/meetings"
    assert on_site.organizer.value == "mailto:bonjour@deux-rives.example"
    assert on_site.status.value == "CONFIRMED"


def test_both_sides_have_the_same_identity_and_times_in_utc(world: World) -> None:
    texts = [calendar_of(world, key, CalendarMethod.REQUEST) for key in KENEYA_NABD]
    assert len({one(text).uid.value for text in texts}) == 1
    for text in texts:
        assert f"DTSTART:{world.opening:%Y%m%dT%H%M%SZ}" in text.splitlines()


@pytest.mark.parametrize("key", KENEYA_NABD)
@pytest.mark.parametrize("method", CalendarMethod)
def test_no_contact_of_the_other_side_stands_in_it(world: World, key: str, method: CalendarMethod) -> None:
    """Not even when contacts are open: calendars are shared, and files handed on."""
    own = {"ML01": MARIAM, "DZ01": NABIL}[key]
    text = calendar_of(world, key, method).replace("\r\n ", "")
    assert not [found for found in [*CONTACTS, TABLE_PHONE] if found != own and found in text]
    assert (own in text) is (method is not CalendarMethod.PUBLISH)


def test_a_mail_takes_it(world: World) -> None:
    for method in CalendarMethod:
        Calendar(text=calendar_of(world, "ML01", method), method=method)


def test_a_provisional_meeting_is_tentative_and_says_so(world: World) -> None:
    entry = one(calendar_of(world, "ML01", CalendarMethod.REQUEST, pair=("ML01", "DZ02")))
    assert entry.status.value == "TENTATIVE"
    assert "provisoire" in entry.summary.value


def test_a_move_replaces_and_a_cancellation_removes(world: World) -> None:
    agenda, later = Agenda(), timedelta(minutes=45)
    invitation = calendar_of(world, "ML01", CalendarMethod.REQUEST)
    agenda.take(invitation)
    with world.app.app_context():
        world.publish_again(shift=later)
    agenda.take(calendar_of(world, "ML01", CalendarMethod.REQUEST))
    assert agenda.times() == [world.opening + later]
    agenda.take(invitation)  # an old mail opened once more
    assert agenda.times() == [world.opening + later]
    with world.app.app_context():
        world.publish_again(drop=KENEYA_NABD)
    agenda.take(calendar_of(world, "ML01", CalendarMethod.CANCEL))
    assert agenda.times() == []


def test_the_whole_schedule_is_imported_again_after_a_change(world: World) -> None:
    agenda, later = Agenda(), timedelta(minutes=45)
    visitor = Visitor(world.app).sign_in(MARIAM)
    visitor.visit("/meetings/schedule.ics")
    assert visitor.response is not None
    agenda.take(visitor.response.get_data(as_text=True))
    assert agenda.times() == [world.opening, world.opening + timedelta(minutes=20)]
    with world.app.app_context():
        world.publish_again(shift=later, drop=("ML01", "DZ02"))
    visitor.visit("/meetings/schedule.ics")
    agenda.take(visitor.response.get_data(as_text=True))
    assert agenda.times() == [world.opening + later]


def test_lines_are_folded_and_arabic_survives(world: World) -> None:
    with world.app.app_context():
        get_by_key("ML01").name = "المؤسسة الناشئة للصحة الرقمية في باماكو وضواحيها"
        from matchmaking.extensions import db

        db.session.commit()
    text = calendar_of(world, "DZ01", CalendarMethod.REQUEST, language="ar")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert one(text).summary.value.endswith("المؤسسة الناشئة للصحة الرقمية في باماكو وضواحيها")
    assert "باماكو" in one(text).description.value


def test_a_file_is_for_the_two_organisations_only(world: World) -> None:
    with world.app.app_context():
        address = f"/meetings/{world.placement(*KENEYA_NABD).meeting_id}.ics"
    for email in (MARIAM, NABIL):
        visitor = Visitor(world.app).sign_in(email)
        visitor.visit(address)
        assert visitor.response is not None
        assert visitor.response.mimetype == "text/calendar"
        assert one(visitor.response.get_data(as_text=True)).dtstart.value == world.opening
    Visitor(world.app).sign_in(SALIMA).visit(address, status=404)
    signed_out = Visitor(world.app)
    signed_out.visit(address)
    assert signed_out.path == "/login"

"""A table's own page: opened by its link only, it says what runs and never a contact or a draft."""

from __future__ import annotations

import re
from datetime import timedelta

from matchmaking.day.links import table_address
from matchmaking.extensions import db
from matchmaking.meetings import operations, queries
from matchmaking.profiles.queries import get_by_key
from matchmaking.profiles.vocabulary import Kind
from tests.day.world import DayWorld
from tests.meetings.world import introduce
from tests.visitor import Visitor


def path_of(world: DayWorld, number: int = 1) -> str:
    with world.app.app_context():
        return table_address(world.table(number)).removeprefix("http://localhost")


def open_table(world: DayWorld, number: int = 1) -> Visitor:
    visitor = Visitor(world.app)
    visitor.visit(path_of(world, number))
    return visitor


def test_it_shows_now_and_next_with_both_clocks_and_the_video_link(world: DayWorld) -> None:
    world.start(1, 5)
    page = open_table(world)
    now, later = page.soup.select_one(".at-now"), page.soup.select_one(".at-next")
    assert re.search(r"ML01.*DZ01", " ".join(now.text.split()))
    with world.app.app_context():
        room = world.meeting("ML01", "DZ01").room
    assert now.select_one("a")["href"] == f"https://video.example/{room}"
    assert now.select_one("svg")
    assert re.search(r"09:20 Bamako · 10:20 Alger.*ML01.*DZ02", " ".join(later.text.split()))


def test_it_renews_itself_and_stays_out_of_caches_and_logs(world: DayWorld) -> None:
    page = open_table(world)
    assert page.soup.select_one('meta[http-equiv="refresh"]')["content"] == "60"
    assert page.response.headers["Cache-Control"] == "no-store"
    assert page.response.headers["Referrer-Policy"] == "no-referrer"


def test_it_holds_no_contact_but_the_tables_own_phone(world: DayWorld) -> None:
    world.start(1, 5)
    html = str(open_table(world).soup)
    assert "+22370000001" in html
    assert not re.search(r"Personne|@example|mailto:", html)


def test_a_draft_is_invisible(world: DayWorld) -> None:
    world.start(1, 5)
    with world.app.app_context():
        introduce(world, ("ML04", "DZ05"))
        event, told = world.event(), {"actor": world.user(), "now": world.now}
        draft = operations.draft(event, shown_number=1, **told)
        slot, table = world.slot(4), world.table(1)
        placed = {world.introduction("ML04", "DZ05").id: (slot.id, table.id)}
        operations.write(draft.id, draft.version, placed, {}, now=world.now)
        db.session.commit()
        assert [one.meeting.introduction_id for one in queries.get_draft(event).placements] == list(placed)
    assert "ML04" not in str(open_table(world).soup)


def test_a_discreet_fund_is_not_named_before_both_said_yes(world: DayWorld) -> None:
    with world.app.app_context():
        profile = get_by_key("DZ01")
        profile.kind, profile.discreet = Kind.INVESTOR, True
        introduction = world.introduction("ML01", "DZ01")
        introduction.status, introduction.contacts_opened_at, introduction.accepted_at = "proposed", None, None
        db.session.commit()
    world.start(1, 5)
    assert "Organisation DZ01" not in str(open_table(world).soup)


def test_a_new_link_ends_the_one_before(world: DayWorld, helper: Visitor) -> None:
    old = path_of(world)
    helper.visit("/organizers/day/tables")
    helper.submit("/link")
    tablet = Visitor(world.app)
    tablet.visit(old, status=410)
    assert "Le lien de cette table a pris fin" in tablet.text
    assert "réponse" not in tablet.text
    assert "Table 1" in open_table(world).text


def test_the_link_of_one_table_opens_no_other_and_a_forged_one_none(world: DayWorld) -> None:
    assert "Table 2" in open_table(world, 2).text
    Visitor(world.app).visit(path_of(world) + "x", status=404)


def test_hours_after_the_event_the_links_lead_nowhere(world: DayWorld) -> None:
    path = path_of(world)
    with world.app.app_context():
        world.now = world.event().ends_at
    Visitor(world.app).visit(path)
    world.later(timedelta(hours=4))
    Visitor(world.app).visit(path, status=410)


def test_whoever_photographs_the_card_does_not_learn_who_meets_whom_later(world: DayWorld) -> None:
    """Names and the video link stand there for those whose turn it is; before, the times alone."""
    with world.app.app_context():
        world.now = world.slot(1).starts_at - timedelta(hours=2)
    page = open_table(world)
    assert "Occupée" in page.text
    assert re.search(r"09:00 Bamako · 10:00 Alger", page.text)
    assert "Organisation" not in page.text
    assert "video.example" not in str(page.soup)
    with world.app.app_context():
        world.now = world.slot(1).starts_at - timedelta(minutes=20)
    soon = open_table(world).soup.select_one(".at-next")
    assert re.search(r"ML01.*DZ01", " ".join(soon.text.split())), "who is about to sit down finds the table"
    assert "video.example" not in str(soon)


def test_the_list_of_links_is_for_helpers_and_organizers(world: DayWorld, helper: Visitor) -> None:
    helper.visit("/organizers/day/tables")
    assert len(helper.soup.select(".table-links li .qr svg")) == 2
    Visitor(world.app).sign_in("ml01@example.org").visit("/organizers/day/tables", status=403)

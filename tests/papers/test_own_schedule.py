"""A participant's own schedule: the page and the paper say the same, nobody else's stands there, no contact early."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from matchmaking.extensions import db
from matchmaking.locale import speaking
from matchmaking.meetings import calendars
from matchmaking.meetings.models import Schedule
from matchmaking.meetings.sheets import own_day
from matchmaking.printing import documents, pdf
from matchmaking.profiles.queries import get_by_key
from tests.papers.world import CONTACTS, ORGANIZER, PEOPLE, TABLE_PHONE, World
from tests.printing.paper import Paper, ink, skip_where_nothing_prints
from tests.visitor import Visitor

MARIAM, ISSA, SALIMA = "mariam@keneya.example", "issa@fret.example", "salima@tafna.example"


def printed(world: World, email: str) -> Paper:
    skip_where_nothing_prints()
    visitor = Visitor(world.app).sign_in(email)
    visitor.visit("/meetings/schedule.pdf")
    assert visitor.response is not None
    assert visitor.response.mimetype == "application/pdf"
    return Paper(visitor.response.get_data())


def test_the_page_says_when_with_whom_and_where(world: World) -> None:
    visitor = Visitor(world.app).sign_in(MARIAM)
    rows = [" ".join(row.get_text(" ").split()) for row in visitor.visit("/meetings").select("ol.agenda > li")]
    assert len(rows) == 2
    for words in ("10:00 Bamako · 11:00 Alger", "NabdCare", "نبض كير", "Alger", "Table 1"):
        assert words in rows[0]
    assert "10:20 Bamako · 11:20 Alger" in rows[1]
    assert "Provisoire" in rows[1]


def test_somebody_online_has_the_link_and_the_phone_of_the_table(world: World) -> None:
    visitor = Visitor(world.app).sign_in("nabil@nabd.example")
    page = visitor.visit("/meetings")
    link = page.select_one('ol.agenda a[href^="https://video.example/"]')
    assert link is not None
    with world.app.app_context():
        assert str(link["href"]).endswith(world.placement("ML01", "DZ01").meeting.room)
    assert page.select_one(f'a[href="tel:{TABLE_PHONE}"]') is not None


@pytest.mark.parametrize("email", [MARIAM, ISSA, SALIMA, ORGANIZER])
def test_contacts_stand_there_only_where_both_said_yes(world: World, email: str) -> None:
    visitor = Visitor(world.app).sign_in(email)
    page = visitor.visit("/meetings")
    main = str(page.find("main"))
    opened = {
        MARIAM: set(PEOPLE["DZ01"][4:]),
        ISSA: set(PEOPLE["DZ02"][4:]),
        SALIMA: set(PEOPLE["ML02"][4:]),
        ORGANIZER: set(),
    }[email]
    assert {found for found in CONTACTS if found in main} == opened


def test_a_draft_is_invisible(world: World) -> None:
    with world.app.app_context():
        told_nobody = dict.fromkeys(("number", "published_at", "place", "video_link"))
        db.session.execute(sa.update(Schedule).values(**told_nobody))
        db.session.commit()
    visitor = Visitor(world.app).sign_in(MARIAM)
    visitor.visit("/meetings")
    assert "NabdCare" not in visitor.text
    assert "pas encore publié" in visitor.text
    visitor.visit("/meetings/schedule.pdf", status=404)
    with world.app.app_context():
        assert "VEVENT" not in calendars.own_schedule(world.user(MARIAM), now=world.now)


def test_the_paper_says_the_same_as_the_page(world: World) -> None:
    paper = printed(world, MARIAM)
    assert len(paper.pages) == 1
    for words in ("KeneyaLink", "Mariam Koné", "10:00 Bamako", "11:00 Alger", "NabdCare", "Table 1", "Provisoire"):
        assert words in paper.text
    assert "+213550445566" in paper.text
    assert "salima@tafna.example" not in paper.text
    assert paper.links() == {"http://localhost/meetings"}
    assert all(paper.fonts().values())


def test_in_arabic_the_paper_runs_from_right_to_left(world: World) -> None:
    skip_where_nothing_prints()
    with world.app.app_context(), speaking("ar"):
        get_by_key("ML01").name_ar = "كينيا لينك للصحة الرقمية"
        day = own_day.build(world.user(MARIAM), now=world.now)
        html = documents.word("meetings/paper/own.html", day=day, page_url=calendars.page_url())
        paper = Paper(pdf.make_pdf(html))
    assert "نبض كير" in paper.text
    assert "باماكو" in paper.text
    assert any("Arabic" in name for name in paper.fonts())
    title = ink(paper.picture(), (0.5, 0.06, 1.0, 0.16)), ink(paper.picture(), (0.0, 0.06, 0.3, 0.16))
    assert title[0] > title[1], "the title begins at the right"


def test_the_page_asks_no_more_questions_for_more_meetings(world: World) -> None:
    def questions(email: str) -> int:
        visitor, asked = Visitor(world.app).sign_in(email), []
        visitor.visit("/meetings")
        with world.app.app_context():
            engine = db.engine

        def listener(*told: object) -> None:
            asked.append(told[2])

        sa.event.listen(engine, "before_cursor_execute", listener)
        visitor.visit("/meetings")
        sa.event.remove(engine, "before_cursor_execute", listener)
        return len(asked)

    one_meeting, two_meetings = questions("nabil@nabd.example"), questions(MARIAM)
    assert one_meeting == two_meetings


def test_the_round_table_leads_to_the_meetings_and_the_schedule_to_the_print_pack(world: World) -> None:
    for email, page, goal in (
        (MARIAM, "/event", "/meetings"),
        (ORGANIZER, "/organizers/schedule", "/organizers/schedule/pack"),
    ):
        visitor = Visitor(world.app).sign_in(email)
        assert visitor.visit(page).select_one(f'main a[href="{goal}"]') is not None

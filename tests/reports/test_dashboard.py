"""The dashboard: each chart with its table, nothing inline, as many queries for many rows as for few."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from matchmaking.accounts.models import RoleName
from matchmaking.extensions import db
from matchmaking.outbox.models import Job
from matchmaking.profiles.queries import get_by_key
from matchmaking.reports import jobs, tallying
from matchmaking.reports.charts import Bar, Quarter, bars, matrix
from matchmaking.reports.marks import Said
from tests.factories import make_user
from tests.reports.world import ORGANIZER, World, make_event, make_introduction, make_organisation
from tests.visitor import Visitor

NARROW, WIDEST = 296, 7  # pixels: a chart in a card of a phone, a sign of its numbers


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """The statements that are sent meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    with app.app_context():
        engine = db.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)


def test_every_chart_has_its_table_and_a_name(world: World, awa: Visitor) -> None:
    page = awa.visit("/organizers/figures")
    figures = page.select("figure.chart")
    assert len(figures) >= 4
    for figure in figures:
        assert figure.find("table"), figure.get("aria-labelledby")
        assert all(svg.find("title") for svg in figure.select("svg[role=img]"))
    assert not page.select("main [style]")
    assert "Organisation ML12" in awa.text  # it has nothing yet


def test_the_numbers_of_the_funnel(world: World, awa: Visitor) -> None:
    page = awa.visit("/organizers/figures")
    rows = page.select("figure[aria-labelledby=funnel] tbody tr")
    numbers = {row.th.text: row.td.text for row in rows if row.th and row.td}
    assert list(numbers.values()) == ["24", "0", "8", "5", "4", "4"]


def test_more_rows_ask_no_more_queries(world: World, awa: Visitor) -> None:
    awa.visit("/organizers/figures")
    with counted(world.app) as few:
        awa.visit("/organizers/figures")
    with world.app.app_context():
        event = make_event(world.now)
        for number in range(20, 40):
            sides = (make_organisation(f"{country}{number}", number, event) for country in ("ML", "DZ"))
            make_introduction(*sides, number % 8, event, world.now)
        db.session.commit()
    with counted(world.app) as many:
        awa.visit("/organizers/figures")
    assert len(many) == len(few)


def test_an_empty_platform_has_a_dashboard_and_a_list_of_reports(app: Flask) -> None:
    with app.app_context():
        make_user(ORGANIZER, role=RoleName.ORGANIZER)
        db.session.commit()
    visitor = Visitor(app).sign_in(ORGANIZER)
    visitor.visit("/organizers/figures")
    assert "Personne n’a encore été mis en relation." in visitor.text
    visitor.visit("/reports")
    assert "Aucun rapport pour le moment" in visitor.text


@pytest.mark.parametrize("rtl", [False, True])
def test_a_chart_escapes_what_people_typed_and_mirrors(rtl: bool) -> None:
    drawn = bars([Bar("<b>", "1", 0.5)], sentence="a & b", rtl=rtl)
    page, paper = str(drawn.for_page()), str(drawn.for_paper())
    assert "&lt;b&gt;" in page
    assert "&lt;b&gt;" in paper
    assert "a &amp; b" in page
    assert ('x="50.00%" y="23" width="50.00%"' in page) is rtl


def test_on_a_phone_no_number_of_the_gaps_reaches_the_next_bar() -> None:
    heads = [("Mali", "offres"), ("Mali", "besoins"), ("Algérie", "offres"), ("Algérie", "besoins")]
    cells = [
        Quarter(22, 0, is_need=False, shore="ml", said="22"),
        Quarter(22, 14, is_need=True, shore="ml", said="22 (14)"),
        Quarter(22, 0, is_need=False, shore="dz", said="22"),
        Quarter(22, 14, is_need=True, shore="dz", said="22 (14)"),
    ]
    marks = matrix(heads, [("Agritech", cells)], sentence="").marks
    said = [mark for mark in marks if isinstance(mark, Said) and mark.kind == "g-n"]
    starts = [mark.x for mark in marks if isinstance(mark, Said) and mark.kind == "c-sub"][::2]
    for mark, following in zip(said, [*starts[1:], 100.0], strict=True):
        end = mark.x / 100 * NARROW + mark.shift + WIDEST * len(mark.text)
        assert end <= following / 100 * NARROW, mark.text


def count_now(world: World) -> None:
    """What the worker does again and again."""
    with world.app.app_context():
        jobs.count({})


def test_the_page_shows_what_was_counted_and_when(world: World, awa: Visitor) -> None:
    count_now(world)
    world.now += timedelta(minutes=1)
    with world.app.app_context():
        event = make_event(world.now)
        make_introduction(
            *(make_organisation(f"{country}20", 20, event) for country in ("ML", "DZ")), 6, event, world.now
        )
        db.session.commit()
    awa.visit("/organizers/figures")
    assert "Compté à 12:00." in awa.text
    assert "Organisation ML20" not in awa.text
    count_now(world)
    awa.visit("/organizers/figures")
    assert "Compté à 12:01." in awa.text
    assert "Organisation ML20" in awa.text


def test_counting_asks_for_the_next_time_once(world: World) -> None:
    count_now(world)
    count_now(world)
    with world.app.app_context():
        waiting = db.session.scalars(sa.select(Job).where(Job.kind == jobs.COUNT)).one()
        assert waiting.due_at == world.now + jobs.EVERY


def test_who_is_no_longer_there_is_not_named_from_an_earlier_count(world: World, awa: Visitor) -> None:
    count_now(world)
    awa.visit("/organizers/figures")
    assert "Organisation ML12" in awa.text
    with world.app.app_context():
        db.session.delete(get_by_key("ML12"))
        db.session.commit()
    awa.visit("/organizers/figures")
    assert "Organisation ML12" not in awa.text


def test_many_introductions_are_drawn_in_part_and_counted_whole(
    world: World, awa: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tallying, "SHOWN_PAIRS", 5)
    monkeypatch.setattr(tallying, "SHOWN_NAMES", 2)
    count_now(world)
    page = awa.visit("/organizers/figures")
    assert len(page.select("figure[aria-labelledby=shores] tbody tr")) == 5
    assert "Les 5 dernières mises en relation sur 8." in awa.text
    assert "et 22 autres" in awa.text, "twenty-four stand in no suggestion"

"""The charts of a report: on the page and on paper, from what was frozen, and silent about what is masked."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st

from matchmaking.extensions import db
from matchmaking.introductions.models import Introduction
from matchmaking.profiles.models import Profile
from matchmaking.reports import pictures
from matchmaking.reports.contents import Content, from_stored
from matchmaking.reports.marks import Box, Chart, Said
from matchmaking.reports.models import Snapshot
from matchmaking.reports.rendering.pdf import html
from matchmaking.reports.tables import Code, Count, Masked, Nothing, Percent, Table
from matchmaking.reports.wording import words
from tests.reports.world import COMMITTEE, ORGANIZER, World
from tests.visitor import Visitor

PICTURED = ("fairness", "funnel", "introductions", "gaps")
STEPS = ("organisations", "suggestions", "introductions", "accepted", "met", "results")


@pytest.fixture
def frozen(world: World, awa: Visitor) -> Content:
    """Report no. 1 as it was stored, without its files."""
    from matchmaking.reports import freezing, operations

    awa.visit("/reports")
    awa.submit("/organizers/reports", button="Figer le rapport")
    with world.app.test_request_context():
        snapshot = db.session.scalars(sa.select(Snapshot)).one()
        operations.freeze(snapshot, freezing.content_of(snapshot, now=world.now), now=world.now)
        db.session.commit()
        assert snapshot.content is not None
        return from_stored(snapshot.content)


def paper(world: World, content: Content, language: str) -> BeautifulSoup:
    with world.app.test_request_context():
        return BeautifulSoup(html(content, words(language)), "html.parser")


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_on_paper_each_chart_stands_with_its_table_and_says_how_to_read_it(
    world: World, frozen: Content, language: str
) -> None:
    said = words(language)
    sections = {one.h3.get_text(): one for one in paper(world, frozen, language).select(".paper-table") if one.h3}
    drawn = {title: one for title, one in sections.items() if one.select_one(".paper-chart svg")}
    assert set(drawn) == {said[f"table.{code}"] for code in PICTURED}
    for code in PICTURED:
        section = drawn[said[f"table.{code}"]]
        assert section.select("tbody tr")
        assert said[f"picture.{code}"] in section.get_text()
        assert not section.select("svg text"), "the printing room draws SVG text letter by letter"


def test_the_drawing_on_paper_is_black_and_white(world: World, frozen: Content) -> None:
    for svg in paper(world, frozen, "fr").select(".paper-chart svg"):
        colours = set(re.findall(r"#[0-9a-f]{3,6}", str(svg)))
        assert all(len(set(colour[1:])) == 1 for colour in colours), colours


def test_a_chart_on_paper_begins_where_its_language_begins() -> None:
    said = words("ar")
    drawn = pictures.funnel(funnel_of([40, 10, None, 4, 3, 2]), said)
    first = BeautifulSoup(str(drawn.for_paper()), "html.parser").span
    assert first is not None
    assert "right:0.00%" in str(first["style"])
    assert first.get_text() == said["step.organisations"]  # one whole word after another, for the shaper to join


def test_a_masked_number_is_in_no_chart_of_the_report(world: World, frozen: Content) -> None:
    """Row by row: a masked cell has its word and a dashed box of always the same width, no bar and no other number."""
    table = frozen.table("funnel")
    assert table is not None
    masked = [number for number, row in enumerate(table.rows) if isinstance(row[1], Masked)]
    assert masked
    drawn = pictures.funnel(table, words("fr"))
    for number in masked:
        assert row_of(drawn, number) == (["masqué"], [("c-masked", 5.0)])
    families = frozen.table("introductions")
    assert families is not None
    column = families.columns.index("introductions.all")
    between = [row[column] for row in families.rows[:-1]]
    assert any(isinstance(one, Masked) for one in between)
    picture = pictures.picture_of("introductions", frozen.table, words("fr"))
    assert picture is not None
    told = [one.text for one in picture.marks if isinstance(one, Said) and one.kind == "c-num"]
    assert told == [words("fr").cell(one) for one in between]


numbers = st.lists(st.none() | st.integers(0, 400), min_size=6, max_size=6)


@given(numbers)
def test_lengths_are_measured_by_what_is_shown_only(values: list[int | None]) -> None:
    """Whoever measures the bars with a ruler finds the shown numbers and nothing about the masked ones."""
    drawn = pictures.funnel(funnel_of(values), words("fr"))
    longest = max([1, *(value for value in values if value is not None)])
    for number, value in enumerate(values):
        texts, boxes = row_of(drawn, number)
        if value is None:
            assert (texts, boxes) == (["masqué"], [("c-masked", 5.0)])
        else:
            assert texts == [str(value)]
            assert boxes == [("c-bar", pytest.approx(100 * value / longest))]


@given(numbers)
def test_the_gauge_says_nothing_of_a_masked_share(values: list[int | None]) -> None:
    groups = ("country.ML", "country.DZ", "kind.startup", "kind.company", "kind.investor", "all")
    shares = [Masked() if value is None else Percent(min(value, 1000)) for value in values]
    table = Table("fairness", ("h", "rate"), tuple((Code(one), cell) for one, cell in zip(groups, shares, strict=True)))
    drawn = pictures.fairness(table, words("fr"))
    said = [one.text for one in drawn.marks if isinstance(one, Said) and one.kind.startswith("c-sub")]
    assert said == [f"Ensemble {words('fr').cell(shares[-1])}", *(words("fr").cell(one) for one in shares[:-1])]
    boxes = [one.width for one in drawn.marks if isinstance(one, Box)]
    assert boxes == [5.0] * sum(isinstance(one, Masked) for one in shares[:-1])


def test_the_report_is_read_on_a_page_with_the_same_charts(world: World, frozen: Content, awa: Visitor) -> None:
    listed = awa.visit("/reports")
    assert listed.find("a", href="/reports/1")
    page = awa.visit("/reports/1")
    charts = page.select("figure.report-chart:has(> svg)")
    assert {str(one["aria-labelledby"]) for one in charts} == {f"table-{code}" for code in PICTURED}
    assert all(one.find("table") and one.select_one("svg title") for one in charts)
    assert not page.select("main [style]")
    assert cells(page, "funnel")[0] == ["Profils publiés", "24", "–"]
    assert Visitor(world.app).sign_in(COMMITTEE).visit("/reports/1").select("figure.report-chart")


def test_a_year_later_the_page_shows_what_it_showed(world: World, frozen: Content, awa: Visitor) -> None:
    before = main(awa.visit("/reports/1"))
    world.now += timedelta(days=365)
    with world.app.app_context():
        db.session.execute(sa.delete(Introduction))
        db.session.execute(sa.delete(Profile))
        db.session.commit()
    assert main(Visitor(world.app).sign_in(ORGANIZER).visit("/reports/1")) == before


def test_a_report_that_is_being_made_is_not_read_yet(world: World, awa: Visitor) -> None:
    awa.visit("/reports")
    awa.submit("/organizers/reports", button="Figer le rapport")
    assert not awa.visit("/reports").find("a", href="/reports/1")
    awa.visit("/reports/1", status=404)


def funnel_of(values: list[int | None]) -> Table:
    rows = [
        (Code(f"step.{step}"), Masked() if value is None else Count(value), Nothing())
        for step, value in zip(STEPS, values, strict=True)
    ]
    return Table("funnel", ("funnel.head", "funnel.number", "funnel.share"), tuple(rows))


def row_of(drawn: Chart, number: int) -> tuple[list[str], list[tuple[str, float]]]:
    """The numbers and the bars that stand in the n-th row of a funnel."""
    inside = [one for one in drawn.marks if number * 54 <= getattr(one, "y", -1) < (number + 1) * 54]
    texts = [one.text for one in inside if isinstance(one, Said) and one.kind.startswith("c-num")]
    boxes = [(one.kind, one.width) for one in inside if isinstance(one, Box) and one.kind != "c-bed"]
    return texts, boxes


def cells(page: BeautifulSoup, code: str) -> list[list[str]]:
    rows = page.select(f"figure[aria-labelledby=table-{code}] tbody tr")
    return [[cell.get_text(strip=True) for cell in row.select("th, td")] for row in rows]


def main(page: BeautifulSoup) -> str:
    found = page.main
    assert isinstance(found, Tag)
    return str(found)

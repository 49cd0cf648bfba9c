"""A long list a page at a time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from matchmaking.paging import cut


@given(st.lists(st.integers(), max_size=60), st.integers(1, 9))
def test_going_from_page_to_page_meets_every_row_once(rows: list[int], length: int) -> None:
    number, met, pages = 1, [], 0
    while number is not None:
        here = cut(number, total=len(rows), length=length)
        page = here.page(rows[here.rows])
        met.extend(page.rows)
        pages += 1
        assert (page.total, page.number, page.before) == (len(rows), pages, pages - 1 or None)
        number = page.after
    assert met == rows
    assert pages == page.count


@given(st.integers(-3, 10**9), st.integers(0, 60), st.integers(1, 9))
def test_an_address_beyond_either_end_gives_the_page_at_that_end(asked: int, total: int, length: int) -> None:
    here = cut(asked, total=total, length=length)
    assert 1 <= here.number <= here.count
    assert here.number == asked or here.number in (1, here.count)


def test_a_list_without_rows_has_one_page() -> None:
    page = cut(7, total=0, length=20).page([])
    assert (page.number, page.count, page.before, page.after) == (1, 1, None, None)

"""A table as CSV: no cell is computed, and what was typed comes back."""

from __future__ import annotations

import csv
import io
from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from matchmaking.printing.delimited import FORMULA_STARTS, as_typed, make_delimited


def cells(body: bytes) -> list[str]:
    """The one row under the heading."""
    rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), delimiter=";"))
    return rows[1]


@example(["'=x", "''-1"])
@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1), min_size=1, max_size=5))
def test_no_text_is_computed_and_all_come_back(texts: list[str]) -> None:
    found = cells(make_delimited(["x"] * len(texts), [texts]))
    computed = [one for one in found if one.startswith(FORMULA_STARTS) and not one[1:].isdecimal()]
    assert computed == []
    assert [as_typed(one) for one in found] == texts


def test_numbers_days_and_phones_stay_what_they_are() -> None:
    row = [-5, 2.5, date(2026, 12, 7), "+22370112233", None, "=1+1"]
    assert cells(make_delimited(["x"] * 6, [row])) == ["-5", "2.5", "2026-12-07", "+22370112233", "", "'=1+1"]

"""A table that names profiles cannot be forgotten when two of them become one."""

from __future__ import annotations

from flask import Flask

from matchmaking.profiles.merging import merge_steps
from matchmaking.profiles.twins.snapshot import columns_that_name_a_profile


def test_every_foreign_key_to_a_profile_is_in_the_care_of_one_merge_step(app: Flask) -> None:
    with app.app_context():
        columns = {
            f"{table.name}.{column.name}" for table, found in columns_that_name_a_profile().items() for column in found
        }
        cared_for = [column for step in merge_steps() for column in step.columns]
    assert set(cared_for) == columns, (
        "register a MergeStep in the feature's init_app that says what becomes of its rows"
    )
    assert len(cared_for) == len(columns), "two steps move the same rows"


def test_only_what_is_computed_anew_is_left_out_of_the_record(app: Flask) -> None:
    with app.app_context():
        assert {name for step in merge_steps() for name in step.disposable} == {
            "met_needs",
            "search_facets",
            "search_texts",
            "suggestions",
        }

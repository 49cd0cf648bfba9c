"""A process that was warmed before it was forked: its first visitor waits for no file."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from matchmaking.language.lexicon import product_lexicon
from matchmaking.warming import warm_before_forking


@pytest.fixture
def _thaw() -> Iterator[None]:
    """What was set aside of the collector's work goes back to it."""
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("_thaw")
@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_first_page_reads_no_template(app: Flask, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    product_lexicon.cache_clear()
    warm_before_forking(app)

    def read(_environment: Any, template: str) -> None:
        raise AssertionError(f"{template} is read while somebody waits")

    monkeypatch.setattr(app.jinja_env.loader, "get_source", read)
    answer = app.test_client().get("/", headers={"Accept-Language": language})
    assert answer.status_code == 200
    for name in app.jinja_env.list_templates(extensions=["html", "txt"]):
        app.jinja_env.get_template(name)
    assert product_lexicon.cache_info().currsize == 1

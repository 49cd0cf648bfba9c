"""Every test of a road is walked twice, in French and in Arabic."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import installation
from tests.browser.roads.stage import Stage, set_up
from tests.integration.mailbox import Mailbox


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database at its newest migration, to be copied."""
    folder = tmp_path_factory.mktemp("prepared")
    with Mailbox() as mailbox:
        installation(folder, mailbox, {"DEMO": "0"}).flask("prepare")
    return folder / "matchmaking.db"


@pytest.fixture(params=["fr", "ar"])
def stage(request: pytest.FixtureRequest, tmp_path: Path, prepared: Path, browser: Browser) -> Iterator[Stage]:
    """An installation whose people all speak one language; nothing runs before `open`."""
    with Mailbox() as mailbox:
        product = installation(tmp_path, mailbox, {"DEMO": "0"})
        with set_up(tmp_path, prepared, product, request.param, browser) as made:
            yield made

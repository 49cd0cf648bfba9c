"""Behind a web server of one's own a visitor is known by their own address; without one nobody may claim it."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from flask import request

from matchmaking import create_app
from matchmaking.access import Access, access
from matchmaking.config import ConfigurationError, Settings


@pytest.mark.parametrize(("proxies", "address"), [(0, "127.0.0.1"), (1, "41.73.0.1")])
def test_the_address_a_request_comes_from(settings: Settings, tmp_path: Path, proxies: int, address: str) -> None:
    own = f"sqlite:///{tmp_path}/empty.db"
    app = create_app(dataclasses.replace(settings, trusted_proxies=proxies, database_url=own))
    app.add_url_rule("/whence", view_func=access(Access.PUBLIC)(lambda: str(request.remote_addr)), endpoint="whence")
    answer = app.test_client().get("/whence", headers={"X-Forwarded-For": "41.73.0.1"})
    assert answer.text == address


def test_a_number_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="TRUSTED_PROXIES"):
        Settings.from_environment({"TRUSTED_PROXIES": "yes", "INSTANCE": str(tmp_path)})

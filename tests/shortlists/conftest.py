"""The world of shortlists, and somebody of the fund at the browser."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.shortlists.world import FUND, make_world
from tests.visitor import Visitor


@pytest.fixture
def fund(app: Flask) -> Visitor:
    """A partner of the fund, signed in."""
    make_world(app)
    return Visitor(app).sign_in(FUND)

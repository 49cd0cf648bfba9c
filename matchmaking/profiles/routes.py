"""Pages of an organisation."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("profiles", __name__)

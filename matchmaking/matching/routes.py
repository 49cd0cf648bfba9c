"""Pages of suggestions and of the review."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("matching", __name__)

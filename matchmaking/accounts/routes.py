"""Pages of a person's own account, and the ways in that Flask-Security does not have."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("accounts", __name__)

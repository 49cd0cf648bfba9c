"""Profiles on the command line."""

from __future__ import annotations

from flask.cli import AppGroup

profiles = AppGroup("profiles", help="Import and export profiles.")

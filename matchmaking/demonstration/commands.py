"""The demonstration on the command line."""

from __future__ import annotations

from flask.cli import AppGroup

demo = AppGroup("demo", help="Load and clear the fictional demonstration data.")

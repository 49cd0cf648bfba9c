"""Matching on the command line."""

from __future__ import annotations

from flask.cli import AppGroup

match = AppGroup("match", help="Compute, export and measure suggestions.")

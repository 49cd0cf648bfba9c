"""Full text over the directory: pre-stemmed words and concepts, one question for SQLite and PostgreSQL."""

from flask import Flask
from flask.cli import AppGroup


def init_app(app: Flask, profiles: AppGroup) -> None:
    """Keep the index with every change of a profile, drop it at a merge, and add `flask profiles reindex`."""
    from matchmaking.profiles.merging import register_step
    from matchmaking.profiles.search import index
    from matchmaking.profiles.search.commands import reindex

    profiles.add_command(reindex)
    index.follow_changes()
    register_step(app, index.STEP)

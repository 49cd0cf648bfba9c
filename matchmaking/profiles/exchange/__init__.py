"""Profiles in files: JSON, CSV and XLSX, in and out, with every problem named by row and column."""

from flask import Flask
from flask.cli import AppGroup


def init_app(app: Flask, profiles: AppGroup) -> None:
    """Register the pages, and `import` and `export` under `flask profiles`."""
    from matchmaking.profiles.exchange.commands import export_file, import_file
    from matchmaking.profiles.exchange.routes import blueprint

    app.register_blueprint(blueprint)
    profiles.add_command(import_file)
    profiles.add_command(export_file)

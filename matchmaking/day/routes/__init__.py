"""Pages of the day: the board, the door, walk-ins, late bookings, tables, and the question afterwards."""

from flask import Blueprint

blueprint = Blueprint("day", __name__)

from matchmaking.day.routes import afterwards, board, booking, shifting, tables, walk_ins  # noqa: E402  (they hang on it)

__all__ = ["afterwards", "blueprint", "board", "booking", "shifting", "tables", "walk_ins"]

"""The round table: when and where, its sessions and slots, who takes part and how. Knows nothing of who meets whom."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register what becomes of attendances when two profiles become one."""
    from matchmaking.events.merging import STEP
    from matchmaking.profiles.merging import register_step

    register_step(app, STEP)

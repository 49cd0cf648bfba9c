"""Who meets whom when and where: schedules and their versions, the day itself."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register what becomes of meetings when two profiles become one."""
    from matchmaking.meetings.merging import STEP
    from matchmaking.profiles.merging import register_step

    register_step(app, STEP)

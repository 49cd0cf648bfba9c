"""The schedule of a day as an optimisation problem: who meets when and at which table. Pure: no rows, no web, no clock
but the time it may take."""

from matchmaking.meetings.solver.problem import Arrangement, Day, Reason, Spot, Wanted, gaps
from matchmaking.meetings.solver.solving import arrange, repair

__all__ = ["Arrangement", "Day", "Reason", "Spot", "Wanted", "arrange", "gaps", "repair"]

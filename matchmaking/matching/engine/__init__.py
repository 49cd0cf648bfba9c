"""The matching engine: documents in, scored and explained pairs out.

Pure: no Flask, no SQL, no clock. Importing it is cheap; what a fit needs beyond numpy is imported by the fit.
"""

from matchmaking.matching.engine.documents import DocumentError, OpportunityText, ProfileDocument
from matchmaking.matching.engine.engine import ENGINE_VERSION, Engine, NotFittedError
from matchmaking.matching.engine.explanation import explain, explain_pair
from matchmaking.matching.engine.outcomes import (
    Contribution,
    Evidence,
    Explanation,
    Remark,
    SharedTerm,
    Silence,
    Strength,
    Suggestion,
)
from matchmaking.matching.engine.parameters import ParameterError, Parameters
from matchmaking.matching.engine.readings import Readings
from matchmaking.matching.engine.statistics import Statistics, StatisticsError

__all__ = [
    "ENGINE_VERSION",
    "Contribution",
    "DocumentError",
    "Engine",
    "Evidence",
    "Explanation",
    "NotFittedError",
    "OpportunityText",
    "ParameterError",
    "Parameters",
    "ProfileDocument",
    "Readings",
    "Remark",
    "SharedTerm",
    "Silence",
    "Statistics",
    "StatisticsError",
    "Strength",
    "Suggestion",
    "explain",
    "explain_pair",
]

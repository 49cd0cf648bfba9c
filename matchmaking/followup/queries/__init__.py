"""Reading what is followed up. Writes nothing."""

from matchmaking.followup.queries.actions import (
    ActionFilters,
    count_late,
    find_action,
    get_action,
    get_objective,
    list_actions,
    list_late,
    list_objectives,
    list_people,
)
from matchmaking.followup.queries.meetings import get_decision, get_meeting, list_meetings
from matchmaking.followup.queries.outcomes import (
    AnswerRate,
    Followed,
    answer_rate,
    count_to_ask,
    fully_asked,
    get_followed,
    list_followed,
    list_questions,
    list_statements,
    list_to_ask,
    standings,
)
from matchmaking.followup.queries.recommendations import (
    get_recommendation,
    last_position,
    list_recommendations,
    list_set_aside,
)

__all__ = [
    "ActionFilters",
    "AnswerRate",
    "Followed",
    "answer_rate",
    "count_late",
    "count_to_ask",
    "find_action",
    "fully_asked",
    "get_action",
    "get_decision",
    "get_followed",
    "get_meeting",
    "get_objective",
    "get_recommendation",
    "last_position",
    "list_actions",
    "list_followed",
    "list_late",
    "list_meetings",
    "list_objectives",
    "list_people",
    "list_questions",
    "list_recommendations",
    "list_set_aside",
    "list_statements",
    "list_to_ask",
    "standings",
]

"""What is done on the day beside marking who is there. Nothing here commits."""

from matchmaking.day.operations.asking import ask, plan_questions
from matchmaking.day.operations.booking import book
from matchmaking.day.operations.tables import renew_link
from matchmaking.day.operations.walking_in import take_in

__all__ = ["ask", "book", "plan_questions", "renew_link", "take_in"]

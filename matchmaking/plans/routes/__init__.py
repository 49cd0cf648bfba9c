"""The organizers' pages of plans: the draft, its publication, the replacements after a no."""

from flask import Blueprint

blueprint = Blueprint("plans", __name__)

from matchmaking.plans.routes import drafts, publishing, replacements  # noqa: E402  (they hang on the blueprint)

__all__ = ["blueprint", "drafts", "publishing", "replacements"]

"""Pages of an organisation: writing it, its members, reading others, and the organizers' desk."""

from matchmaking.profiles.routes import desk, members, reading, thesis, writing
from matchmaking.profiles.routes.frame import blueprint

__all__ = ["blueprint", "desk", "members", "reading", "thesis", "writing"]

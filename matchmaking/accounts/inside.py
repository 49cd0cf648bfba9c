"""Which addresses stay inside the platform: a link that signs people in must not lead them elsewhere. Pure."""

from __future__ import annotations

import re

INSIDE = re.compile(r"/(?![/\\])")  # browsers read //, /\ and even /// as the beginning of another site's address
LONGEST = 500


def safe_path(target: str | None) -> str | None:
    """`target` if it is an address inside the platform, else None."""
    if not target or not INSIDE.match(target) or not target.isprintable() or len(target) > LONGEST:
        return None
    return target

"""Who is signed in proves once more that it is they: what lies open for an hour may have been left on a table."""

from __future__ import annotations

from datetime import datetime

from flask_security import verify_password

from matchmaking.accounts import queries
from matchmaking.accounts.models import User
from matchmaking.accounts.operations.personal_links import check_code


def prove(user: User, secret: str, *, now: datetime) -> bool:
    """Whether `secret` is the person's password or, where they have none, the code of their personal link.

    A wrong code is counted as at the link's own page: the caller commits either way.
    """
    if user.password is not None:
        return bool(verify_password(secret, user.password))
    link = queries.find_own_link(user, for_update=True)
    return link is not None and check_code(link, "".join(secret.split()), now=now)

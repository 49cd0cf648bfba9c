"""What can go wrong, in the product's own words. Pure: the pages that say so are in `error_pages`."""

from __future__ import annotations

import traceback
from pathlib import Path

_HOUSE = Path(__file__).resolve().parent.parent


def place_of(error: BaseException) -> str:
    """The error's class and where in our code it came up. Its words may quote an address or a text: left out."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(str(_HOUSE))]
    places = [f"{Path(frame.filename).relative_to(_HOUSE)}:{frame.lineno}" for frame in reversed(frames)]
    return " < ".join([type(error).__name__, *[place for place in places if "site-packages" not in place]][:5])


class DomainError(Exception):
    """A rule of the product was not met; `status` is the page that explains it."""

    status = 400


class NotFound(DomainError):
    """It does not exist, or not for this person: both look the same from outside."""

    status = 404


class NotAllowed(DomainError):
    """The person may see it but not do this to it."""

    status = 403


class TransitionError(DomainError):
    """The thing is not in a state from which this can be done."""

    status = 409

    def __init__(self, status: str, action: str) -> None:
        super().__init__(f"{action} is not possible when {status}")
        self.current, self.action = status, action


class Moved(DomainError):
    """It stands under another key now; what was sent to the old one was not done."""

    status = 409

    def __init__(self, old_key: str, new_key: str) -> None:
        super().__init__(f"{old_key} is {new_key} now")
        self.old_key, self.new_key = old_key, new_key


class Gone(DomainError):
    """A link that worked once and was ended."""

    status = 410


class StaleDecision(DomainError):
    """Somebody else decided between the page and the button; `decision` names who and what."""

    status = 409

    def __init__(self, decision: str, back_url: str | None = None) -> None:
        super().__init__(decision)
        self.decision, self.back_url = decision, back_url

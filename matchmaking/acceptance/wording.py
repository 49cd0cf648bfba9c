"""Bands, parts and refusals in the reader's words."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from matchmaking.acceptance.figures import Band
from matchmaking.acceptance.learning import FEWEST, FEWEST_OF_EACH, Refused

GROUPS = {
    "organizers": (_l("Pairs you decided about"), _l("approved")),
    "reactions": (_l("Suggestions that participants answered"), _l("interested")),
    "answers": (_l("Introductions that participants answered"), _l("yes")),
}
PARTS = {
    "forward": _l("Malian need met by the Algerian offer"),
    "backward": _l("Algerian need met by the Malian offer"),
    "affinity": _l("Nearness of trades and texts"),
    "facts": _l("Facts: stage, amount, language"),
    "correction": _l("Correction for those near to everybody"),
}


def refusal(code: str) -> str:
    """Why nothing is proposed."""
    sentences = {
        Refused.TOO_FEW: _("It takes at least %(number)s decisions about scored pairs.", number=FEWEST),
        Refused.ONE_OUTCOME: _(
            "It takes at least %(number)s approvals and as many dismissals: whoever only says yes says nothing of the "
            "weights.",
            number=FEWEST_OF_EACH,
        ),
        Refused.UNCLEAR: _("The decisions do not follow need and offer clearly enough to say anything of the weights."),
    }
    return str(sentences[Refused(code)])


def percent(value: float | None) -> str:
    """« 62 % » as a plain number; a dash where there is nothing to divide."""
    return "–" if value is None else f"{round(100 * value)}\N{NARROW NO-BREAK SPACE}%"


def interval(band: Band) -> str:
    """« 48–74 % »."""
    if band.low is None or band.high is None:
        return "–"
    return f"{round(100 * band.low)}–{round(100 * band.high)}\N{NARROW NO-BREAK SPACE}%"

"""The designed letters with sample values, for the page on which organizers word them: drawn as a receiver sees them.
Names no real organisation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _

from matchmaking.accounts.letters import write_to_address
from matchmaking.locale import DEFAULT, day_in_words, speaking
from matchmaking.matching.marking import Segment
from matchmaking.matching.pair_view import EvidenceView, PassageView, SharedWord
from matchmaking.outbox.operations import Letter

NOWHERE = {"decide": {"purpose": "sample"}}
SHARED = "paiement"
DAY = date(2026, 12, 15)


def proposal(values: Mapping[str, str]) -> Letter:
    """The letter that asks: one need beside one offer, and the word they share."""
    line = EvidenceView(
        label="",
        weight_words="",
        direction="ml_need",
        ml=_passage("need", "Un ", " par mobile money"),
        dz=_passage("offer", "Une passerelle de ", ""),
        words=[SharedWord(number=1, ml=SHARED, dz=SHARED, ml_lang=DEFAULT, dz_lang=DEFAULT)],
    )
    told = {"own": "ml", "lines": [line], "view": {"missing": [], "first_question": None}, "trade": "Startup"}
    return _write("introduction_proposal", values, other_place="Oran", **told)


def reminder(values: Mapping[str, str]) -> Letter:
    """The letter that asks again."""
    with speaking(DEFAULT):
        on = day_in_words(DAY, "EEEE d MMMM")
        until = str(_("Without an answer, the introduction is closed on %(day)s.", day=on))
    return _write("introduction_reminder", values, until=until, last=False)


def _write(template: str, values: Mapping[str, str], **context: Any) -> Letter:
    told = {**values, **context}
    return write_to_address("", locale=DEFAULT, template=template, kind=template, context=told, links=NOWHERE)


def _passage(side: str, before: str, after: str) -> PassageView:
    title = [Segment(before), Segment(SHARED, 1), Segment(after)]
    return PassageView(side=side, kind_label=None, title=title, text=[], lang=DEFAULT, dir="ltr")

"""The letters of the follow-up, worded in the receiver's language when queued; links are placeholders."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import format_date
from flask_babel import lazy_gettext as _l

from matchmaking.accounts.letters import write_letter, write_to_address
from matchmaking.followup import links
from matchmaking.followup.models import Action
from matchmaking.introductions import wording as introductions
from matchmaking.introductions.models import IntroductionSide
from matchmaking.introductions.queries import subject_ref
from matchmaking.locale import DEFAULT, normalise, speaking
from matchmaking.outbox import operations as outbox

ASK, PROPOSE, REMIND = "followup.outcome", "followup.action_proposed", "followup.action_late"
LETTERS = {ASK: _l("What came of it?"), PROPOSE: _l("Action proposed"), REMIND: _l("Action overdue")}


def ask_outcome(side: IntroductionSide, round_: int, *, now: datetime) -> bool:
    """« What came of it? », with the link to the form; False for somebody without an address, who is called."""
    user = side.contact_user
    if user is None or side.introduction.contacts_opened_at is None:
        return False
    with speaking(user.locale):
        letter = write_letter(
            user,
            template="followup_outcome",
            kind=ASK,
            context={
                "person": user.full_name,
                "own_name": side.profile.name,
                "other_name": introductions.other_name(side),
                "opened_on": format_date(side.introduction.contacts_opened_at, "d MMMM"),
                "again": round_ > 1,
            },
            links={"answer": links.outcome_placeholder(side)},
            subject_ref=subject_ref(side.introduction),
        )
    if letter is None:
        return False
    outbox.queue_message(letter, now=now)
    return True


def propose_action(action: Action, *, now: datetime) -> bool:
    """To the owner: what is asked of them, and one link to accept and update it; False where they have no address."""
    return _to_owner(action, PROPOSE, "followup_action", {}, now=now)


def remind_owner(action: Action, *, now: datetime) -> bool:
    """To the owner of what is late; False where they have no address."""
    assert action.due_on is not None
    return _to_owner(action, REMIND, "followup_late", {"days": (now.date() - action.due_on).days}, now=now)


def _to_owner(action: Action, kind: str, template: str, context: Mapping[str, Any], *, now: datetime) -> bool:
    user = action.owner_user
    address = (user.email if user else None) or action.owner_email
    if address is None:
        return False
    locale = normalise(user.locale if user else DEFAULT)
    with speaking(locale):
        letter = write_to_address(
            address,
            locale=locale,
            template=template,
            kind=kind,
            context={
                "person": user.full_name if user else action.owner_name,
                "action": action,
                "due_on": format_date(action.due_on, "d MMMM yyyy") if action.due_on else None,
                **context,
            },
            links={"action": links.action_placeholder(action)},
            receiver_id=user.id if user else None,
            subject_ref=f"action:{action.id}",
        )
    outbox.queue_message(letter, now=now)
    return True

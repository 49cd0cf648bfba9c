"""How the follow-up is worded for readers: labels, sentences, the text for WhatsApp. Reads rows, decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from flask import current_app
from flask_babel import LazyString, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from matchmaking.accounts.models import User
from matchmaking.accounts.policy import is_organizer
from matchmaking.followup.lifecycle import (
    ActionOrigin,
    ActionStatus,
    ActionStep,
    Channel,
    Horizon,
    NoFollowUpReason,
    OutcomeKind,
    Speaker,
    is_late,
)
from matchmaking.followup.models import Action
from matchmaking.followup.standing import Clash, Contradiction, Outcome, Standing, Standings
from matchmaking.introductions.models import Introduction, IntroductionSide
from matchmaking.introductions.wording import person_of
from matchmaking.lists import apart
from matchmaking.locale import day_in_words, speaking
from matchmaking.profiles.amounts import format_amount
from matchmaking.profiles.disclosure import shown_name, shown_text
from matchmaking.profiles.models import Profile

Labels = Mapping[str, LazyString]

OUTCOMES: Labels = {
    OutcomeKind.CONTACT: _l("Contact made"),
    OutcomeKind.MET: _l("Met"),
    OutcomeKind.MEMORANDUM: _l("Memorandum signed"),
    OutcomeKind.PILOT: _l("Pilot"),
    OutcomeKind.CONTRACT: _l("Contract"),
    OutcomeKind.INVESTMENT: _l("Investment"),
    OutcomeKind.NO_FOLLOW_UP: _l("No further follow-up"),
}
STANDINGS: Labels = {
    Standing.UNKNOWN: _l("unknown"),
    Standing.DECLARED: _l("declared by one side"),
    Standing.CONFIRMED: _l("confirmed by both"),
    Standing.EVIDENCED: _l("evidence seen"),
}
STANDING_TONES: Mapping[str, str] = {
    Standing.UNKNOWN: "calm",
    Standing.DECLARED: "calm",
    Standing.CONFIRMED: "ok",
    Standing.EVIDENCED: "ok",
}
SPEAKERS: Labels = {
    Speaker.MALI: _l("Malian side"),
    Speaker.ALGERIA: _l("Algerian side"),
    Speaker.ORGANIZER: _l("Organizers"),
}
CHANNELS: Labels = {
    Channel.LINK: _l("by the link of the letter"),
    Channel.PHONE: _l("by phone"),
    Channel.WHATSAPP: _l("by WhatsApp"),
    Channel.IN_PERSON: _l("in person"),
    Channel.DOCUMENT: _l("document seen"),
}
REASONS: Labels = {
    NoFollowUpReason.NO_FIT: _l("Need and offer do not meet after all"),
    NoFollowUpReason.NO_REPLY: _l("The other side does not answer"),
    NoFollowUpReason.NO_MEANS: _l("Money, people or time are missing"),
    NoFollowUpReason.RULES: _l("Rules stand in the way (payments, customs, licences)"),
    NoFollowUpReason.LATER: _l("Later, perhaps"),
    NoFollowUpReason.OTHER: _l("Another reason"),
}
AXES: Labels = {
    "01": _l("Axis 01 · institutional cooperation"),
    "02": _l("Axis 02 · co-entrepreneurship"),
    "03": _l("Axis 03 · skills and training"),
}
HORIZONS: Labels = {
    Horizon.SHORT: _l("Short term"),
    Horizon.MID: _l("Mid term"),
    Horizon.LONG: _l("Long term"),
}
STATUSES: Labels = {
    ActionStatus.PROPOSED: _l("Waits for its owner’s yes"),
    ActionStatus.ACCEPTED: _l("Accepted"),
    ActionStatus.UNDER_WAY: _l("In progress"),
    ActionStatus.BLOCKED: _l("Blocked"),
    ActionStatus.DONE: _l("Done"),
    ActionStatus.DECLINED: _l("Declined by its owner"),
    ActionStatus.DROPPED: _l("Dropped"),
}
STATUS_TONES: Mapping[str, str] = {
    ActionStatus.PROPOSED: "calm",
    ActionStatus.ACCEPTED: "calm",
    ActionStatus.UNDER_WAY: "calm",
    ActionStatus.BLOCKED: "bad",
    ActionStatus.DONE: "ok",
    ActionStatus.DECLINED: "wait",
    ActionStatus.DROPPED: "calm",
}
STEPS: Labels = {
    ActionStep.ACCEPT: _l("Accept"),
    ActionStep.DECLINE: _l("Decline"),
    ActionStep.START: _l("Start"),
    ActionStep.BLOCK: _l("It is blocked"),
    ActionStep.RESUME: _l("Resume"),
    ActionStep.FINISH: _l("It is done"),
    ActionStep.DROP: _l("Drop"),
    ActionStep.REOPEN: _l("Reopen"),
}
ORIGINS: Labels = {
    ActionOrigin.RECOMMENDATION: _l("Recommendation"),
    ActionOrigin.INTRODUCTION: _l("Introduction"),
    ActionOrigin.UNCOVERED_NEED: _l("Uncovered need"),
    ActionOrigin.DECISION: _l("Decision of the committee"),
    ActionOrigin.OTHER: _l("Elsewhere"),
}

EVENTS: Labels = {
    "followup.action.proposed": _l("Action proposed"),
    "followup.action.revised": _l("Action changed"),
    "followup.action.given": _l("Another owner"),
    "followup.action.moved": _l("State changed"),
    "followup.action.commented": _l("Comment"),
    "followup.action.reminded": _l("Reminder sent to the owner"),
}


def name_for(reader: User, profile: Profile) -> str:
    """An organisation as this reader may read it: a discreet fund has no name for the committee."""
    return shown_name(profile, to_other_side=not is_organizer(reader))


def text_for(reader: User, profile: Profile, text: str) -> str:
    """What an organisation wrote, as this reader may read it."""
    return shown_text(profile, text, to_other_side=not is_organizer(reader))


def pair_for(reader: User, introduction: Introduction) -> str:
    """« KeneyaLink · NabdCare »."""
    return f"{name_for(reader, introduction.ml_profile)} · {name_for(reader, introduction.dz_profile)}"


def outcome_words(outcome: Outcome) -> str:
    """« Investment, 15 000 000 F CFA »: what, and the amount as typed."""
    label = str(OUTCOMES[outcome.kind])
    amount = format_amount(outcome.amount, outcome.currency)
    return apart([label, amount]) if amount else label


def contradiction_words(found: Contradiction, standings: Standings) -> str:
    """Who says what against whom; for organizers."""
    names = {
        "says": SPEAKERS[found.says],
        "against": SPEAKERS[found.against],
        "kind": OUTCOMES[found.kind],
    }
    if found.clash is Clash.AMOUNTS:
        return str(_("%(kind)s: the two name different amounts.", kind=names["kind"]))
    if found.clash is Clash.TAKEN_BACK:
        return str(_("%(kind)s: %(says)s say it, %(against)s take it back.", **names))
    return str(_("%(kind)s: %(says)s say it, %(against)s speak of no follow-up.", **names))


def due_words(action: Action, today: date) -> str:
    """« by 3 March 2027 », or by how many days it is late."""
    return _due(action.status, action.due_on, today)


def due_then(line: Mapping[str, Any], brief: Mapping[str, Any]) -> str:
    """The same of a line of a brief, on the day of the brief. The first briefs kept the words themselves."""
    if "due" in line:
        return str(line["due"])
    due_on = date.fromisoformat(line["due_on"]) if line["due_on"] else None
    return _due(ActionStatus(line["status"]), due_on, date.fromisoformat(brief["on"]))


def _due(status: ActionStatus, due_on: date | None, today: date) -> str:
    if due_on is None:
        return str(_("no day yet"))
    if is_late(status, due_on, today):
        return str(ngettext("%(num)s day late", "%(num)s days late", (today - due_on).days))
    return str(_("by %(day)s", day=day_in_words(due_on, "d MMMM yyyy")))


def day(at: datetime | date) -> str:
    """« 3 March 2027 »."""
    return day_in_words(at, "d MMMM yyyy")


def whatsapp_url(side: IntroductionSide, phone: str, *, caller: User) -> str:
    """A wa.me link that asks what came of it, in the receiver's language. Both have each other's contact, so the other
    side is named."""
    user = side.contact_user
    with speaking(user.locale if user else None):
        text = _(
            "Hello %(person)s, this is %(caller)s of %(product)s. You have had the contact of %(name)s for a while: "
            "where do you stand? You can answer here in a word.",
            person=person_of(side),
            caller=caller.full_name,
            product=current_app.config["SETTINGS"].product_name,
            name=side.other.profile.name,
        )
    digits = "".join(character for character in phone if character.isdigit())
    return f"https://wa.me/{digits}?text={quote(text)}"

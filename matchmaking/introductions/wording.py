"""How introductions are worded for readers: states, next steps, history, calls. Reads rows, decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote

from flask import current_app
from flask_babel import format_timedelta
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from matchmaking.accounts.models import User
from matchmaking.events.times import dated_times_text
from matchmaking.introductions import letter_kinds, policy
from matchmaking.introductions.lifecycle import (
    UNANSWERED,
    Answer,
    AnswerChannel,
    CallResult,
    CancelReason,
    IntroductionStatus,
    Origin,
)
from matchmaking.introductions.models import Introduction, IntroductionSide
from matchmaking.introductions.trail import Happening
from matchmaking.lists import apart
from matchmaking.locale import day_in_words, moment, speaking
from matchmaking.matching.models import DeclineReason
from matchmaking.profiles.disclosure import is_masked, shown_name
from matchmaking.profiles.vocabulary import Country
from matchmaking.wordings.letters import Spoken

STATUSES = {
    IntroductionStatus.PROPOSED: _l("Under way"),
    IntroductionStatus.ACCEPTED: _l("Both said yes"),
    IntroductionStatus.DECLINED: _l("No follow-up"),
    IntroductionStatus.NO_ANSWER: _l("No answer"),
    IntroductionStatus.UNREACHED: _l("Could not be reached"),
    IntroductionStatus.CANCELLED: _l("Called off"),
}
ORIGINS = {
    Origin.ORGANIZER: _l("An organizer's choice"),
    Origin.PLAN: _l("A published plan"),
    Origin.REQUEST: _l("A request"),
    Origin.ON_SITE: _l("Agreed on the day"),
}
OVER_ICON = "x"
ANSWERS = {Answer.PENDING: _l("No answer yet"), Answer.YES: _l("Yes"), Answer.NO: _l("No")}
CHANNELS = {
    AnswerChannel.SITE: _l("on the site"),
    AnswerChannel.LINK: _l("by the link of the letter"),
    AnswerChannel.PHONE: _l("by phone"),
    AnswerChannel.WHATSAPP: _l("by WhatsApp"),
    AnswerChannel.TABLE: _l("aloud, on the day"),
}
REASONS = {
    DeclineReason.COMPETITOR: _l("We are competitors"),
    DeclineReason.ALREADY_IN_CONTACT: _l("We already know each other"),
    DeclineReason.CONFLICT: _l("Conflict of interest"),
    DeclineReason.NOT_NOW: _l("Not now"),
    DeclineReason.TOO_VAGUE: _l("Too vague for us to say"),
    DeclineReason.OTHER: _l("Another reason"),
}
EVENTS = {
    "introduction.approved": _l("Introduction approved"),
    "introduction.answered": _l("Answer given"),
    "introduction.answer_recorded": _l("Answer told and written down"),
    "introduction.answer_contradicted": _l("« That is not what I said »: told answer taken back"),
    "introduction.answer_settled": _l("Told answer counts from now on"),
    "introduction.accepted": _l("Both said yes"),
    "introduction.declined": _l("No follow-up"),
    "introduction.reopened": _l("A no taken back: open again"),
    "introduction.returned": _l("The reason of the no is over: the pair may be introduced again"),
    "introduction.reminded": _l("Reminder written"),
    "introduction.to_call": _l("Put on the call list"),
    "introduction.called": _l("Called"),
    "introduction.alerted": _l("Organizers alerted: nobody answers"),
    "introduction.no_answer": _l("Closed: no answer"),
    "introduction.unreached": _l("Closed: could not be reached"),
    "introduction.resumed": _l("Opened again by an organizer"),
    "introduction.grounds_changed": _l("A need or offer it rests on was rewritten"),
    "introduction.grounds_accepted": _l("The new words were read: the introduction goes on"),
    "introduction.contacts_opened": _l("Contacts open"),
    "introduction.contacts_closed": _l("Contacts closed: a consent was withdrawn"),
    "introduction.contact_changed": _l("Another contact person"),
    "introduction.outcome_told": _l("Told by phone how it ended"),
    "introduction.outcome_asked": _l("Asked what came of it"),
    "introduction.cancelled": _l("Introduction cancelled"),
    "introduction.merged": _l("Goes on with the profile that two became"),
    "introduction.closed_by_merge": _l("Closed: two profiles became one, the other introduction stands"),
}
LETTERS = {
    "introduction.proposal": _l("Introduction"),
    "introduction.reminder": _l("Reminder"),
    "introduction.unanswered": _l("Closed without an answer"),
    "introduction.resumed": _l("Open again"),
    "introduction.recorded": _l("Answer told by phone"),
    "introduction.contact": _l("Contact"),
    "introduction.consent": _l("Missing consent"),
    "introduction.declined": _l("No follow-up"),
    "introduction.reopened": _l("Open again"),
    "introduction.cancelled": _l("Introduction closed"),
}
# Why nothing follows, for a letter that says it beside something else. Who did not answer or said no is not told.
ENDED = {
    IntroductionStatus.DECLINED: _l("The introduction has ended."),
    IntroductionStatus.CANCELLED: _l("The introduction is closed too: nothing is expected of you."),
    IntroductionStatus.NO_ANSWER: _l("An answer is missing, and the introduction is closed for now."),
    IntroductionStatus.UNREACHED: _l("An answer is missing, and the introduction is closed for now."),
}
CALL_RESULTS = {
    CallResult.WILL_ANSWER: _l("Will answer"),
    CallResult.CALL_AGAIN: _l("Asks to be called again"),
    CallResult.NO_PICKUP: _l("Did not pick up"),
    CallResult.WRONG_NUMBER: _l("Wrong number"),
}
CANCEL_REASONS = {
    CancelReason.ORGANIZER: _l("taken back by the organizers"),
    CancelReason.PROFILE_WITHDRAWN: _l("a profile was withdrawn"),
}


@dataclass(frozen=True)
class Tag:
    """A state as a tag: the component's tone and its words."""

    tone: str  # ok, wait, calm, bad
    words: str
    icon: str | None = None  # where the tone's own does not fit


def both_clocks(at: datetime) -> str:
    """« 7 décembre, 14:42 Bamako · 15:42 Alger »: both clocks, Mali first in every language."""
    return dated_times_text(at)


def age(since: datetime, now: datetime) -> str:
    """« il y a 3 heures »."""
    if now - since < timedelta(minutes=1):
        return str(_("just now"))
    return str(format_timedelta(since - now, add_direction=True))


def other_name(side: IntroductionSide) -> str:
    """The other side's name as this side may know it: a discreet fund has one once both have said yes."""
    return shown_name(side.other.profile, to_other_side=side.introduction.status is not IntroductionStatus.ACCEPTED)


def other_place(side: IntroductionSide) -> str | None:
    """Where the other side is; nothing where its veiled name says it already."""
    masked = is_masked(side.other.profile, to_other_side=side.introduction.status is not IntroductionStatus.ACCEPTED)
    return None if masked else side.other.profile.city


def person_of(side: IntroductionSide) -> str:
    """Who answers for a side, by name; where nobody is known, the organisation."""
    if side.contact_user is not None:
        return side.contact_user.full_name
    return side.profile.contact_name or side.profile.name


def tag_for(side: IntroductionSide) -> Tag:
    """The state as one of the two sides sees it; calm where nothing is asked of it."""
    status = side.introduction.status
    if status is IntroductionStatus.ACCEPTED:
        return Tag("ok", str(_("Both said yes")))
    if status is not IntroductionStatus.PROPOSED:
        return Tag("calm", str(STATUSES[status]), OVER_ICON)
    if policy.needs_answer(side):
        return Tag("wait", str(_("Your answer")))
    if side.is_provisional:
        return Tag("calm", str(_("Answer told by phone")))
    place = side.other.profile.city
    return Tag("calm", str(_("Answer awaited · %(place)s", place=place) if place else _("Answer awaited")))


def expected_of(side: IntroductionSide, reader: User, *, contacts_open: bool) -> str:
    """What happens next, told to a reader of one of the two sides."""
    introduction, other = side.introduction, other_name(side)
    if introduction.status is IntroductionStatus.PROPOSED:
        return _expected_while_open(side, reader, other)
    if introduction.cancel_reason is CancelReason.PROFILE_WITHDRAWN:
        return str(_("A profile was withdrawn, and the introduction ended with it. Nothing is expected of you."))
    if introduction.status is IntroductionStatus.CANCELLED:
        return str(_("The organizers have closed this introduction. Nothing is expected of you."))
    if introduction.status is IntroductionStatus.DECLINED:
        if side.counted is Answer.NO:
            return str(_("You said no. %(name)s does not learn the reason.", name=other))
        return str(_("%(name)s has decided not to go further for now. You have nothing to do.", name=other))
    if introduction.status in UNANSWERED:
        return _unanswered(side, other)
    if contacts_open:
        return str(_("You both said yes: here is your contact."))
    return str(_("You both said yes. The contacts open as soon as a consent that is still missing is given."))


def _expected_while_open(side: IntroductionSide, reader: User, other: str) -> str:
    if side.is_provisional and side.effective_at is not None:
        return str(_("An answer told by phone counts from %(moment)s on.", moment=both_clocks(side.effective_at)))
    if side.answer is Answer.YES:
        return str(_("You said yes. We wait for the answer of %(name)s.", name=other))
    if not policy.is_contact_person(reader, side):
        return str(_("%(person)s answers for your organisation.", person=person_of(side)))
    return str(_("We think you should talk to each other. Read why, and answer yes or no."))


def _unanswered(side: IntroductionSide, other: str) -> str:
    if side.counted is not Answer.YES:
        return str(
            _("It was closed because we had no answer from you. Are you interested after all? Tell the organizers.")
        )
    if side.introduction.status is IntroductionStatus.UNREACHED:
        return str(_("You said yes. We could not reach %(name)s, and closed it for now.", name=other))
    return str(_("You said yes. %(name)s did not answer, and we closed it for now.", name=other))


def answer_of(side: IntroductionSide) -> str:
    """One side's answer with its channel, for organizers: « Yes, by phone (Moussa Keïta) »."""
    if side.channel is None:
        return str(ANSWERS[Answer.PENDING])
    words = apart([ANSWERS[side.answer], CHANNELS[side.channel]])
    if side.answered_name:
        words += f" ({side.answered_name})"
    return words


def next_step(introduction: Introduction, now: datetime, *, lacking: Sequence[IntroductionSide]) -> str:
    """What happens next, told to organizers; `lacking` are the sides whose contact person has not consented."""
    if introduction.status is IntroductionStatus.CANCELLED:
        assert introduction.cancel_reason is not None
        return str(_("Over: %(reason)s.", reason=CANCEL_REASONS[introduction.cancel_reason]))
    if introduction.closed_at is not None and introduction.returned_at is None:
        return str(_("Over since %(day)s; you may open it again.", day=day_in_words(introduction.closed_at)))
    if introduction.closed_at is not None and introduction.returned_at is not None:
        return str(_("Over; the pair is back since %(day)s.", day=day_in_words(introduction.returned_at)))
    if introduction.returned_at is not None:
        return str(_("Declined; the pair is back since %(day)s.", day=day_in_words(introduction.returned_at)))
    if introduction.status is IntroductionStatus.DECLINED:
        return str(_("Over, unless who said no changes their mind."))
    if introduction.status is IntroductionStatus.ACCEPTED:
        return " ".join(map(_consent_step, lacking)) or str(_("Contacts are open."))
    if now < introduction.held_until:
        return letters_leave(leaving([introduction]), now=now)
    return " ".join(awaited(side, now) for side in introduction.sides if side.counted is Answer.PENDING)


def leaving(introductions: Iterable[Introduction]) -> dict[Country, datetime]:
    """When the letters of introductions that were just approved leave, by shore; a shore without an address is not
    there."""
    sides = [side for introduction in introductions for side in introduction.sides if policy.has_address(side)]
    return {side.profile.country: side.asked_at for side in sides}


def letters_leave(at: Mapping[Country, datetime], *, now: datetime) -> str:
    """When the letters that ask leave, which a weekend may put off on one shore and not on the other."""
    if not at:
        return str(_("No letter leaves: both are called."))
    if len(set(at.values())) == 1:
        return str(_("The letters leave %(moment)s.", moment=moment(next(iter(at.values())), now=now)))
    malian, algerian = (moment(at[country], now=now) for country in (Country.MALI, Country.ALGERIA))
    return str(
        _("The letters to Mali leave %(malian)s, those to Algeria %(algerian)s.", malian=malian, algerian=algerian)
    )


def _consent_step(side: IntroductionSide) -> str:
    person = person_of(side)
    if side.contact_user is None:
        return str(_("Contacts stay closed: make a personal link for %(person)s, who then agrees.", person=person))
    return str(_("Contacts stay closed: ask %(person)s for the consent to the transfer.", person=person))


def awaited(side: IntroductionSide, now: datetime) -> str:
    """One side whose answer does not count yet, for organizers."""
    name = side.profile.name
    if side.is_provisional and side.effective_at is not None:
        return str(_("%(name)s: told, counts %(moment)s.", name=name, moment=moment(side.effective_at, now=now)))
    if not policy.has_address(side):
        return str(_("%(name)s: to call.", name=name))
    return str(_("%(name)s: answer awaited.", name=name))


def actor_of(found: Happening) -> str:
    """Who did it, by name."""
    return found.actor or str(_("The platform"))


def event_words(found: Happening) -> str:
    """One line of the history: what, for which side, with which answer."""
    details = found.event.details
    words = [str(EVENTS.get(found.event.action, found.event.action))]
    if side := details.get("side"):
        words.append(str(_("Mali") if side == Country.MALI else _("Algeria")))
    if answer := details.get("answer"):
        words.append(str(ANSWERS[Answer(answer)]))
    if channel := details.get("channel"):
        words.append(str(CHANNELS[AnswerChannel(channel)]))
    if result := details.get("result"):
        words.append(str(CALL_RESULTS[CallResult(result)]))
    if reason := details.get("reason"):
        words.append(str(CANCEL_REASONS[CancelReason(reason)]))
    return " · ".join(words)


def last_decision(events: Sequence[Happening], side: IntroductionSide | None, *, now: datetime) -> str:
    """Who decided what, last, about an introduction or about one side of it."""
    country = side.profile.country if side else None
    concerned = [found for found in events if country is None or found.event.details.get("side") in (country, None)]
    if not concerned:
        return str(_("It was changed in the meantime."))
    last = concerned[-1]
    told = {"name": actor_of(last), "what": event_words(last), "moment": moment(last.event.at, now=now)}
    return str(_("%(name)s: %(what)s, %(moment)s", **told))


def spoken_text(side: IntroductionSide, *, caller: User, spoken: Spoken) -> str:
    """What to say to this side, or to send by WhatsApp, in the receiver's language; never the name of the other side.
    Somebody without an account has no space to open yet, and is asked to call back."""
    user, person, status = side.contact_user, person_of(side), side.introduction.status
    if user is not None or status not in (IntroductionStatus.PROPOSED, IntroductionStatus.ACCEPTED):
        values = letter_kinds.spoken_values(side, person=person, caller=caller)
        return spoken.text(letter_kinds.spoken_kind(side), user.locale if user else None, values)
    told = {
        "person": person,
        "caller": caller.full_name,
        "product": current_app.config["SETTINGS"].product_name,
        "organisation": side.profile.name,
    }
    with speaking(None):
        if status is IntroductionStatus.ACCEPTED:
            text = _(
                "Hello %(person)s, this is %(caller)s of %(product)s. The introduction of %(organisation)s has come "
                "about: both have said yes.",
                **told,
            )
            return f"{text} {_('Call us back: we send you the personal link by which the contacts open.')}"
        text = _(
            "Hello %(person)s, this is %(caller)s of %(product)s. An organisation across the border may answer what "
            "%(organisation)s looks for.",
            **told,
        )
        return f"{text} {_('Call us back, or answer here, and we tell you more.')}"


def whatsapp_url(phone: str, text: str) -> str:
    """A wa.me link with ready text."""
    digits = "".join(character for character in phone if character.isdigit())
    return f"https://wa.me/{digits}?text={quote(text)}"

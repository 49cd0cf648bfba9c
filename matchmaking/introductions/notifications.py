"""The letters about introductions: which one goes to whom. Worded in the receiver's language when queued; no letter
holds a contact before both have said yes, and links are placeholders until the worker sends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from flask_babel import gettext as _

from matchmaking.accounts.letters import write_letter
from matchmaking.accounts.models import User
from matchmaking.introductions import dates, links, policy, queries, wording
from matchmaking.introductions.clocks import Agenda
from matchmaking.introductions.letter_kinds import (
    CANCELLED,
    CONSENT,
    CONTACT,
    DECLINED,
    PROFILE_WITHDRAWN,
    RECORDED,
    REOPENED,
    RESUMED,
    RESUMED_YES,
    UNANSWERED,
    draw_why,
    unanswered_kind,
)
from matchmaking.introductions.lifecycle import Answer, CancelReason
from matchmaking.introductions.models import Introduction, IntroductionSide
from matchmaking.introductions.timetable import weekends
from matchmaking.locale import normalise, speaking
from matchmaking.matching import pair_view
from matchmaking.outbox import operations as outbox
from matchmaking.outbox.lifecycle import MessageStatus
from matchmaking.outbox.models import Message
from matchmaking.outbox.operations import Letter
from matchmaking.profiles import labels
from matchmaking.wordings import letters as wordings

PROPOSAL, REMINDER = queries.PROPOSAL, queries.REMINDER
DESIGNED = (PROPOSAL, REMINDER)  # drawn as the pages are, where nobody wrote other words
ENDINGS = (DECLINED, CANCELLED, UNANSWERED)
# Not gone yet; a failed one too, since an organizer may give it new attempts.
STILL_HERE = (MessageStatus.WAITING, MessageStatus.FAILED)
GONE = (MessageStatus.SENDING, MessageStatus.SENT)
NO_HOLD = timedelta()


def propose(side: IntroductionSide, *, now: datetime, hold: timedelta = NO_HOLD) -> None:
    """« NabdCare offers what you look for »: the letter that asks, with one button to a page that asks."""
    user = side.contact_user
    if user is None:
        return
    with speaking(user.locale):
        introduction = side.introduction
        view = pair_view.build(introduction.ml_profile, introduction.dz_profile, user)
        own = side.profile.country.value.lower()
        lines = sorted(view.evidence, key=lambda line: line.direction != f"{own}_need")  # what the reader needs first
        trade = labels.label(side.other.profile.kind)
        _send(side, PROPOSAL, now=now, hold=hold, decide=True, view=view, own=own, lines=lines, trade=trade)


def was_written_to(side: IntroductionSide) -> bool:
    """Whether the letter that asks has reached this person or is on its way."""
    return bool(_letters_to(side, PROPOSAL, (*GONE, *STILL_HERE)))


def was_released(side: IntroductionSide, *, now: datetime) -> bool:
    """Whether the letter that asks need not wait any more, an organizer having let it go or not."""
    return any(letter.due_at <= now for letter in _letters_to(side, PROPOSAL, tuple(MessageStatus)))


def can_remind(side: IntroductionSide) -> bool:
    """Whether a reminder would reach somebody who was asked: the first letter has left, and both may still read of
    each other."""
    introduction = side.introduction
    both_visible = queries.both_visible(introduction.ml_profile, introduction.dz_profile)
    return policy.has_address(side) and was_told(side) and both_visible


def remind(side: IntroductionSide, agenda: Agenda, *, now: datetime) -> None:
    """« KeneyaLink waits for your word »: who, the first reason in one line, until when, one button."""
    user = side.contact_user
    if user is None:
        return
    with speaking(user.locale):
        until = dates.deadline(side, agenda, now=now)
    _send(side, REMINDER, now=now, decide=True, until=until, last=side.reminders > 1)


def was_told(side: IntroductionSide) -> bool:
    """Whether the letter that asks has left, or is leaving at this moment."""
    return bool(_letters_to(side, PROPOSAL, GONE))


def withdraw_proposals(introduction: Introduction, *, now: datetime, side: IntroductionSide | None = None) -> None:
    """Keep the letters that ask (to one side, or both) from leaving, where they have not."""
    for message in queries.list_letters(introduction, states=STILL_HERE):
        if message.kind not in queries.ASKING:
            continue
        if side is None or message.receiver_id == side.contact_user_id:
            outbox.cancel_message(message, actor_id=None, now=now)


def withdraw_all(introduction: Introduction, *, actor: User | None, now: datetime) -> None:
    """Keep every letter that has not left from leaving."""
    for message in queries.list_letters(introduction, states=STILL_HERE):
        outbox.cancel_message(message, actor_id=actor.id if actor else None, now=now)


def tell_recorded(side: IntroductionSide, *, now: datetime) -> None:
    """To somebody whose answer an organizer wrote down: what was written, and how to say that it was not so."""
    assert side.recorded_by is not None
    assert side.effective_at is not None
    with speaking(side.contact_user.locale if side.contact_user else None):
        told = {
            "organizer": side.recorded_by.full_name,
            "speaker": side.answered_name,
            "answer": str(_("yes") if side.answer is Answer.YES else _("no")),
            "until": wording.both_clocks(side.effective_at),
        }
    _send(side, RECORDED, now=now, decide=True, values=told)


def tell_declined(side: IntroductionSide, *, now: datetime, hold: timedelta) -> None:
    """To the side that is left; held, so that a change of mind within the hold time costs nobody a letter."""
    if was_told(side):
        _send(side, DECLINED, now=now, hold=hold)


def take_back_decline(side: IntroductionSide, *, actor: User | None, now: datetime) -> None:
    """The no was taken back: its letter stays here, or another one follows it."""
    for message in _letters_to(side, DECLINED, STILL_HERE):
        outbox.cancel_message(message, actor_id=actor.id if actor else None, now=now)
    if _letters_to(side, DECLINED, GONE):
        tell_reopened(side, now=now)


def tell_reopened(side: IntroductionSide, *, now: datetime, hold: timedelta = NO_HOLD) -> None:
    """To the side that was told of a no: it was taken back, and their answer counts again."""
    _send(side, REOPENED, now=now, hold=hold, decide=True)


def tell_again(side: IntroductionSide, since: datetime, *, now: datetime, hold: timedelta) -> None:
    """The same where another letter said at `since` that it was over, so that the one about the no never left. Says it
    once."""
    letters = _letters_to(side, REOPENED, (*GONE, *STILL_HERE))
    if not _letters_to(side, DECLINED, GONE) and not any(letter.created_at >= since for letter in letters):
        tell_reopened(side, now=now, hold=hold)


def withdraw_ending(side: IntroductionSide, *, now: datetime) -> None:
    """Another letter to this person says that it is over: keep the one about the introduction from leaving, where it
    has not. Nobody need call them about it: where that other letter is lost, they are called about what it says."""
    for kind in ENDINGS:
        for message in _letters_to(side, kind, STILL_HERE):
            outbox.cancel_message(message, actor_id=None, now=now)
            side.outcome_told_at = now


def tell_cancelled(side: IntroductionSide, *, now: datetime, hold: timedelta) -> None:
    """To somebody who had been asked: it is over, nothing is expected. Held: see `ending_hold`."""
    withdrawn = side.introduction.cancel_reason is CancelReason.PROFILE_WITHDRAWN
    _send(side, PROFILE_WITHDRAWN if withdrawn else CANCELLED, now=now, hold=hold)


def tell_unanswered(side: IntroductionSide, *, now: datetime, hold: timedelta) -> None:
    """It was closed because an answer is missing: this side's own, or the other's. Held: see `ending_hold`."""
    _send(side, unanswered_kind(side), now=now, hold=hold)


def tell_resumed(side: IntroductionSide, *, now: datetime) -> None:
    """An organizer has opened it again."""
    _send(side, RESUMED_YES if side.counted is Answer.YES else RESUMED, now=now, decide=True)


def ask_consent(side: IntroductionSide, *, now: datetime) -> None:
    """Both said yes, but this person's consent to the transfer is missing: what to do."""
    address = f"{current_app.config['SETTINGS'].public_url}/account"
    _send(side, CONSENT, now=now, values={"address": address})


def send_contact(side: IntroductionSide, *, now: datetime) -> None:
    """The other side's contact. Writes nothing while `queries.find_contact` gives none."""
    contact = queries.find_contact(side.other)
    if contact is not None:
        _send(side, CONTACT, now=now, contact=contact)


def withdraw_contact_letters(introduction: Introduction, *, now: datetime) -> bool:
    """Keep the letters with contacts from leaving; True where one of them had not left."""
    waiting = queries.list_letters(introduction, kind=CONTACT, states=STILL_HERE)
    for message in waiting:
        outbox.cancel_message(message, actor_id=None, now=now)
    return bool(waiting)


def _send(
    side: IntroductionSide, kind: str, *, now: datetime, hold: timedelta = NO_HOLD, decide: bool = False, **context: Any
) -> None:
    """Queue the letter of this kind where the person has an address; a designed one is `emails/introduction_<kind>`."""
    user, introduction = side.contact_user, side.introduction
    if user is None or not policy.has_address(side):
        return
    if kind not in DESIGNED or wordings.is_worded(kind, user.locale):
        _send_worded(side, user, kind, now=now, hold=hold, decide=decide, **context)
        return
    with speaking(user.locale):
        letter = write_letter(
            user,
            template=kind.replace(".", "_"),
            kind=kind,
            context={
                "introduction": introduction,
                "side": side,
                "person": user.full_name,
                "own_name": side.profile.name,
                "other_name": wording.other_name(side),
                "other_place": wording.other_place(side),
                "organizer": introduction.approved_by.full_name if introduction.approved_by else None,
                **context,
            },
            links={"decide": links.placeholder(side)} if decide else None,
            subject_ref=queries.subject_ref(introduction),
        )
    _queue(letter, side, kind, now=now, hold=hold)


def _queue(letter: Letter | None, side: IntroductionSide, kind: str, *, now: datetime, hold: timedelta) -> None:
    if letter is not None:
        outbox.queue_message(letter, now=now, hold=_until_working(side, kind, now + hold) - now)


def _until_working(side: IntroductionSide, kind: str, at: datetime) -> datetime:
    """No letter leaves on the receiver's weekend, save what answers their own call within the hold time."""
    return at if kind == RECORDED else weekends().next_working(at, side.profile.country)


def _send_worded(
    side: IntroductionSide,
    user: User,
    kind: str,
    *,
    now: datetime,
    hold: timedelta,
    decide: bool,
    values: Mapping[str, str | None] | None = None,
    **context: Any,
) -> None:
    """The same in the organizers' words, or in the delivered ones."""
    language, introduction, other = normalise(user.locale), side.introduction, wording.other_name(side)
    drawn = {}
    if "lines" in context:
        drawn["why"] = draw_why(context["lines"], own=context["own"], other_name=other, language=language)
    if "contact" in context:
        drawn["contact"] = wordings.draw("blocks/contact", language, contact=context["contact"], other_name=other)
    letter = wordings.write(
        user,
        kind,
        {
            "own_name": side.profile.name,
            "other_name": other,
            "organizer": introduction.approved_by.full_name if introduction.approved_by else None,
            **(values or {}),
        },
        drawn=drawn,
        links={"decide": links.placeholder(side)} if decide else None,
        subject_ref=queries.subject_ref(introduction),
        confidential=kind == CONTACT,  # organizers see that it left, not what it says
    )
    _queue(letter, side, kind, now=now, hold=hold)


def _letters_to(side: IntroductionSide, kind: str, states: Sequence[MessageStatus]) -> list[Message]:
    letters = queries.list_letters(side.introduction, kind=kind, states=states)
    return [message for message in letters if message.receiver_id == side.contact_user_id]

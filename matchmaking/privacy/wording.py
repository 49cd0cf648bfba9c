"""Codes that no other page says in words."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp

from matchmaking.accounts.models import ConsentChannel, RoleName, User
from matchmaking.audit.models import AuditEvent
from matchmaking.introductions.wording import EVENTS
from matchmaking.matching.models import ApartList
from matchmaking.profiles import history

ROLES: Mapping[RoleName, LazyString] = {
    RoleName.PARTICIPANT: _lp("role", "Participant"),
    RoleName.ORGANIZER: _lp("role", "Organizer"),
    RoleName.SIDE_ORGANIZER: _lp("role", "Organizer of one side"),
    RoleName.HELPER: _lp("role", "Helper on the day"),
    RoleName.COMMITTEE: _lp("role", "Member of the follow-up committee"),
    RoleName.ADMIN: _lp("role", "Administrator"),
}
CHANNELS: Mapping[ConsentChannel, LazyString] = {
    ConsentChannel.WEB: _l("on the site"),
    ConsentChannel.LINK: _l("behind a personal link"),
    ConsentChannel.PAPER: _l("on paper"),
}
APART: Mapping[ApartList, LazyString] = {
    ApartList.ALREADY_PARTNERS: _l("Already partners"),
    ApartList.DO_NOT_INTRODUCE: _l("Do not introduce"),
}
DONE: Mapping[str, LazyString] = {
    "account.made": _l("Account made"),
    "account.confirmed": _l("Address confirmed"),
    "account.role_set": _l("Role given"),
    "consent.withdrawn": _l("Consent taken back"),
    "copy.taken": _l("Copy of the data taken"),
    "mails.chosen": _l("Mails chosen"),
    "calendar_feed.opened": _l("Calendar that follows by itself opened"),
    "calendar_feed.closed": _l("Calendar that follows by itself closed"),
    "attendance.answered": _l("Answered whether one comes"),
    "request.asked": _l("Asked for an introduction"),
    "request.withdrawn": _l("Took a request back"),
    "shortlist.kept": _l("Kept an organisation for later"),
    "shortlist.noted": _l("Wrote a note on the shortlist"),
    "shortlist.dropped": _l("Took an organisation off the shortlist"),
    "pair.kept_apart": _l("Named whom not to be introduced to"),
    "pair.let_meet": _l("Took a name off that list"),
}


def event_words(event: AuditEvent, user: User) -> str:
    """One line of the trail; the code itself where only organizers ever meet it."""
    if event.action in history.SENTENCES:
        return history.sentence(event, {user.id: user.full_name})
    return str(DONE.get(event.action) or EVENTS.get(event.action) or event.action)

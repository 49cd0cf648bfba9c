"""What introductions do about things that happen to profiles and persons elsewhere on the platform."""

from __future__ import annotations

from datetime import datetime

from matchmaking.extensions import db
from matchmaking.introductions import notifications, queries
from matchmaking.introductions.lifecycle import Answer, CancelReason, IntroductionStatus
from matchmaking.introductions.models import Introduction, IntroductionSide
from matchmaking.introductions.operations.approval import end
from matchmaking.introductions.operations.asking import ask_again
from matchmaking.introductions.operations.contacts import close_contacts, open_contacts
from matchmaking.introductions.operations.decisions import record, take
from matchmaking.introductions.operations.grounds import compare
from matchmaking.introductions.operations.ticking import wind
from matchmaking.profiles.lifecycle import ProfileStatus

OVER = frozenset({ProfileStatus.WITHDRAWN, ProfileStatus.ARCHIVED})


def follow_profile(profile_id: int, *, now: datetime) -> None:
    """A profile changed: end its open introductions where it was withdrawn, follow its contact person where that is
    somebody else now. Running it again does nothing."""
    for introduction in queries.list_unfinished_of(profile_id):
        take(introduction)
        side = next(side for side in introduction.sides if side.profile_id == profile_id)
        if introduction.status is IntroductionStatus.PROPOSED and side.profile.status in OVER:
            end(introduction, CancelReason.PROFILE_WITHDRAWN, actor=None, now=now)
        else:
            _follow_contact_person(side, now=now)
            compare(introduction, side.profile, now=now)
    db.session.flush()


def end_hold(introduction_id: int, *, now: datetime) -> None:
    """A letter left before the hold time was over: from now on the two sides may know. Running it again does
    nothing."""
    introduction = queries.get_introduction(introduction_id)
    take(introduction)
    introduction.held_until = min(introduction.held_until, now)
    for side in introduction.sides:
        if notifications.was_released(side, now=now):
            side.asked_at = min(side.asked_at, now)
    wind(introduction, now=now)
    db.session.flush()


def withdraw_consent(user_id: int, *, now: datetime) -> None:
    """A contact person took a consent back: nothing that crosses the border by it leaves any more."""
    for introduction in queries.list_of_contact(user_id):
        take(introduction)
        if introduction.status is IntroductionStatus.PROPOSED and not _crosses(introduction):
            notifications.withdraw_proposals(introduction, now=now)
        elif not queries.contacts_open(introduction):
            close_contacts(introduction, now=now)
    db.session.flush()


def restore_consent(user_id: int, *, now: datetime) -> None:
    """A contact person gave a consent: what waited for it goes on."""
    for profile_id in queries.list_profiles_of_contact(user_id):
        follow_profile(profile_id, now=now)
    for introduction in queries.list_of_contact(user_id):
        take(introduction)
        if introduction.status is IntroductionStatus.ACCEPTED:
            open_contacts(introduction, now=now)
        elif introduction.status is IntroductionStatus.PROPOSED and _crosses(introduction):
            for side in introduction.sides:
                ask_again(side, now=now)
    db.session.flush()


def _crosses(introduction: Introduction) -> bool:
    return queries.both_visible(introduction.ml_profile, introduction.dz_profile)


def _follow_contact_person(side: IntroductionSide, *, now: datetime) -> None:
    """The profile has another contact person: theirs is the answer now, unless one was given already."""
    person = side.profile.contact_user
    if side.contact_user is person or (side.contact_user is not None and side.answer is not Answer.PENDING):
        return
    notifications.withdraw_proposals(side.introduction, side=side, now=now)
    side.contact_user = person
    side.link_generation += 1
    record("contact_changed", side.introduction, actor=None, now=now, side=side)
    db.session.flush()
    if side.introduction.status is IntroductionStatus.PROPOSED:
        ask_again(side, now=now)
    else:
        open_contacts(side.introduction, now=now)

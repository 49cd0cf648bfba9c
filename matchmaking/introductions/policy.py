"""Who may see, answer, record and undo; pure, from rows already loaded. The same predicate shows the button and
guards the operation."""

from __future__ import annotations

from datetime import datetime

from matchmaking.accounts.models import User
from matchmaking.accounts.policy import is_helper, is_organizer, is_reached_by_mail
from matchmaking.events.models import Event
from matchmaking.introductions.lifecycle import (
    Answer,
    IntroductionAction,
    IntroductionStatus,
    Origin,
    allows,
    open_to_answer,
)
from matchmaking.introductions.models import Introduction, IntroductionSide
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.models import Profile
from matchmaking.profiles.policy import is_member


def is_out(introduction: Introduction, now: datetime) -> bool:
    """Whether the two sides may know of it: its hold time is over, and it was not undone within it."""
    undone = introduction.cancelled_at is not None and introduction.cancelled_at < introduction.held_until
    return introduction.held_until <= now and not undone


def own_side(user: User, introduction: Introduction) -> IntroductionSide | None:
    """The side whose organisation this person belongs to, as contact person or as a member."""
    for side in introduction.sides:
        if is_contact_person(user, side):
            return side
    return next((side for side in introduction.sides if is_member(user, side.profile)), None)


def can_read(user: User, introduction: Introduction, now: datetime) -> bool:
    """Whether this participant may open its page: people of the two organisations, once it is out."""
    return is_out(introduction, now) and own_side(user, introduction) is not None


def is_contact_person(user: User, side: IntroductionSide) -> bool:
    """Whether this person's answer is the organisation's answer."""
    return side.contact_user_id is not None and side.contact_user_id == user.id


def stands(introduction: Introduction) -> bool:
    """Whether both profiles are still published; a withdrawn one ends its introductions a moment later."""
    return all(side.profile.status is ProfileStatus.PUBLISHED for side in introduction.sides)


def can_answer(side: IntroductionSide) -> bool:
    """Whether the side may still give or change its answer."""
    introduction = side.introduction
    return (
        introduction.returned_at is None
        and stands(introduction)
        and open_to_answer(introduction.status, side.counted, side.other.counted)
    )


def can_record(user: User, side: IntroductionSide, now: datetime) -> bool:
    """Whether an organizer may write down what this side said by phone."""
    return is_organizer(user) and is_out(side.introduction, now) and can_answer(side)


def can_introduce(user: User, origin: Origin) -> bool:
    """Whether this person introduces: organizers, and helpers where both sides agree before them on the day."""
    return is_organizer(user) or (origin is Origin.ON_SITE and is_helper(user))


def can_note(user: User, side: IntroductionSide) -> bool:
    """Whether somebody may write down a yes that this side said aloud on the day."""
    return is_helper(user) and can_answer(side)


def can_contradict(side: IntroductionSide, now: datetime) -> bool:
    """Whether « that is not what I said » still helps: a told answer within its hold time."""
    return (
        side.is_provisional
        and side.effective_at is not None
        and now < side.effective_at
        and side.introduction.status is not IntroductionStatus.CANCELLED
    )


def can_undo(user: User, introduction: Introduction) -> bool:
    """Whether an organizer may take it back."""
    return is_organizer(user) and allows(introduction.status, IntroductionAction.CANCEL)


def can_resume(user: User, introduction: Introduction) -> bool:
    """Whether an organizer may open one again that ended without an answer; one whose pair came back is introduced
    anew instead."""
    open_again = allows(introduction.status, IntroductionAction.RESUME)
    return is_organizer(user) and open_again and introduction.returned_at is None


def may_be_provisional(introduction: Introduction, event: Event, now: datetime) -> bool:
    """Whether a meeting may be scheduled though an answer is missing: from the event's cut-off until its end. Contacts
    stay closed meanwhile, and either side may refuse. A told no that still waits for its hold time counts here."""
    return (
        event.allows_provisional
        and event.cutoff_at <= now < event.ends_at
        and introduction.status is IntroductionStatus.PROPOSED
        and is_out(introduction, now)
        and stands(introduction)
        and not any(side.answer is Answer.NO for side in introduction.sides)
    )


def needs_answer(side: IntroductionSide) -> bool:
    """Whether the next step is this side's."""
    return side.introduction.status is IntroductionStatus.PROPOSED and side.answer is Answer.PENDING


def can_tell_outcome(user: User, side: IntroductionSide) -> bool:
    """Whether an organizer may note that this side was told by phone how it ended; whether that is needed, the letters
    say: see `call_list`."""
    if not is_organizer(user) or side.outcome_told_at:
        return False
    if side.introduction.status is IntroductionStatus.DECLINED:
        return side.counted is not Answer.NO  # who said no knows
    return side.introduction.status is not IntroductionStatus.PROPOSED


def has_address(side: IntroductionSide) -> bool:
    """Whether letters reach this side; the others are called."""
    return side.contact_user is not None and is_reached_by_mail(side.contact_user)


def share_contact_person(ml: Profile, dz: Profile) -> bool:
    """Whether one person would be introduced to themselves."""
    return ml.contact_user_id is not None and ml.contact_user_id == dz.contact_user_id

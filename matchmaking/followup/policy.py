"""Who may do what in the follow-up; pure, from rows already loaded. The same predicate shows the button and guards
the operation."""

from __future__ import annotations

from matchmaking.accounts.models import User
from matchmaking.accounts.policy import is_committee, is_organizer
from matchmaking.followup.lifecycle import OWN_STEPS, ActionStatus, ActionStep, next_status, steps_from
from matchmaking.followup.models import Action, CommitteeMeeting


def can_record_outcome(user: User) -> bool:
    """Whether the person may write down what a side said, or evidence: organizers, who speak with both."""
    return is_organizer(user)


def can_see_contacts(user: User) -> bool:
    """Whether the person sees addresses, phone numbers and private notes: the committee does not."""
    return is_organizer(user)


def can_follow_up(user: User) -> bool:
    """Whether the person notes recommendations and keeps the road map: the committee, and organizers with it."""
    return is_committee(user)


def steps_for_owner(action: Action) -> list[ActionStep]:
    """What the owner can do by the signed link."""
    return [step for step in steps_from(action.status) if step in OWN_STEPS]


def can_move(user: User, action: Action) -> bool:
    """Whether the person may move the action on the board; the owner has an own road by link."""
    return can_follow_up(user) or (action.owner_user_id is not None and action.owner_user_id == user.id)


def keeps_owner_waiting(action: Action) -> bool:
    """Whether the owner has been asked and has not said yes."""
    return action.status is ActionStatus.PROPOSED


def status_after_new_owner(status: ActionStatus) -> ActionStatus:
    """A new owner has to say yes first; raises TransitionError for what is done."""
    return next_status(status, ActionStep.PROPOSE)


def can_edit_brief(meeting: CommitteeMeeting) -> bool:
    """Whether the brief still follows the day: until the meeting is held."""
    return meeting.held_at is None

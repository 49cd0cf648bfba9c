"""Who sits at a meeting for an organisation: one person may represent two organisations, and then must not be in two
places at once. Pure, from rows already loaded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from matchmaking.accounts.models import User
from matchmaking.events.models import Attendance, Mode
from matchmaking.meetings.models import Meeting
from matchmaking.profiles.models import Profile


class Attendances(dict[int, Attendance]):
    """Who takes part and how, by profile; those who cancelled included."""

    @cached_property
    def busy(self) -> dict[int, frozenset[int]]:
        """The slots in which each person cannot, over all organisations they represent."""
        found: dict[int, frozenset[int]] = {}
        for attendance in self.values():
            if attendance.cancelled_at is None:
                key = receiver_of(attendance.profile, self).key
                found[key] = found.get(key, frozenset()) | {busy.slot_id for busy in attendance.busy}
        return found


@dataclass(frozen=True)
class Receiver:
    """Who hears of a change: a person or, where nobody with an account represents it, the organisation itself."""

    user: User | None
    profile: Profile | None

    @property
    def key(self) -> int:
        """The same for all organisations that one person represents."""
        return self.user.id if self.user is not None else -self._organisation.id

    @property
    def name(self) -> str:
        """Who answers the call."""
        if self.user is not None:
            return self.user.full_name
        return self._organisation.contact_name or self._organisation.name

    @property
    def phone(self) -> str | None:
        """Where to call."""
        return self.user.phone if self.user is not None else self._organisation.contact_phone

    @property
    def _organisation(self) -> Profile:
        assert self.profile is not None, "somebody, or an organisation"
        return self.profile


def receiver_of(profile: Profile, attendances: Attendances) -> Receiver:
    """Who represents an organisation at the event."""
    attendance = attendances.get(profile.id)
    return Receiver(attendance.representative if attendance else profile.contact_user, profile)


def people_of(meeting: Meeting, attendances: Attendances) -> frozenset[int]:
    """The keys of those who must be free for a meeting."""
    return frozenset(receiver_of(side.profile, attendances).key for side in meeting.sides)


def takes_part(profile: Profile, attendances: Attendances) -> bool:
    """Whether the organisation comes."""
    attendance = attendances.get(profile.id)
    return attendance is not None and attendance.cancelled_at is None


def is_there(profile: Profile, attendances: Attendances) -> bool:
    """Whether the organisation was seen in the room or connected."""
    attendance = attendances.get(profile.id)
    return attendance is not None and attendance.is_there


def is_on_site(profile: Profile, attendances: Attendances) -> bool:
    """Whether the organisation sits in the room."""
    attendance = attendances.get(profile.id)
    return attendance is not None and attendance.mode is Mode.ON_SITE


def needs_table(meeting: Meeting, attendances: Attendances) -> bool:
    """Whether at least one of the two sits in the room."""
    return any(is_on_site(side.profile, attendances) for side in meeting.sides)

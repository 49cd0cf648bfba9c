"""The meetings' round table on the day itself."""

from __future__ import annotations

from datetime import timedelta

from matchmaking.accounts.models import RoleName
from matchmaking.events import operations as events
from matchmaking.events.models import Guest, GuestRole, Mode
from matchmaking.extensions import db
from matchmaking.meetings.conflicts import Place
from matchmaking.meetings.lifecycle import Cause
from matchmaking.meetings.models import Meeting, Placement
from matchmaking.meetings.operations.decisions import take
from matchmaking.meetings.operations.versions import meeting_of, publish_changes
from matchmaking.meetings.queries import find_published, list_placements
from tests.factories import make_user
from tests.meetings.world import World, introduce, make_event

HELPER = "koro@organisation.example"
# Malian side, Algerian side, slot, table.
PLACES = (
    ("ML01", "DZ01", 1, 1),
    ("ML02", "DZ02", 1, 2),
    ("ML01", "DZ02", 2, 1),
    ("ML03", "DZ03", 2, 2),
    ("ML02", "DZ03", 3, 1),
)


class DayWorld(World):
    """The day after the schedule was published."""

    def start(self, position: int, minutes: int = 0) -> None:
        """Move the clock to so many minutes after a slot begins."""
        with self.app.app_context():
            self.now = self.slot(position).starts_at + timedelta(minutes=minutes)

    def arrive(self, *keys: str) -> None:
        """Mark organisations present; inside an app context or not."""
        with self.app.app_context():
            for key in keys:
                events.mark_arrived(self.attendance(key), actor=self.user(HELPER), now=self.now)
            db.session.commit()

    def leave(self, *keys: str) -> None:
        """Mark organisations absent again."""
        with self.app.app_context():
            for key in keys:
                events.mark_absent(self.attendance(key), actor=self.user(HELPER), now=self.now)
            db.session.commit()

    def placement(self, ml_key: str, dz_key: str) -> Placement | None:
        """Where the published schedule has a pair; inside an app context."""
        for one in list_placements(find_published(self.event())):
            if one.meeting.introduction_id == self.introduction(ml_key, dz_key).id:
                return one
        return None

    def meeting(self, ml_key: str, dz_key: str) -> Meeting:
        """The meeting of a pair; inside an app context."""
        return next(
            one
            for one in db.session.query(Meeting).order_by(Meeting.id)
            if one.introduction_id == self.introduction(ml_key, dz_key).id
        )

    def meeting_id(self, ml_key: str, dz_key: str) -> int:
        """Its number, for addresses."""
        with self.app.app_context():
            return self.meeting(ml_key, dz_key).id


def make_day(world: DayWorld) -> None:
    """Publish the places, let the letters go, and come to the morning of the day. Inside an app context."""
    event = make_event(world, malian=4, algerian=5)
    make_user(HELPER, role=RoleName.HELPER, full_name="Koro Sissoko")
    for one in event.tables:
        one.phone = f"+2237000000{one.number}"
    db.session.add(
        Guest(
            event=event,
            full_name="Émile Œuvrard",
            organisation="Ambassade",
            role=GuestRole.OFFICIAL,
            mode=Mode.ON_SITE,
            created_at=world.now,
        )
    )
    introduce(world, *((ml, dz) for ml, dz, _slot, _table in PLACES))
    take(event, actor=None)
    places = {
        meeting_of(event, world.introduction(ml, dz), now=world.now): Place(world.slot(slot), world.table(table))
        for ml, dz, slot, table in PLACES
    }
    publish_changes(event, places, cause=Cause.DRAFT, actor=world.user(), now=world.now)
    db.session.commit()
    world.later(timedelta(minutes=11))
    world.deliver()
    world.now = world.slot(1).starts_at - timedelta(minutes=30)

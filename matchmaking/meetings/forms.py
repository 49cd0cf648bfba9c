"""What organizers and participants post about meetings; every deciding form carries the version its page showed."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional

from matchmaking.deciding import DecisionForm
from matchmaking.events.models import Event, MeetingTable, Slot
from matchmaking.meetings import wording
from matchmaking.meetings.conflicts import Place

NOTE = 500


class DraftForm(DecisionForm):
    """Begin a draft; `version` is the number of what holds."""

    anew = HiddenField()


class LockForm(DecisionForm):
    """Hold a meeting where it is, or let it go."""

    locked = BooleanField()


class PlaceForm(DecisionForm):
    """A slot and a table."""

    slot = SelectField(_l("Slot"), coerce=int, validators=[DataRequired(_l("Choose a slot."))])
    table = SelectField(_l("Table"), coerce=int, validators=[Optional()])

    def __init__(self, event: Event, *, place: Place | None = None) -> None:
        super().__init__(data={"slot": place.slot.id, "table": place.table.id if place.table else 0} if place else None)
        self._slots = {slot.id: slot for slot in event.slots}
        self._tables = {table.id: table for table in event.tables}
        self.slot.choices = [SelectChoice(slot.id, wording.when_text(slot)) for slot in event.slots]
        self.table.choices = [SelectChoice(0, _("No table: both are online"))] + [
            SelectChoice(table.id, _("Table %(number)s", number=table.number)) for table in event.tables
        ]

    @property
    def place(self) -> Place:
        """Both, after validation."""
        slot: Slot = self._slots[self.slot.data]
        table: MeetingTable | None = self._tables.get(self.table.data)
        return Place(slot, table)


class RefuseForm(DecisionForm):
    """A side does not come; the note is for the organizers."""

    note = TextAreaField(_l("Why? Only the organizers read it."), validators=[Length(max=NOTE)])

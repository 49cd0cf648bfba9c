"""Whether an organisation comes, and how."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, ValidationError

from matchmaking.deciding import DecisionForm
from matchmaking.events import queries
from matchmaking.events.models import Attendance, Event, Mode
from matchmaking.events.operations import AttendanceAnswer
from matchmaking.events.operations.attending import NOT_ANSWERED
from matchmaking.events.policy import usual_mode
from matchmaking.events.wording import MODES
from matchmaking.profiles.models import Profile

NOT_COMING = "no"


class AttendanceForm(DecisionForm):
    """How one organisation takes part."""

    mode = RadioField(
        _l("Taking part"),
        choices=[*(SelectChoice(mode.value, label) for mode, label in MODES.items())],
        validators=[InputRequired(_l("Choose one of the three."))],
    )
    person = SelectField(_l("Who comes"), coerce=int)
    free = SelectMultipleField(_l("Free times"), coerce=int)

    def __init__(self, event: Event, profile: Profile, attendance: Attendance | None) -> None:
        coming = attendance is not None and attendance.cancelled_at is None
        mode = attendance.mode.value if attendance else usual_mode(profile).value
        busy = {row.slot_id for row in attendance.busy} if attendance else set()
        slots = [slot.id for slot in event.slots]
        shown = {
            "version": attendance.version if attendance else NOT_ANSWERED,
            "mode": mode if coming or attendance is None else NOT_COMING,
            "person": attendance.person_id or 0 if attendance else 0,
            "free": [slot for slot in slots if slot not in busy],
        }
        super().__init__(data=shown)
        self.mode.choices = [*self.mode.choices, SelectChoice(NOT_COMING, _l("Not coming"))]
        self.person.choices = people_choices(profile)
        self.free.choices = [SelectChoice(slot, str(slot)) for slot in slots]

    @property
    def is_coming(self) -> bool:
        """Whether the organisation takes part, after validation."""
        return bool(self.mode.data != NOT_COMING)

    @property
    def answer(self) -> AttendanceAnswer:
        """How it takes part, after validation."""
        person_id = self.person.data or None
        return AttendanceAnswer(mode=Mode(self.mode.data), person_id=person_id, free=self.free.data or ())


class InviteForm(FlaskForm):
    """An organisation that an organizer puts on the list."""

    named = StringField(
        _l("Organisation"),
        validators=[DataRequired(_l("Write the name of an organisation, or its key such as ML07."))],
    )
    found: Profile | None = None

    def validate_named(self, field: Field) -> None:
        """Look it up."""
        self.found = queries.find_named(field.data)
        if self.found is None:
            raise ValidationError(
                _("No organisation has exactly this name or key. A draft or withdrawn one has to be published first.")
            )


def people_choices(profile: Profile) -> list[SelectChoice]:
    """The contact person first (0), then the other members."""
    contact = profile.contact_user.full_name if profile.contact_user else profile.contact_name
    first = SelectChoice(0, contact or str(_("The contact person")))
    others = [member.user for member in profile.members if member.user_id != profile.contact_user_id]
    return [first, *(SelectChoice(user.id, user.full_name) for user in others)]

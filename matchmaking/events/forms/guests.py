"""Guests, one by one or pasted."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, ValidationError
from wtforms.widgets import HiddenInput

from matchmaking.events import pasting
from matchmaking.events.models import GuestRole, Mode
from matchmaking.events.operations import GuestDetails
from matchmaking.events.wording import MODES, ROLES


class GuestForm(FlaskForm):
    """Somebody without a profile."""

    version = IntegerField(widget=HiddenInput(), default=0)
    full_name = StringField(
        _l("Name"), validators=[DataRequired(_l("Write the person's name.")), Length(max=pasting.LONGEST_NAME)]
    )
    organisation = StringField(_l("Organisation"), validators=[Length(max=pasting.LONGEST_ORGANISATION)])
    role = SelectField(_l("Role"), choices=[SelectChoice(role.value, label) for role, label in ROLES.items()])
    mode = SelectField(_l("How"), choices=[SelectChoice(mode.value, label) for mode, label in MODES.items()])

    @property
    def details(self) -> GuestDetails:
        """All of it, after validation."""
        return GuestDetails(
            full_name=self.full_name.data.strip(),
            organisation=(self.organisation.data or "").strip(),
            role=GuestRole(self.role.data),
            mode=Mode(self.mode.data),
        )


class PasteForm(FlaskForm):
    """Guests from a sheet or a mail."""

    lines = TextAreaField(
        _l("One guest a line"),
        description=_l(
            "Name; organisation; role; on site or online. « Fanta Sy; Journal du Soir; press; on site ». Lines copied "
            "from a spreadsheet work too."
        ),
        validators=[DataRequired(_l("Paste at least one line.")), Length(max=60_000)],
    )
    found: Sequence[pasting.PastedGuest] = ()

    def validate_lines(self, field: Field) -> None:
        """Every line is understood, or none is taken."""
        self.found, bad = pasting.read(field.data)
        if len(self.found) > pasting.MOST_LINES:
            raise ValidationError(_("Paste at most %(number)s lines at once.", number=pasting.MOST_LINES))
        if bad:
            raise ValidationError(" ".join(_why_bad(line) for line in bad[:5]))

    @property
    def details(self) -> list[GuestDetails]:
        """All of them, after validation."""
        return [
            GuestDetails(full_name=one.full_name, organisation=one.organisation, role=one.role, mode=one.mode)
            for one in self.found
        ]


def _why_bad(line: pasting.BadLine) -> str:
    if line.word is None:
        return str(_("Line %(number)s: the name is missing or too long.", number=line.number))
    return str(
        _("Line %(number)s: « %(word)s » is no role and no way to take part.", number=line.number, word=line.word)
    )

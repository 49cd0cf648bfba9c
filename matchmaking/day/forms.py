"""What is posted on the day: one tap, six answers at the door, two names who said yes, one question afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length, Optional, Regexp, ValidationError
from wtforms.widgets import HiddenInput

from matchmaking.events.models import Event
from matchmaking.meetings import wording
from matchmaking.meetings.conflicts import Place
from matchmaking.meetings.models import MeetingSide
from matchmaking.profiles import content, labels
from matchmaking.profiles.content import ProfileContent
from matchmaking.profiles.parsing import Problem
from matchmaking.profiles.vocabulary import Country, Kind

SAID = ("yes", "no")
DEFAULT_MINUTES = 15


class PresenceForm(FlaskForm):
    """One tap: there, or not there after all."""

    kind = HiddenField(validators=[AnyOf(["attendance", "guest", "profile"])])
    row = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    there = HiddenField(validators=[AnyOf(["1", "0"])])
    back = HiddenField(validators=[Optional(), AnyOf(["board", "door"])])
    q = HiddenField(validators=[Length(max=80)])
    at = HiddenField(validators=[Optional(), Regexp(r"^\w+-\d+$")])  # the row at which the hand goes on


class ShiftDayForm(FlaskForm):
    """From a slot on, by so many minutes; the page before has named what moves."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    slot = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    minutes = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class WalkInForm(FlaskForm):
    """Six answers at the door, and the consent that was said aloud."""

    name = StringField(_l("Organisation"), render_kw={"required": True, "maxlength": 160})
    who = SelectField(_l("Side and kind"), validate_choice=False, render_kw={"required": True})
    person = StringField(_l("Who is here"), render_kw={"required": True, "maxlength": 120})
    reach = StringField(
        _l("Phone or e-mail"),
        render_kw={"required": True, "maxlength": 254},
        description=_l("Kept for the organizers; nobody else reads it."),
    )
    seeks = TextAreaField(_l("What they look for"), render_kw={"maxlength": content.TITLE_LENGTH, "rows": 2})
    offers = TextAreaField(_l("What they offer"), render_kw={"maxlength": content.TITLE_LENGTH, "rows": 2})
    agreed = BooleanField(
        _l("They have just agreed, aloud, that their organisation is listed and shown across the border."),
        render_kw={"required": True},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.who.choices = {"": [SelectChoice("", _("Choose…"))]} | {
            str(labels.label(country)): [
                SelectChoice(f"{country.value}-{kind.value}", f"{labels.label(country)} · {labels.label(kind)}")
                for kind in Kind
            ]
            for country in Country
        }

    def read(self) -> ProfileContent | None:
        """What was typed; None where something is wrong, with each problem at its field."""
        if not self.validate():
            return None
        typed, problems = content.from_dict(self._raw())
        for problem in problems:
            self._place(problem)
        self._require()
        if not self.agreed.data:
            self.agreed.errors = [_("Ask them first: without their yes nothing may be written down.")]
        if not (_one(self.seeks.data) or _one(self.offers.data)):
            self.seeks.errors = [_("One line is enough, here or below: it is what they are matched by.")]
        return None if any(field.errors for field in self) else typed

    def _raw(self) -> dict[str, Any]:
        country, _dash, kind = (self.who.data or "").partition("-")
        reach = (self.reach.data or "").strip()
        channel = "contact_email" if "@" in reach else "contact_phone"
        return {
            "name": self.name.data,
            "country": country,
            "kind": kind,
            "contact_name": self.person.data,
            channel: reach,
            "seeks": _one(self.seeks.data),
            "offers": _one(self.offers.data),
        }

    def _place(self, problem: Problem) -> None:
        beside = {"country": self.who, "kind": self.who, "contact_name": self.person}
        beside |= {"contact_email": self.reach, "contact_phone": self.reach}
        for name in ("name", "seeks", "offers"):
            if problem.field.startswith(name):
                beside[problem.field] = self._fields[name]
        field = beside.get(problem.field, self.name)
        field.errors = [labels.wording(problem)]

    def _require(self) -> None:
        for field in (self.name, self.who, self.person, self.reach):
            if not (field.data or "").strip():
                field.errors = [labels.wording(Problem(field.name, "missing"))]


class BookingForm(FlaskForm):
    """Who said yes for each side, and where the two meet."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])  # the schedule's number
    review = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    place = SelectField(_l("When and where"), validators=[DataRequired(_l("Choose a place."))], validate_choice=False)
    ml_name = StringField(validators=[Length(max=120)])
    dz_name = StringField(validators=[Length(max=120)])

    def offer(self, event: Event, places: Sequence[Place]) -> None:
        """Let one of these places be chosen: the first free table of each slot."""
        first: dict[int, Place] = {}
        for place in places:
            first.setdefault(place.slot.id, place)
        self._places = {str(slot_id): place for slot_id, place in first.items()}
        self.place.choices = [SelectChoice(key, _place_words(place)) for key, place in self._places.items()]

    def validate_place(self, field: SelectField) -> None:
        """The page may be older than what somebody else has just booked."""
        if field.data not in self._places:
            raise ValidationError(_("This place has just been taken. Here are those that are free."))

    @property
    def chosen(self) -> Place:
        """The place, after validation."""
        return self._places[self.place.data]


class SeatForm(FlaskForm):
    """The same where the place is that of a meeting to which a side did not come."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    review = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    ml_name = StringField(validators=[Length(max=120)])
    dz_name = StringField(validators=[Length(max=120)])


class AfterForm(FlaskForm):
    """Two answers for each meeting; what is left open stays open."""

    def answers(self, sides: Sequence[MeetingSide], posted: Any) -> dict[int, tuple[bool, bool | None]]:
        """By side: took place, and goes on (None: not said)."""
        found: dict[int, tuple[bool, bool | None]] = {}
        for side in sides:
            held, more = posted.get(f"held-{side.id}"), posted.get(f"more-{side.id}")
            if held in SAID:
                found[side.id] = (held == "yes", more == "yes" if more in SAID else None)
        return found


def _one(line: str | None) -> list[dict[str, str]]:
    return [{"title": " ".join(line.split())}] if line and line.strip() else []


def _place_words(place: Place) -> str:
    table = _("Table %(number)s", number=place.table.number) if place.table else _("Online")
    return f"{wording.when_text(place.slot)} · {table}"

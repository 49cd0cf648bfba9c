"""An action, its owner, its steps and the filters of the plan, as they are sent."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from enum import StrEnum
from typing import TypeVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Field, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional, ValidationError

from matchmaking.accounts.models import User
from matchmaking.accounts.phones import UnreadablePhone, read_phone
from matchmaking.accounts.queries import find_user_by_email
from matchmaking.deciding import DecisionForm
from matchmaking.followup import wording
from matchmaking.followup.forms.plan import DayField
from matchmaking.followup.lifecycle import ActionOrigin, ActionStatus, ActionStep
from matchmaking.followup.models import Action, Objective
from matchmaking.followup.operations.actions import Owner, Task
from matchmaking.followup.queries import ActionFilters
from matchmaking.profiles.labels import COUNTRIES
from matchmaking.profiles.vocabulary import Country

Code = TypeVar("Code", bound=StrEnum)


class TaskForm(DecisionForm):
    """What is to be done."""

    title = StringField(_l("Action"), validators=[DataRequired(_l("Write what is to be done.")), Length(max=200)])
    indicator = StringField(
        _l("Indicator"), description=_l("By what one sees that it is done."), validators=[Length(max=200)]
    )
    country = SelectField(
        _l("Country"), choices=[SelectChoice(code.value, COUNTRIES[code]) for code in Country], default="ML"
    )
    due_on = DayField(_l("By which day?"), validators=[Optional()])
    objective = SelectField(_l("Objective"), validators=[Optional()])

    def offer(self, objectives: Sequence[Objective], shown: Action | None = None) -> None:
        """Fill in what stands, and the objectives there are."""
        self._objectives = {str(one.id): one for one in objectives}
        if shown is not None and shown.objective is not None:
            self._objectives.setdefault(str(shown.objective.id), shown.objective)
        names = [SelectChoice(number, one.title) for number, one in self._objectives.items()]
        self.objective.choices = [SelectChoice("", _("None yet")), *names]
        if shown is not None and not self.is_submitted():
            self.title.data, self.indicator.data = shown.title, shown.indicator
            self.country.data, self.due_on.data = shown.country.value, shown.due_on
            self.objective.data, self.version.data = str(shown.objective_id or ""), shown.version

    @property
    def task(self) -> Task:
        """What was typed, after validation."""
        return Task(
            title=self.title.data.strip(),
            indicator=(self.indicator.data or "").strip(),
            country=Country(self.country.data),
            due_on=self.due_on.data,
            objective=self._objectives.get(self.objective.data or ""),
        )


class OwnerForm(DecisionForm):
    """Who does it: somebody of the committee, or anybody by name."""

    owner_user = SelectField(_l("Somebody of the committee"), validators=[Optional()])
    owner_name = StringField(_l("Or somebody else: name"), validators=[Length(max=120)])
    owner_institution = StringField(_l("Institution"), validators=[Length(max=160)])
    owner_email = StringField(
        _l("E-mail"),
        description=_l("The link to accept and update goes there. Organizers only see it."),
        validators=[Optional(), Email(_l("Write an address such as name@example.org."), check_deliverability=False)],
    )
    owner_phone = StringField(
        _l("Phone"), description=_l("With a phone alone, organizers call and update."), validators=[Optional()]
    )

    def offer_people(self, people: Sequence[User], shown: Action | None = None, *, contacts: bool) -> None:
        """Fill in who owns it, and who may be chosen; a reader who sees no contacts does not post any either."""
        self._people = {str(one.id): one for one in people}
        self.owner_user.choices = [
            SelectChoice("", _("Nobody of them")),
            *(SelectChoice(number, one.full_name) for number, one in self._people.items()),
        ]
        if not contacts:
            del self.owner_email
            del self.owner_phone
        if shown is not None and not self.is_submitted():
            self.owner_user.data, self.version.data = str(shown.owner_user_id or ""), shown.version
            self.owner_name.data, self.owner_institution.data = shown.owner_name, shown.owner_institution
            if contacts:
                self.owner_email.data, self.owner_phone.data = shown.owner_email, shown.owner_phone

    def validate_owner_phone(self, field: Field) -> None:
        """One form of the number."""
        try:
            field.data = read_phone(field.data, region=None)
        except UnreadablePhone as error:
            raise ValidationError(_("Write the number with its country, such as +223 70 00 00 00.")) from error

    @property
    def owner(self) -> Owner:
        """Who was named, after validation. An address that belongs to an account names its person."""
        email = (self.owner_email.data or "").strip().lower() if self.owner_email else ""
        user = self._people.get(self.owner_user.data or "") or (find_user_by_email(email) if email else None)
        return Owner(
            user=user,
            name="" if user else (self.owner_name.data or "").strip(),
            institution=(self.owner_institution.data or "").strip(),
            email=None if user else (email or None),
            phone=(self.owner_phone.data or None) if self.owner_phone else None,
        )


class ActionForm(TaskForm, OwnerForm):
    """A new action: what, and who."""


class StepForm(DecisionForm):
    """A button that moves an action, with a word if there is one."""

    step = SelectField(
        choices=[SelectChoice(step.value, step.value) for step in ActionStep], validators=[InputRequired()]
    )
    text = TextAreaField(_l("A word about it"), validators=[Length(max=2000)])


class CommentForm(FlaskForm):
    """A word about an action."""

    text = TextAreaField(_l("Comment"), validators=[DataRequired(_l("Write something first.")), Length(max=2000)])


def read_filters(args: MultiDict[str, str]) -> ActionFilters:
    """The filters in the address bar; whatever cannot be read is left out."""
    objective = args.get("objective", "")
    return ActionFilters(
        status=_code(ActionStatus, args.get("status")),
        country=_code(Country, args.get("country")),
        origin=_code(ActionOrigin, args.get("origin")),
        objective_id=int(objective) if objective.isdecimal() and len(objective) < 10 else None,
        late=args.get("late") == "1",
        text=args.get("text", "").strip()[:100],
    )


def write_filters(filters: ActionFilters) -> dict[str, str]:
    """The same as they stand in an address, without the empty ones."""
    named = {
        "status": filters.status,
        "country": filters.country,
        "origin": filters.origin,
        "objective": filters.objective_id,
        "late": "1" if filters.late else None,
        "text": filters.text,
    }
    return {name: str(value) for name, value in named.items() if value}


def filter_words(filters: ActionFilters, objectives: Sequence[Objective]) -> dict[str, str]:
    """What each chosen filter is called on its chip."""
    titles = {one.id: one.title for one in objectives}
    words = {
        "status": wording.STATUSES[filters.status] if filters.status else None,
        "country": COUNTRIES[filters.country] if filters.country else None,
        "origin": wording.ORIGINS[filters.origin] if filters.origin else None,
        "objective": titles.get(filters.objective_id) if filters.objective_id else None,
        "late": _("Late only") if filters.late else None,
        "text": f"« {filters.text} »" if filters.text else None,
    }
    return {name: str(label) for name, label in words.items() if label}


def _code(kind: type[Code], typed: str | None) -> Code | None:
    with suppress(ValueError):
        return kind(typed or "")
    return None

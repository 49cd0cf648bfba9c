"""The forms of a profile. Each step reads only what it typed, on top of the content that stands.

All rules about a single value live in `parsing`, so that a form and a file refuse the same things; a form only puts
each problem beside the field it came from. What was typed always stays in the field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    EmailField,
    Field,
    FieldList,
    Form,
    FormField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TelField,
    TextAreaField,
    URLField,
)
from wtforms.widgets import DateInput

from matchmaking.language.terms import language_of
from matchmaking.profiles import content, labels
from matchmaking.profiles.amounts import plain_number
from matchmaking.profiles.content import FIELD_OF_SIDE, TITLE_LENGTH, OpportunityContent, ProfileContent
from matchmaking.profiles.parsing import Problem, Reader, clean
from matchmaking.profiles.vocabulary import Country, Kind

MOST_OF_A_SIDE = 30
NOTHING_CHOSEN = ("", _l("Choose…"))
# What only one kind of organisation says about itself; dropped when the kind changes.
FIELDS_OF_KIND: Mapping[Kind, tuple[str, ...]] = {
    Kind.STARTUP: ("stage", "seeking_amount", "instrument", "startup_label"),
    Kind.INVESTOR: ("stages", "ticket_min", "ticket_max", "discreet", "other_names"),
}


def _options(codes: labels.Labels) -> list[tuple[str, Any]]:
    return [(str(code), name) for code, name in codes.items()]


class StepForm(FlaskForm):
    """One step: shows content, reads it back."""

    version = HiddenField()

    def show(self, typed: ProfileContent) -> None:
        """Fill the fields in from what stands."""
        raise NotImplementedError

    def raw(self) -> dict[str, Any]:
        """What was typed, by the names of the file format."""
        raise NotImplementedError

    def read(self, base: ProfileContent | None, *, today: date) -> ProfileContent | None:
        """`base` with what this step typed; None where something is wrong, with each problem at its field."""
        if not self.validate():
            return None
        typed, problems = content.from_dict({**(content.as_dict(base) if base else {}), **self.raw()})
        for problem in problems:
            self.place(problem)
        return None if problems or self.form_errors or typed is None else self.checked(typed, base, today=today)

    def checked(self, typed: ProfileContent, base: ProfileContent | None, *, today: date) -> ProfileContent | None:
        """The last word of a step on readable content."""
        return typed

    def place(self, problem: Problem) -> None:
        """Put a problem beside its field; what belongs to another step is said on top."""
        field = self._fields.get(problem.field)
        if isinstance(field, Field):
            field.errors = [*field.errors, labels.wording(problem)]
        else:
            self.form_errors.append(f"{problem.field}: {labels.wording(problem)}")


class OrganisationForm(StepForm):
    """Step 1: who you are."""

    country = RadioField(_l("You speak for"), choices=_options(labels.COUNTRIES), validate_choice=False)
    kind = RadioField(_l("You are"), choices=_options(labels.KINDS), validate_choice=False)
    name = StringField(_l("Name of the organisation"), render_kw={"required": True, "maxlength": 160})
    name_ar = StringField(_l("Name in Arabic script"))
    city = StringField(_l("City"))
    seat_country = SelectField(
        _l("Country of the seat"),
        validate_choice=False,
        description=_l("Only if it is elsewhere than the side you speak for."),
    )
    languages = SelectMultipleField(_l("Working languages"), choices=_options(labels.LANGUAGES), validate_choice=False)
    sectors = SelectMultipleField(_l("Sectors"), choices=_options(labels.SECTORS), validate_choice=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seat_country.choices = [("", _("The same")), *labels.territories()]

    def keep_side(self) -> None:
        """Take the question of the side away: a profile that was published keeps it."""
        del self.country

    def show(self, typed: ProfileContent) -> None:
        """Fill the fields in."""
        for name in ("name", "name_ar", "city", "seat_country", "languages", "sectors", "kind", "country"):
            if name in self._fields:
                self._fields[name].data = _shown(getattr(typed, name))

    def raw(self) -> dict[str, Any]:
        """What was typed; what another kind of organisation says of itself is emptied."""
        raw = {name: field.data for name, field in self._fields.items() if name not in ("version", "csrf_token")}
        for kind, names in FIELDS_OF_KIND.items():
            if raw.get("kind") != kind:
                raw |= dict.fromkeys(names)
        return raw

    def checked(self, typed: ProfileContent, base: ProfileContent | None, *, today: date) -> ProfileContent | None:
        """A seat on the own side is no seat elsewhere; whom one would also meet goes with the kind."""
        return replace(
            typed,
            seat_country=None if typed.seat_country == typed.country else typed.seat_country,
            also_meets=tuple(kind for kind in typed.also_meets if kind in typed.kind.met_on_request),
        )


class OpportunityForm(Form):
    """One offer or need."""

    key = HiddenField()
    title = StringField(_l("In one line"), render_kw={"maxlength": TITLE_LENGTH})
    text = TextAreaField(_l("Say more"))
    kind = SelectField(_l("Kind"), choices=[NOTHING_CHOSEN, *_options(labels.OPPORTUNITY_KINDS)], validate_choice=False)
    closes_on = StringField(_l("Valid until"), widget=DateInput())

    @property
    def is_blank(self) -> bool:
        """Nothing was written: it is not kept."""
        return not any(clean(str(self[name].data or "")) for name in ("title", "text", "closes_on"))


class OpportunitiesForm(StepForm):
    """Step 2: any number of offers and needs. A blank one is not kept, so emptying one takes it away."""

    offers = FieldList(FormField(OpportunityForm), min_entries=1)
    seeks = FieldList(FormField(OpportunityForm), min_entries=1)

    @property
    def lists(self) -> dict[str, FieldList]:
        """The two lists by the names of the file format."""
        return {"offers": self.offers, "seeks": self.seeks}

    def show(self, typed: ProfileContent) -> None:
        """One filled entry for each that stands; where a side has none, a blank one waits."""
        for side, name in FIELD_OF_SIDE.items():
            entries = self.lists[name]
            while entries.entries:
                entries.pop_entry()
            for item in typed.side(side):
                entries.append_entry(_entry(item))
            if not entries.entries:
                entries.append_entry()

    def add(self, name: str) -> None:
        """One more blank entry."""
        if name in self.lists:
            self.lists[name].append_entry()

    def remove(self, entry: str) -> None:
        """Blank the entry called such as "offers-1": it will not be kept."""
        for entries in self.lists.values():
            for one in entries.entries:
                if one.name == entry:
                    for field in ("title", "text", "closes_on"):
                        one.form[field].data = ""

    def raw(self) -> dict[str, Any]:
        """The entries with anything written in them."""
        return {name: [_without_blanks(entry.form.data) for entry in self._written(name)] for name in self.lists}

    def place(self, problem: Problem) -> None:
        """Put a problem into the entry it came from: "offers 2 title" is the second written one."""
        name, _blank, rest = problem.field.partition(" ")
        number, _blank, field = rest.partition(" ")
        if name in self.lists and number.isdecimal() and field in OpportunityForm()._fields:
            entry = self._written(name)[int(number) - 1]
            entry.form[field].errors = [labels.wording(problem)]
            self._say_on_top(entry, field)
        else:
            super().place(problem)

    def checked(self, typed: ProfileContent, base: ProfileContent | None, *, today: date) -> ProfileContent | None:
        """A closing date that was just written is not past; nobody has too many of one side."""
        before = {item.key: item.closes_on for item in base.opportunities} if base else {}
        for side, name in FIELD_OF_SIDE.items():
            for item, entry in zip(typed.side(side), self._written(name), strict=True):
                if item.closes_on and item.closes_on < today and before.get(item.key) != item.closes_on:
                    entry.form.closes_on.errors = [labels.wording(Problem(name, "past_date"))]
                    self._say_on_top(entry, "closes_on")
            if len(typed.side(side)) > MOST_OF_A_SIDE:
                self.form_errors.append(_("At most %(most)s of one side: keep the best ones.", most=MOST_OF_A_SIDE))
        return None if self.form_errors else typed

    def _written(self, name: str) -> list[FormField]:
        return [entry for entry in self.lists[name].entries if not entry.form.is_blank]

    def _say_on_top(self, entry: FormField, field: str) -> None:
        side = _("Offer") if entry.name.startswith("offers") else _("Need")
        number = int(entry.name.rpartition("-")[2]) + 1
        self.form_errors.append(f"{side} {number} · {entry.form[field].label.text} · {entry.form[field].errors[0]}")


class DetailsForm(StepForm):
    """Step 3: what helps the match, by kind of organisation; the contact person only while nobody has claimed it."""

    summary = TextAreaField(_l("About the organisation"))
    gist = StringField(_l("In one sentence, for the other language"), render_kw={"maxlength": content.GIST_LENGTH})
    stage = SelectField(_l("Stage"), choices=[NOTHING_CHOSEN, *_options(labels.STAGES)], validate_choice=False)
    seeking_amount = StringField(_l("Amount sought"), description=_l("As you say it: 15 000 000, 150k, 1,5 million."))
    stages = SelectMultipleField(_l("Stages financed"), choices=_options(labels.STAGES), validate_choice=False)
    ticket_min = StringField(_l("Smallest ticket"), description=_l("As you say it: 15 000 000, 150k, 1,5 million."))
    ticket_max = StringField(_l("Largest ticket"))
    currency = SelectField(
        _l("Currency"), choices=[NOTHING_CHOSEN, *_options(labels.CURRENCIES)], validate_choice=False
    )
    instrument = SelectField(
        _l("Instrument"), choices=[NOTHING_CHOSEN, *_options(labels.INSTRUMENTS)], validate_choice=False
    )
    startup_label = StringField(_l("Label"), description=_l("Such as “Label Startup 2022”, with its year."))
    discreet = BooleanField(
        _l("Show our name only after both sides have accepted"),
        description=_l("Until then you appear as “A fund (Algiers, fintech)”, and your name is cut out of your texts."),
    )
    other_names = TextAreaField(
        _l("Other spellings of the name"),
        render_kw={"maxlength": content.OTHER_NAMES_LENGTH},
        description=_l(
            "One a line: in the other script, shortened, a former name. Only you and the organizers read them; while "
            "your name is hidden they are cut out of your texts too, in any spelling of their letters."
        ),
    )
    also_meets = SelectMultipleField(
        _l("You would also meet"),
        validate_choice=False,
        description=_l("Institutions meet institutions. Whom you tick is suggested to you if they ask for it too."),
    )
    founded = StringField(_l("Founded in"), render_kw={"inputmode": "numeric", "maxlength": 4})
    website = URLField(_l("Website"), render_kw={"type": "text", "inputmode": "url"})
    contact_name = StringField(_l("Name"))
    contact_phone = TelField(_l("Telephone"))
    contact_email = EmailField(_l("E-mail address"))

    def fit(self, typed: ProfileContent, *, claimed: bool) -> None:
        """Ask only what this kind of organisation can answer, and the one sentence in a language it has not written."""
        kind, self.gist.description = typed.kind, _asked_gist(typed)
        hidden = [name for other, names in FIELDS_OF_KIND.items() if other is not kind for name in names]
        if kind not in FIELDS_OF_KIND:
            hidden.append("currency")
        if claimed:
            hidden += ["contact_name", "contact_phone", "contact_email"]
        for name in hidden:
            delattr(self, name)
        self.also_meets.choices = [(str(other), labels.SEVERAL[other]) for other in kind.met_on_request]

    def show(self, typed: ProfileContent) -> None:
        """Fill the fields in."""
        for name, field in self._fields.items():
            if name not in ("version", "csrf_token"):
                field.data = _shown(getattr(typed, name))

    def raw(self) -> dict[str, Any]:
        """What was typed; a currency without an amount says nothing and is left out."""
        raw = {name: field.data for name, field in self._fields.items() if name not in ("version", "csrf_token")}
        if not any(clean(str(raw.get(name) or "")) for name in ("seeking_amount", "ticket_min", "ticket_max")):
            raw["currency"] = None
        return raw


STEPS: Mapping[str, type[StepForm]] = {
    "organisation": OrganisationForm,
    "opportunities": OpportunitiesForm,
    "details": DetailsForm,
}


def _asked_gist(typed: ProfileContent) -> str:
    """In which language the other shore reads what these texts do not say: French, beside Arabic or English texts."""
    texts = [typed.summary, *(f"{item.title}. {item.text}" for item in typed.opportunities)]
    if language_of(" ".join(texts)) in ("ar", "en"):
        return str(_("In French: it stands beside your text for those of the other shore who do not read yours."))
    return str(
        _("In Arabic or in English: it stands beside your text for those of the other shore who do not read it.")
    )


def _entry(item: OpportunityContent) -> dict[str, str]:
    return {
        "key": item.key or "",
        "title": item.title,
        "text": item.text,
        "kind": str(item.kind or ""),
        "closes_on": item.closes_on.isoformat() if item.closes_on else "",
    }


def _without_blanks(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "")}


def _shown(value: Any) -> Any:
    if isinstance(value, tuple):
        return [str(item) for item in value]
    if hasattr(value, "as_tuple"):
        return plain_number(value)
    return value if isinstance(value, bool) else str(value or "")


def first_country(residence: str | None) -> str:
    """The side that a person most likely speaks for."""
    return residence if residence in set(Country) else ""


class InviteForm(FlaskForm):
    """A colleague's address."""

    email = EmailField(_l("E-mail address of the person"), render_kw={"required": True, "maxlength": 254})

    def read_email(self) -> str | None:
        """The address, lower-case; None where it is none, with the problem at the field."""
        if not self.validate():
            return None
        reader = Reader({"email": self.email.data})
        email = reader.email("email")
        if email is None:
            problem = next(iter(reader.problems), Problem("email", "missing"))
            self.email.errors = [labels.wording(problem)]
        return email

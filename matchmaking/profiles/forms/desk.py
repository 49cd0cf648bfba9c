"""The forms of the organizers' desk."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.widgets import DateInput

from matchmaking.profiles import labels
from matchmaking.profiles.content import ProfileContent
from matchmaking.profiles.forms.steps import OrganisationForm
from matchmaking.profiles.parsing import Problem, Reader, clean
from matchmaking.profiles.vocabulary import CheckKind, Currency

REASON_LENGTH, NOTE_LENGTH = 2000, 300


class TypedForSomebodyForm(OrganisationForm):
    """Step 1 as an organizer types it for an organisation: with the declaration its consents rest on."""

    paper = StringField(
        _l("Where the signed consent is kept"),
        description=_l("Such as “Register A, page 12”. The declaration is kept with your name and today's date."),
        render_kw={"required": True, "maxlength": 300},
    )
    declared = BooleanField(
        _l("I declare that this organisation has agreed to be listed and to cross the border."),
        render_kw={"required": True},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country.label.text, self.kind.label.text = _("Side"), _("Kind of organisation")

    def raw(self) -> dict[str, Any]:
        """What was typed about the organisation."""
        return {name: value for name, value in super().raw().items() if name not in ("paper", "declared")}

    def checked(self, typed: ProfileContent, base: ProfileContent | None, *, today: date) -> ProfileContent | None:
        """Nothing is stored without the declaration."""
        for field in (self.paper, self.declared):
            if not field.data or (field is self.paper and not clean(field.data)):
                field.errors = [labels.wording(Problem(field.name, "missing"))]
        return None if self.paper.errors or self.declared.errors else super().checked(typed, base, today=today)


class DeskForm(FlaskForm):
    """A small form whose values are read one by one."""

    def place(self, reader: Reader) -> bool:
        """Put the reader's problems beside their fields; whether there were none."""
        for problem in reader.problems:
            self._fields[problem.field].errors = [labels.wording(problem)]
        return not reader.problems


class ReasonForm(DeskForm):
    """Why a profile or its changes are returned."""

    reason = TextAreaField(
        _l("What they should correct"),
        description=_l("They read these words in their letter and on their page."),
        render_kw={"required": True, "maxlength": REASON_LENGTH},
    )

    def read_reason(self) -> str | None:
        """The reason; None where there is none."""
        if not self.validate():
            return None
        reader = Reader({"reason": self.reason.data})
        reason = reader.text("reason", REASON_LENGTH, required=True)
        return reason if self.place(reader) else None


class CheckForm(DeskForm):
    """What was verified, and when."""

    kind = SelectField(_l("What was verified"), choices=list(labels.CHECKS.items()), validate_choice=False)
    note = StringField(
        _l("Note"),
        description=_l("Such as the register number, the label, or who answered the call."),
        render_kw={"maxlength": NOTE_LENGTH},
    )
    checked_on = StringField(_l("Verified on"), widget=DateInput(), render_kw={"required": True})

    @classmethod
    def for_today(cls, today: date) -> CheckForm:
        """An empty form with today's date."""
        form = cls(formdata=None)
        form.checked_on.data = today.isoformat()
        return form

    def read_check(self, *, today: date) -> tuple[CheckKind, str, date] | None:
        """Kind, note and day; None where something is wrong."""
        if not self.validate():
            return None
        reader = Reader({name: self._fields[name].data for name in ("kind", "note", "checked_on")})
        kind = reader.choice("kind", CheckKind, required=True)
        note, day = reader.text("note", NOTE_LENGTH) or "", reader.day("checked_on")
        if day is None and not reader.problems:
            reader.complain("checked_on", "missing")
        if day is not None and day > today:
            reader.complain("checked_on", "future_date", self.checked_on.data)
        if not self.place(reader) or kind is None or day is None:
            return None
        return kind, note, day


class RateForm(DeskForm):
    """How many units of a currency make one euro from a day on."""

    currency = SelectField(
        _l("Currency"),
        choices=[(code, labels.CURRENCIES[code]) for code in (Currency.DZD, Currency.XOF)],
        validate_choice=False,
    )
    per_euro = StringField(
        _l("Units for one euro"),
        description=_l("Such as 151,20."),
        render_kw={"required": True, "inputmode": "decimal"},
    )
    valid_from = StringField(_l("From this day on"), widget=DateInput(), render_kw={"required": True})

    def read_rate(self) -> tuple[Currency, Decimal, date] | None:
        """Currency, units per euro and first day; None where something is wrong."""
        if not self.validate():
            return None
        reader = Reader({name: self._fields[name].data for name in ("currency", "per_euro", "valid_from")})
        currency = reader.choice("currency", Currency, required=True)
        per_euro, day = _units(clean(self.per_euro.data or "")), reader.day("valid_from")
        if per_euro is None:
            typed = clean(self.per_euro.data or "")
            reader.complain("per_euro", "not_an_amount" if typed else "missing", typed)
        if day is None and not reader.has_problem("valid_from"):
            reader.complain("valid_from", "missing")
        if currency is Currency.EUR:
            reader.complain("currency", "unknown_code", currency)
        if not self.place(reader) or currency is None or per_euro is None or day is None:
            return None
        return currency, per_euro, day


def _units(text: str) -> Decimal | None:
    """A rate such as 655,957: unlike an amount it has three decimals and no groups."""
    digits = text.replace(",", ".").replace(" ", "")
    if not digits.replace(".", "", 1).isdecimal() or len(digits) > 12:
        return None
    value = Decimal(digits)
    return value if value > 0 else None

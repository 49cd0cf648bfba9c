"""What organizers and participants send about a pair, and the filters of their lists."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, DataRequired, Length, Optional

from matchmaking.deciding import DecisionForm
from matchmaking.matching.models import ApartList, DeclineReason, DismissalReason
from matchmaking.matching.wording import DECLINES, DISMISSALS

Code = TypeVar("Code", bound=StrEnum)


class DismissForm(DecisionForm):
    """Setting a pair aside."""

    reason = RadioField(
        _l("Why dismiss this pair?"),
        choices=[SelectChoice(code.value, label) for code, label in DISMISSALS.items()],
        validators=[DataRequired(_l("Choose a reason: it keeps the next organizer from asking."))],
    )
    note = TextAreaField(_l("Note for the organizers"), validators=[Length(max=1000)])

    @property
    def chosen(self) -> DismissalReason:
        """The reason, after validation."""
        return DismissalReason(self.reason.data)


class ReactionForm(FlaskForm):
    """« Interested » or « not for us »."""

    answer = HiddenField(validators=[DataRequired()])
    reason = RadioField(
        _l("Why not?"),
        choices=[SelectChoice(code.value, label) for code, label in DECLINES.items()],
        validators=[Optional()],
    )

    @property
    def interested(self) -> bool:
        """The answer, after validation."""
        return bool(self.answer.data == "yes")

    @property
    def chosen(self) -> DeclineReason | None:
        """The reason of a « not for us »."""
        return DeclineReason(self.reason.data) if self.reason.data else None


class NameForm(FlaskForm):
    """An organisation, by its key."""

    other = HiddenField(validators=[DataRequired()])


class KeepApartForm(NameForm):
    """An organisation, and the list it goes on."""

    kept_on = HiddenField(validators=[AnyOf([kept_on.value for kept_on in ApartList])])

    @property
    def chosen(self) -> ApartList:
        """The list, after validation."""
        return ApartList(self.kept_on.data)


def code_of(args: MultiDict[str, str], name: str, codes: type[Code]) -> Code | None:
    """A filter from the address bar; a word that is no code is no filter, never an error."""
    value = args.get(name, "")
    return codes(value) if value in {code.value for code in codes} else None

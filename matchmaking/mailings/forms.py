"""The form of a mailing: whom it is for, and what it says in up to three languages."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import HiddenInput

from matchmaking.deciding import DecisionForm
from matchmaking.locale import LOCALES
from matchmaking.mailings.audience import Audience, Standing, Taking
from matchmaking.mailings.models import Mailing
from matchmaking.mailings.wording import KIND, STANDINGS, TAKINGS
from matchmaking.profiles import labels
from matchmaking.profiles.vocabulary import Country, Kind, Sector
from matchmaking.wordings import texts
from matchmaking.wordings.forms import said


class SendForm(DecisionForm):
    """The button that sends, with how many people its page named."""

    count = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


def _choices(kind: type[StrEnum], words: Mapping[Any, Any]) -> list[SelectChoice]:
    return [SelectChoice("", _l("All")), *(SelectChoice(member.value, words[member]) for member in kind)]


class MailingForm(FlaskForm):
    """Filters and texts; a language may be left empty."""

    version = HiddenField()
    country = SelectField(_l("Country"), validators=[Optional()])
    kind = SelectField(_l("Kind"), validators=[Optional()])
    sector = SelectField(_l("Sector"), validators=[Optional()])
    standing = SelectField(_l("Introductions"), choices=_choices(Standing, STANDINGS), validators=[Optional()])
    taking = SelectField(_l("Takes part"), choices=_choices(Taking, TAKINGS), validators=[Optional()])
    fr_subject = StringField(_l("Subject"))
    fr_body = TextAreaField(_l("Text"))
    ar_subject = StringField(_l("Subject"))
    ar_body = TextAreaField(_l("Text"))
    en_subject = StringField(_l("Subject"))
    en_body = TextAreaField(_l("Text"))

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        for field, kind in ((self.country, Country), (self.kind, Kind), (self.sector, Sector)):
            field.choices = _choices(kind, {code: labels.label(code) for code in kind})

    @classmethod
    def of(cls, mailing: Mailing) -> MailingForm:
        """The form as a draft stands."""
        words = {
            f"{language}_{part}": said[part] for language, said in mailing.texts.items() for part in ("subject", "body")
        }
        return cls(formdata=None, data={**mailing.audience, **words, "version": mailing.version})

    def validate(self, extra_validators: Any = None) -> bool:
        """Every language that was begun is whole, and there is one."""
        is_valid = super().validate(extra_validators)
        begun = [self._validate_language(language) for language in LOCALES]
        if not any(begun):
            self.fr_body.errors = [*self.fr_body.errors, _("Write the message in at least one language.")]
        return bool(is_valid and any(begun) and not self.errors)

    def audience(self) -> Audience:
        """Whom it is for."""
        return Audience.from_codes(self.data)

    def texts(self) -> dict[str, dict[str, str]]:
        """What it says, by language."""
        written = {
            language: {part: (self[f"{language}_{part}"].data or "").strip() for part in ("subject", "body")}
            for language in LOCALES
        }
        return {language: words for language, words in written.items() if words["subject"] or words["body"]}

    def shown_version(self) -> int:
        """The version that the form was filled in from."""
        return int(self.version.data) if (self.version.data or "").isdecimal() else -1

    def _validate_language(self, language: str) -> bool:
        subject, body = self[f"{language}_subject"], self[f"{language}_body"]
        body.data = (body.data or "").replace("\r\n", "\n")
        if not (subject.data or "").strip() and not body.data.strip():
            return False
        for field, missing in ((subject, _("Write a subject.")), (body, _("Write the message."))):
            if not (field.data or "").strip():
                field.errors = [*field.errors, missing]
        for field, problems in (
            (subject, texts.check_subject(subject.data or "", KIND)),
            (body, texts.check_text(body.data, KIND)),
        ):
            field.errors = [*field.errors, *map(said, problems)]
        return True

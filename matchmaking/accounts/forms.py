"""The forms of accounts: what people type, brought into one shape. Whether it is allowed, operations decide again."""

from __future__ import annotations

import re
from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_security.forms import ChangePasswordForm as SecurityChangeForm
from flask_security.forms import LoginForm as SecurityLoginForm
from flask_security.forms import ResetPasswordForm as SecurityResetForm
from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, Field, PasswordField, RadioField, SelectField, StringField, TelField
from wtforms.validators import DataRequired, EqualTo, InputRequired, Length, Optional, ValidationError

from matchmaking import config
from matchmaking.accounts import policy
from matchmaking.accounts.inside import safe_path
from matchmaking.accounts.models import DigestFrequency, MailTopic, Purpose, User
from matchmaking.accounts.operations.mails import WantedMails
from matchmaking.accounts.phones import UnreadablePhone, read_phone
from matchmaking.extensions import security
from matchmaking.locale import LOCALES, normalise, territories

NEEDED = _l("This is needed.")
NAME_LENGTH = Length(min=2, max=120, message=_l("Write it with 2 to 120 characters."))
NEIGHBOURS = ("ML", "DZ")  # stand first in the list of countries
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
ADDRESS_IN_NAME = re.compile(r"://|www\.|@", re.IGNORECASE)
FREQUENCIES = {
    DigestFrequency.NEVER.value: _l("Never"),
    DigestFrequency.WEEKLY.value: _l("Once a week"),
    DigestFrequency.DAILY.value: _l("Once a day"),
}
CODE = re.compile(r"\d{6}")
SIMPLE_CODES = frozenset(
    {"012345", "123456", "654321", "543210", "123123", "112233"} | {digit * 6 for digit in "0123456789"}
)


def tidy(text: str | None) -> str:
    """One line without control characters and doubled blanks."""
    return " ".join(UNPRINTABLE.sub(" ", text or "").split())


def a_name(_form: FlaskForm, field: Field) -> None:
    """A name is not a place for a web address: our mails would carry it to strangers."""
    if ADDRESS_IN_NAME.search(field.data):
        raise ValidationError(_("Write the name only, without any address."))


def an_address(_form: FlaskForm, field: Field) -> None:
    """An e-mail address; brought to lower case."""
    try:
        found = validate_email(field.data, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        raise ValidationError(_("This is not a complete e-mail address. Write it such as name@example.com.")) from error
    field.data = found.normalized.lower()


def a_code(_form: FlaskForm, field: Field) -> None:
    """Six digits, written with or without blanks."""
    field.data = re.sub(r"\s", "", field.data or "")
    if not CODE.fullmatch(field.data) or not field.data.isascii():
        raise ValidationError(_("The code has six digits."))


def not_simple(_form: FlaskForm, field: Field) -> None:
    """Not the first code that anybody would try."""
    if field.data in SIMPLE_CODES:
        raise ValidationError(_("This code is too easy to guess. Choose another one."))


class CountryField(SelectField):
    """A country of the world; Mali and Algeria stand first."""

    def __init__(self, label: object, **options: Any) -> None:
        super().__init__(label, **options)
        names = dict(territories())
        self.choices = (
            [("", _("Choose…"))] + [(code, names.pop(code, code)) for code in NEIGHBOURS] + list(names.items())
        )


class AddressForm(FlaskForm):
    """An address to write to: for a link, a new password, another confirmation."""

    email = EmailField(_l("E-mail address"), [DataRequired(NEEDED), Length(max=254), an_address])


class ConsentForm(FlaskForm):
    """Where somebody lives, and the three consents, each by its own box that nobody ticked beforehand."""

    residence = CountryField(_l("Country of residence"), validators=[InputRequired(NEEDED)])
    terms = BooleanField(_l("Terms of use"))
    listing = BooleanField(_l("Being shown"))
    transfer = BooleanField(_l("Transfer across the border"))

    @property
    def refused(self) -> bool:
        """Whether nothing may be stored about this person because the transfer consent is missing."""
        return bool(self.transfer.errors)

    @property
    def consents(self) -> list[Purpose]:
        """The purposes whose boxes were ticked."""
        return [purpose for purpose in Purpose if self[purpose.value].data]

    def validate_terms(self, field: Field) -> None:
        """Nobody takes part without the terms."""
        if not field.data:
            raise ValidationError(_("Without the terms there is no account. Tick the box if you accept them."))

    def validate_transfer(self, field: Field) -> None:
        """From abroad, the first stored word is already a transfer."""
        abroad = policy.needs_transfer(self.residence.data or "", hosting_country=config.current().hosting_country)
        if self.residence.data and abroad and not field.data:
            raise ValidationError(_("You live outside the hosting country: without this consent we may store nothing."))


class RegisterForm(AddressForm, ConsentForm):
    """A new account."""

    full_name = StringField(_l("First and last name"), [DataRequired(NEEDED), NAME_LENGTH, a_name], filters=[tidy])
    phone = TelField(_l("Telephone"), [Optional(), Length(max=30)])
    password = PasswordField(_l("Password"), [DataRequired(NEEDED), Length(max=200)])

    def validate_phone(self, field: Field) -> None:
        """A number of the country of residence, or with the code of its own."""
        _read_phone(field, region=self.residence.data or None)

    def validate_password(self, field: Field) -> None:
        """The rules of Flask-Security, in our words."""
        problems, normalized = security.password_util.validate(field.data, True)
        if problems:
            raise ValidationError(" ".join(problems))
        field.data = normalized


class LoginForm(SecurityLoginForm):
    """Flask-Security's own, in our words; no « remember me », a session ends when nobody uses it."""

    email = EmailField(_l("E-mail address"), [DataRequired(NEEDED), an_address])
    password = PasswordField(_l("Password"), [DataRequired(NEEDED), Length(max=200)])
    remember = None

    def validate_next(self, field: Field) -> None:
        """An address outside is forgotten; it is no reason to refuse the sign-in."""
        field.data = safe_path(field.data) or ""

    def validate(self, **options: Any) -> bool:
        """What Flask-Security asks, and an account that is open."""
        if not super().validate(**options):
            return False
        assert isinstance(self.user, User)
        if policy.can_sign_in(self.user, demonstration=config.current().demo):
            return True
        self.email.errors = [_("This account is closed.")]
        return False


class ResetForm(SecurityResetForm):
    """A new password, behind a mailed link; typed once, it can be looked at."""

    password = PasswordField(_l("New password"), [DataRequired(NEEDED), Length(max=200)])
    password_confirm = PasswordField(
        _l("The same once more"), [EqualTo("password", _l("The two are different: type both again."))]
    )


class ChangeForm(SecurityChangeForm):
    """A new password for somebody who knows the old one."""

    password = PasswordField(_l("Password until now"), [Length(max=200)])
    new_password = PasswordField(_l("New password"), [DataRequired(NEEDED), Length(max=200)])
    new_password_confirm = PasswordField(
        _l("The same once more"), [EqualTo("new_password", _l("The two are different: type both again."))]
    )


class PersonalLinkForm(FlaskForm):
    """An organizer makes a link for somebody who lives by phone."""

    full_name = StringField(_l("First and last name"), [DataRequired(NEEDED), NAME_LENGTH, a_name], filters=[tidy])
    phone = TelField(_l("Telephone"), [DataRequired(NEEDED), Length(max=30)])
    locale = SelectField(_l("Language of the person"))
    declared = BooleanField(
        _l("The person asked me for this link, and this is their own number."),
        [InputRequired(_l("Make a link only for somebody who asked for it."))],
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.locale.choices = list(LOCALES.items())

    def validate_phone(self, field: Field) -> None:
        """A number of Mali, or with the code of its country."""
        _read_phone(field, region="ML")


class CodeForm(FlaskForm):
    """The code somebody chose when they first opened their personal link."""

    code = PasswordField(_l("Your code of six digits"), [DataRequired(NEEDED), a_code])


class FirstCodeForm(FlaskForm):
    """A code for the personal link, chosen by its holder."""

    code = PasswordField(_l("Choose a code of six digits"), [DataRequired(NEEDED), a_code, not_simple])
    code_again = PasswordField(
        _l("The same code once more"),
        [DataRequired(NEEDED), a_code, EqualTo("code", _l("The two codes are different: type both again."))],
    )


class FirstEntryForm(FirstCodeForm, ConsentForm):
    """The first entry by a personal link: residence, consents and a code."""


def _read_phone(field: Field, *, region: str | None) -> None:
    try:
        field.data = read_phone(field.data, region=region)
    except UnreadablePhone as error:
        raise ValidationError(
            _("This is not a telephone number. Write it with its country code, such as +223 70 00 00 00.")
        ) from error


class MailsForm(FlaskForm):
    """Which mails a person wants, and in which language."""

    locale = RadioField(_l("Language of my letters"), choices=list(LOCALES.items()))
    digest = RadioField(_l("What is new for me, in one mail"), choices=list(FREQUENCIES.items()))
    news = BooleanField(_l("News from the organizers"))

    @classmethod
    def of(cls, user: User) -> MailsForm:
        """As things stand."""
        return cls(
            None,
            locale=normalise(user.locale),
            digest=policy.digest_frequency(user).value,
            news=policy.wants(user, MailTopic.NEWS),
        )

    def wanted(self) -> WantedMails:
        """What was chosen."""
        digest = DigestFrequency(self.digest.data)
        return WantedMails(news=self.news.data, digest=digest, language=self.locale.data)

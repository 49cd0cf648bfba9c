"""The one-page form of a side, what an organizer heard, and evidence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from matchmaking.followup import wording
from matchmaking.followup.lifecycle import HEARD, RESULTS, Channel, NoFollowUpReason, OutcomeKind, Speaker
from matchmaking.followup.operations.outcomes import Declaration, Money
from matchmaking.followup.standing import Said
from matchmaking.introductions.forms import MomentField
from matchmaking.profiles.amounts import plain_number
from matchmaking.profiles.labels import CURRENCIES
from matchmaking.profiles.money import UnreadableAmount, read_amount
from matchmaking.profiles.vocabulary import Country, Currency

HABIT = {Speaker.MALI: Currency.XOF, Speaker.ALGERIA: Currency.DZD}
MONEY_KINDS = (OutcomeKind.CONTRACT, OutcomeKind.INVESTMENT)


class AmountField(StringField):
    """An amount as people type it; `money` is it with its currency, after validation."""

    def __init__(self, label: str, **kwargs: object) -> None:
        super().__init__(label, validators=[Optional(), Length(max=60)], **kwargs)

    def pre_validate(self, form: FlaskForm) -> None:
        """Say how to write it where it cannot be read."""
        if self.data and self.data.strip():
            try:
                typed = read_amount(self.data)
            except UnreadableAmount as error:
                raise ValidationError(_("Write an amount such as 15 000 000, and its currency beside it.")) from error
            if not typed.value:
                raise ValidationError(_("Write an amount above zero, or leave the field empty."))

    def money(self, chosen: str) -> Money | None:
        """Amount and currency; one named in the text itself goes before the chosen one."""
        if not (self.data and self.data.strip()):
            return None
        typed = read_amount(self.data)
        return typed.value, typed.currency or Currency(chosen)


def _currency_field() -> SelectField:
    return SelectField(
        _l("Currency"), choices=[SelectChoice(code.value, CURRENCIES[code]) for code in Currency], default="XOF"
    )


class OutcomeForm(FlaskForm):
    """« What came of it? »: everything that holds, on one page; nothing chosen means nothing yet."""

    kinds = SelectMultipleField(
        _l("What holds today?"),
        description=_l("Several may hold. Nothing yet? Leave everything empty and send."),
        choices=[SelectChoice(str(kind), label) for kind, label in wording.OUTCOMES.items()],
        validators=[Optional()],
    )
    contract_amount = AmountField(_l("Amount of the contract"))
    contract_currency = _currency_field()
    investment_amount = AmountField(_l("Amount of the investment"))
    investment_currency = _currency_field()
    reason = SelectField(
        _l("Why no follow-up?"),
        choices=[SelectChoice("", _l("Not told")), *(SelectChoice(*item) for item in wording.REASONS.items())],
        default="",
        validators=[Optional()],
    )
    note = TextAreaField(
        _l("A word to the organizers"),
        description=_l("Only the organizers read it."),
        validators=[Length(max=500, message=_l("Write 500 characters at most."))],
    )

    def __init__(self, *, held: Mapping[OutcomeKind, Said], speaker: Speaker, **data: object) -> None:
        """`held`: what this side has said last about each kind; a form that is opened shows it."""
        super().__init__(data={**_as_said(held, speaker), **data})
        self._held = held

    def validate_kinds(self, field: SelectMultipleField) -> None:
        """A result and « no follow-up » cannot both hold."""
        chosen = set(field.data or ())
        if OutcomeKind.NO_FOLLOW_UP in chosen and chosen & set(RESULTS):
            raise ValidationError(_("A result and « no further follow-up » cannot both hold: take one of them off."))

    def validate_contract_amount(self, _field: AmountField) -> None:
        """An amount typed without its tick: which of the two is meant?"""
        if self._is_loose(OutcomeKind.CONTRACT):
            raise ValidationError(_("Tick « Contract » as well, or empty this field."))

    def validate_investment_amount(self, _field: AmountField) -> None:
        """The same of an investment."""
        if self._is_loose(OutcomeKind.INVESTMENT):
            raise ValidationError(_("Tick « Investment » as well, or empty this field."))

    def validate_reason(self, field: SelectField) -> None:
        """The same of a reason. One that was shown and stays behind when its tick is taken off is no new word."""
        over, before = OutcomeKind.NO_FOLLOW_UP, self._held.get(OutcomeKind.NO_FOLLOW_UP)
        if field.data and over not in (self.kinds.data or ()) and not (before and before.reason == field.data):
            raise ValidationError(_("Tick « No further follow-up » as well, or choose « Not told »."))

    def validate_note(self, field: TextAreaField) -> None:
        """A word is kept with what it is about."""
        if (field.data or "").strip() and not self.kinds.data and not any(said.holds for said in self._held.values()):
            raise ValidationError(
                _("Tick what your words are about. To say that nothing has happened yet, empty this field and send.")
            )

    def _is_loose(self, kind: OutcomeKind) -> bool:
        """Whether an amount stands there without its tick; one that was shown and stays behind is no new word."""
        if kind in (self.kinds.data or ()):
            return False
        before = self._held.get(kind)
        try:
            return self._money_of(kind) != (before.money if before else None)
        except UnreadableAmount:
            return False  # its own error is enough

    def _money_of(self, kind: OutcomeKind) -> Money | None:
        amount: AmountField = self[f"{kind}_amount"]
        return amount.money(self[f"{kind}_currency"].data)

    @property
    def declaration(self) -> Declaration:
        """All of it, after validation. What stands beside a tick that was taken off is taken back with it."""
        kinds = frozenset(OutcomeKind(code) for code in self.kinds.data or ())
        is_over = OutcomeKind.NO_FOLLOW_UP in kinds and self.reason.data
        return Declaration(
            kinds=kinds,
            money={kind: money for kind in MONEY_KINDS if kind in kinds and (money := self._money_of(kind))},
            reason=NoFollowUpReason(self.reason.data) if is_over else None,
            note=(self.note.data or "").strip(),
        )


def _as_said(held: Mapping[OutcomeKind, Said], speaker: Speaker) -> dict[str, object]:
    """The fields as a side filled them in last; its own currency where it has named none."""
    holding = {kind: said for kind, said in held.items() if said.holds}
    shown: dict[str, object] = {"kinds": [kind.value for kind in holding]}
    for kind in MONEY_KINDS:
        said = holding.get(kind)
        amount, currency = (said.money if said else None) or (None, HABIT.get(speaker, Currency.EUR))
        shown[f"{kind}_amount"] = "" if amount is None else plain_number(amount)
        shown[f"{kind}_currency"] = currency.value
    over = holding.get(OutcomeKind.NO_FOLLOW_UP)
    return shown | {"reason": over.reason.value if over and over.reason else ""}


class HeardForm(OutcomeForm):
    """The same as an organizer heard it from one side: from whom there, how, when."""

    name = StringField(
        _l("Who spoke?"),
        validators=[DataRequired(_l("Write the name of the person you heard.")), Length(max=120)],
    )
    channel = RadioField(
        _l("How?"),
        choices=[SelectChoice(channel.value, wording.CHANNELS[channel]) for channel in HEARD],
        default=Channel.PHONE.value,
        validators=[InputRequired()],
    )
    said_at = MomentField(
        _l("When? (Bamako time)"),
        format="%Y-%m-%dT%H:%M",
        validators=[InputRequired(_l("Write day and hour, such as 07/12/2026 14:30."))],
    )

    def __init__(
        self, *, held: Mapping[OutcomeKind, Said], speaker: Speaker, opened_at: datetime, now: datetime
    ) -> None:
        super().__init__(held=held, speaker=speaker, said_at=now.astimezone(UTC))
        self._opened_at, self._now = opened_at, now

    def validate_said_at(self, field: Field) -> None:
        """Between the opening of the contacts and now."""
        if field.data is None:
            return
        if self.moment > self._now:
            raise ValidationError(_("This moment has not come yet. Correct the day or the hour."))
        if self.moment < self._opened_at.replace(second=0, microsecond=0):
            raise ValidationError(_("That was before the contacts opened. Correct the day or the hour."))

    @property
    def moment(self) -> datetime:
        """When they spoke; Bamako keeps UTC all year."""
        said_at: datetime = self.said_at.data
        return said_at.replace(tzinfo=UTC)


class EvidenceForm(FlaskForm):
    """What an organizer has seen in writing."""

    kind = SelectField(
        _l("What does it show?"),
        choices=[SelectChoice(str(kind), label) for kind, label in wording.OUTCOMES.items()],
        default=OutcomeKind.MEMORANDUM.value,
    )
    holds = RadioField(
        _l("What it means"),
        choices=[SelectChoice("1", _l("I have seen it")), SelectChoice("0", _l("I take back what was noted before"))],
        default="1",
        validators=[InputRequired()],
    )
    evidence = StringField(
        _l("What is it, and where is it kept?"),
        description=_l("Such as: signed contract of 12 March, folder of the secretariat."),
        validators=[DataRequired(_l("Say what you have seen and where it is kept.")), Length(max=300)],
    )
    amount = AmountField(_l("Amount"))
    currency = _currency_field()

    def validate_amount(self, _field: AmountField) -> None:
        """Only a contract and an investment have one."""
        if self.kind.data not in MONEY_KINDS:
            raise ValidationError(_("Only a contract or an investment has an amount. Choose one above, or empty this."))

    def money(self) -> Money | None:
        """Of a contract or an investment."""
        return self.amount.money(self.currency.data)


def speaker_of(country: Country) -> Speaker:
    """The side as statements know it."""
    return Speaker(country.value)

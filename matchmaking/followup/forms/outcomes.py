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
    investment_amount = AmountField(_l("Amount of the investment"))
    currency = _currency_field()
    reason = SelectField(
        _l("Why no follow-up?"),
        choices=[SelectChoice("", _l("Not told")), *(SelectChoice(*item) for item in wording.REASONS.items())],
        default="",
        validators=[Optional()],
    )
    note = TextAreaField(
        _l("A word to the organizers"),
        description=_l("The other side does not read it."),
        validators=[Length(max=500, message=_l("Write 500 characters at most."))],
    )

    def validate_kinds(self, field: SelectMultipleField) -> None:
        """A result and « no follow-up » cannot both hold."""
        chosen = set(field.data or ())
        if OutcomeKind.NO_FOLLOW_UP in chosen and chosen & set(RESULTS):
            raise ValidationError(_("A result and « no further follow-up » cannot both hold: take one of them off."))

    @property
    def declaration(self) -> Declaration:
        """All of it, after validation. An amount counts only with its kind."""
        kinds = frozenset(OutcomeKind(code) for code in self.kinds.data or ())
        fields = zip(MONEY_KINDS, (self.contract_amount, self.investment_amount), strict=True)
        money = {kind: told for kind, field in fields if kind in kinds and (told := field.money(self.currency.data))}
        is_over = OutcomeKind.NO_FOLLOW_UP in kinds and self.reason.data
        reason = NoFollowUpReason(self.reason.data) if is_over else None
        return Declaration(kinds=kinds, money=money, reason=reason, note=(self.note.data or "").strip())

    def show(self, held: Mapping[OutcomeKind, Said], speaker: Speaker) -> None:
        """Fill it with what this side said last."""
        self.kinds.data = [kind.value for kind, said in held.items() if said.holds]
        self.currency.data = HABIT.get(speaker, Currency.EUR).value
        for kind, field in zip(MONEY_KINDS, (self.contract_amount, self.investment_amount), strict=True):
            said = held.get(kind)
            if said is not None and said.holds and said.amount is not None and said.currency is not None:
                field.data, self.currency.data = plain_number(said.amount), said.currency.value
        over = held.get(OutcomeKind.NO_FOLLOW_UP)
        self.reason.data = over.reason.value if over and over.holds and over.reason else ""


class HeardForm(OutcomeForm):
    """The same as an organizer heard it: from whom, how, when."""

    speaker = RadioField(
        _l("Who said it?"),
        choices=[SelectChoice(side.value, wording.SPEAKERS[side]) for side in (Speaker.MALI, Speaker.ALGERIA)],
        validators=[InputRequired(_l("Choose the side that said it."))],
    )
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

    def __init__(self, *, opened_at: datetime, now: datetime, speaker: str) -> None:
        super().__init__(data={"said_at": now.astimezone(UTC), "speaker": speaker})
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

    def money(self) -> Money | None:
        """Only of a contract or an investment."""
        return self.amount.money(self.currency.data) if OutcomeKind(self.kind.data) in MONEY_KINDS else None


def speaker_of(country: Country) -> Speaker:
    """The side as statements know it."""
    return Speaker(country.value)

"""What organizers send about plans; every deciding form carries the version its page showed."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, ValidationError

from matchmaking.deciding import DecisionForm
from matchmaking.matching.engine import Strength
from matchmaking.plans.capacity import Session, UnreadableSession, parse_all
from matchmaking.plans.operations import Settings
from matchmaking.plans.planning import Limits
from matchmaking.plans.queries import find_named
from matchmaking.plans.wording import AT_LEAST
from matchmaking.profiles.models import Profile
from matchmaking.profiles.vocabulary import Country
from matchmaking.settings.forms import WholeNumberField

MOST = 100  # meetings of one profile
NUMBER = [
    InputRequired(_l("Write a number, such as 2.")),
    NumberRange(0, MOST, _l("Write a number between 0 and 100.")),
]
FORCED, FORBIDDEN, FREE = "forced", "forbidden", "free"


class LimitsForm(FlaskForm):
    """At least and at most."""

    minimum = WholeNumberField(_l("Meetings at least"), default=1, validators=NUMBER)
    maximum = WholeNumberField(_l("Meetings at most"), default=5, validators=NUMBER)

    def validate_maximum(self, field: IntegerField) -> None:
        """Not below the minimum."""
        if field.data is not None and self.minimum.data is not None and field.data < self.minimum.data:
            raise ValidationError(_("Write a number that is not below the minimum."))

    @property
    def limits(self) -> Limits:
        """Both, after validation."""
        return Limits(self.minimum.data, self.maximum.data)


class PlanForm(LimitsForm):
    """What holds for everybody."""

    version = HiddenField()
    strength = SelectField(
        _l("Pairs"),
        choices=[SelectChoice(value, label) for value, label in AT_LEAST.items()],
        default=Strength.PLAUSIBLE.value,
    )
    sessions = TextAreaField(
        _l("Sessions"),
        description=_l(
            "One a line: « Thursday morning = 60/8 » is 60 meetings in 8 slots. Without the slots, « = 60 », only "
            "their sum counts. Without any session there is no bound."
        ),
        validators=[Length(max=1000)],
    )

    def validate_sessions(self, field: TextAreaField) -> None:
        """Every line can be read."""
        try:
            parse_all((field.data or "").splitlines())
        except UnreadableSession as error:
            raise ValidationError(_("« %(line)s »: write it like « Morning = 60/8 ».", line=error)) from error

    @property
    def settings(self) -> Settings:
        """All of it, after validation."""
        sessions: Sequence[Session] = parse_all((self.sessions.data or "").splitlines())
        strength = Strength(self.strength.data) if self.strength.data else None
        return Settings(limits=self.limits, strength=strength, sessions=sessions)


class ProfileField(StringField):
    """A published organisation by its name or its key; `found` is it, after validation."""

    def __init__(self, label: str, *, country: Country | None = None, **kwargs: object) -> None:
        asked = DataRequired(_l("Write the name of an organisation, or its key such as ML07."))
        super().__init__(label, validators=[asked], **kwargs)
        self.country = country
        self._found: Profile | None = None

    @property
    def found(self) -> Profile:
        """The organisation, after validation."""
        assert self._found is not None
        return self._found

    def post_validate(self, form: FlaskForm, validation_stopped: bool) -> None:
        """Look it up."""
        if validation_stopped:
            return
        self._found = find_named(self.data, self.country)
        if self._found is None:
            raise ValidationError(_("No published organisation of this shore has exactly this name or key."))


class WishForm(DecisionForm):
    """A pair that must be in the plan, or must not."""

    ml = ProfileField(_l("Malian organisation"), country=Country.MALI)
    dz = ProfileField(_l("Algerian organisation"), country=Country.ALGERIA)
    wish = RadioField(
        _l("This pair"),
        choices=[SelectChoice(FORCED, _l("must be in the plan")), SelectChoice(FORBIDDEN, _l("must not be in it"))],
        validators=[DataRequired(_l("Choose one of the two."))],
        default=FORCED,
    )


class PairForm(DecisionForm):
    """A button beside a pair: wish it, forbid it, or take the wish back."""

    ml_key = HiddenField(validators=[DataRequired()])
    dz_key = HiddenField(validators=[DataRequired()])
    wish = HiddenField(validators=[DataRequired()])

    @property
    def is_forced(self) -> bool | None:
        """None takes the wish back."""
        return {FORCED: True, FORBIDDEN: False}.get(self.wish.data)


class ExceptionForm(LimitsForm, DecisionForm):
    """Limits of one organisation."""

    profile = ProfileField(_l("Organisation"))


class ProfileForm(DecisionForm):
    """A button beside an organisation."""

    profile_key = HiddenField(validators=[DataRequired()])


class ReplacementForm(DecisionForm):
    """An alternate, with the version of the review of the new pair."""

    other_key = HiddenField(validators=[DataRequired()])

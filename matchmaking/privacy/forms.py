"""The form of the data page."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import DataRequired, Length

from matchmaking.accounts.forms import NEEDED


class ProofForm(FlaskForm):
    """The password once more; for who came by a personal link, its code."""

    proof = PasswordField(_l("Your password"), [DataRequired(NEEDED), Length(max=200)])

    def ask_for_code(self) -> None:
        """The person has no password."""
        self.proof.label.text = _l("Your code of six digits")

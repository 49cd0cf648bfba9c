"""An investor's thesis on one short page: six of the profile's fields, under the same rules as its steps."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField, TextAreaField

from matchmaking.profiles import labels
from matchmaking.profiles.forms.steps import DetailsForm

FIELDS = ("sectors", "stages", "ticket_min", "ticket_max", "currency", "summary")
HIDDEN = ("version", "csrf_token")


class ThesisForm(DetailsForm):
    """Sectors, stages, ticket, currency, and the thesis in words."""

    sectors = SelectMultipleField(
        _l("Sectors"), choices=[(str(code), name) for code, name in labels.SECTORS.items()], validate_choice=False
    )
    summary = TextAreaField(
        _l("What you look for, in your words"),
        description=_l("Two or three sentences. It is your presentation: the suggestions are made from it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in [name for name in self._fields if name not in (*FIELDS, *HIDDEN)]:
            delattr(self, name)

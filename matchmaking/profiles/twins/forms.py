"""The form by which an organizer makes one profile of two: a choice for every field in which they differ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectField

from matchmaking.accounts.models import User
from matchmaking.profiles.content import OpportunityContent, ProfileContent
from matchmaking.profiles.twins import wording
from matchmaking.profiles.twins.choosing import Choice, default_choice, differing

KEEP, TAKE = "keep", "take"


class MergeForm(FlaskForm):
    """What comes from the absorbed profile. Its fields depend on the two; `for_two` makes it."""

    version = HiddenField()
    other_version = HiddenField()
    contact = RadioField(_l("Contact person"))

    groups: Sequence[str] = ()
    coming: Sequence[OpportunityContent] = ()

    @classmethod
    def for_two(cls, kept: ProfileContent, absorbed: ProfileContent, people: Sequence[User], **data: Any) -> MergeForm:
        """The form for these two contents; `people` may be the contact person, the present one first."""
        usual = default_choice(kept, absorbed)
        fields: dict[str, Any] = {"groups": differing(kept, absorbed), "coming": absorbed.opportunities}
        for group in fields["groups"]:
            fields[f"take_{group}"] = RadioField(
                wording.head(group),
                choices=[(KEEP, wording.value(kept, group)), (TAKE, wording.value(absorbed, group))],
                default=TAKE if group in usual.taken else KEEP,
            )
        for number, item in enumerate(absorbed.opportunities):
            same_side = [(twin.key or "", twin.title) for twin in kept.side(item.side)]
            fields[f"fold_{number}"] = SelectField(
                item.title,
                choices=[("", _("Stands by itself")), *same_side],
                default=usual.folded.get(item.key or "", ""),
            )
        form = type("MergeFormForTwo", (cls,), fields)(data=data or None)
        assert isinstance(form, MergeForm)
        form.contact.choices = [(str(person.id), person.full_name) for person in people]
        if not people:
            del form.contact
        elif form.contact.data is None:
            form.contact.data = str(people[0].id)
        return form

    def choice(self) -> Choice:
        """What was chosen; the form is valid."""
        taken = frozenset(group for group in self.groups if self._fields[f"take_{group}"].data == TAKE)
        told = {item.key: self._fields[f"fold_{number}"].data for number, item in enumerate(self.coming)}
        contact = self.contact.data if "contact" in self._fields else None
        return Choice(
            taken=taken,
            folded={key: same for key, same in told.items() if key and same},
            contact_user_id=int(contact) if contact else None,
        )

    def shown_versions(self) -> tuple[int, int]:
        """The versions of the two that the page showed; a forged one equals none."""
        first, second = (str(typed or "") for typed in (self.version.data, self.other_version.data))
        return _number(first), _number(second)


def _number(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 10 else -1

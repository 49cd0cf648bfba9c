"""The letters a person got and the trail of what they did, in a copy of their data.

A link in a letter opens doors, so none is made anew. A letter that told a contact is given while that contact is open:
a consent that was taken back holds here too. Account letters say by their subject alone what they were for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from flask_babel import gettext as _

from matchmaking.accounts.models import User
from matchmaking.accounts.policy import is_organizer
from matchmaking.audit.models import AuditEvent
from matchmaking.introductions import queries as introductions
from matchmaking.outbox.mail import fill
from matchmaking.outbox.message_view import kind_label
from matchmaking.outbox.models import Message
from matchmaking.outbox.registry import registry
from matchmaking.privacy import queries
from matchmaking.privacy.facts import Fact, Part, fact
from matchmaking.privacy.wording import event_words

TELLS_CONTACT = "introduction.contact"


def parts(user: User, *, now: datetime) -> Iterator[Part]:
    """Letters, then the trail."""
    sides = introductions.list_own_sides(user, now=now)
    known = {introductions.subject_ref(side.introduction) for side in sides}
    opened = {introductions.subject_ref(one.introduction) for one in sides if introductions.find_contact(one.other)}
    yield Part("letters", _("Letters to you"), [_letter(one, opened) for one in queries.list_letters(user)])
    trail = [event for event in queries.list_trail(user) if _may_know(event, user, known)]
    yield Part("trail", _("What you did here, and what was done to your account"), [_event(one, user) for one in trail])


def _letter(letter: Message, opened: Collection[str]) -> list[Fact]:
    closed = letter.kind == TELLS_CONTACT and letter.subject_ref not in opened
    text = None if closed or letter.confidential else fill(letter.text, lambda _name: _("personal link"))
    return [
        fact("kind", _("Kind"), letter.kind, kind_label(letter.kind, registry())),
        fact("to", _("To"), letter.address),
        fact("sent_at", _("Sent"), letter.sent_at),
        fact("subject", _("Subject"), letter.subject),
        fact("text", _("Text"), text),
    ]


def _may_know(event: AuditEvent, user: User, known: Collection[str]) -> bool:
    """Withdrawing a profile also ends introductions that nobody outside knows of yet."""
    return not event.subject.startswith("introduction:") or event.subject in known or is_organizer(user)


def _event(event: AuditEvent, user: User) -> list[Fact]:
    """What was done to which kind of thing; its details may speak of others."""
    about_account = event.subject.startswith("user:")
    return [
        fact("at", _("When"), event.at),
        fact("action", _("What"), event.action, event_words(event, user)),
        fact("thing", _("Thing"), event.subject.partition(":")[0], ""),
        *(fact(name, name, str(value)) for name, value in (event.details.items() if about_account else ())),
    ]

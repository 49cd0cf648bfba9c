"""What happened to a profile, told in sentences from the audit trail.

Members read « an organizer »; only organizers read each other's names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from matchmaking.audit.models import AuditEvent

SENTENCES: Mapping[str, LazyString] = {
    "profile.created": _l("%(who)s began this profile."),
    "profile.saved": _l("%(who)s changed this profile."),
    "profile.submitted": _l("%(who)s submitted this profile."),
    "profile.published": _l("%(who)s published this profile."),
    "profile.returned": _l("%(who)s returned this profile with a reason."),
    "profile.withdrawn": _l("%(who)s withdrew this profile."),
    "profile.archived": _l("%(who)s archived this profile."),
    "profile.restored": _l("%(who)s took this profile out of the archive."),
    "profile.imported": _l("%(who)s imported this profile."),
    "profile.checked": _l("%(who)s noted what was verified."),
    "profile.invited": _l("%(who)s invited a colleague."),
    "profile.joined": _l("%(who)s joined the organisation."),
    "profile.left": _l("%(who)s removed a member."),
    "profile.contact_chosen": _l("%(who)s chose the contact person."),
    "profile.opened": _l("%(who)s made a personal link to this profile."),
    "profile.claimed": _l("%(who)s took this profile over."),
    "profile.merged": _l("%(who)s merged another profile of this organisation into this one."),
    "profile.absorbed": _l("%(who)s merged this profile into another one of its organisation."),
    "translation.proposed": _l("%(who)s translated texts of this profile."),
    "translation.approved": _l("%(who)s approved a translation."),
    "translation.refused": _l("%(who)s refused a translation."),
    "translation.corrected": _l("%(who)s put their own words in the place of a translation."),
    "translation.withdrawn": _l("%(who)s took a translation back."),
    "revision.submitted": _l("%(who)s proposed changes."),
    "revision.approved": _l("%(who)s approved the changes."),
    "revision.returned": _l("%(who)s returned the changes with a reason."),
    "revision.discarded": _l("%(who)s dropped the proposed changes."),
}


@dataclass(frozen=True)
class Line:
    """One sentence with its moment."""

    at: datetime
    text: str


def lines(events: Sequence[AuditEvent], names: Mapping[int, str]) -> list[Line]:
    """The sentences, newest first; a run of savings by one person is told once, at its last moment."""
    told: list[Line] = []
    last: tuple[str, int | None] | None = None
    for event in reversed(events):
        if event.action not in SENTENCES:
            continue
        this = (event.action, event.actor_id)
        if not (event.action == "profile.saved" and this == last):
            told.append(Line(event.at, sentence(event, names)))
        last = this
    return told


def sentence(event: AuditEvent, names: Mapping[int, str]) -> str:
    """What one event says; `names` holds the people this reader may know by name."""
    somebody = _("The platform") if event.actor_id is None else _("An organizer")
    return str(SENTENCES[event.action]) % {"who": names.get(event.actor_id or 0, somebody)}

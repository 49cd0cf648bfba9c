"""The shortlist put together for its page and its file. Decides nothing; hides what is no longer published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from matchmaking.profiles.amounts import Reckoning, own_currency, rates
from matchmaking.profiles.glance import Glance, glance
from matchmaking.profiles.models import Profile
from matchmaking.profiles.queries import list_hidden
from matchmaking.profiles.reading_aid import reader_for
from matchmaking.profiles.ticket_fit import fund_of
from matchmaking.shortlists.forms import NoteForm
from matchmaking.shortlists.queries import list_entries


@dataclass(frozen=True)
class Row:
    """One kept organisation; nothing but its key and the own note where it is no longer published."""

    key: str
    glance: Glance | None
    note: str
    form: NoteForm
    kept_at: datetime


def shortlist_rows(profile: Profile, *, now: datetime, returned: tuple[str, NoteForm] | None = None) -> Sequence[Row]:
    """The rows, last kept first. `returned` is a note that could not be saved, by the key it is about."""
    entries = list_entries(profile)
    hidden = {other.id for other in list_hidden([entry.other_profile for entry in entries])}
    reckoning = Reckoning(own_currency(profile), rates(on=now.date()))
    rows, reader, fund = [], reader_for(profile), fund_of(profile)
    for entry in entries:
        other = entry.other_profile
        form = NoteForm(formdata=None, prefix="", note=entry.note)
        if returned is not None and returned[0] == other.key:
            form = returned[1]
        form.note.id = f"note-{other.key}"
        seen = glance(other, reckoning, reader, fund) if other.id not in hidden else None
        rows.append(Row(other.key, seen, entry.note, form, entry.kept_at))
    return rows

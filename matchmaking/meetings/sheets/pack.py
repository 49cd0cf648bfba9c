"""The print pack of the evening before: door list A–Z, a card for each table, every personal sheet; as one PDF and as
one HTML file that opens without a network.

Read while a transaction is open (`read`), laid out after it has ended (`paper`, `offline`). No phone, no e-mail and no
video link stands in it: it lies on tables and travels on a stick. A card on paper has a square that opens its table's
page; the file for a stick has none, since without a network it would lead nowhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import render_template
from markupsafe import Markup

from matchmaking.accounts.sharing import qr_code
from matchmaking.config import ROOT
from matchmaking.events import door
from matchmaking.events.models import Attendance, Event, MeetingTable, Mode
from matchmaking.events.wording import ROLES
from matchmaking.introductions import wording
from matchmaking.locale import direction, normalise, speaking
from matchmaking.matching.explaining import explainer
from matchmaking.meetings import calendars, policy
from matchmaking.meetings import queries as schedules
from matchmaking.meetings.models import Placement, Schedule
from matchmaking.meetings.people import Attendances
from matchmaking.meetings.sheets import queries
from matchmaking.meetings.sheets.lines import Sheet, build_sheet
from matchmaking.meetings.sheets.squares import table_page
from matchmaking.printing import documents
from matchmaking.profiles import labels


@dataclass(frozen=True)
class DoorLine:
    """Somebody who may come in, or join by video."""

    name: str
    organisation: str
    role: str
    online: bool


@dataclass(frozen=True)
class CardLine:
    """One meeting at a table. Each organisation is named as the other may know it."""

    starts_at: datetime
    ml: str
    dz: str
    provisional: bool

    @property
    def day(self) -> date:
        """By Bamako's calendar."""
        return self.starts_at.date()


@dataclass(frozen=True)
class Card:
    """What happens at one table, in order."""

    number: int
    lines: Sequence[CardLine]
    page: str | None  # the address of the table's own page

    @property
    def square(self) -> Markup | None:
        """The same for a camera."""
        return qr_code(self.page, scale=4) if self.page else None


@dataclass(frozen=True)
class Heading:
    """What the paper says of the event."""

    name: str
    place: str
    starts_at: datetime


@dataclass(frozen=True, kw_only=True)
class Pack:
    """Plain values: nothing here asks the database again."""

    event: Heading
    number: int
    page_url: str
    door: Sequence[DoorLine]
    cards: Sequence[Card]
    sheets: Sequence[Sheet]


def read(schedule: Schedule, *, now: datetime) -> Pack:
    """Everything the pack says, each sheet in the language of who reads it."""
    assert schedule.number is not None
    event = schedule.event
    attendances, placements = schedules.attendances_of(event), queries.list_all_told(schedule)
    return Pack(
        event=Heading(event.name, event.place, event.starts_at),
        number=schedule.number,
        page_url=calendars.page_url(),
        door=_door(event),
        cards=_cards(placements),
        sheets=_sheets(placements, attendances, now=now),
    )


def paper(pack: Pack) -> str:
    """The HTML of the PDF."""
    return documents.word("meetings/paper/pack.html", pack=pack, sheets=_worded(pack))


def offline(pack: Pack) -> str:
    """One file that names no other: style and search are inside."""
    style, script = (
        (ROOT / "static" / path).read_text(encoding="utf-8") for path in ("css/offline.css", "js/offline.js")
    )
    return render_template(
        "meetings/offline.html",
        pack=pack,
        sheets=_worded(pack, within=True),
        style=Markup("<style>{}</style>").format(Markup(style)),  # noqa: S704  (our own file)
        script=Markup("<script>{}</script>").format(Markup(script)),  # noqa: S704
    )


def _worded(pack: Pack, *, within: bool = False) -> list[Markup]:
    found = []
    for sheet in pack.sheets:
        language = normalise(sheet.locale)
        with speaking(language):
            html = render_template(
                "meetings/paper/_sheet.html",
                sheet=sheet,
                event=pack.event,
                page_url=pack.page_url,
                paper_lang=language,
                paper_dir=direction(language),
                within=within,
            )
        found.append(Markup(html))  # noqa: S704  (rendered with autoescape)
    return found


def _sheets(placements: Sequence[Placement], attendances: Attendances, *, now: datetime) -> list[Sheet]:
    profiles = {side.profile_id: side.profile for placement in placements for side in placement.meeting.sides}
    by = explainer() if placements else None
    meetings: dict[int, list[Placement]] = {key: [] for key in profiles}
    for placement in placements:
        for side in placement.meeting.sides:
            meetings[side.profile_id].append(placement)
    found = []
    for profile in sorted(profiles.values(), key=lambda one: door.sorting(one.name)):
        attendance = attendances.get(profile.id)
        person = attendance.representative if attendance else profile.contact_user
        with speaking(person.locale if person else None):
            found.append(build_sheet(profile, meetings[profile.id], attendances, now=now, by=by))
    return found


def _cards(placements: Sequence[Placement]) -> list[Card]:
    tables: dict[MeetingTable, list[CardLine]] = {}
    for placement in placements:
        if placement.table is not None:
            introduction = placement.meeting.introduction
            ml, dz = (introduction.side_of(one) for one in (introduction.ml_profile, introduction.dz_profile))
            line = CardLine(
                placement.starts_at,
                wording.other_name(dz),
                wording.other_name(ml),
                policy.is_provisional(placement.meeting),
            )
            tables.setdefault(placement.table, []).append(line)
    return [
        Card(table.number, tables[table], table_page(table)) for table in sorted(tables, key=lambda one: one.number)
    ]


def _door(event: Event) -> list[DoorLine]:
    return [
        DoorLine(one.listed, one.organisation, _role(one), one.mode is Mode.ONLINE) for one in door.list_door(event)
    ]


def _role(line: door.DoorLine) -> str:
    """What a guest comes as; of an organisation, which kind it is."""
    if isinstance(line.row, Attendance):
        return labels.label(line.row.profile.kind)
    return str(ROLES[line.row.role])

"""The invented round table of the demonstration: one day in Bamako, all organisations, six guests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

import sqlalchemy as sa

from matchmaking.events.models import (
    Attendance,
    BusySlot,
    Event,
    EventSession,
    Guest,
    GuestRole,
    MeetingTable,
    Mode,
    SessionKind,
    Slot,
)
from matchmaking.events.policy import usual_mode
from matchmaking.events.slots import cut
from matchmaking.events.times import BAMAKO
from matchmaking.extensions import db
from matchmaking.meetings.models import Schedule
from matchmaking.profiles.models import Profile

IN_DAYS, CUTOFF_DAYS = 21, 3
FRIDAY = 4  # a day of rest in Algeria; Saturday in both countries, Sunday in Mali
TABLES, SLOT_MINUTES = 20, 20
PLACE, VIDEO_LINK = "Centre de conférences, Bamako", "https://visio.example/deux-rives/{room}"
WELCOME = {
    "fr": "Une journée pour passer de la conversation à l’affaire : chaque rendez-vous est choisi parce que ce que l’un"
    " cherche, l’autre le propose.",
    "ar": "يوم واحد للانتقال من الحديث إلى التعاون: كل لقاء اختير لأن ما يبحث عنه طرف يعرضه الطرف الآخر.",
    "en": "One day to go from talk to business: every meeting was chosen because what one looks for, the other offers.",
}
PARTNERS = (
    "Organisé par : Prix du numérique (fictif)\nAvec : Chambre des startups (fictive); Réseau des deux rives (fictif)"
)
PROGRAMME = (
    ("08:30", "09:00", SessionKind.PLENARY, None, "Ouverture"),
    ("09:00", "10:00", SessionKind.PANEL, "01", "Coopération institutionnelle"),
    ("10:00", "10:20", SessionKind.BREAK, None, "Pause"),
    ("10:20", "13:00", SessionKind.MEETINGS, "02", "Rendez-vous du matin"),
    ("13:00", "14:00", SessionKind.BREAK, None, "Déjeuner"),
    ("14:00", "15:00", SessionKind.PANEL, "02", "Co-entreprendre entre startups, entreprises et investisseurs"),
    ("15:00", "17:40", SessionKind.MEETINGS, "02", "Rendez-vous de l’après-midi"),
    ("17:45", "18:30", SessionKind.WORKSHOP, "03", "Compétences et formation"),
    ("18:30", "19:00", SessionKind.PLENARY, None, "Recommandations et clôture"),
)
GUESTS = (
    ("Aïssata Sidibé", "Direction du numérique (fictive)", GuestRole.OFFICIAL, Mode.ON_SITE),
    ("Hocine Belaïd", "Bureau de coopération (fictif)", GuestRole.OFFICIAL, Mode.ON_SITE),
    ("Salimata Koné", "École du fleuve (fictive)", GuestRole.SPEAKER, Mode.ON_SITE),
    ("Meriem Saadi", "Institut de la côte (fictif)", GuestRole.SPEAKER, Mode.ONLINE),
    ("Fanta Sy", "Journal du Soir (fictif)", GuestRole.PRESS, Mode.ON_SITE),
    ("Bakary Camara", "Équipe d’accueil", GuestRole.STAFF, Mode.ON_SITE),
)


def make(profiles: Sequence[Profile], *, now: datetime) -> Event:
    """An event three weeks ahead to which every organisation comes: Mali on site, Algeria online."""
    date = (now.astimezone(BAMAKO) + timedelta(days=IN_DAYS)).date()
    while date.weekday() >= FRIDAY:
        date += timedelta(days=1)

    def at(clock: str) -> datetime:
        return datetime.combine(date, time.fromisoformat(clock), BAMAKO)

    event = Event(
        name="Table ronde numérique Mali–Algérie",
        place=PLACE,
        starts_at=at(PROGRAMME[0][0]),
        ends_at=at(PROGRAMME[-1][1]),
        cutoff_at=at("18:00") - timedelta(days=CUTOFF_DAYS),
        slot_minutes=SLOT_MINUTES,
        video_link=VIDEO_LINK,
        welcome_fr=WELCOME["fr"],
        welcome_ar=WELCOME["ar"],
        welcome_en=WELCOME["en"],
        partners=PARTNERS,
        fictional=True,
    )
    event.sessions = [
        EventSession(title=title, kind=kind, axis=axis, starts_at=at(begins), ends_at=at(ends))
        for begins, ends, kind, axis, title in PROGRAMME
    ]
    meetings = [(one.starts_at, one.ends_at) for one in event.sessions if one.kind is SessionKind.MEETINGS]
    spans = cut(meetings, timedelta(minutes=SLOT_MINUTES))
    event.slots = [
        Slot(position=number, starts_at=begins, ends_at=ends) for number, (begins, ends) in enumerate(spans, 1)
    ]
    event.tables = [MeetingTable(number=number) for number in range(1, TABLES + 1)]
    db.session.add(event)
    db.session.flush()
    for number, profile in enumerate(profiles):
        db.session.add(_attendance(event, profile, number, now=now))
    for name, organisation, role, mode in GUESTS:
        db.session.add(
            Guest(event=event, full_name=name, organisation=organisation, role=role, mode=mode, created_at=now)
        )
    db.session.flush()
    return event


def clear() -> None:
    """Remove every invented event, with its schedule: its placements hold the slots."""
    for event in db.session.scalars(sa.select(Event).where(Event.fictional)).all():
        db.session.execute(sa.delete(Schedule).where(Schedule.event_id == event.id))
        db.session.delete(event)
    db.session.flush()


def _attendance(event: Event, profile: Profile, number: int, *, now: datetime) -> Attendance:
    """Most are free all day; every fifth has other plans for two slots, a different two each."""
    busy: list[BusySlot] = []
    if number % 5 == 0:
        first = number // 5 % (len(event.slots) - 1)
        busy = [BusySlot(slot_id=slot.id) for slot in event.slots[first : first + 2]]
    return Attendance(event=event, profile=profile, mode=usual_mode(profile), created_at=now, busy=busy)

"""A platform with an introduction in every state, a published schedule and everything that hangs on it.

Each pair stands in one state; `OPEN` says which of them have opened their contacts to each other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any

import sqlalchemy as sa
from flask import Flask

from matchmaking.accounts import operations as accounts
from matchmaking.accounts.models import Purpose, RoleName, User
from matchmaking.events.models import (
    Attendance,
    Event,
    EventSession,
    Guest,
    GuestRole,
    MeetingTable,
    Mode,
    SessionKind,
    Slot,
)
from matchmaking.extensions import db
from matchmaking.followup.lifecycle import ActionOrigin, Channel, Horizon, OutcomeKind, Speaker
from matchmaking.followup.models import Objective
from matchmaking.followup.operations import actions, meetings, outcomes, recommendations
from matchmaking.followup.operations import asking as outcome_questions
from matchmaking.introductions import operations
from matchmaking.introductions.lifecycle import Answer, AnswerChannel, IntroductionStatus
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.notebook import operations as notebook
from matchmaking.introductions.operations import ToldAnswer
from matchmaking.introductions.requests.operations import asking
from matchmaking.meetings import operations as schedules
from matchmaking.meetings import queries as published
from matchmaking.meetings.sheets import operations as packs
from matchmaking.outbox.worker import Worker
from matchmaking.profiles.queries import get_by_key
from matchmaking.profiles.translations import operations as translations
from matchmaking.profiles.vocabulary import Country, Kind
from matchmaking.reports import operations as reports
from matchmaking.shortlists import operations as shortlists
from tests.factories import make_profile, make_user
from tests.introductions.world import HOLD, Tray

ORGANIZER, COMMITTEE, HELPER, SIDE = (f"{who}@maison.example" for who in ("awa", "sira", "issa", "leila"))
NOTE, WHY, HEARD = "NotePriveeZebu", "PourquoiMangouste", "EntenduCaracal"  # never for participants
FUND = "Fonds Tamgout Secret"  # a discreet investor, proposed to ML10
STATES = (
    "asked", "one yes", "declined", "no answer", "unreached", "cancelled", "provisional", "no consent", "open", "fund"
)  # fmt: skip
PAIRS = {state: (f"ML{number:02}", f"DZ{number:02}") for number, state in enumerate(STATES, start=1)}
PAIRS |= {"told": ("ML11", "DZ11")}
SLOT = timedelta(minutes=20)
THIRD = ("ML12", "DZ12")  # without any introduction
KEYS = [key for pair in PAIRS.values() for key in pair] + list(THIRD)
OPEN = {PAIRS["open"]}


@dataclass(frozen=True)
class Contact:
    """One person, under a name, an address and a number that stand nowhere else."""

    key: str

    @property
    def email(self) -> str:
        return f"titulaire.{self.key.lower()}@boite.example"

    @property
    def name(self) -> str:
        return f"Titulaire Okapi{self.key}"

    @property
    def phone(self) -> str:
        number = int(self.key[2:])
        return f"+2237043{number:02}19" if self.key.startswith("ML") else f"+21355082{number:02}64"

    @property
    def marks(self) -> tuple[str, str, str]:
        """What to look for in a text whose spaces, dots and dashes are gone."""
        return (self.email, f"okapi{self.key.lower()}", self.phone[4:])


def may_see(own: str, other: str) -> bool:
    """The rule: oneself, and the other side of an open introduction."""
    return own == other or (own, other) in OPEN or (other, own) in OPEN


@dataclass
class World:
    """Time stands still unless `later` moves it."""

    app: Flask
    now: datetime
    mails: list[EmailMessage] = field(default_factory=list)

    def later(self, delta: timedelta) -> None:
        """Move the clock."""
        self.now += delta

    def deliver(self) -> None:
        """Let the worker do all that is due now."""
        worker = Worker(self.app, Tray(self.mails))
        while worker.do_next():
            pass
        while worker.send_next():
            pass

    def user(self, email: str = ORGANIZER) -> User:
        """Somebody by address; inside an app context."""
        return db.session.scalars(sa.select(User).where(User.email == email)).one()

    def introduction(self, state: str) -> Introduction:
        """The introduction that stands in this state; inside an app context."""
        ml = get_by_key(PAIRS[state][0])
        return db.session.scalars(sa.select(Introduction).where(Introduction.ml_profile_id == ml.id)).one()

    def change(self, act: Callable[[], object]) -> None:
        """Do it and commit."""
        with self.app.app_context():
            act()
            db.session.commit()


def make_world(world: World, *, named: Callable[[str], str] = "Organisation {}".format) -> World:
    """Everything, step by step, the worker delivering in between; `named` calls each organisation by its key."""
    world.change(lambda: _people(world, named))
    world.change(lambda: _keep(world))
    world.change(lambda: _translate(world))
    world.change(lambda: _introduce(world))
    world.later(HOLD)
    world.deliver()
    world.change(lambda: _answer(world))
    world.later(HOLD)
    world.deliver()
    world.change(lambda: _end(world))
    world.deliver()
    _schedule(world)
    world.change(lambda: _talk(world))
    world.change(lambda: _follow_up(world))
    world.change(lambda: reports.ask_for_report(actor=world.user(), now=world.now))
    world.change(lambda: outcome_questions.ask_due(now=world.now + timedelta(days=33)))
    world.later(HOLD)
    world.deliver()
    return world


def _people(world: World, named: Callable[[str], str]) -> None:
    make_user(ORGANIZER, role=RoleName.ORGANIZER, full_name="Awa Traoré")
    make_user(COMMITTEE, role=RoleName.COMMITTEE, full_name="Sira Diallo")
    make_user(HELPER, role=RoleName.HELPER, full_name="Issa Koné")
    make_user(SIDE, role=RoleName.SIDE_ORGANIZER, organizes_country="DZ", full_name="Leïla Benali")
    for key in KEYS:
        contact = Contact(key)
        user = make_user(contact.email, full_name=contact.name, phone=contact.phone, residence=key[:2])
        values: dict[str, Any] = {"name": named(key), "contact_email": contact.email, "contact_phone": contact.phone}
        if key == PAIRS["fund"][1]:
            values |= {"kind": Kind.INVESTOR, "discreet": True, "name": FUND, "summary": f"{FUND} finance l’amorçage."}
            values |= {"gist": f"{FUND} يمول الشركات الناشئة"}
        make_profile(key, members=(user,), **values)


def _keep(world: World) -> None:
    """The startup that is introduced to the discreet fund keeps it on its shortlist."""
    startup, fund = (get_by_key(key) for key in PAIRS["fund"])
    assert startup.contact_user is not None
    shortlists.keep(startup, fund, actor=startup.contact_user, now=world.now)


def _translate(world: World) -> None:
    """An organizer translates an offer, and its author is asked."""
    profile = get_by_key(PAIRS["open"][0])
    said = translations.Said(profile.opportunities[0].key, "Water turns", "")
    translations.propose(profile, "en", [said], actor=world.user(), now=world.now)


def _introduce(world: World) -> None:
    for ml_key, dz_key in PAIRS.values():
        pair = get_by_key(ml_key), get_by_key(dz_key)
        operations.approve(*pair, shown_version=0, actor=world.user(), now=world.now)


def _say(world: World, state: str, key: str, said: Answer) -> None:
    side = world.introduction(state).side_of(get_by_key(key))
    assert side.contact_user is not None
    told = {"channel": AnswerChannel.SITE, "actor": side.contact_user, "now": world.now}
    operations.answer(side, said, shown_version=side.version, **told)


def _answer(world: World) -> None:
    shut = world.user(Contact(PAIRS["no consent"][1]).email)
    accounts.withdraw_consent(shut, Purpose.TRANSFER, actor=shut, now=world.now)
    for state in ("one yes", "no consent", "open"):
        _say(world, state, PAIRS[state][0], Answer.YES)
    for state in ("no consent", "open"):
        _say(world, state, PAIRS[state][1], Answer.YES)
    _say(world, "declined", PAIRS["declined"][1], Answer.NO)
    side = world.introduction("told").side_of(get_by_key(PAIRS["told"][0]))
    told = ToldAnswer(answer=Answer.YES, channel=AnswerChannel.PHONE, spoken_at=world.now, name="Une voisine")
    operations.record_answer(side, told, shown_version=side.version, actor=world.user(), now=world.now)


def _end(world: World) -> None:
    cancelled = world.introduction("cancelled")
    operations.undo(cancelled, shown_version=cancelled.version, actor=world.user(), now=world.now)
    for state, status in (("no answer", IntroductionStatus.NO_ANSWER), ("unreached", IntroductionStatus.UNREACHED)):
        ended = world.introduction(state)
        ended.status, ended.closed_at = status, world.now


def _schedule(world: World) -> None:
    world.change(lambda: _event(world))

    def draft() -> None:
        schedules.draft(_the_event(), shown_number=None, actor=world.user(), now=world.now)

    def publish() -> None:
        event = _the_event()
        made = published.get_draft(event)
        schedules.publish(event, shown_version=made.version, actor=world.user(), now=world.now)
        packs.ask_for_pack(event, actor=world.user(), now=world.now)

    world.change(draft)
    world.deliver()
    world.change(publish)
    world.later(HOLD)
    world.deliver()


def _the_event() -> Event:
    return db.session.scalars(sa.select(Event)).one()


def _event(world: World) -> None:
    opening = (world.now + timedelta(hours=20)).replace(minute=0, second=0)
    event = Event(
        name="Table ronde Mali–Algérie",
        place="Hôtel de l’Amitié, Bamako",
        starts_at=opening,
        ends_at=opening + timedelta(hours=8),
        cutoff_at=world.now - timedelta(hours=1),
        allows_provisional=True,
        video_link="https://video.example/{room}",
    )
    event.tables = [MeetingTable(number=number) for number in (1, 2, 3)]
    event.slots = [
        Slot(position=at + 1, starts_at=opening + at * SLOT, ends_at=opening + (at + 1) * SLOT) for at in range(4)
    ]
    event.sessions = [
        EventSession(
            title="Rendez-vous",
            kind=SessionKind.MEETINGS,
            axis="02",
            starts_at=opening,
            ends_at=event.slots[-1].ends_at,
        )
    ]
    db.session.add(event)
    db.session.flush()
    for state in ("provisional", "open", "asked", "fund"):
        for key, mode in zip(PAIRS[state], (Mode.ON_SITE, Mode.ONLINE), strict=True):
            db.session.add(Attendance(event=event, profile=get_by_key(key), mode=mode, created_at=world.now))
    guest = Guest(
        full_name="Oumar Sy", organisation="Radio", role=GuestRole.PRESS, mode=Mode.ON_SITE, created_at=world.now
    )
    guest.event = event
    db.session.add(guest)


def _talk(world: World) -> None:
    for state in PAIRS:
        notebook.add_note(world.introduction(state), f"{NOTE} {state}", actor=world.user(), now=world.now)
        notebook.add_tag(world.introduction(state), "suivi", actor=world.user(), now=world.now)
    third, asked = get_by_key(THIRD[0]), [get_by_key("DZ01"), get_by_key("DZ03")]
    asking.ask(third, asked, WHY, actor=world.user(Contact(THIRD[0]).email), now=world.now)


def _follow_up(world: World) -> None:
    awa, now, opened = world.user(), world.now, world.introduction("open")
    heard = outcomes.Source(channel=Channel.PHONE, said_at=now, name="Une voisine", recorded_by=awa)
    said = outcomes.Declaration(kinds=frozenset({OutcomeKind.MET}), note=HEARD)
    outcomes.declare(opened, Speaker.MALI, said, source=heard, now=now)
    note = recommendations.Note(
        title="Un guichet", text="Ouvrir un guichet.", axis="02", session=None, proposed_by="CNPM"
    )
    recommendations.note_down(note, event=_the_event(), actor=awa, now=now)
    objective = Objective(
        title="Un guichet ouvert",
        institution="CNPM",
        horizon=Horizon.SHORT,
        due_on=now.date() + timedelta(days=60),
        created_at=now,
        changed_at=now,
    )
    db.session.add(objective)
    task = actions.Task(
        title="Écrire la charte",
        indicator="Charte signée",
        country=Country.MALI,
        due_on=now.date(),
        objective=objective,
    )
    owner = actions.Owner(user=world.user(Contact(PAIRS["open"][0]).email))
    origin = actions.Origin(kind=ActionOrigin.INTRODUCTION, label="Organisation ML09 et DZ09", introduction=opened)
    actions.propose(actions.Proposal(task=task, owner=owner, origin=origin), actor=awa, now=now)
    sitting = meetings.Sitting(starts_at=now + timedelta(days=9), place="Bamako", link="", participants="Sira Diallo")
    made = meetings.plan(sitting, actor=awa, now=now)
    meetings.decide(made, "Ouvrir le guichet", actor=awa, now=now)

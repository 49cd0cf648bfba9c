"""A round table with introductions, answers, meetings and outcomes, an organizer, a committee member and a worker."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from email.message import EmailMessage
from typing import Any

from flask import Flask

from matchmaking.accounts.models import RoleName
from matchmaking.events.models import Attendance, Event, Guest, GuestRole, MeetingTable, Mode
from matchmaking.extensions import db
from matchmaking.followup.lifecycle import Channel, Horizon, OutcomeKind, Speaker
from matchmaking.followup.models import Objective, OutcomeQuestion, OutcomeStatement, Recommendation
from matchmaking.introductions.lifecycle import Answer, AnswerChannel, IntroductionStatus
from matchmaking.introductions.models import Introduction, IntroductionSide
from matchmaking.meetings.lifecycle import MeetingStatus
from matchmaking.meetings.models import Meeting
from matchmaking.outbox.worker import Worker
from matchmaking.profiles.models import Profile
from matchmaking.profiles.vocabulary import Currency, Kind
from tests.factories import make_profile, make_user
from tests.introductions.world import Tray

ORGANIZER, COMMITTEE = "awa@organisation.example", "comite@organisation.example"
SECTORS = ("agritech", "fintech", "healthtech", "telecom", "ai-data", "tourism")
KINDS = (Kind.STARTUP, Kind.STARTUP, Kind.COMPANY, Kind.INVESTOR)


@dataclass
class World:
    """Time stands still unless moved."""

    app: Flask
    now: datetime
    mails: list[EmailMessage] = field(default_factory=list)

    def work(self) -> None:
        """Let the worker do all that is due."""
        worker = Worker(self.app, Tray(self.mails))
        while worker.do_next():
            pass


def make_round_table(app: Flask, now: datetime, *, each: int = 12) -> None:
    """`each` organisations a shore; the first eight of each are introduced to one another, with every kind of end."""
    with app.app_context():
        make_user(ORGANIZER, role=RoleName.ORGANIZER, full_name="Awa Traoré")
        make_user(COMMITTEE, role=RoleName.COMMITTEE, full_name="Lyes Haddad")
        event = make_event(now)
        shores: dict[str, list[Profile]] = {"ML": [], "DZ": []}
        for country, shore in shores.items():
            for number in range(1, each + 1):
                shore.append(make_organisation(f"{country}{number:02}", number, event))
        for number, (ml, dz) in enumerate(zip(shores["ML"][:8], shores["DZ"][:8], strict=True)):
            make_introduction(ml, dz, number, event, now)
        db.session.add(
            Recommendation(
                axis="02",
                title="=1+1 un guichet commun",
                text="",
                position=1,
                created_at=now,
                changed_at=now,
                event=event,
            )
        )
        db.session.add(
            Objective(
                title="Un fonds d'amorçage commun",
                institution="Ministère",
                horizon=Horizon.SHORT,
                due_on=(now + timedelta(days=180)).date(),
                created_at=now,
                changed_at=now,
            )
        )
        db.session.commit()


def make_event(now: datetime) -> Event:
    start = now - timedelta(days=40)
    event = Event(
        name="Table ronde de Bamako",
        place="Bamako",
        starts_at=start,
        ends_at=start + timedelta(hours=8),
        cutoff_at=start,
        video_link="https://video.example/{room}",
        tables=[MeetingTable(number=1)],
    )
    db.session.add(event)
    for number in range(5):
        role = GuestRole.PRESS if number else GuestRole.OFFICIAL
        db.session.add(Guest(event=event, full_name=f"Invité {number}", role=role, mode=Mode.ON_SITE, created_at=now))
    db.session.flush()
    return event


def make_organisation(key: str, number: int, event: Event) -> Profile:
    member = make_user(f"{key.lower()}@example.org")
    sectors = [SECTORS[number % len(SECTORS)], SECTORS[(number + 1) % len(SECTORS)]]
    profile = make_profile(key, members=(member,), sectors=sectors, kind=KINDS[number % len(KINDS)])
    mode = Mode.ON_SITE if key.startswith("ML") else Mode.ONLINE
    db.session.add(Attendance(event=event, profile=profile, mode=mode, created_at=profile.created_at))
    return profile


def make_introduction(ml: Profile, dz: Profile, number: int, event: Event, now: datetime) -> None:
    """The first five are accepted, four of them met; then a no, a waiting one, a cancelled one."""
    sent = now - timedelta(days=60)
    status = {5: IntroductionStatus.DECLINED, 6: IntroductionStatus.PROPOSED, 7: IntroductionStatus.CANCELLED}
    found = status.get(number, IntroductionStatus.ACCEPTED)
    yes = found is IntroductionStatus.ACCEPTED
    values: dict[str, Any] = {"accepted_at": sent, "contacts_opened_at": sent} if yes else {}
    if found is IntroductionStatus.CANCELLED:
        values = {"cancelled_at": sent + timedelta(days=1), "cancel_reason": "organizer"}
    introduction = Introduction(
        ml_profile=ml, dz_profile=dz, status=found, approved_at=sent, held_until=sent, changed_at=sent, **values
    )
    for profile in (ml, dz):
        answer = Answer.YES if yes else Answer.NO if number == 5 and profile is ml else Answer.PENDING
        said = sent + timedelta(hours=10 * (number + 1))
        told: dict[str, Any] = {}
        if answer is not Answer.PENDING:
            told = {"answered_at": said, "channel": AnswerChannel.LINK, "effective_at": said, "settled_at": said}
        introduction.sides.append(IntroductionSide(profile=profile, answer=answer, asked_at=sent, **told))
    db.session.add(introduction)
    db.session.flush()
    if yes and number < 4:
        db.session.add(Meeting(event=event, introduction=introduction, status=MeetingStatus.HELD, created_at=sent))
    if yes:
        make_outcome(introduction, number, now)


def make_outcome(introduction: Introduction, number: int, now: datetime) -> None:
    """A contract, an investment, two memoranda; the fifth is asked in vain."""
    for speaker in (Speaker.MALI, Speaker.ALGERIA):
        answered = now if number < 4 else None
        db.session.add(
            OutcomeQuestion(
                introduction=introduction, speaker=speaker, round=1, by_letter=True, asked_at=now, answered_at=answered
            )
        )
    kinds = (OutcomeKind.CONTRACT, OutcomeKind.INVESTMENT, OutcomeKind.MEMORANDUM, OutcomeKind.MEMORANDUM)
    money = {0: (Decimal(15_000_000), Currency.XOF), 1: (Decimal(40_000), Currency.EUR)}
    if number < len(kinds):
        amount, currency = money.get(number, (None, None))
        db.session.add(
            OutcomeStatement(
                introduction=introduction,
                speaker=Speaker.MALI,
                kind=kinds[number],
                amount=amount,
                currency=currency,
                channel=Channel.LINK,
                said_at=now,
                created_at=now,
            )
        )

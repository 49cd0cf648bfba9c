"""A pair, an organizer and their outbox, as the tests of introductions need them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import sqlalchemy as sa
from flask import Flask

from matchmaking.accounts.models import RoleName, User
from matchmaking.extensions import db
from matchmaking.introductions import operations
from matchmaking.introductions.lifecycle import Answer, AnswerChannel
from matchmaking.introductions.models import Introduction, IntroductionSide
from matchmaking.introductions.operations import ToldAnswer
from matchmaking.outbox.models import Message
from matchmaking.outbox.worker import Worker
from matchmaking.profiles.queries import get_by_key
from tests.factories import make_profile, make_user

ORGANIZER, MALIAN, ALGERIAN = "awa@organisation.example", "mariam@keneya.example", "nabil@nabd.example"
MALIAN_PHONE, ALGERIAN_PHONE = "+22370112233", "+213550445566"
CONTACTS = {"ML": (MALIAN, MALIAN_PHONE, "70112233"), "DZ": (ALGERIAN, ALGERIAN_PHONE, "550445566")}
HOLD = timedelta(minutes=10)


@dataclass(frozen=True)
class Tray:
    """A way out that keeps the mails."""

    mails: list[EmailMessage]

    def deliver(self, mail: EmailMessage) -> None:
        """Take it over."""
        self.mails.append(mail)


@dataclass
class World:
    """Two organisations that an organizer introduces; time stands still unless `later` moves it."""

    app: Flask
    now: datetime
    introduction_id: int = 0
    mails: list[EmailMessage] = field(default_factory=list)

    def later(self, delta: timedelta) -> None:
        """Move the clock."""
        self.now += delta

    def introduction(self) -> Introduction:
        """The introduction as the database has it; inside an app context."""
        return db.session.get_one(Introduction, self.introduction_id)

    def side(self, country: str) -> IntroductionSide:
        """One side; inside an app context."""
        return next(side for side in self.introduction().sides if side.profile.country == country)

    def user(self, email: str) -> User:
        """Somebody by address; inside an app context."""
        return db.session.scalars(sa.select(User).where(User.email == email)).one()

    def approve(self) -> None:
        """The organizer introduces the pair and the hold time begins."""
        with self.app.app_context():
            introduction = operations.approve(
                get_by_key("ML01"), get_by_key("DZ01"), shown_version=0, actor=self.user(ORGANIZER), now=self.now
            )
            db.session.commit()
            self.introduction_id = introduction.id

    def deliver(self) -> list[EmailMessage]:
        """Let the worker do all that is due now; returns the mails that left."""
        worker, before = Worker(self.app, Tray(self.mails)), len(self.mails)
        while worker.do_next():
            pass
        while worker.send_next():
            pass
        return self.mails[before:]

    def letters(self, kind: str, *, address: str | None = None) -> list[Message]:
        """The rows of one kind of letter."""
        with self.app.app_context():
            query = sa.select(Message).where(Message.kind == f"introduction.{kind}").order_by(Message.id)
            if address:
                query = query.where(Message.address == address)
            found = list(db.session.scalars(query))
            db.session.expunge_all()
            return found

    def link(self, address: str) -> str:
        """The path of the last decision link that was mailed to this address."""
        for mail in reversed(self.mails):
            body = mail.get_body(("plain",))
            assert body is not None
            if mail["To"] == address and (found := re.search(r"http://localhost(/i/\S+)", body.get_content())):
                return found[1]
        raise AssertionError(f"no decision link was mailed to {address}")

    def answer(self, country: str, said: Answer, *, by: str | None = None, **values: Any) -> None:
        """The contact person, or somebody else by their address, answers by link."""
        with self.app.app_context():
            side = self.side(country)
            actor = self.user(by) if by else side.contact_user
            assert actor is not None
            operations.answer(
                side,
                said,
                shown_version=values.pop("shown_version", side.version),
                channel=AnswerChannel.LINK,
                actor=actor,
                now=self.now,
                **values,
            )
            db.session.commit()

    def tell(self, country: str, said: Answer) -> None:
        """An organizer writes down what somebody said by phone."""
        with self.app.app_context():
            side = self.side(country)
            told = ToldAnswer(answer=said, channel=AnswerChannel.PHONE, spoken_at=self.now, name="Moussa Keïta")
            operations.record_answer(side, told, shown_version=side.version, actor=self.user(ORGANIZER), now=self.now)
            db.session.commit()

    def undo(self) -> None:
        """The organizer takes it back."""
        with self.app.app_context():
            introduction = self.introduction()
            operations.undo(introduction, shown_version=introduction.version, actor=self.user(ORGANIZER), now=self.now)
            db.session.commit()


def make_pair(app: Flask, *, malian_email: str | None = MALIAN) -> None:
    """KeneyaLink of Kayes and NabdCare of Oran with their contact persons, and Awa who organizes."""
    with app.app_context():
        make_user(ORGANIZER, role=RoleName.ORGANIZER, full_name="Awa Traoré")
        mariam = make_user(MALIAN, full_name="Mariam Kouyaté", phone=MALIAN_PHONE)
        mariam.email = malian_email
        nabil = make_user(ALGERIAN, full_name="Nabil Haddad", phone=ALGERIAN_PHONE, residence="DZ")
        make_profile(
            "ML01",
            members=(mariam,),
            name="KeneyaLink",
            city="Kayes",
            needs=("Échographes de poche et ECG | Matériel portable, robuste, garantie locale.",),
            offers=("Réseau de dix-sept centres de santé",),
        )
        make_profile(
            "DZ01",
            members=(nabil,),
            name="NabdCare",
            city="Oran",
            offers=("ECG portable | Appareil de 140 grammes, garantie deux ans, atelier de réparation à Oran.",),
            needs=("Centres de santé pilotes | Vingt appareils prêtés pendant six mois.",),
        )
        db.session.commit()


def noon() -> datetime:
    """A moment to begin at: noon of the last Monday to Wednesday, when both shores work and the next day as well; not
    long before the present, so that sign-ins of the test client stay fresh."""
    today = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=1)
    return today - timedelta(days=max(0, today.weekday() - 2))

"""Organisations on two shores with suggestions of known scores, an organizer, and their outbox."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage

import sqlalchemy as sa
from flask import Flask

from matchmaking.accounts.models import RoleName, User
from matchmaking.extensions import db
from matchmaking.introductions import operations as introductions
from matchmaking.introductions.lifecycle import Answer, AnswerChannel
from matchmaking.introductions.models import Introduction
from matchmaking.matching.models import MatchRun, Suggestion
from matchmaking.outbox.worker import Worker
from matchmaking.plans.models import Plan, PlannedPair
from matchmaking.profiles.models import Profile
from matchmaking.profiles.queries import get_by_key
from tests.factories import make_profile, make_user
from tests.introductions.world import Tray
from tests.matching_samples import run_now

ORGANIZER, COLLEAGUE = "awa@organisation.example", "salif@organisation.example"
HOLD = timedelta(minutes=10)
NAMES = {
    "ML01": "KeneyaLink",
    "ML02": "Fret Hoggar",
    "ML03": "Sahel Cartes",
    "DZ01": "NabdCare",
    "DZ02": "Oran Cloud",
    "DZ03": "Atelier Tafna",
    "DZ04": "Mitidja Data",
}
SCORES = {
    ("ML01", "DZ01"): 0.9,
    ("ML01", "DZ02"): 0.8,
    ("ML01", "DZ03"): 0.7,
    ("ML02", "DZ02"): 0.6,
    ("ML02", "DZ03"): 0.5,
    ("ML02", "DZ01"): 0.4,
}


@dataclass
class World:
    """A round table to plan; time stands still unless `later` moves it."""

    app: Flask
    now: datetime
    mails: list[EmailMessage] = field(default_factory=list)

    def later(self, delta: timedelta) -> None:
        """Move the clock."""
        self.now += delta

    def deliver(self) -> list[EmailMessage]:
        """Let the worker do all that is due now; returns the mails that left."""
        worker, before = Worker(self.app, Tray(self.mails)), len(self.mails)
        while worker.do_next():
            pass
        while worker.send_next():
            pass
        return self.mails[before:]

    def user(self, email: str) -> User:
        """Somebody by address; inside an app context."""
        return db.session.scalars(sa.select(User).where(User.email == email)).one()

    def plan(self) -> Plan:
        """The latest plan; inside an app context."""
        return db.session.scalars(sa.select(Plan).order_by(Plan.id.desc()).limit(1)).one()

    def pairs(self) -> dict[tuple[str, str], str]:
        """The pairs of the latest plan by keys, and what became of each."""
        with self.app.app_context():
            query = sa.select(PlannedPair).where(PlannedPair.plan_id == self.plan().id).order_by(PlannedPair.id)
            return {(one.ml_profile.key, one.dz_profile.key): one.state.value for one in db.session.scalars(query)}

    def introduction(self, ml_key: str, dz_key: str) -> Introduction:
        """The latest introduction of a pair; inside an app context."""
        ml, dz = get_by_key(ml_key), get_by_key(dz_key)
        query = sa.select(Introduction).where(Introduction.ml_profile_id == ml.id, Introduction.dz_profile_id == dz.id)
        return db.session.scalars(query.order_by(Introduction.id.desc()).limit(1)).one()

    def answer(self, ml_key: str, dz_key: str, said: Answer, *, by: str) -> None:
        """The contact person of one of the two answers by link."""
        with self.app.app_context():
            side = self.introduction(ml_key, dz_key).side_of(get_by_key(by))
            assert side.contact_user is not None
            told = {"shown_version": side.version, "actor": side.contact_user, "now": self.now}
            introductions.answer(side, said, channel=AnswerChannel.LINK, **told)
            db.session.commit()


def make_round_table(app: Flask) -> None:
    """Three Malian and four Algerian organisations, each with a contact person, two organizers, and SCORES."""
    with app.app_context():
        make_user(ORGANIZER, role=RoleName.ORGANIZER, full_name="Awa Traoré")
        make_user(COLLEAGUE, role=RoleName.ORGANIZER, full_name="Salif Diarra")
        for key, name in NAMES.items():
            make_profile(key, members=(make_user(f"{key.lower()}@example.org"),), name=name)
        run_now()
        suggest(SCORES)


def suggest(scores: dict[tuple[str, str], float]) -> None:
    """Put these in the place of what the current run suggests; inside an app context."""
    ids = {profile.key: profile.id for profile in db.session.scalars(sa.select(Profile))}
    run_id = db.session.scalars(sa.select(MatchRun.id).where(MatchRun.is_current)).one()
    db.session.execute(sa.delete(Suggestion))
    for (ml_key, dz_key), score in scores.items():
        parts = dict.fromkeys(("forward", "backward", "affinity", "facts", "correction"), 0.0)
        sides = {"ml_profile_id": ids[ml_key], "dz_profile_id": ids[dz_key]}
        db.session.add(Suggestion(run_id=run_id, rank_for_ml=1, score=score, **sides, **parts))
    db.session.commit()

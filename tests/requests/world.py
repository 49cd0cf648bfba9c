"""Whom KeneyaLink may ask for, and how it asks."""

from __future__ import annotations

import sqlalchemy as sa
from flask import Flask

from matchmaking.extensions import db
from matchmaking.introductions.requests.lifecycle import RequestStatus
from matchmaking.introductions.requests.models import IntroductionRequest
from matchmaking.introductions.requests.operations import asking
from matchmaking.profiles.queries import get_by_key
from tests.factories import make_profile, make_user
from tests.introductions.world import MALIAN, ORGANIZER, World
from tests.visitor import Visitor

WHY = "Nous équipons dix-sept centres et cherchons un fabricant proche."
OTHERS = ("DZ02", "DZ03", "DZ04", "DZ05", "DZ06")


def make_others(app: Flask) -> None:
    """Five more on the Algerian shore, one more in Mali."""
    with app.app_context():
        for key in OTHERS:
            make_profile(key, members=(make_user(f"{key.lower()}@dz.example", residence="DZ"),), name=f"Casbah {key}")
        make_profile("ML02", members=(make_user("ml02@ml.example"),), name="Djoliba Agri")
        db.session.commit()


def ask(world: World, *keys: str, why: str = WHY) -> None:
    """KeneyaLink asks for these, as its page would."""
    with world.app.app_context():
        others = [get_by_key(key) for key in keys]
        asking.ask(get_by_key("ML01"), others, why, actor=world.user(MALIAN), now=world.now)
        db.session.commit()


def states(world: World) -> dict[str, RequestStatus]:
    """The key of each organisation asked for, and what became of it."""
    with world.app.app_context():
        rows = db.session.scalars(sa.select(IntroductionRequest).order_by(IntroductionRequest.id))
        return {row.other_profile.key: row.status for row in rows}


def asker(world: World) -> Visitor:
    """Mariam of KeneyaLink at her browser."""
    return Visitor(world.app).sign_in(MALIAN)


def organizer(world: World) -> Visitor:
    """Awa at hers."""
    return Visitor(world.app).sign_in(ORGANIZER)

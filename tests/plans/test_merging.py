"""Two profiles become one: every plan names the one that stays, once."""

from __future__ import annotations

from flask import Flask

from matchmaking import clock
from matchmaking.accounts.models import RoleName
from matchmaking.extensions import db
from matchmaking.plans.merging import STEP
from matchmaking.plans.models import Plan, PlanAlternate, PlannedPair, PlanShare, PlanWish
from matchmaking.profiles.merging import Merge
from matchmaking.profiles.models import Profile
from tests.factories import make_profile, make_user


def test_a_plan_names_the_kept_profile_once(app: Flask) -> None:
    with app.app_context():
        awa = make_user("awa@organisation.example", role=RoleName.ORGANIZER)
        kept, absorbed, first, second = (
            make_profile(key, members=(make_user(f"{key.lower()}@example.org"),))
            for key in ("ML01", "ML02", "DZ01", "DZ02")
        )
        now = clock.now()
        plan = Plan(minimum=1, maximum=2, sessions=[], created_at=now, asked_at=now)
        db.session.add(plan)
        db.session.flush()

        def pair(own: Profile, other: Profile) -> dict[str, int]:
            return {"plan_id": plan.id, "ml_profile_id": own.id, "dz_profile_id": other.id}

        db.session.add_all(
            [
                PlannedPair(**pair(kept, first), score=0.3),
                PlannedPair(**pair(absorbed, first), score=0.2),
                PlannedPair(**pair(absorbed, second), score=0.1),
                PlanWish(**pair(absorbed, second), is_forced=True),
                PlanShare(
                    plan_id=plan.id, profile_id=absorbed.id, minimum=1, taken=0, planned=2, candidates=2, full=0, free=0
                ),
                PlanAlternate(
                    plan_id=plan.id, profile_id=first.id, other_profile_id=absorbed.id, position=1, score=0.2
                ),
            ]
        )
        db.session.flush()

        STEP.carry_out(Merge(kept=kept, absorbed=absorbed, actor=awa, now=now))

        pairs = db.session.query(PlannedPair).order_by(PlannedPair.id).all()
        assert [(one.ml_profile_id, one.dz_profile_id) for one in pairs] == [(kept.id, first.id), (kept.id, second.id)]
        assert [one.ml_profile_id for one in db.session.query(PlanWish)] == [kept.id]
        assert [one.profile_id for one in db.session.query(PlanShare)] == [kept.id]
        assert [one.other_profile_id for one in db.session.query(PlanAlternate)] == [kept.id]

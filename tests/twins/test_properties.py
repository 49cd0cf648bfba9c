"""Whatever two profiles are, a merge loses nothing and shows nothing that was not seen before."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matchmaking import clock
from matchmaking.accounts.models import Purpose, RoleName, User
from matchmaking.extensions import db
from matchmaking.matching.lifecycle import PairStatus
from matchmaking.matching.merging import STRONGEST
from matchmaking.matching.models import DismissalReason, PairReview
from matchmaking.profiles import content
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.merging import Merge
from matchmaking.profiles.models import Opportunity, Profile, ProfileMerge
from matchmaking.profiles.queries import list_visible
from matchmaking.profiles.twins import operations
from matchmaking.profiles.twins.choosing import Choice, default_choice, differing
from matchmaking.profiles.twins.operations import CannotMerge
from tests.factories import make_profile, make_user

PEOPLE, PARTNERS, TEXTS = ("mariam", "moussa", "sira"), ("DZ01", "DZ02"), ("Pompes", "Piles", "Panneaux", "Câbles")


@dataclass(frozen=True)
class Made:
    """One profile before the merge."""

    status: ProfileStatus
    offers: tuple[str, ...]
    members: tuple[str, ...]
    reviews: tuple[PairStatus | None, ...]
    summary: str


one_profile = st.builds(
    Made,
    status=st.sampled_from(ProfileStatus),
    offers=st.lists(st.sampled_from(TEXTS), unique=True).map(tuple),
    members=st.lists(st.sampled_from(PEOPLE), unique=True).map(tuple),
    reviews=st.tuples(*[st.sampled_from([None, *PairStatus])] * len(PARTNERS)),
    summary=st.sampled_from(["", "Énergie", "Villages"]),
)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    kept=one_profile,
    absorbed=one_profile,
    consenting=st.sets(st.sampled_from(PEOPLE)),
    chosen=st.data(),
)
def test_nothing_is_lost_and_nothing_shows(
    app: Flask, kept: Made, absorbed: Made, consenting: set[str], chosen: st.DataObject
) -> None:
    with app.app_context():
        try:
            _check(kept, absorbed, consenting, chosen)
        finally:
            db.session.rollback()


def _check(kept: Made, absorbed: Made, consenting: set[str], chosen: st.DataObject) -> None:
    awa = make_user("awa@organisation.example", role=RoleName.ORGANIZER)
    people = {
        name: make_user(f"{name}@sahel.example", consents=tuple(Purpose) if name in consenting else ())
        for name in PEOPLE
    }
    partners = [make_profile(key, members=(make_user(f"{key}@dz.example".lower()),)) for key in PARTNERS]
    one, other = (_make(key, made, people, partners) for key, made in (("ML01", kept), ("ML02", absorbed)))
    shown, keys = _shown(), set(db.session.scalars(sa.select(Opportunity.key)))
    choice = _choice(one, other, people, chosen)
    try:
        row = operations.carry_out(
            Merge(one, other, awa, clock.now()), choice, shown_versions=(one.version, other.version)
        )
    except CannotMerge:
        return
    assert _shown() <= shown, "something shows that did not before"
    assert set(db.session.scalars(sa.select(Opportunity.key))) == keys
    _every_offer_has_its_place(one, other, choice, row)
    assert {member.user for member in one.members} == {people[name] for name in (*kept.members, *absorbed.members)}
    for partner, *said in zip(partners, kept.reviews, absorbed.reviews, strict=True):
        _the_stronger_stands(one, partner, [status for status in said if status])
    assert len(row.before["rows"].get("pair_reviews", ())) == sum(map(bool, (*kept.reviews, *absorbed.reviews)))


def _make(key: str, made: Made, people: dict[str, User], partners: list[Profile]) -> Profile:
    profile = make_profile(
        key,
        members=tuple(people[name] for name in made.members),
        offers=made.offers,
        needs=(),
        status=made.status,
        summary=made.summary and f"{key} {made.summary}",
        submitted_at=clock.now(),
    )
    for partner, status in zip(partners, made.reviews, strict=True):
        if status is not None:
            review = PairReview(
                ml_profile_id=profile.id,
                dz_profile_id=partner.id,
                status=status,
                reason=DismissalReason.OTHER if status is PairStatus.DISMISSED else None,
                note=f"{key} sur {partner.key}",
                decided_at=clock.now(),
            )
            db.session.add(review)
    db.session.flush()
    return profile


def _choice(one: Profile, other: Profile, people: dict[str, User], chosen: st.DataObject) -> Choice:
    kept, absorbed = content.of(one), content.of(other)
    taken = chosen.draw(st.sets(st.sampled_from(differing(kept, absorbed) or ["name"])))
    user = chosen.draw(st.sampled_from([None, *people.values()]))
    return Choice(
        taken=frozenset(taken) & set(differing(kept, absorbed)),
        folded=default_choice(kept, absorbed).folded,
        contact_user_id=user.id if user else None,
    )


def _shown() -> set[str]:
    """Every text that participants see."""
    texts = set()
    for profile in list_visible():
        texts |= {profile.name, profile.summary, *(item.title for item in profile.opportunities)}
    return texts - {""}


def _every_offer_has_its_place(one: Profile, other: Profile, choice: Choice, row: ProfileMerge) -> None:
    """It stands in the kept profile, waits there for a check, or repeats another."""
    standing = {item.title for item in one.opportunities}
    waiting = {item["title"] for item in one.revision.content.get("offers", ())} if one.revision else set()
    before = row.before["rows"].get("opportunities", ())
    for item in before:
        assert item["key"] in choice.folded or item["title"] in standing | waiting
    assert {item.key for item in other.opportunities} <= {item["key"] for item in before}


def _the_stronger_stands(one: Profile, partner: Profile, said: list[PairStatus]) -> None:
    query = sa.select(PairReview).where(PairReview.dz_profile_id == partner.id)
    found = db.session.scalars(query).all()
    assert len(found) == bool(said)
    for review in found:
        assert review.ml_profile_id == one.id
        assert review.status is min(said, key=STRONGEST.index)
        assert len((review.note or "").split("\n")) == len(said)

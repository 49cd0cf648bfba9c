"""Who sees which profile: the rule in SQL and the rule in Python give the same answer in every case."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
import sqlalchemy as sa
from flask import Flask

from matchmaking import clock
from matchmaking.accounts.models import Purpose, User
from matchmaking.config import Settings
from matchmaking.extensions import db
from matchmaking.profiles import disclosure, policy, queries
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.models import ImportBatch, Profile
from matchmaking.profiles.vocabulary import Country, Kind
from tests.factories import make_profile, make_user

CONSENTS = [(), (Purpose.LISTING,), (Purpose.TRANSFER,), (Purpose.LISTING, Purpose.TRANSFER), None]


def seen(profile: Profile) -> bool:
    return profile.id in set(db.session.scalars(sa.select(Profile.id).where(queries.visible())))


@pytest.mark.parametrize("demonstration", [False, True])
def test_both_forms_of_the_rule_agree_everywhere(
    app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch, demonstration: bool
) -> None:
    monkeypatch.setitem(app.config, "SETTINGS", replace(settings, demo=demonstration))
    with app.app_context():
        batch = ImportBatch(declared_at=clock.now(), paper="registre A", filename="a.csv", row_count=1)
        db.session.add(batch)
        db.session.flush()
        cases = product(ProfileStatus, CONSENTS, (False, True), (False, True), (False, True))
        for number, (status, consents, imported, fictional, claimed) in enumerate(cases):
            members: tuple[User, ...] = ()
            if consents is not None:
                members = (make_user(f"p{number}@example.org", consents=consents, password=None),)
            make_profile(
                f"ML{number:04d}",
                status=status,
                members=members,
                fictional=fictional,
                import_batch_id=batch.id if imported else None,
                claimed_at=clock.now() if claimed or members else None,
            )
        db.session.flush()
        visible = set(db.session.scalars(sa.select(Profile.key).where(queries.visible())))
        profiles = db.session.scalars(sa.select(Profile)).all()
        expected = {profile.key for profile in profiles if policy.is_visible(profile, demonstration=demonstration)}
        assert visible == expected
        assert visible
        assert len(visible) < len(profiles)


def test_withdrawing_either_consent_hides_the_profile_at_once(app: Flask) -> None:
    for purpose in (Purpose.LISTING, Purpose.TRANSFER):
        with app.app_context():
            user = make_user(f"{purpose}@example.org")
            profile = make_profile(f"ML-{purpose}"[:20], members=(user,))
            assert seen(profile)
            next(consent for consent in user.consents if consent.purpose is purpose).withdrawn_at = clock.now()
            db.session.flush()
            assert not seen(profile)
            db.session.rollback()


def test_an_importers_word_ends_when_somebody_takes_the_profile_over(app: Flask) -> None:
    with app.app_context():
        batch = ImportBatch(declared_at=clock.now(), paper="registre A", filename="a.csv", row_count=1)
        profile = make_profile("ML01", import_batch=batch)
        assert seen(profile)
        profile.claimed_at = clock.now()
        db.session.flush()
        assert not seen(profile)


def test_invented_organisations_are_never_seen_outside_a_demonstration(app: Flask) -> None:
    with app.app_context():
        profile = make_profile("ML01", members=(make_user(),), fictional=True)
        assert not seen(profile)
        assert queries.list_visible() == []


def test_list_visible_is_ordered_and_keeps_to_one_side(app: Flask) -> None:
    with app.app_context():
        person = make_user()
        for key in ("ML02", "DZ01", "ML01"):
            make_profile(key, members=(person,))
        make_profile("ML03", members=(person,), status=ProfileStatus.DRAFT)
        assert [profile.key for profile in queries.list_visible()] == ["DZ01", "ML01", "ML02"]
        assert [profile.key for profile in queries.list_visible(Country.MALI)] == ["ML01", "ML02"]


def test_a_discreet_investor_has_neither_name_nor_address_for_the_other_side(app: Flask) -> None:
    with app.test_request_context():
        fund = make_profile(
            "DZ01",
            kind=Kind.INVESTOR,
            discreet=True,
            name="Atlas Capital",
            name_ar="أطلس",
            city="Alger",
            sectors=["healthtech"],
            website="https://www.atlas-capital.dz/fr",
        )
        told = disclosure.shown_name(fund, to_other_side=True)
        assert "Atlas" not in told
        assert "Alger" in told
        assert disclosure.shown_name(fund, to_other_side=False) == "Atlas Capital"
        assert disclosure.shown_name_ar(fund, to_other_side=True) is None
        assert disclosure.shown_website(fund, to_other_side=True) is None
        text = "ATLAS capital (أطلس) : voir atlas-capital.dz ou écrire à m@atlas-capital.dz"
        hidden = disclosure.shown_text(fund, text, to_other_side=True)
        assert "atlas" not in hidden.casefold()
        assert "أطلس" not in hidden
        assert disclosure.shown_text(fund, text, to_other_side=False) == text

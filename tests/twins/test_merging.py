"""Two profiles become one: nothing is lost, nothing shows that did not, everything old leads on."""

from __future__ import annotations

import io
import json
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from matchmaking import clock
from matchmaking.accounts.models import PersonalLink, Purpose, RoleName, User
from matchmaking.extensions import db
from matchmaking.introductions import operations as introductions
from matchmaking.introductions.lifecycle import Answer, AnswerChannel, IntroductionStatus
from matchmaking.introductions.models import Introduction
from matchmaking.matching.lifecycle import PairStatus
from matchmaking.matching.models import DismissalReason, MatchRun, PairReview, Reaction, Suggestion
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.models import Invitation, Membership, Opportunity, ProfileCheck, ProfileMerge
from matchmaking.profiles.queries import find_by_key, get_by_key
from matchmaking.profiles.vocabulary import CheckKind, Kind
from tests.factories import make_profile, make_user
from tests.visitor import Visitor

ORGANIZER, MARIAM, MOUSSA = "awa@organisation.example", "mariam@sahel.example", "moussa@sahel.example"


@pytest.fixture
def two(app: Flask) -> Flask:
    """Sahel Énergie twice, each with its person, its offers and needs; one partner in Algeria; an organizer."""
    with app.app_context():
        make_user(ORGANIZER, role=RoleName.ORGANIZER, full_name="Awa Traoré")
        mariam, moussa = make_user(MARIAM, full_name="Mariam Koné"), make_user(MOUSSA, full_name="Moussa Keïta")
        make_profile(
            "ML01",
            members=(mariam,),
            name="Sahel Énergie",
            summary="Pompage solaire",
            offers=("Pompes solaires",),
            needs=("Panneaux",),
        )
        make_profile(
            "ML02",
            members=(moussa,),
            name="Sahel Énergies SARL",
            name_ar="ساحل إنرجي",
            website="https://sahel-energie.ml",
            summary="Énergie pour les villages",
            offers=("Pompes solaires", "Mini-réseaux"),
            needs=("Batteries",),
        )
        make_profile("DZ01", members=(make_user("nabil@condor.example", residence="DZ"),), name="Condor Piles")
        make_profile("DZ02", members=(make_user("lila@nour.example", residence="DZ"),), name="Nour Panneaux")
        db.session.commit()
    return app


@pytest.fixture
def awa(two: Flask) -> Visitor:
    """The organizer at her browser."""
    return Visitor(two).sign_in(ORGANIZER)


def merge(visitor: Visitor, kept: str = "ML01", absorbed: str = "ML02", *, status: int = 200, **fields: str) -> None:
    """Open the page of the two and press the button."""
    visitor.visit(f"/organizers/twins/{kept}/{absorbed}")
    visitor.submit(button="Faire un seul profil des deux", status=status, **fields)


def review(ml: str, dz: str, status: PairStatus, **values: object) -> None:
    """A decision about a pair."""
    now = clock.now() if status is not PairStatus.OPEN else None
    ids = {"ml_profile_id": get_by_key(ml).id, "dz_profile_id": get_by_key(dz).id}
    db.session.add(PairReview(**ids, status=status, decided_at=now, **values))
    db.session.flush()


def introduce(ml: str, dz: str) -> Introduction:
    """An organizer introduces the two."""
    awa = db.session.scalars(sa.select(User).where(User.email == ORGANIZER)).one()
    made = introductions.approve(get_by_key(ml), get_by_key(dz), shown_version=0, actor=awa, now=clock.now())
    db.session.flush()
    return made


def test_offers_needs_and_people_of_both_are_the_one_s(two: Flask, awa: Visitor) -> None:
    merge(awa)
    assert awa.path == "/organizers/profiles/ML01"
    assert "Fusionné." in awa.text
    with two.app_context():
        kept = get_by_key("ML01")
        # « Pompes solaires » stood in both with the same words, and stands once now.
        assert [item.key for item in kept.opportunities] == ["ML01/1", "ML01/2", "ML02/2", "ML02/3"]
        assert {member.user.email for member in kept.members} == {MARIAM, MOUSSA}
        assert kept.contact_user is not None
        assert kept.contact_user.email == MARIAM
        assert (kept.name, kept.name_ar, kept.website) == ("Sahel Énergie", "ساحل إنرجي", "https://sahel-energie.ml")
        assert db.session.scalar(sa.select(sa.func.count(Opportunity.id)).where(Opportunity.key.like("ML0%"))) == 5


def test_what_was_chosen_comes_over_and_the_rest_is_on_record(two: Flask, awa: Visitor) -> None:
    with two.app_context():
        moussa = db.session.scalars(sa.select(User.id).where(User.email == MOUSSA)).one()
    merge(awa, take_summary="take", contact=str(moussa), fold_1="ML01/1")
    with two.app_context():
        kept = get_by_key("ML01")
        assert kept.summary == "Énergie pour les villages"
        assert kept.contact_user_id == moussa
        assert [item.title for item in kept.opportunities] == ["Pompes solaires", "Panneaux", "Batteries"]
        record = db.session.scalars(sa.select(ProfileMerge)).one().before
        assert {row["summary"] for row in record["rows"]["profiles"]} == {
            "Pompage solaire",
            "Énergie pour les villages",
        }
        assert len(record["rows"]["opportunities"]) == 5
        assert record["folded"] == {"ML02/1": "ML01/1", "ML02/2": "ML01/1"}
        merge_id = db.session.scalars(sa.select(ProfileMerge.id)).one()
    awa.visit(f"/organizers/merges/{merge_id}")
    assert "Sahel Énergies SARL" in awa.text
    assert "Mini-réseaux" in awa.text
    answer = awa.client.get(f"/organizers/merges/{merge_id}.json")
    assert answer.json["folded"]["ML02/2"] == "ML01/1"


def test_old_addresses_lead_to_the_kept_profile(two: Flask, awa: Visitor) -> None:
    merge(awa)
    answer = awa.client.get("/organizers/profiles/ML02")
    assert (answer.status_code, answer.location) == (301, "/organizers/profiles/ML01")
    assert awa.client.get("/organizers/pairs/ML02/DZ01").location == "/organizers/pairs/ML01/DZ01"
    moussa = Visitor(two).sign_in(MOUSSA)
    moussa.visit("/organisation/ML02/opportunities?add=offer")
    assert moussa.path == "/organisation/ML01/opportunities"
    assert Visitor(two).sign_in("nabil@condor.example").visit("/profiles/ML02")
    with two.app_context():
        kept = find_by_key("ML02")
        assert kept is not None
        assert kept.key == "ML01"


def test_a_form_that_showed_the_absorbed_one_is_refused(two: Flask, awa: Visitor) -> None:
    other = Visitor(two).sign_in(ORGANIZER)
    other.visit("/organizers/profiles/ML02")
    merge(awa)
    other.submit("/organizers/profiles/ML02/archive", status=409)
    assert "fusionné" in other.text


def test_of_two_organizers_at_once_the_second_hears_of_the_first(two: Flask, awa: Visitor) -> None:
    other = Visitor(two).sign_in(ORGANIZER)
    other.visit("/organizers/twins/ML01/ML02")
    turned = Visitor(two).sign_in(ORGANIZER)
    turned.visit("/organizers/twins/ML02/ML01")
    merge(awa)
    other.submit(button="Faire un seul profil des deux", status=409)
    turned.submit(button="Faire un seul profil des deux", status=409)
    with two.app_context():
        assert db.session.scalar(sa.select(sa.func.count(ProfileMerge.id))) == 1


def test_a_change_after_the_page_was_opened_asks_to_look_again(two: Flask, awa: Visitor) -> None:
    awa.visit("/organizers/twins/ML01/ML02")
    with two.app_context():
        get_by_key("ML02").summary = "Autre chose"
        db.session.commit()
    awa.submit(button="Faire un seul profil des deux", status=409)
    with two.app_context():
        assert db.session.scalar(sa.select(sa.func.count(ProfileMerge.id))) == 0


@pytest.mark.parametrize(
    ("own", "other", "stands"),
    [
        (PairStatus.DISMISSED, PairStatus.APPROVED, PairStatus.APPROVED),
        (PairStatus.APPROVED, PairStatus.DISMISSED, PairStatus.APPROVED),
        (PairStatus.OPEN, PairStatus.DISMISSED, PairStatus.DISMISSED),
        (None, PairStatus.DISMISSED, PairStatus.DISMISSED),
    ],
)
def test_of_two_decisions_about_one_partner_the_stronger_stands(
    two: Flask, awa: Visitor, own: PairStatus | None, other: PairStatus, stands: PairStatus
) -> None:
    why = {PairStatus.DISMISSED: DismissalReason.TOO_EARLY}
    with two.app_context():
        if own is not None:
            review("ML01", "DZ01", own, note="la nôtre", reason=why.get(own))
        review("ML02", "DZ01", other, note="la leur", reason=why.get(other))
        db.session.commit()
    merge(awa)
    with two.app_context():
        found = db.session.scalars(sa.select(PairReview)).one()
        assert found.ml_profile_id == get_by_key("ML01").id
        assert found.status is stands
        assert set((found.note or "").split("\n")) == ({"la leur"} if own is None else {"la nôtre", "la leur"})
        record = db.session.scalars(sa.select(ProfileMerge)).one().before["rows"]["pair_reviews"]
        assert [row["status"] for row in record] == [status.value for status in (own, other) if status]


def test_the_last_word_about_a_partner_stands_and_suggestions_go(two: Flask, awa: Visitor) -> None:
    with two.app_context():
        kept, absorbed, partner = get_by_key("ML01"), get_by_key("ML02"), get_by_key("DZ01")
        now = clock.now()
        for profile, interested, at in ((kept, False, now), (absorbed, True, now + timedelta(minutes=1))):
            db.session.add(
                Reaction(profile_id=profile.id, other_profile_id=partner.id, interested=interested, reacted_at=at)
            )
        db.session.add(Reaction(profile_id=partner.id, other_profile_id=absorbed.id, interested=True, reacted_at=now))
        run = MatchRun(started_at=now, engine_version="1", parameters={})
        db.session.add(run)
        db.session.flush()
        scores = dict.fromkeys(("score", "forward", "backward", "affinity", "facts", "correction"), 0.5)
        for profile in (kept, absorbed):
            db.session.add(
                Suggestion(run_id=run.id, ml_profile_id=profile.id, dz_profile_id=partner.id, rank_for_ml=1, **scores)
            )
        db.session.commit()
    merge(awa)
    with two.app_context():
        kept, partner = get_by_key("ML01"), get_by_key("DZ01")
        said = {
            (row.profile_id, row.other_profile_id): row.interested for row in db.session.scalars(sa.select(Reaction))
        }
        assert said == {(kept.id, partner.id): True, (partner.id, kept.id): True}
        assert db.session.scalar(sa.select(sa.func.count(Suggestion.id))) == 0


def test_an_introduction_goes_on_with_the_person_and_answer_it_has(two: Flask, awa: Visitor) -> None:
    with two.app_context():
        made = introduce("ML02", "DZ01")
        side = next(side for side in made.sides if side.profile.key == "ML02")
        later = clock.now() + timedelta(hours=1)
        introductions.answer(
            side, Answer.YES, shown_version=side.version, channel=AnswerChannel.LINK, actor=side.contact_user, now=later
        )
        db.session.commit()
    merge(awa)
    assert "fusionn" in awa.text
    with two.app_context():
        made = db.session.scalars(sa.select(Introduction)).one()
        assert made.ml_profile.key == "ML01"
        side = next(side for side in made.sides if side.profile.key == "ML01")
        assert side.contact_user is not None
        assert (side.contact_user.email, side.answer) == (MOUSSA, Answer.YES)
        assert db.session.scalars(sa.select(PairReview)).one().status is PairStatus.APPROVED


def test_two_running_introductions_to_one_partner_are_named_and_nothing_is_done(two: Flask, awa: Visitor) -> None:
    with two.app_context():
        introduce("ML01", "DZ01")
        introduce("ML02", "DZ01")
        db.session.commit()
    awa.visit("/organizers/twins/ML01/ML02")
    assert "Condor Piles" in awa.text
    assert "Faire un seul profil des deux" not in awa.text


def test_a_declined_introduction_gives_way_to_the_one_that_runs(two: Flask, awa: Visitor) -> None:
    with two.app_context():
        declined = introduce("ML01", "DZ01")
        side = next(side for side in declined.sides if side.profile.key == "DZ01")
        later = clock.now() + timedelta(hours=1)
        introductions.answer(
            side, Answer.NO, shown_version=side.version, channel=AnswerChannel.LINK, actor=side.contact_user, now=later
        )
        introduce("ML02", "DZ01")
        db.session.commit()
    merge(awa)
    with two.app_context():
        found = db.session.scalars(sa.select(Introduction).order_by(Introduction.id)).all()
        assert [made.status for made in found] == [IntroductionStatus.CANCELLED, IntroductionStatus.PROPOSED]
        assert {made.ml_profile.key for made in found} == {"ML01"}
        assert {side.profile.key for made in found for side in made.sides} == {"ML01", "DZ01"}


def test_invitations_and_checks_come_over(two: Flask, awa: Visitor) -> None:
    with two.app_context():
        absorbed, now = get_by_key("ML02"), clock.now()
        absorbed.checks.append(ProfileCheck(kind=next(iter(CheckKind)), note="RC vu", checked_on=now.date()))
        db.session.add(Invitation(profile=absorbed, email="sira@sahel.example", created_at=now))
        make_user("sira@sahel.example")
        db.session.commit()
    awa.visit("/organizers/twins/ML01/ML02")
    assert "Moussa Keïta" in awa.text
    merge(awa)
    with two.app_context():
        kept = get_by_key("ML01")
        assert [check.note for check in kept.checks] == ["RC vu"]
        assert db.session.scalars(sa.select(Invitation)).one().profile_id == kept.id


def test_somebody_of_both_is_a_member_once(two: Flask, awa: Visitor) -> None:
    with two.app_context():
        mariam = db.session.scalars(sa.select(User).where(User.email == MARIAM)).one()
        absorbed = get_by_key("ML02")
        absorbed.members.append(Membership(user=mariam, joined_at=clock.now()))
        db.session.commit()
    merge(awa)
    with two.app_context():
        assert len(get_by_key("ML01").members) == 2


def test_what_nobody_saw_waits_for_a_check(two: Flask, awa: Visitor) -> None:
    with two.app_context():
        absorbed = get_by_key("ML02")
        absorbed.status, absorbed.published_at = ProfileStatus.DRAFT, None
        db.session.commit()
    awa.visit("/organizers/twins/ML01/ML02")
    assert "modifications à vérifier" in awa.text
    merge(awa)
    nabil = Visitor(two).sign_in("nabil@condor.example")
    nabil.visit("/profiles/ML01")
    assert "Mini-réseaux" not in nabil.text
    awa.visit("/organizers/profiles/ML01")
    assert "Mini-réseaux" in awa.text
    with two.app_context():
        kept = get_by_key("ML01")
        assert kept.revision is not None
        assert [item["title"] for item in kept.revision.content["offers"]] == ["Pompes solaires", "Mini-réseaux"]
        assert kept.name_ar is None


def test_the_one_that_is_seen_stays(two: Flask, awa: Visitor) -> None:
    with two.app_context():
        kept = get_by_key("ML01")
        kept.status, kept.published_at = ProfileStatus.DRAFT, None
        db.session.commit()
    awa.visit("/organizers/twins/ML01/ML02")
    assert "Gardez plutôt Sahel Énergies SARL" in awa.text


def test_a_missing_consent_of_the_contact_person_keeps_the_profile_hidden(two: Flask, awa: Visitor) -> None:
    with two.app_context():
        moussa = db.session.scalars(sa.select(User).where(User.email == MOUSSA)).one()
        for consent in moussa.consents:
            if consent.purpose is Purpose.TRANSFER:
                consent.withdrawn_at = clock.now()
        db.session.commit()
        moussa_id = moussa.id
    merge(awa, contact=str(moussa_id))
    assert "Publié, mais" in awa.text
    Visitor(two).sign_in("nabil@condor.example").visit("/profiles/ML01", status=404)


def test_a_hidden_profile_does_not_show_by_another_contact_person(two: Flask, awa: Visitor) -> None:
    """Both hidden for want of consent; the person of neither may carry the other's texts over the border."""
    with two.app_context():
        for email in (MARIAM,):
            user = db.session.scalars(sa.select(User).where(User.email == email)).one()
            for consent in user.consents:
                consent.withdrawn_at = clock.now()
        get_by_key("ML02").status = ProfileStatus.WITHDRAWN
        moussa_id = db.session.scalars(sa.select(User.id).where(User.email == MOUSSA)).one()
        db.session.commit()
    merge(awa, status=422, contact=str(moussa_id))
    with two.app_context():
        assert db.session.scalar(sa.select(sa.func.count(ProfileMerge.id))) == 0
        assert get_by_key("ML02").members


def test_both_shores_and_invented_ones_are_never_merged(two: Flask, awa: Visitor) -> None:
    awa.visit("/organizers/twins/ML01/DZ01")
    assert "Faire un seul profil des deux" not in awa.text
    awa.visit("/organizers/twins/ML01/ML01", status=404)


def test_a_second_merge_takes_the_first_one_s_keys_along(two: Flask, awa: Visitor) -> None:
    with two.app_context():
        make_profile("ML03", name="Sahel Energie", offers=(), needs=())
        db.session.commit()
    merge(awa)
    merge(awa, "ML01", "ML03")
    merge_back = awa.client.get("/organizers/profiles/ML02")
    assert merge_back.location == "/organizers/profiles/ML01"


def test_its_people_read_that_it_happened_and_are_told_no_name(two: Flask, awa: Visitor) -> None:
    merge(awa)
    mariam = Visitor(two).sign_in(MARIAM)
    mariam.visit("/organisation/ML01")
    assert "Sahel Énergies SARL" not in mariam.text
    assert "a fusionné" in mariam.text


def test_a_personal_link_to_the_absorbed_one_lets_its_person_in(two: Flask, awa: Visitor) -> None:
    with two.app_context():
        make_profile("ML03", name="Sahel Energie", offers=(), needs=(), contact_phone="+22370112233")
        db.session.commit()
    awa.visit("/organizers/profiles/ML03/open")
    awa.submit(full_name="Sira Cissé", phone="70 11 22 33", declared="y")
    merge(awa, "ML01", "ML03")
    with two.app_context():
        invitation = db.session.scalars(sa.select(Invitation)).one()
        sira = make_user("sira@sahel.example", full_name="Sira Cissé")
        personal = db.session.get_one(PersonalLink, invitation.personal_link_id)
        personal.user_id = sira.id
        db.session.commit()
    visitor = Visitor(two).sign_in("sira@sahel.example")
    visitor.visit("/organisation")
    visitor.submit("/organisation/ML01/claim")
    with two.app_context():
        kept = get_by_key("ML01")
        assert {member.user.email for member in kept.members} == {MARIAM, "sira@sahel.example"}
        assert kept.contact_user is not None
        assert kept.contact_user.email == MARIAM


def test_a_discreet_investor_s_name_does_not_come_out(two: Flask, awa: Visitor) -> None:
    with two.app_context():
        profile = get_by_key("ML02")
        profile.kind, profile.discreet = Kind.INVESTOR, True
        db.session.commit()
    awa.visit("/organizers/twins/ML01/ML02")
    assert "ne montre son nom à personne" in awa.text
    assert "Faire un seul profil des deux" not in awa.text


def test_files_know_the_kept_one_and_never_give_the_old_key_again(two: Flask, awa: Visitor) -> None:
    merge(awa)
    exported = awa.client.get("/organizers/files/export.json").json
    assert {row["id"] for row in exported} == {"ML01", "DZ01", "DZ02"}
    rows = [{"id": "ML02", "country": "ML", "kind": "startup", "name": "Une autre"}]
    awa.visit("/organizers/files/import")
    awa.submit(file=(io.BytesIO(json.dumps(rows).encode()), "a.json"), paper="Registre A", declared="y")
    assert "Aucune ligne ne peut être importée" in awa.text


def test_whoever_may_not_read_the_kept_one_is_not_led_to_it(two: Flask, awa: Visitor) -> None:
    merge(awa)
    nabil = Visitor(two).sign_in("nabil@condor.example")
    for path in ("/organisation/ML02", "/organisation/ML02/opportunities"):
        assert nabil.client.get(path).status_code == 404

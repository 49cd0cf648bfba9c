"""The organizers' desk, the directory, members and invitations, as they are seen and used."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa
from flask import Flask

from matchmaking import clock
from matchmaking.accounts import signed
from matchmaking.accounts.models import Purpose, RoleName
from matchmaking.accounts.queries import find_user_by_email
from matchmaking.extensions import db
from matchmaking.outbox.models import Message
from matchmaking.profiles import content, operations
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.models import ExchangeRate, Invitation, Profile, ProfileCheck
from matchmaking.profiles.notifications import INVITATION
from matchmaking.profiles.queries import get_by_key
from matchmaking.profiles.vocabulary import Kind
from matchmaking.settings.models import PlatformSettings
from tests.factories import PASSWORD, make_profile, make_user
from tests.visitor import Visitor


@pytest.fixture
def people(app: Flask) -> None:
    with app.app_context():
        make_user()
        make_user("lyes@example.org", residence="DZ")
        make_user("boss@example.org", full_name="Kadidia Boss", role=RoleName.ORGANIZER)
        make_user("autre@example.org", full_name="Nadia Autre", role=RoleName.ORGANIZER)
        db.session.commit()


@pytest.fixture
def boss(app: Flask, people: None) -> Visitor:
    return Visitor(app).sign_in("boss@example.org")


def add(app: Flask, key: str, *emails: str, **values: object) -> None:
    with app.app_context():
        members = tuple(user for email in emails if (user := find_user_by_email(email)))
        make_profile(key, members=members, **values)  # type: ignore[arg-type]
        db.session.commit()


def status(app: Flask, key: str) -> ProfileStatus:
    with app.app_context():
        return db.session.scalars(sa.select(Profile.status).where(Profile.key == key)).one()


def test_what_waits_comes_first_and_publishing_takes_it_off(app: Flask, boss: Visitor) -> None:
    add(app, "DZ01", "lyes@example.org", name="Publié depuis longtemps")
    add(app, "ML01", "awa@example.org", name="Attend", status=ProfileStatus.SUBMITTED)
    boss.visit("/organizers/profiles")
    names = [heading.text for heading in boss.soup.select("main h3")]
    assert names == ["Attend", "Publié depuis longtemps"]
    assert "1 profil à lire" in boss.text
    boss.visit("/organizers/profiles/ML01")
    boss.submit("/publish")
    assert status(app, "ML01") is ProfileStatus.PUBLISHED
    assert "Rien ne vous attend" in boss.text
    with app.app_context():
        assert [letter.address for letter in db.session.scalars(sa.select(Message))] == ["awa@example.org"]


def test_a_return_needs_a_reason_which_its_people_read(app: Flask, boss: Visitor) -> None:
    add(app, "ML01", "awa@example.org", status=ProfileStatus.SUBMITTED)
    boss.visit("/organizers/profiles/ML01")
    boss.submit("/return", status=422, reason="  ")
    assert status(app, "ML01") is ProfileStatus.SUBMITTED
    boss.submit("/return", reason="Combien de cartes, <i>et pour quand</i> ?")
    assert status(app, "ML01") is ProfileStatus.DRAFT
    awa = Visitor(app).sign_in("awa@example.org")
    awa.visit("/organisation/ML01")
    assert "Combien de cartes, <i>et pour quand</i> ?" in awa.text
    assert "Kadidia" not in awa.text, "members read that the organizers decided, not who"
    awa.submit("/submit")
    assert status(app, "ML01") is ProfileStatus.SUBMITTED


def test_the_slower_of_two_organizers_is_told_who_decided_and_nothing_changes(app: Flask, boss: Visitor) -> None:
    add(app, "ML01", "awa@example.org", status=ProfileStatus.SUBMITTED)
    other = Visitor(app).sign_in("autre@example.org")
    for visitor in (boss, other):
        visitor.visit("/organizers/profiles/ML01")
    other.submit("/publish")
    boss.submit("/return", status=409, reason="Trop court")
    assert "Nadia Autre" in boss.text
    assert boss.soup.find("a", href="/organizers/profiles/ML01")
    assert status(app, "ML01") is ProfileStatus.PUBLISHED
    boss.visit("/organizers/profiles/ML01")
    boss.submit("/return", reason="Trop court")
    assert status(app, "ML01") is ProfileStatus.DRAFT


def test_an_edit_saved_meanwhile_makes_the_decision_stale(app: Flask, boss: Visitor) -> None:
    add(app, "ML01", "awa@example.org", status=ProfileStatus.SUBMITTED)
    boss.visit("/organizers/profiles/ML01")
    awa = Visitor(app).sign_in("awa@example.org")
    awa.visit("/organisation/ML01/organisation")
    awa.submit(city="Ségou")
    boss.submit("/publish", status=409)
    assert "Awa" in boss.text


def test_old_and_new_text_stand_beside_each_other_until_approved(app: Flask, boss: Visitor) -> None:
    add(app, "ML01", "awa@example.org", needs=("Ancien besoin",))
    with app.app_context():
        db.session.add(PlatformSettings(id=1, review_edits=True, suggestions_open=False, hold_minutes=10))
        db.session.commit()
    awa = Visitor(app).sign_in("awa@example.org")
    awa.visit("/organisation/ML01/opportunities")
    awa.submit(**{"seeks-0-title": "Nouveau besoin"})
    boss.visit("/organizers/profiles/ML01")
    changed = boss.soup.select_one("dl.mirror")
    assert changed is not None
    assert [text.text for text in changed.find_all("dd")] == ["Ancien besoin", "Nouveau besoin"]
    boss.submit("/return", reason="Précisez")
    awa.visit("/organisation/ML01")
    assert "Précisez" in awa.text
    awa.visit("/organisation/ML01/opportunities")
    awa.submit(**{"seeks-0-title": "Besoin précisé"})
    boss.visit("/organizers/profiles/ML01")
    boss.submit("/approve-changes")
    reader = Visitor(app).sign_in("lyes@example.org")
    reader.visit("/profiles/ML01")
    assert "Besoin précisé" in reader.text


def test_archive_and_restore(app: Flask, boss: Visitor) -> None:
    add(app, "ML01", "awa@example.org")
    boss.visit("/organizers/profiles/ML01")
    boss.submit("/archive")
    assert status(app, "ML01") is ProfileStatus.ARCHIVED
    boss.submit("/restore")
    assert status(app, "ML01") is ProfileStatus.DRAFT


def test_what_was_verified_is_noted_with_its_day(app: Flask, boss: Visitor) -> None:
    add(app, "ML01", "awa@example.org")
    boss.visit("/organizers/profiles/ML01")
    boss.submit("/checks", status=422, note="RCCM 123", checked_on="2999-01-01")
    assert boss.soup.find("input", value="RCCM 123")
    boss.submit("/checks", kind="register", note="RCCM 123", checked_on="20/11/2026")
    with app.app_context():
        check = db.session.scalars(sa.select(ProfileCheck)).one()
        assert (check.kind, check.note, check.checked_on.isoformat()) == ("register", "RCCM 123", "2026-11-20")
    assert "RCCM 123" in boss.text
    assert "Kadidia Boss" in boss.text


def test_filters_and_search_narrow_the_desk(app: Flask, boss: Visitor) -> None:
    add(app, "ML01", "awa@example.org", name="Sahel Énergie", status=ProfileStatus.SUBMITTED)
    add(app, "DZ01", "lyes@example.org", name="Casbah 100%", kind=Kind.INVESTOR)
    add(app, "DZ02", name="Sans personne", status=ProfileStatus.DRAFT)

    def found(query: str) -> set[str]:
        boss.visit(f"/organizers/profiles?{query}")
        return {heading.text for heading in boss.soup.select("main h3")}

    assert found("status=submitted") == {"Sahel Énergie"}
    assert found("country=DZ") == {"Casbah 100%", "Sans personne"}
    assert found("kind=investor") == {"Casbah 100%"}
    assert found("claimed=no") == {"Sans personne"}
    assert found("search=sahel") == {"Sahel Énergie"}
    assert found("search=100%25") == {"Casbah 100%"}
    assert found("search=%25") == {"Casbah 100%"}, "a sign of the query language is only a sign"
    assert found("status=magic&country=FR") == {"Sahel Énergie", "Casbah 100%", "Sans personne"}
    assert found("kind=institution") == set()


def test_an_organizer_types_a_profile_only_with_the_declaration(app: Flask, boss: Visitor) -> None:
    boss.visit("/organizers/profiles/new")
    fields = {"country": "ML", "kind": "company", "name": "Atelier Coulibaly", "paper": "Registre A"}
    boss.submit(status=422, **fields)
    assert boss.soup.find("input", value="Atelier Coulibaly")
    with app.app_context():
        assert db.session.scalars(sa.select(Profile)).all() == []
    boss.submit(declared="y")
    boss.submit(**{"offers-0-title": "Soudure", "seeks-0-title": "Tôle"})
    boss.submit(status=422, contact_phone="allo")
    boss.submit(button="submit", contact_name="Moussa", contact_phone="76 00 00 00")
    with app.app_context():
        profile = db.session.scalars(sa.select(Profile)).one()
        assert (profile.contact_phone, profile.status) == ("+22376000000", ProfileStatus.SUBMITTED)
        assert profile.import_batch is not None
        assert profile.import_batch.paper == "Registre A"
        key = profile.key
    boss.visit(f"/organizers/profiles/{key}")
    assert "Registre A" in boss.text
    boss.submit("/publish")
    reader = Visitor(app).sign_in("lyes@example.org")
    reader.visit(f"/profiles/{key}")
    assert "Moussa" not in reader.text
    assert "76" not in reader.text


def test_rates_are_a_dated_table_in_units_per_euro(app: Flask, boss: Visitor) -> None:
    boss.visit("/organizers/rates")
    boss.submit(status=422, currency="DZD", per_euro="beaucoup", valid_from="2026-11-01")
    assert "« beaucoup »" in boss.text.replace("\u202f", " ")
    boss.submit(status=422, currency="DZD", per_euro="", valid_from="2026-11-01")
    assert "Cette réponse est nécessaire" in boss.text
    boss.submit(currency="DZD", per_euro="151,20", valid_from="2026-11-01")
    boss.submit(currency="DZD", per_euro="150", valid_from="2026-11-01")
    assert "150,000" in boss.text
    assert "151,200" not in boss.text, "one rate a day: the later entry corrects the earlier one"
    with app.app_context():
        assert len(db.session.scalars(sa.select(ExchangeRate)).all()) == 1


def test_the_directory_shows_what_is_visible_and_no_more(app: Flask, people: None) -> None:
    add(app, "ML01", "awa@example.org", name="Sahel Énergie", sectors=["energy"])
    add(app, "DZ01", "lyes@example.org", name="Atlas Capital", kind=Kind.INVESTOR, discreet=True, sectors=["fintech"])
    add(app, "ML02", "awa@example.org", name="Brouillon", status=ProfileStatus.DRAFT)
    add(app, "ML03", name="Sans accord")
    awa = Visitor(app).sign_in("awa@example.org")
    awa.visit("/directory")
    assert "Sahel Énergie" in awa.text
    assert "Un fonds (Alger, fintech)" in awa.text
    assert "Atlas" not in str(awa.soup)
    assert "Brouillon" not in awa.text
    assert "Sans accord" not in awa.text
    awa.visit("/directory?country=ML&sector=energy")
    assert "Un fonds" not in awa.text
    awa.visit("/directory?sector=tourism")
    assert "Sahel" not in awa.text


@pytest.mark.parametrize(
    ("email", "seen"),
    [
        ("awa@example.org", {"ML-own", "DZ-open", "DZ-fund"}),
        ("lyes@example.org", {"DZ-open", "DZ-fund"}),
        ("boss@example.org", {"ML-own", "DZ-open", "DZ-fund", "DZ-hidden", "DZ-draft"}),
    ],
)
def test_who_sees_which_profile(app: Flask, people: None, email: str, seen: set[str]) -> None:
    add(app, "ML-own", "awa@example.org", status=ProfileStatus.DRAFT)
    add(app, "DZ-open", "lyes@example.org")
    add(app, "DZ-fund", "lyes@example.org", name="Atlas Capital", kind=Kind.INVESTOR, discreet=True)
    add(app, "DZ-draft", status=ProfileStatus.DRAFT)
    with app.app_context():
        shy = make_user("shy@example.org", consents=(Purpose.TERMS,))
        make_profile("DZ-hidden", members=(shy,))
        db.session.commit()
    visitor = Visitor(app).sign_in(email)
    for key in ("ML-own", "DZ-open", "DZ-fund", "DZ-hidden", "DZ-draft"):
        visitor.visit(f"/profiles/{key}", status=200 if key in seen else 404)
        assert "@example.org" not in visitor.text
        if key == "DZ-fund":
            assert ("Atlas Capital" in visitor.text) is (email != "awa@example.org")


def test_a_colleague_is_invited_by_letter_and_joins_by_a_button(app: Flask, people: None) -> None:
    add(app, "ML01", "awa@example.org")
    awa = Visitor(app).sign_in("awa@example.org")
    awa.visit("/organisation/ML01")
    awa.submit("/invite", status=422, email="pas une adresse")
    assert awa.soup.find("input", value="pas une adresse")
    awa.submit("/invite", email="Lyes@Example.org")
    with app.app_context():
        letter = db.session.scalars(sa.select(Message)).one()
        assert letter.address == "lyes@example.org"
        assert "http" not in re.sub(r"\{\{link:join\}\}", "", letter.text)
        token = signed.sign(INVITATION, letter.links["join"])
    stranger = Visitor(app)
    stranger.visit(f"/join/{token}")
    assert not stranger.soup.select("main form")
    stranger.visit(f"/join/{token[:-2]}xx", status=404)
    lyes = Visitor(app).sign_in("lyes@example.org")
    lyes.visit(f"/join/{token}")
    with app.app_context():
        assert db.session.scalars(sa.select(Invitation)).one().accepted_at is None, "opening decides nothing"
    lyes.submit()
    assert lyes.path == "/organisation/ML01"
    lyes.visit("/organisation/ML01/details")
    lyes.submit(summary="Écrit par Lyes")
    awa.visit("/organisation/ML01")
    assert "Lyes" in awa.text
    awa.submit("/contact/")
    awa.visit(f"/join/{token}")
    assert "plus valable" in awa.text


def test_a_member_who_leaves_does_not_see_it_any_more(app: Flask, people: None) -> None:
    add(app, "ML01", "awa@example.org", "lyes@example.org", status=ProfileStatus.DRAFT)
    awa = Visitor(app).sign_in("awa@example.org")
    awa.visit("/organisation/ML01")
    awa.submit("/remove")
    lyes = Visitor(app).sign_in("lyes@example.org")
    lyes.visit("/organisation/ML01", status=404)


def test_somebody_with_several_organisations_chooses(app: Flask, people: None) -> None:
    add(app, "ML01", "awa@example.org", name="Une")
    add(app, "ML02", "awa@example.org", name="Autre")
    awa = Visitor(app).sign_in("awa@example.org")
    awa.visit("/organisation")
    assert {link["href"] for link in awa.soup.select("main h3 a")} == {"/organisation/ML01", "/organisation/ML02"}


def test_an_imported_profile_has_no_history_of_its_own_and_still_opens(app: Flask, boss: Visitor) -> None:
    with app.app_context():
        actor = find_user_by_email("boss@example.org")
        assert actor is not None
        typed, _problems = content.from_dict({"country": "ML", "kind": "company", "name": "Saisie"})
        assert typed is not None
        key = operations.create_for_somebody(typed, paper="A", actor=actor, now=clock.now()).key
        db.session.commit()
    boss.visit(f"/organizers/profiles/{key}")
    assert "Kadidia Boss" in boss.text


def an_unclaimed_profile(app: Flask) -> str:
    with app.app_context():
        boss = find_user_by_email("boss@example.org")
        assert boss is not None
        typed, _problems = content.from_dict(
            {"country": "ML", "kind": "company", "name": "Atelier Coulibaly", "contact_name": "Moussa Coulibaly"}
            | {"contact_phone": "+22376000000", "offers": [{"title": "Soudure"}], "seeks": [{"title": "Tôle"}]}
        )
        assert typed is not None
        profile = operations.create_for_somebody(typed, paper="Registre A", actor=boss, now=clock.now())
        operations.publish(profile, shown_version=profile.version, actor=boss, now=clock.now())
        db.session.commit()
        return profile.key


def test_a_person_enters_by_personal_link_and_takes_the_profile_over(app: Flask, boss: Visitor) -> None:
    key = an_unclaimed_profile(app)
    boss.visit(f"/organizers/profiles/{key}/open")
    assert boss.soup.find("input", value="Moussa Coulibaly")
    boss.submit(declared="y")
    address = re.search(r"/p/[\w-]+", boss.text)
    assert address is not None
    moussa = Visitor(app)
    moussa.visit(address.group())
    boxes = {box["name"]: "y" for box in moussa.form().find_all("input", type="checkbox")}
    moussa.submit(code="394817", code_again="394817", residence="ML", **boxes)
    reader = Visitor(app).sign_in("lyes@example.org")
    reader.visit(f"/profiles/{key}")
    reader.client.post(f"/organisation/{key}/claim", data={})
    moussa.visit("/organisation")
    assert "Atelier Coulibaly" in moussa.text
    moussa.submit("/claim")
    assert moussa.path == f"/organisation/{key}"
    moussa.visit(f"/organisation/{key}/organisation")
    moussa.submit(city="Sikasso")
    reader.visit(f"/profiles/{key}")
    assert "Sikasso" in reader.text
    boss.visit(f"/organizers/profiles/{key}")
    assert not boss.soup.find("a", href=f"/organizers/profiles/{key}/open"), "its people decide from now on"
    boss.visit(f"/organisation/{key}/organisation", status=404)


def test_a_person_with_an_address_is_invited_to_take_the_profile_over(app: Flask, boss: Visitor) -> None:
    key = an_unclaimed_profile(app)
    boss.visit(f"/organizers/profiles/{key}")
    boss.submit("/invite", email="awa@example.org")
    with app.app_context():
        token = signed.sign(INVITATION, db.session.scalars(sa.select(Message)).one().links["join"])
    awa = Visitor(app).sign_in("awa@example.org")
    awa.visit(f"/join/{token}")
    awa.submit()
    with app.app_context():
        profile = db.session.scalars(sa.select(Profile)).one()
        assert profile.claimed_at is not None
        assert profile.contact_user is not None
        assert profile.contact_user.email == "awa@example.org"


def test_a_reason_written_after_the_session_ended_is_not_lost(app: Flask, boss: Visitor) -> None:
    add(app, "ML01", "awa@example.org", status=ProfileStatus.SUBMITTED)
    boss.visit("/organizers/profiles/ML01")
    boss.client.delete_cookie("session")
    boss.submit("/return", reason="Combien de cartes ?")
    boss.submit("/login", email="boss@example.org", password=PASSWORD)
    field = boss.soup.find("textarea", {"name": "reason"})
    assert field is not None
    assert field.text.strip() == "Combien de cartes ?"
    boss.submit("/return")
    assert status(app, "ML01") is ProfileStatus.DRAFT
    boss.visit("/organizers/profiles/ML01/return")
    assert "Combien de cartes" not in str(boss.soup.find("textarea")), "it has served"


def test_a_member_reads_that_an_organizer_published_the_profile(app: Flask, people: None) -> None:
    add(app, "ML01", "awa@example.org", status=ProfileStatus.SUBMITTED)
    with app.app_context():
        profile = get_by_key("ML01")
        boss = find_user_by_email("boss@example.org")
        assert boss is not None
        operations.publish(profile, shown_version=profile.version, actor=boss, now=clock.now())
        db.session.commit()
    awa = Visitor(app).sign_in("awa@example.org")
    assert "Un organisateur a publié ce profil." in awa.visit("/organisation/ML01").text

"""A member's road as a browser without JavaScript sees it: begin, write, hand in; nothing typed is ever lost."""

from __future__ import annotations

import gzip
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import selectinload

from matchmaking import clock
from matchmaking.accounts import operations as accounts
from matchmaking.accounts.models import Purpose, RoleName, User
from matchmaking.accounts.queries import find_user_by_email
from matchmaking.extensions import db
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.models import Profile
from matchmaking.profiles.vocabulary import Kind, Side
from matchmaking.settings.models import PlatformSettings
from tests.factories import PASSWORD, make_profile, make_user
from tests.visitor import Visitor

HOSTILE = "<script>alert(1)</script><b onmouseover=x>&amp; “guillemets” {{ 7*7 }}"


@pytest.fixture
def awa(app: Flask, visitor: Visitor) -> Visitor:
    with app.app_context():
        make_user()
        db.session.commit()
    return visitor.sign_in("awa@example.org")


def only_profile(app: Flask) -> Profile:
    with app.app_context():
        return db.session.scalars(sa.select(Profile).options(selectinload(Profile.opportunities))).one()


def profile_of_awa(key: str = "ML01", *others: User, **values: Any) -> Profile:
    """Inside an app context: a published profile whose contact person is Awa."""
    awa = find_user_by_email("awa@example.org")
    assert awa is not None
    return make_profile(key, members=(awa, *others), **values)


def value(visitor: Visitor, name: str) -> str:
    """What stands in a field of the page."""
    field = visitor.soup.find(attrs={"name": name})
    assert field is not None
    return field.text.strip() if field.name == "textarea" else str(field["value"])


def begin(visitor: Visitor, **fields: Any) -> None:
    visitor.visit("/organisation/new")
    visitor.submit(**({"country": "ML", "kind": "startup", "name": "JiSènè"} | fields))


def test_three_forms_from_nothing_to_the_organizers(app: Flask, awa: Visitor) -> None:
    awa.visit("/organisation")
    assert awa.soup.find("a", href="/organisation/new")
    begin(awa, city="Niono", sectors=["agritech"], languages=["fr", "bm"])
    assert awa.path.endswith("/opportunities")
    assert "Enregistré à" in awa.text
    awa.submit(**{"offers-0-title": "Sondes de niveau d'eau", "seeks-0-title": "Fabrication de 300 cartes"})
    assert awa.path.endswith("/details")
    awa.submit(button="submit", seeking_amount="15 000 000", currency="XOF", stage="seed")
    profile = only_profile(app)
    assert awa.path == f"/organisation/{profile.key}"
    assert profile.status is ProfileStatus.SUBMITTED
    assert (profile.city, profile.sectors, int(profile.seeking_amount or 0)) == ("Niono", ["agritech"], 15_000_000)
    assert [(row.side, row.title) for row in profile.opportunities] == [
        (Side.OFFER, "Sondes de niveau d'eau"),
        (Side.NEED, "Fabrication de 300 cartes"),
    ]


def test_adding_one_more_posts_and_keeps_the_text_and_emptying_one_takes_it_away(app: Flask, awa: Visitor) -> None:
    begin(awa)
    awa.submit(button="offers", **{"offers-0-title": "Première", "seeks-0-text": ""})
    assert value(awa, "offers-0-title") == "Première"
    assert value(awa, "offers-1-title") == ""
    awa.submit(button="seeks", **{"offers-1-title": "Deuxième", "seeks-0-title": "Un besoin"})
    assert [row.title for row in only_profile(app).opportunities] == ["Première", "Deuxième", "Un besoin"]
    awa.submit(button="offers-0")
    assert [row.title for row in only_profile(app).opportunities] == ["Deuxième", "Un besoin"]
    assert awa.path.endswith("/opportunities")
    assert [row.key.rpartition("/")[2] for row in only_profile(app).opportunities] == ["2", "3"]


def test_a_text_without_a_title_is_kept_on_the_page_with_a_sentence(app: Flask, awa: Visitor) -> None:
    begin(awa)
    awa.submit(status=422, button="seeks", **{"offers-0-text": "Un long texte", "seeks-0-title": "x" * 161})
    assert value(awa, "offers-0-text") == "Un long texte"
    assert value(awa, "seeks-0-title") == "x" * 161
    assert awa.soup.find("input", {"name": "seeks-1-title"}) is not None, "the asked-for entry is there as well"
    assert "161/160" in awa.text
    assert only_profile(app).opportunities == []
    awa.submit(**{"offers-0-title": "Avec titre", "seeks-0-title": "Plus court"})
    assert [row.title for row in only_profile(app).opportunities] == ["Avec titre", "Plus court"]


@pytest.mark.parametrize("day", ["31/02/2027", "hier", "2020-01-01"])
def test_a_wrong_or_past_closing_date_is_refused_with_everything_kept(app: Flask, awa: Visitor, day: str) -> None:
    begin(awa)
    fields = {"offers-0-title": "Une offre", "seeks-0-title": "Un besoin", "seeks-0-closes_on": day}
    awa.submit(status=422, **fields)
    assert value(awa, "seeks-0-closes_on") == day
    assert value(awa, "offers-0-title") == "Une offre"
    later = (clock.now() + timedelta(days=30)).strftime("%d/%m/%Y")
    awa.submit(**{"seeks-0-closes_on": later})
    assert only_profile(app).opportunities[1].closes_on is not None


def test_hostile_text_in_every_field_is_shown_as_typed(app: Flask, awa: Visitor) -> None:
    begin(awa, name=HOSTILE, city=HOSTILE[:70], name_ar=HOSTILE)
    awa.submit(
        **{
            "offers-0-title": HOSTILE,
            "offers-0-text": HOSTILE,
            "seeks-0-title": HOSTILE,
            "seeks-0-text": HOSTILE + "\x08\x07",
        }
    )
    awa.submit(button="submit", summary=HOSTILE, startup_label=HOSTILE)
    key = only_profile(app).key
    for path in (f"/organisation/{key}", f"/profiles/{key}", f"/organisation/{key}/opportunities", "/organisation"):
        awa.visit(path)
        assert awa.soup.find("script", string="alert(1)") is None
        assert awa.soup.find("b", onmouseover=True) is None
        assert "alert(1)" in str(awa.soup)
        assert "49" not in awa.text.replace(key, "")


def test_unknown_codes_and_unreadable_values_are_named_and_kept(app: Flask, awa: Visitor) -> None:
    awa.visit("/organisation/new")
    awa.submit(status=422, country="ML", kind="startup", name="x" * 200)
    assert "200/160" in awa.text
    token = value(awa, "csrf_token")
    posted = {"csrf_token": token, "country": "FR", "kind": "bank", "name": "N", "sectors": ["magie"]}
    response = awa.client.post("/organisation/new", data=posted)
    assert response.status_code == 422
    assert "bank" in response.text
    assert "magie" in response.text
    begin(awa)
    key = only_profile(app).key
    awa.visit(f"/organisation/{key}/details")
    awa.submit(status=422, seeking_amount="beaucoup", founded="hier", website="pas un site", summary="Gardé")
    for kept in ("beaucoup", "hier", "pas un site"):
        assert awa.soup.find("input", value=kept)
    assert "Gardé" in value(awa, "summary")
    awa.submit(status=422, seeking_amount="150k", founded="2019", website="jisene.ml")
    assert "monnaie" in awa.text
    awa.submit(currency="EUR")
    profile = only_profile(app)
    assert (int(profile.seeking_amount or 0), profile.founded, profile.website) == (150_000, 2019, "https://jisene.ml")


def test_submitting_too_early_saves_and_says_what_is_missing(app: Flask, awa: Visitor) -> None:
    begin(awa)
    awa.submit(**{"offers-0-title": "Une offre"})
    awa.submit(status=422, button="submit", summary="Déjà écrit")
    assert "Un besoin au moins" in awa.text
    assert only_profile(app).summary == "Déjà écrit"
    assert only_profile(app).status is ProfileStatus.DRAFT


def test_an_investor_is_asked_for_tickets_and_a_company_for_neither(app: Flask, awa: Visitor) -> None:
    begin(awa, kind="investor")
    key = only_profile(app).key
    awa.visit(f"/organisation/{key}/details")
    assert awa.soup.find(attrs={"name": "ticket_min"})
    assert not awa.soup.find(attrs={"name": "stage"})
    awa.submit(status=422, ticket_min="200k", ticket_max="100k", currency="EUR", stages=["seed"], discreet="y")
    awa.submit(ticket_max="1M")
    profile = only_profile(app)
    assert (int(profile.ticket_min or 0), int(profile.ticket_max or 0), profile.discreet) == (200_000, 1_000_000, True)
    awa.visit(f"/organisation/{key}/organisation")
    awa.submit(kind="company")
    profile = only_profile(app)
    assert (profile.ticket_min, profile.stages, profile.discreet) == (None, [], False)
    awa.visit(f"/organisation/{key}/details")
    assert not awa.soup.find(attrs={"name": "ticket_min"})
    assert profile.kind is Kind.COMPANY


def test_a_person_abroad_without_transfer_consent_is_told_how_to_take_part(app: Flask, visitor: Visitor) -> None:
    with app.app_context():
        make_user("lyes@example.org", residence="DZ", consents=(Purpose.TERMS,))
        db.session.commit()
    visitor.sign_in("lyes@example.org")
    visitor.visit("/organisation/new", status=403)
    assert "téléphone" in visitor.text
    assert visitor.client.post("/organisation/new", data={}).status_code in (400, 403)


def test_somebody_elses_organisation_does_not_exist(app: Flask, awa: Visitor) -> None:
    with app.app_context():
        make_profile("DZ01", members=(make_user("autre@example.org"),), status=ProfileStatus.DRAFT)
        db.session.commit()
    for path in ("/organisation/DZ01", "/organisation/DZ01/details", "/organisation/DZ01/withdraw", "/profiles/DZ01"):
        awa.visit(path, status=404)


def test_two_colleagues_writing_at_once_lose_nothing(app: Flask, awa: Visitor) -> None:
    with app.app_context():
        profile_of_awa("ML01", make_user("seydou@example.org"))
        db.session.commit()
    seydou = Visitor(app).sign_in("seydou@example.org")
    awa.visit("/organisation/ML01/organisation")
    seydou.visit("/organisation/ML01/organisation")
    seydou.submit(city="Ségou")
    awa.submit(status=422, city="Mopti")
    assert "Seydou" in awa.text
    assert value(awa, "city") == "Mopti"
    assert only_profile(app).city == "Ségou"
    awa.submit()
    assert only_profile(app).city == "Mopti"


def test_an_edit_that_waits_is_shown_to_its_people_and_the_old_text_to_others(app: Flask, awa: Visitor) -> None:
    with app.app_context():
        profile_of_awa("ML01", city="Bamako")
        make_user("lyes@example.org", residence="DZ")
        db.session.add(PlatformSettings(id=1, review_edits=True, suggestions_open=False, hold_minutes=10))
        db.session.commit()
    awa.visit("/organisation/ML01/organisation")
    assert not awa.soup.find(attrs={"name": "country"}), "the side of a published profile stays"
    awa.submit(city="Ségou")
    assert awa.path == "/organisation/ML01"
    assert "attendent" in awa.text
    reader = Visitor(app).sign_in("lyes@example.org")
    reader.visit("/profiles/ML01")
    assert "Bamako" in reader.text
    assert "Ségou" not in reader.text
    awa.visit("/organisation/ML01/organisation")
    assert value(awa, "city") == "Ségou"


def test_withdrawing_asks_first_and_takes_the_profile_away_at_once(app: Flask, awa: Visitor) -> None:
    with app.app_context():
        profile_of_awa("ML01")
        make_user("lyes@example.org", residence="DZ")
        db.session.commit()
    reader = Visitor(app).sign_in("lyes@example.org")
    reader.visit("/profiles/ML01")
    awa.visit("/organisation/ML01/withdraw")
    assert only_profile(app).status is ProfileStatus.PUBLISHED
    awa.submit()
    assert only_profile(app).status is ProfileStatus.WITHDRAWN
    reader.visit("/profiles/ML01", status=404)


def test_a_founder_with_a_telephone_needs_four_forms_and_little_data(app: Flask, visitor: Visitor) -> None:
    with app.app_context():
        boss = make_user("boss@example.org", role=RoleName.ORGANIZER)
        _link, token = accounts.make_personal_link(
            full_name="Mariam Keïta", phone="+22370112233", locale="fr", actor=boss, now=clock.now()
        )
        db.session.commit()
    sizes: list[int] = []

    def weigh() -> None:
        assert visitor.response is not None
        sizes.append(len(gzip.compress(visitor.response.data)))

    visitor.visit(f"/p/{token}")
    weigh()
    boxes = {box["name"]: "y" for box in visitor.form().find_all("input", type="checkbox")}
    visitor.submit(code="394817", code_again="394817", residence="ML", **boxes)
    weigh()
    visitor.visit("/organisation/new")
    weigh()
    visitor.submit(country="ML", kind="startup", name="JiSènè")
    weigh()
    visitor.submit(**{"offers-0-title": "Sondes de niveau d'eau", "seeks-0-title": "300 cartes électroniques"})
    weigh()
    visitor.submit(button="submit")
    weigh()
    assert only_profile(app).status is ProfileStatus.SUBMITTED
    static = Path(app.static_folder or "")
    sizes += [len(gzip.compress((static / name).read_bytes())) for name in ("css/app.ltr.css", "img/icons.svg")]
    assert sum(sizes) < 120_000
    assert max(sizes[:6]) < 15_000


def test_a_half_typed_need_survives_the_end_of_the_session(app: Flask, awa: Visitor) -> None:
    begin(awa)
    path = awa.path
    awa.client.delete_cookie("session")
    awa.submit(**{"seeks-0-text": "Il nous faut trois cents cartes"})
    assert awa.path == "/login"
    awa.submit("/login", email="awa@example.org", password=PASSWORD)
    assert awa.path == path
    assert value(awa, "seeks-0-text") == "Il nous faut trois cents cartes"
    assert only_profile(app).opportunities == []
    awa.submit(**{"seeks-0-title": "Cartes", "offers-0-title": "Sondes"})
    assert len(only_profile(app).opportunities) == 2
    awa.visit(path)
    assert value(awa, "seeks-0-title") == "Cartes", "what was kept has served and does not come back"

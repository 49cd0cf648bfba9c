"""Participants see what is suggested to their own organisation, and say whether it interests them."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from matchmaking import clock
from matchmaking.accounts.models import User
from matchmaking.audit.models import AuditEvent
from matchmaking.extensions import db
from matchmaking.matching.jobs import refresh
from matchmaking.matching.models import DismissalReason, Reaction
from matchmaking.matching.operations import dismiss_pair
from matchmaking.matching.wording import silence
from matchmaking.profiles.models import Profile
from matchmaking.profiles.vocabulary import Currency, Kind
from tests.factories import make_profile, make_user
from tests.matching_samples import TEXTS, add_organizer, add_profile, add_two_pairs, fr, open_suggestions, run_now
from tests.visitor import Visitor

MINE = "/suggestions"


@pytest.fixture
def malian(app: Flask) -> Visitor:
    """Somebody of ML01, while suggestions are open."""
    with app.app_context():
        add_two_pairs()
        open_suggestions()
        run_now()
    return Visitor(app).sign_in("ml01@example.org")


def names(visitor: Visitor) -> list[str]:
    """The organisations that are suggested."""
    return [name.get_text() for name in visitor.soup.select("article.sugg .qname, .glance .qname")]


def profile(key: str) -> Profile:
    return db.session.scalars(sa.select(Profile).where(Profile.key == key)).one()


def add_many(count: int, kind: Kind = Kind.COMPANY) -> None:
    """Algerian organisations that all answer ML01."""
    offer, need = TEXTS["DZ01"]
    for number in range(10, 10 + count):
        person = make_user(f"dz{number}@example.org")
        texts = {"offers": (f"{offer} Modèle {number}.",), "needs": (need,)}
        make_profile(f"DZ{number}", members=(person,), kind=kind, **texts)


def test_a_suggestion_says_who_why_and_what_is_missing(malian: Visitor) -> None:
    malian.visit(MINE)
    assert names(malian) == ["Organisation DZ01"]
    card = " ".join(malian.soup.select_one("article.sugg").get_text(" ").split())  # type: ignore[union-attr]
    assert fr("You look for") in card
    assert "Cartes électroniques pour capteurs" in card
    assert fr("They offer") in card
    assert "Fabrication de cartes électroniques" in card
    assert malian.soup.select("article.sugg mark.word")
    assert "dz01@example.org" not in malian.soup.decode()


def test_one_sees_only_one_s_own_suggestions(app: Flask, malian: Visitor) -> None:
    malian.visit("/suggestions/ML01/DZ01")
    assert "Organisation DZ01" in malian.text
    malian.visit("/suggestions/ML02/DZ02", status=404)  # somebody else's
    malian.visit("/suggestions/ML01/DZ02", status=404)  # not suggested
    malian.visit("/suggestions/ML01/ML02", status=404)
    with app.app_context():
        make_user("sans@example.org")
        db.session.commit()
    stranger = Visitor(app).sign_in("sans@example.org")
    stranger.visit("/suggestions/ML01/DZ01", status=404)
    stranger.visit(MINE)
    assert fr("First your organisation") in stranger.text


def test_the_answer_is_noted_and_may_be_changed(app: Flask, malian: Visitor) -> None:
    malian.visit(MINE)
    malian.submit("/suggestions/ML01/DZ01", button="yes")
    assert fr("You are interested") in malian.text
    malian.submit("/suggestions/ML01/DZ01", button="no", reason="competitor")
    assert fr("Not for you") in malian.text
    assert names(malian) == ["Organisation DZ01"]  # still there, to be changed
    with app.app_context():
        reaction = db.session.scalars(sa.select(Reaction)).one()
        assert (reaction.interested, reaction.reason) == (False, "competitor")
        query = sa.select(AuditEvent).where(AuditEvent.action == "pair.reaction").order_by(AuditEvent.id)
        trail = db.session.scalars(query).all()
        assert [event.details["interested"] for event in trail] == [True, False]
    malian.submit("/suggestions/ML01/DZ01", button="yes")
    with app.app_context():
        reaction = db.session.scalars(sa.select(Reaction)).one()
        assert (reaction.interested, reaction.reason) == (True, None)


def test_nobody_answers_for_somebody_else(app: Flask, malian: Visitor) -> None:
    malian.visit(MINE)
    token = malian.soup.select_one("input[name=csrf_token]")["value"]  # type: ignore[index]
    for address in ("/suggestions/ML02/DZ02", "/suggestions/ML01/DZ02"):
        answer = malian.client.post(address, data={"answer": "yes", "csrf_token": token})
        assert answer.status_code == 404
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(Reaction.id))) == 0


def test_five_at_first_then_more(app: Flask, malian: Visitor) -> None:
    with app.app_context():
        add_many(7)
        run_now()
    malian.visit(MINE)
    assert len(names(malian)) == 5
    more = next(link for link in malian.soup.select("a.btn") if link.text.strip() == fr("Show more"))
    malian.visit(str(more["href"]))
    assert len(names(malian)) == 8
    assert fr("Show more") not in malian.text


def test_what_is_not_for_us_goes_to_the_end(app: Flask, malian: Visitor) -> None:
    with app.app_context():
        add_many(2)
        run_now()
    malian.visit(MINE)
    first = names(malian)[0]
    key = first.removeprefix("Organisation ")
    malian.submit(f"/suggestions/ML01/{key}", button="no")
    assert names(malian)[-1] == first


def test_closed_suggestions_show_nothing(app: Flask) -> None:
    with app.app_context():
        add_two_pairs()
        run_now()
    visitor = Visitor(app).sign_in("ml01@example.org")
    visitor.visit(MINE)
    assert fr("Suggestions are not open yet") in visitor.text
    assert names(visitor) == []
    visitor.visit("/suggestions/ML01/DZ01", status=404)


def test_an_unpublished_profile_has_none_yet(app: Flask, malian: Visitor) -> None:
    from matchmaking.profiles.lifecycle import ProfileStatus

    with app.app_context():
        profile("ML01").status = ProfileStatus.WITHDRAWN
        db.session.commit()
    malian.visit(MINE)
    assert fr("Your profile is not published yet") in malian.text
    assert names(malian) == []


def test_somebody_who_withdrew_consent_is_gone_at_once(app: Flask, malian: Visitor) -> None:
    with app.app_context():
        person = profile("DZ01").contact_user
        assert person is not None
        person.consents.clear()
        db.session.commit()
    malian.visit(MINE)
    assert "Organisation DZ01" not in malian.text
    malian.visit("/suggestions/ML01/DZ01", status=404)


def test_a_pair_that_organizers_dismissed_is_no_longer_suggested(app: Flask, malian: Visitor) -> None:
    with app.app_context():
        awa: User = add_organizer()
        told: dict[str, Any] = {"actor": awa, "now": clock.now()}
        dismiss_pair(
            profile("ML01"), profile("DZ01"), reason=DismissalReason.OTHER, note="entre nous", shown_version=0, **told
        )
        db.session.commit()
    malian.visit(MINE)
    assert names(malian) == []
    assert "entre nous" not in malian.text
    with app.app_context():
        refresh({})
    malian.visit(MINE)
    assert names(malian) == []


@pytest.mark.parametrize(
    ("others", "code"),
    [
        ((), "one_profile"),
        (("ML02",), "one_side_only"),
        (("DZ02",), "nothing_in_common"),
    ],
)
def test_an_empty_list_says_why_and_what_would_help(app: Flask, others: tuple[str, ...], code: str) -> None:
    with app.app_context():
        add_profile("ML01", offers=("Poterie",), needs=("Argile blanche",), languages=[], sectors=[])
        for key in others:
            add_profile(key)
        open_suggestions()
        run_now()
    visitor = Visitor(app).sign_in("ml01@example.org")
    visitor.visit(MINE)
    assert fr("Nobody to suggest yet") in visitor.text
    with app.test_request_context():
        assert " ".join(str(silence(code)).split()) in visitor.text
    assert fr("What would help to find somebody") in visitor.text
    assert visitor.soup.select("aside a[href*='/organisation/ML01/']")


def test_a_complete_profile_without_suggestions_is_not_sent_to_be_completed(app: Flask) -> None:
    with app.app_context():
        add_profile(
            "ML01",
            offers=("Poterie, 30 pièces par mois",),
            needs=("Argile blanche, 2 tonnes",),
            summary="Un atelier de poterie à Ségou, depuis 2015, qui vend à Bamako et à Mopti toute l'année.",
            stage="seed",
            seeking_amount=5_000_000,
            currency=Currency.XOF,
        )
        open_suggestions()
        run_now()
    visitor = Visitor(app).sign_in("ml01@example.org")
    visitor.visit(MINE)
    assert fr("Nobody to suggest yet") in visitor.text
    assert fr("What would help to find somebody") not in visitor.text
    assert fr("Complete my profile") not in visitor.text
    assert visitor.soup.select("main a[href='/directory']")


def test_what_a_startup_keeps_is_found_from_its_suggestions(malian: Visitor) -> None:
    malian.visit(MINE)
    malian.submit("/shortlist/ML01/DZ01/keep")
    malian.visit(str(malian.soup.select("main .title-acts a[href^='/shortlist']")[0]["href"]))
    assert "Organisation DZ01" in malian.text


@pytest.fixture
def investor(app: Flask) -> Visitor:
    """Somebody of an Algerian fund, to whom three Malian startups are suggested."""
    with app.app_context():
        need = "Levée de fonds en amorçage | Investissement en fonds propres pour nos capteurs agricoles."
        offer = "Participation au capital | Investissement en fonds propres, amorçage, capteurs agricoles."
        sought = ((30_000, Currency.EUR), (65_595_700, Currency.XOF), (None, None))
        for number, (amount, currency) in enumerate(sought, start=1):
            values: dict[str, Any] = {"seeking_amount": amount, "currency": currency, "stage": "seed"}
            person = make_user(f"ml0{number}@example.org")
            texts = {"needs": (need,), "offers": (f"Capteurs agricoles, lot {number}",)}
            make_profile(
                f"ML0{number}", members=(person,), languages=["fr"] if number < 3 else ["en"], **values, **texts
            )
        make_profile(
            "DZ01",
            members=(make_user("fonds@example.org"),),
            kind=Kind.INVESTOR,
            name="Fonds Atlas",
            offers=(offer,),
            needs=("Capteurs agricoles à financer",),
            discreet=True,
            website="https://fonds-atlas.example",
            languages=["fr", "en"],
            currency=Currency.EUR,
        )
        open_suggestions()
        run_now()
    return Visitor(app).sign_in("fonds@example.org")


def test_investors_filter_their_list(investor: Visitor) -> None:
    investor.visit(MINE)
    assert len(names(investor)) == 3
    investor.submit("/suggestions", most="50 000 €")
    assert names(investor) == ["Organisation ML01"]
    investor.submit("/suggestions", most="150k")  # in the fund's own currency; F CFA are converted
    assert set(names(investor)) == {"Organisation ML01", "Organisation ML02"}
    chip = investor.soup.select_one("a.chip")
    assert chip is not None
    assert fr("at most %(amount)s", amount="150k") in " ".join(chip.text.split())
    investor.visit(str(chip["href"]))
    assert len(names(investor)) == 3
    investor.submit("/suggestions", language="en")
    assert names(investor) == ["Organisation ML03"]
    investor.submit("/suggestions", language="", stage="growth")
    assert fr("Nobody fits these filters") in investor.text
    investor.visit(f"{MINE}?most=beaucoup&stage=x&sector=%22")
    assert len(names(investor)) == 3


def test_a_discreet_fund_has_no_name_before_acceptance(app: Flask, investor: Visitor) -> None:
    with app.app_context():
        profile("DZ01").opportunities[0].text += " Fonds Atlas, www.fonds-atlas.example"
        profile("DZ01").summary = "Fonds Atlas investit depuis Alger."
        run_now()
    startup = Visitor(app).sign_in("ml01@example.org")
    for address in (MINE, "/suggestions/ML01/DZ01"):
        startup.visit(address)
        assert "Un fonds (Alger" in startup.text
        assert "atlas" not in startup.soup.decode().lower()
    investor.visit("/suggestions/DZ01/ML01")
    assert "Fonds Atlas" in investor.text  # its own people read their own name


def test_somebody_of_two_organisations_chooses_between_them(app: Flask, malian: Visitor) -> None:
    from matchmaking.profiles.models import Membership

    with app.app_context():
        first, second = profile("ML01"), profile("ML02")
        second.members.append(Membership(user=first.members[0].user, joined_at=clock.now()))
        db.session.commit()
    malian.visit(MINE)
    other = next(link for link in malian.soup.select("main a") if link.text.strip() == "Organisation ML02")
    malian.visit(str(other["href"]))
    assert names(malian) == ["Organisation DZ02"]

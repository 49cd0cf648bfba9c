"""While a profile is a draft: how many serious leads and in which sectors, and never who."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from matchmaking import clock, create_app
from matchmaking.accounts.queries import find_user_by_email
from matchmaking.config import Settings
from matchmaking.extensions import db
from matchmaking.matching import prospects
from matchmaking.matching.models import ApartList, KeptApart
from matchmaking.matching.queries import list_whole
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.queries import find_by_key
from matchmaking.profiles.vocabulary import Kind
from matchmaking.warming import warm_beside_pages
from tests.factories import make_profile, make_user
from tests.matching_samples import TEXTS, add_two_pairs, fr, run_now
from tests.visitor import Visitor

PAGE = "/organisation/ML90/prospects"
OFFER, NEED = TEXTS["ML01"]


def add_draft(**values: object) -> None:
    """Awa writes a profile that says what ML01 says; nobody has published it."""
    person = make_user("awa@example.org")
    texts = {"offers": (OFFER,), "needs": (NEED,)}
    make_profile("ML90", members=(person,), status=ProfileStatus.DRAFT, **(texts | values))  # type: ignore[arg-type]


def add_answering(first: int, count: int, **values: object) -> None:
    """Algerian organisations that all answer the draft."""
    offer, need = TEXTS["DZ01"]
    for number in range(first, first + count):
        person = make_user(f"dz{number}@example.org")
        texts = {"offers": (f"{offer} Modèle {number}.",), "needs": (need,)}
        make_profile(f"DZ{number}", members=(person,), **(texts | values))  # type: ignore[arg-type]


@pytest.fixture
def awa(app: Flask) -> Visitor:
    with app.app_context():
        add_two_pairs()
        add_draft()
        db.session.commit()
        run_now()
    return Visitor(app).sign_in("awa@example.org")


def test_one_that_answers_is_not_told_apart_from_none(app: Flask, awa: Visitor) -> None:
    one = awa.visit(PAGE).select_one("main .card")
    with app.app_context():
        add_answering(10, 1)
        db.session.commit()
    assert one is not None
    assert fr("Fewer than three serious leads so far") in one.text
    two = awa.visit(PAGE).select_one("main .card b")
    assert two is not None
    assert two.text == fr("Fewer than three serious leads so far")
    assert not awa.soup.select("main .card bdi")  # no sector of so few


@pytest.mark.parametrize(
    ("more", "said"),
    [(3, "Three to five serious leads"), (7, "Six to ten serious leads"), (12, "More than ten serious leads")],
)
def test_a_number_is_said_in_steps_and_with_its_sectors(app: Flask, awa: Visitor, more: int, said: str) -> None:
    with app.app_context():
        add_answering(10, more, sectors=["agritech"])
        db.session.commit()
        run_now()
    text = awa.visit(PAGE).select_one("main .card").get_text(" ")  # type: ignore[union-attr]
    assert fr(said) in text
    assert "Agritech" in text or "griculture" in text
    assert "Organisation DZ" not in awa.soup.decode()
    assert TEXTS["DZ01"][0] not in awa.soup.decode()


def test_the_form_asks_for_the_paragraph_alone(awa: Visitor) -> None:
    place = awa.visit("/organisation/ML90/opportunities").select_one("[data-part]")
    assert place is not None
    answer = awa.client.get(str(place["data-part"]))
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert fr("Fewer than three serious leads so far") in answer.text


def test_a_published_profile_has_its_list_instead(app: Flask, awa: Visitor) -> None:
    visitor = Visitor(app).sign_in("ml01@example.org")
    assert not visitor.visit("/organisation/ML01/opportunities").select("[data-part]")
    visitor.visit("/organisation/ML01/prospects", status=404)


def test_nobody_asks_for_the_draft_of_another(app: Flask, awa: Visitor) -> None:
    visitor = Visitor(app).sign_in("ml01@example.org")
    visitor.visit(PAGE, status=404)


def test_the_name_of_a_discreet_fund_moves_nothing(app: Flask, awa: Visitor) -> None:
    """Its name stands in its own text; whoever guesses it and writes it down must not learn that it is here."""
    secret = "Zerzura Kapitalanlage"
    values = {"kind": Kind.INVESTOR, "summary": f"{secret} finance {secret}.", "name": secret, "discreet": True}
    with app.app_context():
        add_answering(10, 6)
        for number in range(20, 24):
            person = make_user(f"dz{number}@example.org")
            make_profile(f"DZ{number}", members=(person,), offers=(f"{secret} | {secret}",), needs=(secret,), **values)
        make_profile(
            "ML91",
            members=(find_user_by_email("awa@example.org"),),
            status=ProfileStatus.DRAFT,  # type: ignore[arg-type]
            offers=(secret,),
            needs=(f"{secret} | {secret}",),
            sectors=[],
            summary=secret,
        )
        db.session.commit()
        run_now()
    awa.visit("/organisation/ML91/prospects")
    assert fr("Fewer than three serious leads so far") in awa.text


def test_whom_somebody_keeps_apart_cannot_be_found_out(app: Flask, awa: Visitor) -> None:
    with app.app_context():
        add_answering(10, 3)
        db.session.commit()
        run_now()
    before = awa.visit(PAGE).select_one("main .card").text  # type: ignore[union-attr]
    with app.app_context():
        fund, draft = (find_by_key(key) for key in ("DZ10", "ML90"))
        assert fund is not None
        assert draft is not None
        line = KeptApart(profile=fund, other_profile=draft, kept_on=ApartList.DO_NOT_INTRODUCE, added_at=clock.now())
        db.session.add(line)
        db.session.commit()
        run_now()
    assert awa.visit(PAGE).select_one("main .card").text == before  # type: ignore[union-attr]


def test_what_is_withdrawn_counts_no_more_at_once(app: Flask, awa: Visitor) -> None:
    with app.app_context():
        add_answering(10, 2)
        db.session.commit()
        run_now()
    assert fr("Three to five serious leads") in awa.visit(PAGE).text
    leaving = Visitor(app).sign_in("dz10@example.org")
    leaving.visit("/organisation/DZ10/withdraw")
    leaving.submit()
    assert fr("Fewer than three serious leads so far") in awa.visit(PAGE).text


def test_an_empty_draft_and_an_empty_shore_say_what_to_do(app: Flask) -> None:
    with app.app_context():
        add_draft(offers=(), needs=())
        db.session.commit()
    awa = Visitor(app).sign_in("awa@example.org")
    awa.visit(PAGE)
    assert fr("Back to offers and needs") in awa.text


def test_trying_words_out_ends_in_a_pause(app: Flask, awa: Visitor, limiting: Flask) -> None:
    asking = Visitor(limiting).sign_in("awa@example.org")
    for _ in range(12):
        asking.visit(PAGE)
    asking.visit(PAGE, status=429)
    asking.visit("/organisation/ML90/opportunities")  # writing goes on


def test_what_the_first_question_would_wait_for_is_read_before(
    app: Flask, awa: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.extensions.pop(prospects.SHORES, None)
    warm_beside_pages(app)
    read = []
    monkeypatch.setattr(prospects, "list_whole", lambda ids: read.append(ids) or list_whole(ids))
    awa.visit(PAGE)
    assert read == [], "nobody's texts had to be read for the question"


def test_a_database_that_is_not_ready_does_not_keep_the_web_from_starting(settings: Settings, tmp_path: Path) -> None:
    unready = create_app(replace(settings, database_url=f"sqlite:///{tmp_path / 'empty.db'}"))
    warm_beside_pages(unready)
    assert prospects.SHORES not in unready.extensions

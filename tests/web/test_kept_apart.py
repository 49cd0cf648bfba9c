"""« Organisations we would rather not meet »: it holds at once, and nobody of the other side ever reads of it."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from matchmaking import clock
from matchmaking.errors import NotAllowed
from matchmaking.extensions import db
from matchmaking.introductions import operations as introductions
from matchmaking.matching import queries
from matchmaking.matching.jobs import refresh
from matchmaking.matching.models import KeptApart
from matchmaking.outbox.models import Message
from matchmaking.profiles.queries import get_by_key
from matchmaking.profiles.vocabulary import Kind
from tests.factories import make_profile, make_user
from tests.matching_samples import add_organizer, add_two_pairs, fr, open_suggestions, run_now
from tests.visitor import Visitor

MINE, APART = "/suggestions", "/organisation/ML01/apart"
WORDS = ("déjà partenaires", "préférons ne pas rencontrer", "travailler déjà", "already_partners", "do_not_introduce")


@pytest.fixture
def malian(app: Flask) -> Visitor:
    """Somebody of ML01, to whom DZ01 is suggested."""
    with app.app_context():
        add_organizer()
        add_two_pairs()
        open_suggestions()
        run_now()
    return Visitor(app).sign_in("ml01@example.org")


def keep(visitor: Visitor, name: str, list_name: str) -> None:
    """Search an organisation by a part of its name, and put it on a list."""
    visitor.visit(APART)
    visitor.submit(APART, name=name)
    visitor.submit(APART, button=fr(list_name))


def names(visitor: Visitor) -> list[str]:
    return [heading.text.strip() for heading in visitor.soup.select("article.sugg .qname")]


def approve(app: Flask) -> int:
    with app.app_context():
        awa = queries.db.session.scalars(
            sa.select(introductions.approval.User).filter_by(email="awa@example.org")
        ).one()
        made = introductions.approve(
            get_by_key("ML01"), get_by_key("DZ01"), shown_version=0, actor=awa, now=clock.now()
        )
        db.session.commit()
        return made.id


@pytest.mark.parametrize(
    ("list_name", "code"), [("Already partners", "already_partners"), ("Do not introduce", "do_not_introduce")]
)
def test_a_list_hides_the_pair_at_once_on_both_sides_and_after_a_run(
    app: Flask, malian: Visitor, list_name: str, code: str
) -> None:
    algerian = Visitor(app).sign_in("dz01@example.org")
    algerian.visit(MINE)
    assert names(algerian) == ["Organisation ML01"]
    keep(malian, "dz01", list_name)
    for visitor in (malian, algerian):
        visitor.visit(MINE)
        assert names(visitor) == []
    algerian.visit("/suggestions/DZ01/ML01", status=404)
    with app.app_context():
        refresh({})
        run = queries.current_run()
        assert run is not None
        assert run.counts["refused"] == {code: 1}
        assert queries.find_suggestion(get_by_key("ML01"), get_by_key("DZ01")) is None
    for visitor in (malian, algerian):
        visitor.visit(MINE)
        assert names(visitor) == []


def test_the_other_side_reads_of_it_nowhere(app: Flask, malian: Visitor, tmp_path: Path) -> None:
    approve(app)
    keep(malian, "Organisation DZ01", "Already partners")
    with app.app_context():
        refresh({})
        mails = db.session.scalars(sa.select(Message).where(Message.address == "dz01@example.org")).all()
        told = [f"{mail.subject} {mail.text} {mail.html}" for mail in mails]
    assert told  # the introduction's letter, which says nothing of the list
    algerian = Visitor(app).sign_in("dz01@example.org")
    pages = [
        "/",
        MINE,
        "/organisation",
        "/organisation/DZ01",
        "/profiles/ML01",
        "/directory",
        "/introductions",
        "/account",
    ]
    for page in pages:
        algerian.visit(page)
        main = algerian.soup.find("main")
        told.append(main.get_text(" ") if main else algerian.text)
    algerian.visit("/organisation/DZ01/apart")
    assert algerian.soup.select("form[action$='/apart/remove']") == []
    algerian.visit(APART, status=404)
    assert not [
        word
        for word in WORDS
        for text in told
        if word in text.lower().replace(fr("Organisations we would rather not meet").lower(), "")
    ]
    file = tmp_path / "pairs.csv"
    app.test_cli_runner().invoke(args=["match", "export", str(file)])
    assert "ML02,DZ02" in file.read_text()
    assert "ML01" not in file.read_text()


def test_nobody_reads_or_writes_the_lists_of_others(app: Flask, malian: Visitor) -> None:
    malian.visit(APART)
    token = malian.soup.select_one("main input[name=csrf_token], input[name=csrf_token]")
    malian.visit("/organisation/DZ01/apart", status=404)
    data = {"other": "ML01", "kept_on": "already_partners", "csrf_token": token["value"] if token else ""}
    for address in (
        "/organisation/DZ01/apart",
        "/organisation/DZ01/apart/remove",
        "/organisation/DZ01/apart/take-back",
    ):
        assert malian.client.post(address, data=data).status_code == 404
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(KeptApart.id))) == 0


@pytest.mark.parametrize("action", ["remove", "take-back"])
def test_an_address_does_not_tell_which_organisations_exist(app: Flask, malian: Visitor, action: str) -> None:
    malian.visit("/organisation/ML01")
    token = malian.soup.select_one("input[name=csrf_token]")
    assert token is not None
    answers = [
        malian.client.post(f"{APART}/{action}", data={"other": key, "csrf_token": token["value"]})
        for key in ("DZ02", "ML02", "nobody")
    ]
    assert {(answer.status_code, answer.location) for answer in answers} == {(303, APART)}


def test_a_name_is_taken_off_and_the_pair_comes_back(app: Flask, malian: Visitor) -> None:
    keep(malian, "DZ01", "Do not introduce")
    with app.app_context():
        refresh({})
    malian.submit("/apart/remove")
    with app.app_context():
        refresh({})
    malian.visit(MINE)
    assert names(malian) == ["Organisation DZ01"]


def test_a_name_on_the_other_list_changes_over(app: Flask, malian: Visitor) -> None:
    keep(malian, "DZ01", "Already partners")
    malian.visit(APART)
    token = malian.soup.select_one("input[name=csrf_token]")
    assert token is not None
    data = {"other": "DZ01", "kept_on": "do_not_introduce", "csrf_token": token["value"]}
    assert malian.client.post(APART, data=data).status_code == 303
    with app.app_context():
        assert [row.kept_on for row in db.session.scalars(sa.select(KeptApart))] == ["do_not_introduce"]


def test_a_discreet_fund_is_not_found_by_its_name(app: Flask, malian: Visitor) -> None:
    with app.app_context():
        person = make_user("fonds@example.org")
        make_profile("DZ09", members=(person,), name="Fonds Atlas", kind=Kind.INVESTOR, discreet=True)
        make_profile("DZ08", members=(make_user("atlas@example.org"),), name="Atlas Mobilité")
        db.session.commit()
    malian.visit(APART)
    malian.submit(APART, name="atlas")
    assert "Atlas Mobilité" in malian.text
    assert "Fonds" not in malian.text
    token = malian.soup.select_one("input[name=csrf_token]")
    assert token is not None
    data = {"other": "DZ09", "kept_on": "do_not_introduce", "csrf_token": token["value"]}
    assert malian.client.post(APART, data=data).status_code == 404


def test_organizers_read_who_keeps_whom_apart_and_cannot_approve(app: Flask, malian: Visitor) -> None:
    keep(malian, "DZ01", "Already partners")
    organizer = Visitor(app).sign_in("awa@example.org")
    organizer.visit("/organizers/pairs/ML01/DZ01")
    assert "Organisation ML01 dit travailler déjà avec Organisation DZ01" in organizer.text
    assert not organizer.soup.select("button[formaction*='/approve']")
    with pytest.raises(NotAllowed):
        approve(app)


def test_a_waiting_introduction_is_shown_as_concerned(app: Flask, malian: Visitor) -> None:
    number = approve(app)
    keep(malian, "DZ01", "Do not introduce")
    organizer = Visitor(app).sign_in("awa@example.org")
    for page in (f"/organizers/introductions/{number}", "/organizers/introductions"):
        organizer.visit(page)
        assert "Organisation ML01 demande à ne pas être présentée à Organisation DZ01" in organizer.text


def test_a_decline_is_found_on_the_page_and_taken_back(app: Flask, malian: Visitor) -> None:
    malian.visit(MINE)
    malian.submit("/suggestions/ML01/DZ01", button="no", reason="competitor")
    with app.app_context():
        refresh({})
    malian.visit(MINE)
    assert names(malian) == []
    malian.visit(APART)
    assert "Organisation DZ01" in malian.text
    assert fr("The pair does not come back by itself.") in malian.text
    malian.submit("/apart/take-back")
    with app.app_context():
        refresh({})
    malian.visit(MINE)
    assert names(malian) == ["Organisation DZ01"]

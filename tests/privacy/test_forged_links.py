"""Links and numbers of others: forged, of another kind, replaced or guessed, they open nothing."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa

from matchmaking.accounts import signed
from matchmaking.extensions import db
from matchmaking.followup import links as followup
from matchmaking.introductions import links as introductions
from matchmaking.introductions.models import Introduction, IntroductionSide
from matchmaking.introductions.requests.models import IntroductionRequest
from matchmaking.meetings.models import Meeting
from matchmaking.outbox.models import Message
from tests.privacy.world import PAIRS, THIRD, Contact, World
from tests.visitor import Visitor

KINDS = {introductions.PURPOSE: "/i/", followup.OUTCOME: "/f/", followup.ACTION: "/a/"}


def test_a_link_of_one_kind_opens_nothing_of_another(world: World) -> None:
    with world.app.app_context():
        side = db.session.scalars(sa.select(IntroductionSide).order_by(IntroductionSide.id)).first()
        assert side is not None
        payload = {"side": side.id, "generation": side.link_generation, "action": 1, "user": 1, "topic": "news"}
        tokens = {purpose: signed.sign(purpose, payload) for purpose in KINDS}
    client = world.app.test_client()
    for purpose, token in tokens.items():
        for path in {*KINDS.values(), "/mails/", "/join/", "/sign-in/", "/confirm/"} - {KINDS[purpose]}:
            assert client.get(path + token).status_code in (404, 410), (purpose, path)


@pytest.mark.parametrize("generation", [0, 2, 99, "x", None])
def test_a_replaced_link_opens_nothing(world: World, generation: object) -> None:
    with world.app.app_context():
        side = world.introduction("asked").sides[0]
        payload = {"side": side.id, "generation": generation}
        tokens = [(path, signed.sign(purpose, payload)) for purpose, path in KINDS.items() if path != "/a/"]
        tokens.append(("/a/", signed.sign(followup.ACTION, {"action": 1, "generation": generation})))
    for path, token in tokens:
        assert world.app.test_client().get(path + token).status_code in (404, 410)


@pytest.mark.parametrize("twist", ["", "x", "..", "a.b.c"])
def test_a_forged_link_opens_nothing(world: World, twist: str) -> None:
    with world.app.app_context():
        side = world.introduction("asked").sides[0]
        token = signed.sign(introductions.PURPOSE, {"side": side.id, "generation": side.link_generation})
    assert world.app.test_client().get(f"/i/{token}").status_code == 200
    for path in KINDS.values():
        assert world.app.test_client().get(path + (twist or "-") + token[1:]).status_code == 404


def test_the_outcome_link_waits_until_contacts_are_open(world: World) -> None:
    with world.app.app_context():
        sides = [world.introduction(state).sides[0] for state in ("asked", "declined", "no consent", "cancelled")]
        tokens = [signed.sign(followup.OUTCOME, {"side": one.id, "generation": one.link_generation}) for one in sides]
    for token in tokens:
        assert world.app.test_client().get(f"/f/{token}").status_code in (404, 410)


def test_what_belongs_to_others_looks_as_if_it_were_not_there(world: World) -> None:
    with world.app.app_context():
        introduced = db.session.scalars(sa.select(Introduction.id)).all()
        meetings = db.session.scalars(sa.select(Meeting.id)).all()
        requests = db.session.scalars(sa.select(IntroductionRequest.id)).all()
    stranger = Visitor(world.app).sign_in(Contact(THIRD[1]).email)
    closed = [f"/introductions/{one}" for one in introduced]
    closed += [f"/meetings/{one}{end}" for one in meetings for end in (".ics", "/refuse")]
    closed += [f"/event/{key}" for pair in PAIRS.values() for key in pair]
    closed += [f"/organisation/{key}{end}" for key in PAIRS["open"] for end in ("", "/apart", "/invite", "/withdraw")]
    assert {path: code for path in closed if (code := stranger.client.get(path).status_code) != 404} == {}
    stranger.visit("/account")
    token = stranger.soup.find(attrs={"name": "csrf_token"})
    assert token is not None
    said = {"csrf_token": token["value"], "version": "1", "answer": "yes", "note": "x"}
    posted = [f"/requests/{one}/withdraw" for one in requests]
    posted += [f"/introductions/{one}/answer" for one in introduced] + [f"/meetings/{one}/refuse" for one in meetings]
    assert {path: code for path in posted if (code := stranger.client.post(path, data=said).status_code) != 404} == {}


def test_no_letter_can_be_opened_by_its_receivers_neighbour(world: World) -> None:
    with world.app.app_context():
        letters = db.session.scalars(sa.select(Message.id)).all()
    visitor = Visitor(world.app).sign_in(Contact("ML01").email)
    assert {visitor.client.get(f"/organizers/messages/{one}").status_code for one in letters} == {403}


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example", "https://evil.example", "/\\evil.example", "/%0d%0aX: y", "evil"]
)
def test_signing_in_leads_nowhere_else(world: World, elsewhere: str) -> None:
    visitor = Visitor(world.app)
    visitor.client.get("/login", query_string={"next": elsewhere})
    visitor.soup = visitor.visit("/login")
    form = visitor.form("/login")
    token = form.find(attrs={"name": "csrf_token"})
    assert token is not None
    data = {"csrf_token": token["value"], "email": Contact("ML01").email, "password": "un mot de passe long"}
    answer = visitor.client.post("/login", query_string={"next": elsewhere}, data={**data, "next": elsewhere})
    assert urlsplit(answer.headers.get("Location", "/")).netloc in ("", "localhost")
    assert "X" not in answer.headers

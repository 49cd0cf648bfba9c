"""What becomes of a request: introduced, declined with a sentence, closed; and what the asker reads of it, when."""

from __future__ import annotations

import pytest

from matchmaking.errors import NotFound, StaleDecision
from matchmaking.extensions import db
from matchmaking.introductions import operations
from matchmaking.introductions.lifecycle import Origin
from matchmaking.introductions.queries import find_live
from matchmaking.introductions.requests.lifecycle import RequestStatus
from matchmaking.introductions.requests.operations import asking, deciding
from matchmaking.introductions.requests.queries import get_request, list_requests
from matchmaking.profiles import operations as profiles
from matchmaking.profiles.queries import get_by_key
from tests.introductions.world import ALGERIAN, HOLD, MALIAN, ORGANIZER, World
from tests.requests.world import ask, asker, organizer, states

ANSWER = "NabdCare n'a plus d'appareils cette année ; nous vous proposerons un autre fabricant."


def first_request(world: World) -> int:
    with world.app.app_context():
        return list_requests(None, page=1).rows[0].id


def test_introducing_what_was_asked_for_is_a_normal_introduction_of_that_origin(world: World) -> None:
    ask(world, "DZ01")
    awa = organizer(world)
    awa.visit("/home")
    assert "1 demande à traiter" in awa.text
    awa.visit("/organizers/requests")
    awa.submit("/approve")
    assert "mise en relation approuvée" in awa.text
    assert states(world) == {"DZ01": RequestStatus.INTRODUCED}
    with world.app.app_context():
        introduction = find_live(get_by_key("ML01"), get_by_key("DZ01"))
        assert introduction is not None
        assert introduction.origin is Origin.REQUEST
        page = f"/organizers/introductions/{introduction.id}"
    awa.visit(page)
    assert "Demandée par KeneyaLink" in awa.text
    assert asker(world).visit("/requests").find(string=lambda text: "En attente" in str(text)) is not None
    world.later(HOLD)
    mails = world.deliver()
    assert {mail["To"] for mail in mails} == {MALIAN, ALGERIAN}
    assert asker(world).visit("/requests").find(string=lambda text: "Mise en relation faite" in str(text)) is not None


def test_undone_within_the_hold_it_waits_again(world: World) -> None:
    ask(world, "DZ01")
    world.approve()
    assert states(world) == {"DZ01": RequestStatus.INTRODUCED}
    world.undo()
    assert states(world) == {"DZ01": RequestStatus.PENDING}


def test_an_introduction_called_off_later_leaves_the_request_answered(world: World) -> None:
    ask(world, "DZ01")
    world.approve()
    world.later(HOLD)
    world.deliver()
    world.undo()
    assert states(world) == {"DZ01": RequestStatus.INTRODUCED}


def test_by_another_road_the_request_follows_and_the_origin_stays(world: World) -> None:
    ask(world, "DZ01")
    with world.app.app_context():
        introduction = operations.approve(
            get_by_key("ML01"),
            get_by_key("DZ01"),
            shown_version=0,
            actor=world.user(ORGANIZER),
            now=world.now,
            origin=Origin.PLAN,
        )
        db.session.commit()
        assert introduction.origin is Origin.PLAN
    assert states(world) == {"DZ01": RequestStatus.INTRODUCED}


def test_a_decline_reaches_the_asker_with_its_sentence_after_the_hold(world: World) -> None:
    ask(world, "DZ01")
    awa = organizer(world)
    awa.visit(f"/organizers/requests/{first_request(world)}/decline")
    awa.submit("/decline", answer=ANSWER)
    assert "1 message" not in awa.text
    mariam = asker(world)
    mariam.visit("/requests")
    assert "En attente" in mariam.text
    assert ANSWER not in mariam.text
    world.later(HOLD)
    [mail] = world.deliver()
    assert mail["To"] == MALIAN
    body = mail.get_body(("plain",))
    assert body is not None
    assert ANSWER in body.get_content()
    mariam.visit("/requests")
    assert ANSWER in mariam.text
    assert "0 sur 5 en attente" in mariam.text


def test_a_decline_without_a_sentence_is_sent_back(world: World) -> None:
    ask(world, "DZ01")
    awa = organizer(world)
    awa.visit(f"/organizers/requests/{first_request(world)}/decline")
    awa.submit("/decline", answer="  ", status=422)
    assert states(world) == {"DZ01": RequestStatus.PENDING}


def test_a_decline_undone_within_the_hold_leaves_no_trace_outside(world: World) -> None:
    ask(world, "DZ01")
    awa = organizer(world)
    awa.visit(f"/organizers/requests/{first_request(world)}/decline")
    awa.submit("/decline", answer=ANSWER)
    awa.submit("/undo")
    assert states(world) == {"DZ01": RequestStatus.PENDING}
    world.later(HOLD)
    assert world.deliver() == []


def test_withdrawn_while_the_organizer_reads(world: World) -> None:
    ask(world, "DZ01")
    awa = organizer(world)
    awa.visit("/organizers/requests")
    mariam = asker(world)
    mariam.visit("/requests")
    mariam.submit("/withdraw")
    awa.submit("/approve", status=409)
    assert "Mariam" in awa.text
    assert states(world) == {"DZ01": RequestStatus.WITHDRAWN}


def test_withdrawing_what_was_just_decided_tells_nothing(world: World) -> None:
    ask(world, "DZ01")
    mariam = asker(world)
    mariam.visit("/requests")
    world.approve()
    mariam.submit("/withdraw")
    assert states(world) == {"DZ01": RequestStatus.WITHDRAWN}
    awa = organizer(world)
    awa.visit(f"/organizers/introductions/{world.introduction_id}")
    assert "Retirée" in awa.text


@pytest.mark.parametrize("gone", ["ML01", "DZ01"])
def test_a_withdrawn_profile_closes_its_requests(world: World, gone: str) -> None:
    ask(world, "DZ01")
    with world.app.app_context():
        actor = world.user(MALIAN if gone == "ML01" else ALGERIAN)
        profiles.withdraw(get_by_key(gone), actor=actor, now=world.now)
        db.session.commit()
    world.later(HOLD)
    world.deliver()
    assert states(world) == {"DZ01": RequestStatus.CLOSED}
    mariam = asker(world)
    mariam.visit("/requests")
    assert "Close" in mariam.text


def test_two_organizers_at_once(world: World) -> None:
    ask(world, "DZ01")
    number = first_request(world)
    with world.app.test_request_context():
        awa = world.user(ORGANIZER)
        deciding.decline(get_request(number), ANSWER, shown_version=1, actor=awa, now=world.now)
        with pytest.raises(StaleDecision):
            deciding.decline(get_request(number), ANSWER, shown_version=1, actor=awa, now=world.now)


def test_nobody_but_the_asking_organisation_withdraws(world: World) -> None:
    ask(world, "DZ01")
    with world.app.app_context(), pytest.raises(NotFound):
        asking.withdraw(get_request(first_request(world)), shown_version=1, actor=world.user(ALGERIAN), now=world.now)


def test_the_queue_says_who_asks(world: World) -> None:
    ask(world, "DZ01")
    awa = organizer(world)
    awa.visit("/organizers/pairs/ML01/DZ01")
    assert "Demandée par KeneyaLink" in awa.text

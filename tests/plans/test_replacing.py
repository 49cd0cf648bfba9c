"""After a no, the alternates of both sides stand ready, are checked again, and are introduced with one tap."""

from __future__ import annotations

import pytest

from matchmaking.extensions import db
from matchmaking.introductions.lifecycle import Answer
from tests.plans.test_publishing import publish, statuses
from tests.plans.world import COLLEAGUE, HOLD, World
from tests.visitor import Visitor

PLACES = "/organizers/replacements"


@pytest.fixture
def declined(world: World, awa: Visitor) -> Visitor:
    """The plan is out, and NabdCare has said no to KeneyaLink."""
    publish(world, awa)
    world.later(HOLD)
    world.deliver()
    world.answer("ML01", "DZ01", Answer.NO, by="DZ01")
    awa.visit("/home")
    return awa


def test_a_no_shows_on_the_desk_with_a_replacement_for_each_side(declined: Visitor) -> None:
    assert "2 places à pourvoir" in declined.text
    assert "NabdCare a décliné. Pour KeneyaLink : 1 remplaçante possible." in declined.text
    declined.visit(PLACES)
    assert "NabdCare a décliné. 1 remplaçante possible." in declined.text
    assert "NabdCare a décliné la rencontre avec KeneyaLink. 1 remplaçante possible." in declined.text
    links = {str(link["href"]) for link in declined.soup.select(".qact a")}
    assert links == {"/organizers/pairs/ML01/DZ03", "/organizers/pairs/ML02/DZ01"}


def test_the_desk_offers_a_choice_only_where_there_is_one(world: World, declined: Visitor) -> None:
    choices = [
        str(link["href"]) for link in declined.soup.select(".intros a") if link.get_text(strip=True) == "Choisir"
    ]
    assert len(choices) == 2
    declined.visit(choices[0])
    assert declined.soup.find(id=choices[0].partition("#")[2]) is not None
    declined.submit("/ML01", button="Mettre en relation")
    world.later(HOLD)
    world.deliver()
    world.answer("ML01", "DZ03", Answer.NO, by="DZ03")
    declined.visit("/home")
    none = [row for row in declined.soup.select(".intros li") if "aucune remplaçante" in row.get_text()]
    assert none
    assert not [row for row in none if "Choisir" in row.get_text()]
    declined.visit(str(none[0].select("a")[0]["href"]))
    assert declined.path.startswith("/organizers/introductions/")


def test_one_tap_introduces_the_replacement(world: World, declined: Visitor) -> None:
    declined.visit(PLACES)
    declined.submit("/ML01", button="Mettre en relation")
    assert "KeneyaLink et Atelier Tafna : mise en relation approuvée." in declined.text
    assert world.pairs()["ML01", "DZ03"] == "introduced"
    assert statuses(world).count("proposed") == 4
    declined.visit("/home")
    assert "1 place à pourvoir" in declined.text


def test_a_no_of_a_replacement_is_replaced_in_turn(world: World, declined: Visitor) -> None:
    declined.visit(PLACES)
    declined.submit("/ML01", button="Mettre en relation")
    world.later(HOLD)
    world.deliver()
    world.answer("ML01", "DZ03", Answer.NO, by="DZ03")
    declined.visit(PLACES)
    assert "Atelier Tafna a décliné. Aucune remplaçante possible en ce moment." in declined.text


def test_a_place_may_be_left_open(declined: Visitor) -> None:
    declined.visit(PLACES)
    declined.submit("/DZ01/leave")
    declined.submit("/ML01/leave")
    assert "Aucune place à pourvoir" in declined.text
    declined.visit("/home")
    assert "à pourvoir" not in declined.text


def test_a_replacement_is_checked_again_at_that_moment(world: World, declined: Visitor) -> None:
    declined.visit(PLACES)
    with world.app.app_context():
        for consent in world.user("dz03@example.org").consents:
            consent.withdrawn_at = world.now
        db.session.commit()
    declined.submit("/ML01", button="Mettre en relation")
    assert "Atelier Tafna n’est plus possible." in declined.text
    assert statuses(world).count("proposed") == 3


def test_who_comes_second_is_told_who_found_a_replacement(world: World, declined: Visitor) -> None:
    salif = Visitor(world.app).sign_in(COLLEAGUE)
    for visitor in (declined, salif):
        visitor.visit(PLACES)
    declined.submit("/ML01", button="Mettre en relation")
    salif.submit("/ML01", button="Mettre en relation", status=409)
    assert "Awa Traoré a approuvé une remplaçante" in salif.text


def test_a_no_taken_back_needs_no_replacement(world: World, declined: Visitor) -> None:
    world.answer("ML01", "DZ01", Answer.YES, by="DZ01")
    declined.visit(PLACES)
    assert "Aucune place à pourvoir" in declined.text


def test_an_organizers_undo_within_the_hold_is_no_lost_place(world: World, awa: Visitor) -> None:
    publish(world, awa)
    with world.app.app_context():
        number = world.introduction("ML01", "DZ01").id
    awa.visit(f"/organizers/introductions/{number}")
    awa.submit("/undo")
    awa.visit(PLACES)
    assert "Aucune place à pourvoir" in awa.text

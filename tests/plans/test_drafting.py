"""Organizers draft a plan: what it gives, who is short and why, wishes, limits, sessions, and two of them at once."""

from __future__ import annotations

from flask import Flask

from matchmaking.extensions import db
from matchmaking.matching.models import PairReview
from matchmaking.plans import planning
from matchmaking.plans.planning import Limits, Request
from matchmaking.profiles.queries import get_by_key
from tests.plans.world import COLLEAGUE, ORGANIZER, World
from tests.visitor import Visitor

BEST = {("ML01", "DZ01"), ("ML01", "DZ02"), ("ML02", "DZ02"), ("ML02", "DZ03")}


def test_a_plan_says_what_everybody_gets_and_who_is_short(world: World, awa: Visitor) -> None:
    assert set(world.pairs()) == BEST
    assert "4 paires · 5 organisations ont au moins une rencontre" in awa.text
    assert "Sahel Cartes : 1 demandé, 0 possible : 0 candidat" in awa.text
    assert "2 organisations n’ont rien" in awa.text
    assert "Sans rencontre : Mitidja Data" in awa.text
    row = awa.soup.select_one("ol.queue > li")
    assert row is not None
    assert "KeneyaLink" in row.text
    assert row.select_one('a[href="/organizers/pairs/ML01/DZ01"]')


def test_the_arithmetic_counts_who_is_full(world: World, awa: Visitor) -> None:
    awa.submit("/limits", minimum="1", maximum="1")
    world.deliver()
    awa.visit(awa.path)
    assert "Atelier Tafna : 1 demandé, 0 possible : 2 candidats, dont 2 complets" in awa.text


def test_a_pair_taken_out_leaves_and_comes_back(world: World, awa: Visitor) -> None:
    awa.submit("/pairs", button="Exclure")
    world.deliver()
    assert ("ML01", "DZ01") not in world.pairs()
    awa.visit(awa.path)
    assert "KeneyaLink · NabdCare" in awa.text
    awa.submit("/pairs", button="Retirer")
    world.deliver()
    assert set(world.pairs()) == BEST


def test_a_pair_that_nobody_suggested_can_be_wished(world: World, awa: Visitor) -> None:
    awa.submit("/wishes", ml="sahel cartes", dz="DZ04")
    world.deliver()
    assert set(world.pairs()) == BEST | {("ML03", "DZ04")}
    awa.visit(awa.path)
    assert "Personne n’est oublié" in awa.text


def test_an_unknown_name_is_said_and_what_was_typed_is_kept(awa: Visitor) -> None:
    awa.submit("/wishes", ml="Sahel Kart", dz="DZ04", status=422)
    assert "Aucune organisation publiée" in awa.text
    assert awa.soup.find("input", attrs={"name": "ml", "value": "Sahel Kart"})


def test_one_organisation_may_have_limits_of_its_own(world: World, awa: Visitor) -> None:
    awa.submit("/exceptions", profile="KeneyaLink", minimum="0", maximum="1")
    world.deliver()
    assert sum(ml == "ML01" for ml, _ in world.pairs()) == 1
    awa.visit(awa.path)
    awa.submit("/exceptions/off")
    world.deliver()
    assert set(world.pairs()) == BEST


def test_sessions_bound_the_plan(world: World, awa: Visitor) -> None:
    awa.submit("/limits", sessions="Matin = 1\nSoir = 2/1")
    world.deliver()
    assert len(world.pairs()) == 3
    awa.visit(awa.path)
    awa.submit("/limits", sessions="Matin = 60/1")
    world.deliver()
    assert sorted(world.pairs()) == [("ML01", "DZ01"), ("ML02", "DZ02")]
    awa.visit(awa.path)
    awa.submit("/limits", sessions="Matin = 2")
    world.deliver()
    awa.visit(awa.path)
    assert "Atelier Tafna : 1 demandé, 0 possible : 2 candidats, mais plus aucune rencontre libre" in awa.text
    awa.submit("/limits", sessions="le matin", status=422)
    assert "écrivez-la comme" in awa.text


def test_contradicting_wishes_are_said_by_name(world: World, awa: Visitor) -> None:
    awa.submit("/exceptions", profile="ML01", minimum="0", maximum="0")
    awa.submit("/wishes", ml="ML01", dz="DZ04")
    world.deliver()
    awa.visit(awa.path)
    assert "Ce plan est impossible. KeneyaLink : paires voulues 1" in awa.text
    assert "/publish" not in str(awa.soup)


def test_only_pairs_that_may_be_introduced_are_planned(world: World) -> None:
    with world.app.app_context():
        ids = {key: get_by_key(key).id for key in ("ML01", "DZ01")}
        decided = {"status": "dismissed", "reason": "other", "decided_at": world.now}
        db.session.add(PairReview(ml_profile_id=ids["ML01"], dz_profile_id=ids["DZ01"], **decided))
        for consent in world.user("dz03@example.org").consents:
            consent.withdrawn_at = world.now
        db.session.commit()
        found = planning.choose(planning.read(None), Request(limits=Limits(0, 5)))
        assert [(pair.left_key, pair.right_key) for pair in found.pairs] == [
            ("ML01", "DZ02"),
            ("ML02", "DZ01"),
            ("ML02", "DZ02"),
        ]


def test_a_wish_from_an_old_page_is_refused_and_names_who_was_quicker(world: World, awa: Visitor) -> None:
    salif = Visitor(world.app).sign_in(COLLEAGUE)
    salif.visit(awa.path)
    awa.submit("/pairs", button="Exclure")
    salif.submit("/limits", maximum="5", status=409)
    assert "Awa Traoré a modifié une paire" in salif.text
    with world.app.app_context():
        assert world.plan().maximum == 2


def test_a_plan_is_begun_anew_with_the_same_wishes(world: World, awa: Visitor) -> None:
    awa.submit("/pairs", button="Exclure")
    awa.submit("/copy")
    world.deliver()
    assert ("ML01", "DZ01") not in world.pairs()
    with world.app.app_context():
        assert (world.plan().minimum, world.plan().maximum) == (1, 2)


def test_nobody_else_sees_a_plan(world: World, awa: Visitor) -> None:
    member = Visitor(world.app).sign_in("ml01@example.org")
    for path in ("/organizers/plans", awa.path, "/organizers/replacements"):
        member.visit(path, status=403)


def test_without_suggestions_the_page_says_what_to_do(app: Flask) -> None:
    from tests.matching_samples import add_organizer

    with app.app_context():
        add_organizer(ORGANIZER)
        db.session.commit()
    visitor = Visitor(app).sign_in(ORGANIZER)
    visitor.visit("/organizers/plans")
    assert "Pas encore de plan" in visitor.text

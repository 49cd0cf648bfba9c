"""Two people stand before a helper: both are found by name, also where names are alike."""

from __future__ import annotations

from matchmaking.extensions import db
from matchmaking.profiles.queries import get_by_key
from tests.day.world import DayWorld
from tests.visitor import Visitor


def rename(world: DayWorld, **names: str) -> None:
    with world.app.app_context():
        for key, name in names.items():
            get_by_key(key).name = name
        db.session.commit()


def search(helper: Visitor, one: str, other: str) -> None:
    helper.visit("/organizers/day/book")
    helper.submit(one=one, other=other)


def pick(helper: Visitor, person: str) -> None:
    """Follow the link beside a person's name, as a finger does."""
    row = next(one for one in helper.soup.select(".picks li") if person in one.text)
    helper.visit(str(row.a["href"]))


def test_names_that_read_alike_are_told_apart_by_a_tap(world: DayWorld, helper: Visitor) -> None:
    rename(world, ML01="Sigi Énergie", ML02="Sigi Energie")
    world.arrive("ML01", "ML02", "DZ05")
    search(helper, "Sigi Énergie", "dz05")
    pick(helper, "Personne ML02")
    assert helper.path == "/organizers/day/book/ML02/DZ05"


def test_a_name_inside_another_can_be_picked(world: DayWorld, helper: Visitor) -> None:
    rename(world, ML01="Sigi", ML02="Sigi Sahel", DZ04="Tell", DZ05="Tell Atlas")
    world.arrive("ML01", "ML02", "DZ04", "DZ05")
    search(helper, "Sigi", "Tell")
    pick(helper, "Personne ML01")
    assert "Sigi Sahel" not in helper.text
    pick(helper, "Personne DZ04")
    assert helper.path == "/organizers/day/book/ML01/DZ04"


def test_what_was_picked_stays_while_the_other_one_is_searched_and_can_be_changed(
    world: DayWorld, helper: Visitor
) -> None:
    rename(world, ML01="Sigi", ML02="Sigi Sahel")
    world.arrive("ML01", "ML02", "ML03", "DZ05")
    search(helper, "Sigi", "nobody")
    pick(helper, "Personne ML01")
    helper.submit(other="ml03")
    assert "Les deux sont de la même rive" in helper.text
    helper.visit(str(helper.soup.find("a", string="Quelqu’un d’autre")["href"]))
    helper.submit(one="dz05")
    assert helper.path == "/organizers/day/book/ML03/DZ05"

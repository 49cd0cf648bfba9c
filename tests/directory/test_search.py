"""Finding organisations in the directory: by words of three languages, and never more than the page may show."""

from __future__ import annotations

import pytest
from flask import Flask

from matchmaking.extensions import db
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.search.documents import question
from matchmaking.profiles.vocabulary import Kind
from tests.factories import make_profile, make_user
from tests.visitor import Visitor


@pytest.fixture
def reader(app: Flask, visitor: Visitor) -> Visitor:
    with app.app_context():
        make_user("reader@example.org")
        for key, values in {
            "ML01": {"name": "Wari Ségou", "needs": ("Paiement mobile pour commerçants",), "sectors": ["fintech"]},
            "DZ01": {"name": "Dafa", "needs": ("الدفع عبر الهاتف",), "sectors": ["fintech"]},
            "DZ02": {"name": "Nour", "offers": ("Plateforme B2B en 4G <b>sûre</b>",), "startup_label": "Label 2022"},
            "DZ03": {"name": "Fonds Atlas", "kind": Kind.INVESTOR, "discreet": True, "summary": "Fonds Atlas, en 4G"},
            "ML04": {"name": "Cachée", "status": ProfileStatus.WITHDRAWN, "summary": "Paiement mobile"},
            "ML05": {"name": "Sans accord", "fictional": False, "summary": "Paiement mobile"},
        }.items():
            texts = {"offers": (), "needs": ()} | values
            make_profile(key, **({"members": (make_user(f"{key}@example.org".lower()),)} | texts))  # type: ignore[arg-type]
        from matchmaking.accounts.models import Consent

        hidden = db.session.query(Consent).filter(Consent.user.has(email="ml05@example.org"))
        for consent in hidden:
            db.session.delete(consent)
        db.session.commit()
    return visitor.sign_in("reader@example.org")


def names(reader: Visitor, query: str) -> set[str]:
    page = reader.visit(f"/directory?{query}")
    return {title.get_text().strip() for title in page.select("li.card h2")}


@pytest.mark.parametrize("typed", ["paiement mobile", "الدفع عبر الهاتف", "mobile payment", "PAIEMENTS mobiles"])
def test_an_idea_is_found_in_both_scripts(reader: Visitor, typed: str) -> None:
    assert names(reader, f"search={typed}") == {"Wari Ségou", "Dafa"}


@pytest.mark.parametrize(
    ("typed", "found"),
    [("segou", "Wari Ségou"), ("commercant", "Wari Ségou"), ("platef", "Nour"), ("B2B", "Nour"), ("4g", "Nour")],
)
def test_accents_plurals_prefixes_and_short_forms(reader: Visitor, typed: str, found: str) -> None:
    assert found in names(reader, f"search={typed}")


def test_what_the_page_does_not_show_is_never_found(reader: Visitor) -> None:
    assert names(reader, "search=atlas") == set()
    assert names(reader, "search=cachee") == set()
    assert names(reader, "search=accord") == set()


def test_the_matched_words_are_marked_and_the_rest_is_escaped(reader: Visitor) -> None:
    page = reader.visit("/directory?search=plateforme")
    assert [mark.get_text() for mark in page.select("main mark")] == ["Plateforme"]
    assert "<b>sûre</b>" in page.select_one("li.card .said").get_text()  # type: ignore[union-attr]


def test_the_other_language_is_named(reader: Visitor) -> None:
    page = reader.visit("/directory?search=paiement mobile")
    assert "الدفع عبر الهاتف" in [bdi.get_text() for bdi in page.select(".hint bdi")]


def test_each_count_is_what_the_list_then_shows(reader: Visitor) -> None:
    page = reader.visit("/directory")
    options = [(select["name"], option) for select in page.select(".filters select") for option in select("option")]
    counted = [(name, option) for name, option in options if option["value"]]
    assert {name for name, _option in counted} >= {"country", "kind", "sector", "language", "labelled"}
    for name, option in counted:
        shown = len(reader.visit(f"/directory?{name}={option['value']}").select("li.card"))
        assert option.get_text().endswith(f"({shown})")


def test_quotes_and_signs_are_words_too(reader: Visitor) -> None:
    for typed in ("\"'", "c++ & | ! :*", "(", "NOT", "*", "'; --"):
        reader.visit(f"/directory?search={typed.replace('&', '%26').replace('+', '%2B')}")


def test_a_change_is_found_at_once_and_a_deleted_profile_no_more(app: Flask, reader: Visitor) -> None:
    from matchmaking.profiles.queries import find_by_key

    with app.app_context():
        wari = find_by_key("ML01")
        assert wari
        wari.opportunities[0].title = "Séchage de mangues"
        db.session.commit()
    assert names(reader, "search=mangue") == {"Wari Ségou"}
    with app.app_context():
        db.session.delete(find_by_key("ML01"))
        db.session.commit()
    assert names(reader, "search=mangue") == set()


def test_a_phrase_in_quotation_marks_is_found_as_it_stands(app: Flask, reader: Visitor) -> None:
    with app.app_context():
        make_profile(
            "ML06",
            name="Loin",
            offers=("Mobile, et plus tard un paiement",),
            needs=(),
            fictional=False,
            members=(make_user("loin@example.org"),),
        )
        make_profile(
            "ML07",
            name="Proche",
            offers=("Le Paiement Mobile pour tous",),
            needs=(),
            members=(make_user("proche@example.org"),),
        )
        db.session.commit()
    assert names(reader, "search=paiement mobile") >= {"Wari Ségou", "Proche", "Dafa"}
    for typed in ('"paiement mobile"', "« paiement mobile »", "“PAIEMENT MOBILE” pour"):
        assert names(reader, f"search={typed}") == {"Wari Ségou", "Proche"}, typed
    assert names(reader, 'search="paiement mobile pour tous"') == {"Proche"}
    assert [mark.get_text() for mark in reader.soup.select("main mark")] == ["Paiement Mobile pour tous"]
    assert names(reader, 'search="mobile paiement"') == set()


@pytest.mark.parametrize(("typed", "idea"), [("payement mobil", "paiement"), ("satim", "paiement")])
def test_where_nobody_answers_near_ideas_are_offered_that_somebody_answers_to(
    reader: Visitor, typed: str, idea: str
) -> None:
    page = reader.visit(f'/directory?search="{typed}"')
    assert not page.select("li.card")
    links = page.select("main nav a.tag")
    assert any(idea in link.get_text().casefold() for link in links)
    for link in links:
        assert reader.visit(str(link["href"])).select("li.card")


def test_counts_with_words_and_facets_are_what_the_list_then_shows(reader: Visitor) -> None:
    page = reader.visit("/directory?search=paiement&country=ML&sector=fintech")
    for select in page.select(".filters select"):
        for option in select("option"):
            if option["value"]:
                address = {"country": "ML", "sector": "fintech"} | {str(select["name"]): str(option["value"])}
                query = "&".join(f"{name}={value}" for name, value in address.items())
                shown = len(reader.visit(f"/directory?search=paiement&{query}").select("li.card"))
                assert option.get_text().endswith(f"({shown})")


def test_a_page_beyond_the_last_is_the_last(reader: Visitor) -> None:
    assert reader.visit("/directory?page=7").select("li.card")


@pytest.mark.parametrize("typed", ["ـ", '"ـ"', "ء", "«ء ـ»", '"\uff9e"'])
def test_signs_of_which_no_word_is_left_ask_nothing(reader: Visitor, typed: str) -> None:
    assert question(typed).words == ()
    assert {"Wari Ségou", "Dafa"} <= names(reader, f"search={typed}")


def test_a_lengthening_stroke_in_the_place_of_a_dash_does_not_hinder_saving(app: Flask, visitor: Visitor) -> None:
    with app.app_context():
        make_profile("DZ09", name="Noun", offers=("منصة ـ دفع ء",), members=(make_user("noun@example.org"),))
        db.session.commit()
    visitor.sign_in("noun@example.org")
    assert names(visitor, "search=منصة") == {"Noun"}


def test_a_page_that_no_list_has_is_the_last_one(reader: Visitor) -> None:
    assert "Dafa" in names(reader, "page=99999999999999999999")

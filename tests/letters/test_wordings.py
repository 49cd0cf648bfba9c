"""The words of letters: delivered in three languages, changed by organizers, checked, and sent as they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from matchmaking import clock
from matchmaking.accounts.models import RoleName
from matchmaking.day.notifications import QUESTION
from matchmaking.extensions import db
from matchmaking.followup.notifications import KINDS as FOLLOWUP
from matchmaking.introductions import letter_kinds
from matchmaking.introductions.letter_kinds import KINDS as INTRODUCTIONS
from matchmaking.introductions.requests.notifications import KIND as DECLINE
from matchmaking.locale import LOCALES
from matchmaking.meetings.notifications import KINDS as MEETINGS
from matchmaking.profiles.translations.notifications import KIND as TRANSLATION
from matchmaking.wordings import texts
from matchmaking.wordings.texts import Problem
from tests.factories import make_user
from tests.integration.mailbox import send_due
from tests.introductions.world import ALGERIAN, HOLD, MALIAN, ORGANIZER, World, make_pair, noon
from tests.visitor import Visitor

KINDS = (*INTRODUCTIONS, DECLINE, *MEETINGS, QUESTION, *FOLLOWUP, TRANSLATION)
PROPOSAL = KINDS[0]
PAGE = "/organizers/letters/introduction.proposal/fr"
GOOD = "Bonjour {person},\n\n{why}\n\nRépondre :\n{link}\n\nAwa, pour {product}"
ARABIC = re.compile(r"[\u0600-\u06ff]")


@pytest.fixture
def world(app: Flask, monkeypatch: pytest.MonkeyPatch) -> World:
    made = World(app, noon())
    monkeypatch.setattr(clock, "now", lambda: made.now)
    make_pair(app)
    return made


@pytest.fixture
def awa(world: World) -> Visitor:
    return Visitor(world.app).sign_in(ORGANIZER)


def speaks(world: World, email: str, locale: str) -> None:
    with world.app.app_context():
        world.user(email).locale = locale
        db.session.commit()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
@pytest.mark.parametrize("language", LOCALES)
def test_every_delivered_letter_passes_its_own_check(kind: texts.LetterKind, language: str) -> None:
    words = texts.delivered(kind.kind, language)
    assert texts.check_subject(words.subject, kind) == []
    assert texts.check_text(words.text, kind) == []
    assert texts.check_spoken(words.spoken, kind) == []
    assert "other_name" not in words.spoken
    assert bool(ARABIC.search(words.text)) is (language == "ar")


def test_every_kind_is_delivered_in_every_language() -> None:
    files = {path.stem for path in Path(texts.FOLDER).glob("*.txt")}
    frames = {f"frame.{language}" for language in LOCALES}
    assert files - frames == {f"{kind.kind}.{language}" for kind in KINDS for language in LOCALES}


def test_every_letter_of_the_product_stands_in_its_group_and_has_its_words(awa: Visitor) -> None:
    awa.visit("/organizers/letters")
    groups = [heading.text for heading in awa.soup.select("main section > h2")]
    assert groups == ["Profils", "Mises en relation", "Rendez\u2011vous", "Suivi"]
    linked = {link["href"].split("/")[3] for link in awa.soup.select("main section a")}
    assert linked == {kind.kind for kind in KINDS}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not kind.spoken], ids=lambda kind: kind.kind)
def test_a_letter_without_a_short_form_is_changed_previewed_and_given_back(
    awa: Visitor, kind: texts.LetterKind
) -> None:
    page = f"/organizers/letters/{kind.kind}/ar"
    awa.visit(page)
    assert awa.soup.find("textarea", attrs={"name": "spoken"}) is None
    assert awa.soup.find(id="preview") is not None
    awa.submit(page, subject="سطر واحد")
    assert "C’est gardé" in awa.text
    awa.visit(page)
    awa.submit(f"{page}/delivered")
    awa.visit("/organizers/letters")
    assert "Vos mots" not in awa.text


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (GOOD.replace("{person}", "{email}"), Problem("unknown", "email", 1)),
        (GOOD.replace("{link}", ""), Problem("missing", "link")),
        (GOOD.replace("Répondre :\n{link}", "Répondre : {link}"), Problem("alone", "link", 5)),
        (GOOD.replace("\n\n{why}", "\n{why}"), Problem("alone", "why", 2)),
        (GOOD.replace("{person}", "{person"), Problem("brace", "", 1)),
        (GOOD.replace("{product}", "{{ config }}"), Problem("brace", "", 8)),
        (GOOD + "{link:decide}", Problem("brace", "", 8)),
        (GOOD + "x" * 8000, Problem("long", "8000")),
    ],
)
def test_what_is_wrong_is_found_with_name_and_line(text: str, problem: Problem) -> None:
    assert texts.check_text(text, PROPOSAL) == [problem]


def test_a_good_text_has_no_problem() -> None:
    assert texts.check_text(GOOD, PROPOSAL) == []


@given(st.text(), st.text())
def test_a_value_is_never_read_as_a_placeholder(person: str, own: str) -> None:
    values = {"person": texts.one_line(person), "own_name": texts.one_line(own + "{{link:decide}}{person}")}
    filled = texts.fill("{own_name}|{person}", values)
    assert filled == f"{values['own_name']}|{values['person']}"
    assert "{{" not in filled


def test_an_arabic_reader_gets_an_arabic_letter(world: World) -> None:
    speaks(world, ALGERIAN, "ar")
    world.approve()
    world.later(HOLD)
    mail = next(one for one in send_due(world.app) if one["To"] == ALGERIAN)
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert mail["Content-Language"] == "ar"
    assert mail["Subject"] == "فرصة تعاون بينكم وبين KeneyaLink"
    assert "السلام عليكم" in plain.get_content()
    assert "ما تبحث" in plain.get_content() or "ما تعرض" in plain.get_content()
    assert "http://localhost/i/" in plain.get_content()
    drawn = html.get_content()
    assert '<html lang="ar" dir="rtl">' in drawn
    assert re.search(r'<a class="btn" href="http://localhost/i/[^"]+"[^>]*>للاطّلاع والردّ</a>', drawn)
    english = re.findall(r"You look for|Read and answer|Hello|What remains", plain.get_content() + drawn)
    assert english == []


def test_a_french_reader_beside_them_keeps_the_designed_letter(world: World) -> None:
    speaks(world, ALGERIAN, "ar")
    world.approve()
    world.later(HOLD)
    mail = next(one for one in send_due(world.app) if one["To"] == MALIAN)
    assert mail["Content-Language"] == "fr"
    assert "NabdCare" in mail["Subject"]


def test_the_organizers_words_leave(world: World, awa: Visitor) -> None:
    awa.visit(PAGE)
    awa.submit(PAGE, subject="Deux mots sur {other_name}", text=GOOD)
    assert "C’est gardé" in awa.text
    world.approve()
    world.later(HOLD)
    mail = next(one for one in send_due(world.app) if one["To"] == MALIAN)
    assert mail["Subject"] == "Deux mots sur NabdCare"
    body = mail.get_body(("plain",))
    assert body is not None
    assert "Awa, pour Deux Rives" in body.get_content()
    assert ALGERIAN not in body.get_content()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD.replace("{person}", "{email}"), "Ligne 1 : {email} n’est pas connu ici."),
        (GOOD.replace("{link}", ""), "Il manque {link} : sans lui, personne ne peut répondre."),
    ],
)
def test_the_form_says_what_is_wrong_and_keeps_the_text(awa: Visitor, text: str, said: str) -> None:
    awa.visit(PAGE)
    awa.submit(PAGE, status=422, text=text)
    assert said in awa.text.replace("\xa0", " ").replace("\u202f", " ")
    assert "Répondre" in awa.soup.find("textarea", attrs={"name": "text"}).text  # type: ignore[union-attr]


def test_a_preview_keeps_nothing(awa: Visitor) -> None:
    awa.visit(PAGE)
    awa.submit(PAGE, button="preview", text=GOOD.replace("Awa, pour", "Essai pour"))
    assert "Essai pour Deux Rives" in awa.text
    awa.visit(PAGE)
    assert "Essai pour" not in awa.text


def test_an_arabic_preview_runs_from_right_to_left(awa: Visitor) -> None:
    awa.visit(PAGE.replace("/fr", "/ar"))
    assert awa.soup.select_one(".prose[dir=rtl]") is not None
    awa.submit("/ar", button="/organizers/letters/introduction.proposal/ar/mail")
    assert awa.soup.find("html", dir="rtl") is not None
    assert awa.response is not None
    assert "sandbox" in awa.response.headers["Content-Security-Policy"]


def test_back_to_the_delivered_words_and_forward_again(awa: Visitor) -> None:
    awa.visit(PAGE)
    awa.submit(PAGE, text=GOOD)
    awa.submit("/delivered")
    assert "Les mots d’origine comptent de nouveau" in awa.text
    assert "Awa, pour" not in awa.text
    awa.submit("/own")
    assert "Awa, pour" in awa.text


def test_of_two_writers_the_second_reads_who_was_first(world: World, awa: Visitor) -> None:
    with world.app.app_context():
        make_user("moussa@example.org", role=RoleName.ORGANIZER, full_name="Moussa Keïta")
        db.session.commit()
    other = Visitor(world.app).sign_in("moussa@example.org")
    for visitor in (awa, other):
        visitor.visit(PAGE)
    other.submit(PAGE, text=GOOD)
    awa.submit(PAGE, status=409, text=GOOD)
    assert "Moussa Keïta a changé ces mots entre-temps" in awa.text


def test_what_is_said_follows_the_words_and_the_language(world: World, awa: Visitor) -> None:
    with world.app.app_context():
        user = world.user(ALGERIAN)
        user.bounced_address, user.locale = ALGERIAN, "ar"
        db.session.commit()
    world.approve()
    world.later(HOLD)
    awa.visit("/organizers/calls")
    assert "معكم" in awa.text
    assert "%D9%85%D8%B9%D9%83%D9%85" in str(awa.soup.select_one("a[href^='https://wa.me/']"))


def test_who_was_reminded_hears_the_words_of_the_reminder(world: World) -> None:
    world.approve()
    with world.app.app_context():
        side = world.side("DZ")
        assert letter_kinds.spoken_kind(side) == "introduction.proposal"
        side.reminders = 1
        assert letter_kinds.spoken_kind(side) == "introduction.reminder"


def test_nobody_else_changes_words(world: World) -> None:
    visitor = Visitor(world.app).sign_in(MALIAN)
    for path in ("/organizers/letters", PAGE):
        visitor.visit(path, status=403)


def test_an_unknown_letter_or_language_is_not_found(awa: Visitor) -> None:
    awa.visit("/organizers/letters/account.reset/fr", status=404)
    awa.visit("/organizers/letters/introduction.proposal/de", status=404)


def previewed(visitor: Visitor) -> str:
    """What stands under « Avec des valeurs d’exemple »."""
    heading = visitor.soup.find(id="preview")
    assert heading is not None
    card = heading.find_parent("section") or heading.parent
    assert card is not None
    return card.text


@pytest.mark.parametrize(
    ("kind", "seen"),
    [
        ("introduction.proposal", "Les mots que vous avez en commun"),
        ("introduction.reminder", "close le mardi 15 décembre"),
    ],
)
def test_the_preview_of_a_drawn_letter_is_the_letter_that_is_sent(awa: Visitor, kind: str, seen: str) -> None:
    page = f"/organizers/letters/{kind}/fr"
    awa.visit(page)
    assert "Ce courriel est dessiné" in previewed(awa)
    assert "NabdCare" in previewed(awa)
    assert "{{" not in previewed(awa)
    mail = awa.client.post(f"{page}/mail", data=awa._values(awa.form(page))).text
    assert seen in mail
    assert "Lire et répondre" in mail


def test_own_words_are_previewed_as_words_and_said_to_replace_the_drawing(awa: Visitor) -> None:
    awa.visit(PAGE)
    awa.submit(PAGE, text=GOOD, do="preview")
    assert "Awa, pour Deux Rives" in previewed(awa)
    assert "remplacent le courriel dessiné" in previewed(awa)


def test_in_a_language_without_a_drawn_letter_the_words_are_previewed(awa: Visitor) -> None:
    awa.visit("/organizers/letters/introduction.proposal/ar")
    assert "dessiné" not in previewed(awa)

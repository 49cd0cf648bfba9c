"""The road of a translation: written by the embassy, invisible, approved, shown; refused, corrected, out of date."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from matchmaking.accounts.models import RoleName, User
from matchmaking.audit.models import AuditEvent
from matchmaking.extensions import db
from matchmaking.profiles.models import Membership, Opportunity, Profile
from matchmaking.profiles.translations.models import Translation
from matchmaking.profiles.vocabulary import Kind
from tests.factories import make_profile, make_user
from tests.outbox_reader import mails, open_link
from tests.translations.conftest import ANSWER, AUTHOR, DESK, EMBASSY, TEXT, TITLE, TRANSLATE, translate, translated
from tests.visitor import Visitor

NAMED = "Traduction par les organisateurs, approuvée par l’auteur"
SHOWN = f"{NAMED} {TITLE} {TEXT}"


def test_nobody_else_reads_a_translation_before_its_author_has_approved_it(
    embassy: Visitor, author: Visitor, reader: Visitor
) -> None:
    translate(embassy)
    assert translated(reader) == []

    author.visit(ANSWER)
    author.submit(button="approve")

    assert translated(reader) == [SHOWN]


def test_it_stands_under_its_original_in_the_directory_too(embassy: Visitor, author: Visitor, reader: Visitor) -> None:
    translate(embassy)
    author.visit(ANSWER)
    author.submit(button="approve")

    found = reader.visit("/directory").select_one(".translated p[lang=fr]")
    assert found is not None
    assert TITLE in found.text


def test_the_author_is_asked_by_a_letter_whose_link_decides_nothing_when_opened(
    world: Flask, embassy: Visitor, reader: Visitor
) -> None:
    translate(embassy)
    (letter,) = mails(world, AUTHOR)
    assert letter.locale == "ar"
    assert TITLE in letter.text

    stranger = Visitor(world)
    path = open_link(world, letter, "answer")
    stranger.visit(path)
    assert translated(reader) == []
    stranger.submit(button="approve")
    assert translated(reader) == [SHOWN]


def test_somebody_who_left_the_organisation_finds_the_link_ended(world: Flask, embassy: Visitor) -> None:
    translate(embassy)
    (letter,) = mails(world, AUTHOR)
    path = open_link(world, letter, "answer")
    with world.app_context():
        person = sa.select(User.id).where(User.email == AUTHOR).scalar_subquery()
        db.session.execute(sa.delete(Membership).where(Membership.user_id == person))
        db.session.commit()

    Visitor(world).visit(path, status=410)


def test_a_yes_can_be_taken_back(embassy: Visitor, author: Visitor, reader: Visitor) -> None:
    translate(embassy)
    author.visit(ANSWER)
    author.submit(button="approve")
    author.submit(button="refuse")

    assert translated(reader) == []
    assert "Refusée par l’auteur" in embassy.visit(DESK).text


def test_the_author_may_put_own_words_in_its_place(embassy: Visitor, author: Visitor, reader: Visitor) -> None:
    translate(embassy)
    author.visit(ANSWER)
    author.submit(button="correct", title="Paiement en ligne", text="Pour les boutiques.")

    assert translated(reader) == ["Traduction par l’auteur Paiement en ligne Pour les boutiques."]


def test_once_the_author_rewrites_the_passage_nobody_reads_it_and_organizers_see_that(
    world: Flask, embassy: Visitor, author: Visitor, reader: Visitor
) -> None:
    translate(embassy)
    author.visit(ANSWER)
    author.submit(button="approve")
    rewrite(world)

    assert translated(reader) == []
    page = embassy.visit("/organizers/translations").text
    assert "L’original a été réécrit" in page
    assert "NabdPay" in page


def test_what_was_rewritten_cannot_be_approved_any_more(world: Flask, embassy: Visitor, author: Visitor) -> None:
    translate(embassy)
    author.visit(ANSWER)
    rewrite(world)

    author.submit(button="approve", status=409)
    assert "réécrit" in author.text


def test_an_approved_one_stays_until_the_author_has_approved_the_newer_one(
    embassy: Visitor, author: Visitor, reader: Visitor
) -> None:
    translate(embassy)
    author.visit(ANSWER)
    author.submit(button="approve")
    translate(embassy, title="Passerelle de paiement")
    assert translated(reader) == [SHOWN]

    author.visit(ANSWER)
    author.submit(button="approve")
    assert translated(reader) == [f"{NAMED} Passerelle de paiement {TEXT}"]


def test_saying_the_same_again_asks_nobody_again(world: Flask, embassy: Visitor) -> None:
    translate(embassy)
    translate(embassy)

    assert len(mails(world, AUTHOR)) == 1


def test_two_organizers_of_one_answer_are_told_of_each_other(world: Flask, embassy: Visitor, author: Visitor) -> None:
    translate(embassy)
    author.visit(ANSWER)
    late = Visitor(world).sign_in(AUTHOR)
    late.visit(ANSWER)
    author.submit(button="refuse")

    late.submit(button="approve", status=409)
    assert "Lyes Haddad" in late.text


def test_what_was_taken_back_is_read_by_nobody(embassy: Visitor, author: Visitor, reader: Visitor) -> None:
    translate(embassy)
    author.visit(ANSWER)
    author.submit(button="approve")
    embassy.visit(DESK)
    embassy.submit("/withdraw")

    assert translated(reader) == []


def test_every_step_is_on_record_and_every_wording_is_kept(world: Flask, embassy: Visitor, author: Visitor) -> None:
    translate(embassy)
    author.visit(ANSWER)
    author.submit(button="correct", title="Paiement en ligne", text="Pour les boutiques.")

    with world.app_context():
        actions = db.session.scalars(
            sa.select(AuditEvent.action).where(AuditEvent.action.like("translation.%")).order_by(AuditEvent.id)
        ).all()
        kept = db.session.scalars(sa.select(Translation.title).order_by(Translation.id)).all()
    assert actions == ["translation.proposed", "translation.corrected"]
    assert kept == [TITLE, "Paiement en ligne"]


@pytest.mark.parametrize("somebody", ["awa@example.org", "bamako@example.org"])
def test_nobody_of_elsewhere_translates_or_answers(world: Flask, embassy: Visitor, somebody: str) -> None:
    translate(embassy)
    visitor = Visitor(world).sign_in(somebody)

    assert visitor.client.get(TRANSLATE).status_code in (403, 404)
    assert visitor.client.get(ANSWER).status_code in (403, 404)


def test_an_organizer_cannot_answer_for_the_author(embassy: Visitor) -> None:
    translate(embassy)

    embassy.visit(ANSWER, status=404)


def test_a_translation_goes_with_its_passage(world: Flask, embassy: Visitor) -> None:
    translate(embassy)
    with world.app_context():
        db.session.delete(db.session.scalars(sa.select(Profile).where(Profile.key == "DZ01")).one())
        db.session.commit()
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Translation)) == 0


def test_the_directory_asks_once_for_all_translations(
    world: Flask, reader: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def count() -> int:
        asked: list[str] = []

        def note(_c: object, _x: object, statement: str, *_rest: object) -> None:
            if "FROM translations" in statement:
                asked.append(statement)

        with world.app_context():
            sa.event.listen(db.engine, "before_cursor_execute", note)
            reader.visit("/directory")
            sa.event.remove(db.engine, "before_cursor_execute", note)
        return len(asked)

    with world.app_context():
        for number in range(2, 9):
            make_profile(f"DZ0{number}", fictional=True, offers=("تركيب الألواح الشمسية",), languages=["ar"])
        db.session.commit()
    assert count() <= 1


def rewrite(world: Flask) -> None:
    with world.app_context():
        row = db.session.scalars(sa.select(Opportunity).where(Opportunity.key.startswith("DZ01/"))).first()
        assert row is not None
        row.text = "نص جديد"
        db.session.commit()


def test_a_translation_follows_its_offer_into_the_profile_that_stays(
    world: Flask, embassy: Visitor, author: Visitor, reader: Visitor
) -> None:
    translate(embassy)
    author.visit(ANSWER)
    author.submit(button="approve")
    with world.app_context():
        make_user("boss@example.org", role=RoleName.ORGANIZER)
        lila = make_user("lila@example.org", residence="DZ")
        make_profile("DZ02", members=(lila,), name="NabdPay SARL", offers=("Audit",), needs=())
        db.session.commit()
    boss = Visitor(world).sign_in("boss@example.org")
    boss.visit("/organizers/twins/DZ02/DZ01")
    boss.submit(button="Faire un seul profil des deux")

    shown = [one.get_text(" ") for one in reader.visit("/profiles/DZ02").select(".translated")]
    assert len(shown) == 1
    assert TITLE in shown[0]


def test_the_authors_own_words_are_cleaned_of_signs_that_turn_around_what_follows(
    world: Flask, embassy: Visitor, author: Visitor
) -> None:
    translate(embassy)
    author.visit(ANSWER)
    author.submit(button="correct", title="Paiement\u202e", text="En \u2066ligne\u0007.")
    with world.app_context():
        own = db.session.scalars(sa.select(Translation).where(Translation.by_author)).one()
        assert (own.title, own.text) == ("Paiement", "En ligne.")


def test_an_offer_keeps_its_line_in_the_authors_own_words(embassy: Visitor, author: Visitor, reader: Visitor) -> None:
    translate(embassy)
    author.visit(ANSWER)
    author.submit(button="correct", title="", text="En ligne.", status=422)
    assert translated(reader) == []


def test_the_letters_link_opens_nothing_for_a_closed_account_and_stays_unknown_elsewhere(
    world: Flask, embassy: Visitor
) -> None:
    translate(embassy)
    path, stranger = open_link(world, mails(world, AUTHOR)[0], "answer"), Visitor(world)
    stranger.visit(path)
    assert stranger.response is not None
    assert stranger.response.headers["Referrer-Policy"] == "no-referrer"
    with world.app_context():
        db.session.scalars(sa.select(User).where(User.email == AUTHOR)).one().active = False
        db.session.commit()
    stranger.visit(path, status=410)


def test_a_merge_does_not_hide_the_translation_of_the_presentation_that_stays(
    world: Flask, embassy: Visitor, author: Visitor, reader: Visitor
) -> None:
    said = {"DZ01": "نقدّم بوابة دفع إلكتروني للمتاجر", "DZ02": "نركّب الألواح الشمسية للمدارس"}
    with world.app_context():
        make_user("boss@example.org", role=RoleName.ORGANIZER)
        lyes = db.session.scalars(sa.select(User).where(User.email == AUTHOR)).one()
        make_profile("DZ02", members=(lyes,), name="NabdPay SARL", offers=("Audit",), needs=(), languages=["ar"])
        for profile in db.session.scalars(sa.select(Profile).where(Profile.key.in_(said))):
            profile.summary = said[profile.key]
        db.session.commit()
    for key, text in (("DZ02", "Panneaux pour les écoles"), ("DZ01", "Paiement pour les boutiques")):
        embassy.visit(f"/organizers/profiles/{key}/translations/fr")
        typed: dict[str, Any] = {"entries-0-text": text}
        embassy.submit(**typed)
        author.visit(f"/organisation/{key}/translations")
        author.submit(button="approve")
    boss = Visitor(world).sign_in("boss@example.org")
    boss.visit("/organizers/twins/DZ02/DZ01")
    boss.submit(button="Faire un seul profil des deux")

    assert any("Panneaux" in one.get_text(" ") for one in reader.visit("/profiles/DZ02").select(".translated"))


def test_a_translation_names_no_discreet_fund(world: Flask, embassy: Visitor, author: Visitor, reader: Visitor) -> None:
    translate(embassy, "NabdPay finance", "NabdPay : écrire à nabd@example.org ou https://nabd.example/fonds")
    author.visit(ANSWER)
    author.submit(button="approve")
    with world.app_context():
        profile = db.session.scalars(sa.select(Profile).where(Profile.key == "DZ01")).one()
        profile.kind, profile.discreet = Kind.INVESTOR, True
        db.session.commit()
    assert translated(reader) == [f"{NAMED} … finance … : écrire à … ou …"]


def test_an_author_is_not_flooded_with_letters(world: Flask, limiting: Flask) -> None:
    """What was typed beyond the limit is not kept, and the page says to wait."""
    embassy = Visitor(limiting).sign_in(EMBASSY)
    for number in range(6):
        translate(embassy, text=f"{TEXT} {number}")
    embassy.visit(TRANSLATE)
    embassy.submit(status=429, **{"entries-0-title": TITLE, "entries-0-text": "Encore."})
    assert len(mails(world, AUTHOR)) == 6

"""Coming in by a personal link: for people who live by phone and have no e-mail address."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine
from bs4 import BeautifulSoup
from flask import Flask

from matchmaking import clock
from matchmaking.accounts.models import Consent, ConsentChannel, PersonalLink, Purpose, RoleName, User
from matchmaking.accounts.operations import make_personal_link
from matchmaking.audit.models import AuditEvent
from matchmaking.extensions import db
from matchmaking.outbox.models import Job, Message
from matchmaking.outbox.registry import registry
from tests.factories import make_user
from tests.visitor import Visitor

CODE = "314159"
FIRST_ENTRY = {"code": CODE, "code_again": CODE, "residence": "ML", "terms": "y", "listing": "y", "transfer": "y"}


@pytest.fixture
def organizer(app: Flask) -> Visitor:
    """An organizer, signed in."""
    with app.app_context():
        make_user("orga@example.org", role=RoleName.ORGANIZER, full_name="Fanta Diallo")
        db.session.commit()
    return Visitor(app).sign_in("orga@example.org")


@pytest.fixture
def address(organizer: Visitor) -> str:
    """The address of a link that an organizer has just made for Mariam."""
    return made(organizer)


def made(organizer: Visitor, name: str = "Mariam Keïta", phone: str = "70 11 22 33") -> str:
    """Make a link on the organizers' page; the address shown there."""
    organizer.visit("/organizers/links")
    return shown(organizer.submit(full_name=name, phone=phone, declared="y"))


def shown(page: BeautifulSoup) -> str:
    found = next(bdi.text for bdi in page.find_all("bdi") if "/p/" in bdi.text)
    return found.removeprefix("http://localhost")


def count(app: Flask, model: type) -> int:
    with app.app_context():
        return db.session.scalar(sa.select(sa.func.count()).select_from(model)) or 0


def is_in(visitor: Visitor) -> bool:
    return visitor.client.get("/account").status_code == 200


def test_an_organizer_hands_a_link_over_by_whatsapp_by_voice_or_by_qr(app: Flask, organizer: Visitor) -> None:
    organizer.visit("/organizers/links")
    page = organizer.submit(full_name="Mariam Keïta", phone="70 11 22 33", declared="y")
    address = shown(page)
    button = page.find("a", href=lambda href: href and href.startswith("https://wa.me/22370112233?text="))
    assert button is not None
    assert address.replace("/", "%2F")[-20:] in button["href"] or address[-20:] in button["href"]
    assert page.find("a", href="tel:+22370112233") is not None
    drawing = page.find("main").find("svg", class_=None, attrs={"width": True})
    assert drawing is not None
    assert "style" not in str(drawing)
    with app.app_context():
        link = db.session.scalars(sa.select(PersonalLink)).one()
        token = address.rpartition("/")[2]
        assert token not in str([getattr(link, column.name) for column in PersonalLink.__table__.columns])
        events = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "personal_link.made")).all()
        assert [(event.subject, event.actor_id) for event in events] == [
            (f"personal_link:{link.id}", link.created_by_id)
        ]


def test_the_address_is_shown_to_its_maker_for_a_few_minutes_only(app: Flask, organizer: Visitor, address: str) -> None:
    page = organizer.path
    with app.app_context():
        make_user("autre@example.org", role=RoleName.ORGANIZER)
        db.session.commit()
    assert "/p/" not in Visitor(app).sign_in("autre@example.org").visit(page).text
    with time_machine.travel(clock.now() + timedelta(minutes=11)):
        assert "/p/" not in organizer.visit(page).find("main").text


@pytest.mark.parametrize("missing", ["full_name", "phone", "declared"])
def test_a_link_is_made_only_for_somebody_named_who_asked_for_it(app: Flask, organizer: Visitor, missing: str) -> None:
    organizer.visit("/organizers/links")
    typed: dict[str, str | None] = {"full_name": "Mariam", "phone": "70112233", "declared": "y"}
    page = organizer.submit(**typed | {missing: None})
    assert page.find(id=f"{missing}-error") is not None
    assert count(app, PersonalLink) == 0


def test_opening_a_link_changes_nothing_and_shows_only_a_greeting(app: Flask, visitor: Visitor, address: str) -> None:
    before = {model: count(app, model) for model in (User, Consent, AuditEvent, Job, Message)}
    for _ in range(3):
        visitor.visit(address)
    assert before == {model: count(app, model) for model in before}
    assert "Mariam" in visitor.text
    assert "Keïta" not in visitor.text
    assert "70 11" not in visitor.text
    assert not visitor.soup.select("script:not([src])")
    assert not is_in(visitor)


def test_the_first_entry_opens_an_account_of_its_own(app: Flask, visitor: Visitor, address: str) -> None:
    registry(app).subscribe("personal_link.opened", "test.opened")
    visitor.visit(address)
    assert not visitor.soup.find_all("input", checked=True)
    visitor.submit(**FIRST_ENTRY)
    registry(app).subscribers.pop("personal_link.opened")
    assert visitor.path == "/home"
    assert is_in(visitor)
    with app.app_context():
        link = db.session.scalars(sa.select(PersonalLink)).one()
        user = link.user
        assert user is not None
        assert (user.full_name, user.email, user.phone) == ("Mariam Keïta", None, "+22370112233")
        assert (user.residence, user.active, user.confirmed_at) == ("ML", True, None)
        assert [role.name for role in user.roles] == [RoleName.PARTICIPANT]
        assert {(consent.purpose, consent.channel) for consent in user.consents} == {
            (purpose, ConsentChannel.LINK) for purpose in Purpose
        }
        assert CODE not in str(link.code_hash)
        [job] = db.session.scalars(sa.select(Job).where(Job.kind == "test.opened")).all()
        assert job.payload == {"link_id": link.id, "user_id": user.id}


def test_from_abroad_nothing_is_stored_without_the_transfer_consent(app: Flask, visitor: Visitor, address: str) -> None:
    before = {model: count(app, model) for model in (User, Consent, AuditEvent)}
    visitor.visit(address)
    page = visitor.submit(**FIRST_ENTRY | {"residence": "DZ", "transfer": None})
    assert page.find(id="otherwise") is not None
    assert before == {model: count(app, model) for model in before}
    assert not is_in(visitor)


@pytest.mark.parametrize(
    ("field", "value"),
    [("code", "12345"), ("code", "12345a"), ("code_again", "271828"), ("terms", None), ("residence", "")],
)
def test_what_is_wrong_at_the_first_entry_is_said(
    app: Flask, visitor: Visitor, address: str, field: str, value: str | None
) -> None:
    visitor.visit(address)
    page = visitor.submit(**FIRST_ENTRY | {field: value})
    assert page.find(id=f"{field}-error") is not None
    assert not is_in(visitor)


@pytest.mark.parametrize("simple", ["000000", "123456", "654321"])
def test_a_code_that_everybody_tries_first_is_refused(visitor: Visitor, address: str, simple: str) -> None:
    visitor.visit(address)
    page = visitor.submit(**FIRST_ENTRY | {"code": simple, "code_again": simple})
    assert page.find(id="code-error") is not None


def test_later_entries_ask_for_the_code_from_any_phone(app: Flask, address: str) -> None:
    first, second = Visitor(app), Visitor(app)
    first.visit(address)
    first.submit(**FIRST_ENTRY)
    second.visit(f"{address}?next=/account")
    second.submit(code="314 159")
    assert second.path == "/account"
    assert count(app, User) == 2  # Mariam and the organizer


def test_five_wrong_codes_lock_the_link_until_a_new_one_is_made(app: Flask, organizer: Visitor, address: str) -> None:
    page = organizer.path
    mariam = Visitor(app)
    mariam.visit(address)
    mariam.submit(**FIRST_ENTRY)
    guesser = Visitor(app)
    guesser.visit(address)
    for guess in range(4):
        guesser.submit(code=f"10000{guess}")
    guesser.submit(code="100009", status=403)
    guesser.visit(address, status=403)
    organizer.visit(page)
    new = shown(organizer.submit("/renew"))
    assert new != address
    guesser.visit(address, status=404)
    mariam.visit(new)
    mariam.submit(code="271828", code_again="271828")
    assert is_in(mariam)
    with app.app_context():
        link = db.session.scalars(sa.select(PersonalLink)).one()
        assert link.wrong_codes == 0
        assert link.user is not None
        assert len(link.user.consents) == len(Purpose)


def test_a_right_code_forgets_the_wrong_ones(app: Flask, address: str) -> None:
    visitor = Visitor(app)
    visitor.visit(address)
    visitor.submit(**FIRST_ENTRY)
    for _ in range(3):
        other = Visitor(app)
        other.visit(address)
        for guess in range(3):
            other.submit(code=f"10000{guess}")
        other.submit(code=CODE)
        assert is_in(other)


def test_an_ended_link_says_so_and_leads_nobody_in(app: Flask, organizer: Visitor, address: str) -> None:
    page = organizer.path
    mariam = Visitor(app)
    mariam.visit(address)
    organizer.visit(page)
    organizer.submit("/revoke")
    mariam.submit(**FIRST_ENTRY, status=410)
    mariam.visit(address, status=410)
    mariam.visit(address[:-1], status=404)
    assert count(app, User) == 1
    assert not is_in(mariam)


@pytest.mark.parametrize("ending", ["/revoke", "/renew"])
def test_a_link_that_ends_signs_its_person_out(app: Flask, organizer: Visitor, address: str, ending: str) -> None:
    lost = Visitor(app)
    lost.visit(address)
    lost.submit(**FIRST_ENTRY)
    assert is_in(lost)
    organizer.submit(ending)
    assert not is_in(lost), "the phone may be in other hands"


def test_a_closed_account_is_not_entered_by_its_link(app: Flask, address: str) -> None:
    mariam = Visitor(app)
    mariam.visit(address)
    mariam.submit(**FIRST_ENTRY)
    with app.app_context():
        db.session.execute(sa.update(User).where(User.email.is_(None)).values(active=False))
        db.session.commit()
    assert not is_in(mariam)
    mariam.visit(address, status=410)


def test_a_link_signs_in_its_own_person_on_a_shared_phone(app: Flask, organizer: Visitor, address: str) -> None:
    other = made(organizer, "Adama Touré", "70 99 88 77")
    phone = Visitor(app)
    phone.visit(address)
    phone.submit(**FIRST_ENTRY)
    phone.visit(other)
    phone.submit(**FIRST_ENTRY)
    assert "Adama Touré" in phone.visit("/account").text
    assert "Mariam" not in phone.text


def test_a_link_can_be_made_for_an_account_that_exists(app: Flask, visitor: Visitor) -> None:
    with app.app_context():
        organizer = make_user("orga@example.org", role=RoleName.ORGANIZER)
        mariam = make_user("m@example.org", full_name="Mariam Keïta")
        _, token = make_personal_link(
            full_name=mariam.full_name, phone="+22370112233", locale="fr", user=mariam, actor=organizer, now=clock.now()
        )
        db.session.commit()
    visitor.visit(f"/p/{token}")
    assert visitor.soup.find(id="terms") is None
    visitor.submit(code=CODE, code_again=CODE)
    assert "m@example.org" in visitor.visit("/account").text


def test_links_are_for_organizers_and_an_unknown_one_is_not_found(app: Flask, organizer: Visitor) -> None:
    with app.app_context():
        make_user("awa@example.org")
        db.session.commit()
    awa = Visitor(app).sign_in("awa@example.org")
    awa.visit("/organizers/links", status=403)
    awa.visit("/organizers/links/1", status=403)
    organizer.visit("/organizers/links/999", status=404)


def test_hostile_names_stay_text(organizer: Visitor) -> None:
    organizer.visit("/organizers/links")
    page = organizer.submit(full_name='"><img src=x onerror=alert(1)>', phone="70 11 22 33", declared="y")
    assert not page.find_all("img")
    assert "onerror=alert(1)" in organizer.text
    assert not organizer.visit("/organizers/links").find_all("img")

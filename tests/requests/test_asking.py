"""An organisation asks for introductions: the page, the cap, what is refused and how that is said."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from matchmaking.accounts.models import User
from matchmaking.extensions import db
from matchmaking.introductions.requests.lifecycle import RequestStatus
from matchmaking.introductions.requests.operations.asking import CannotAsk
from matchmaking.matching import keeping_apart
from matchmaking.matching.models import ApartList, DismissalReason
from matchmaking.matching.operations import dismiss_pair
from matchmaking.outbox.models import Message
from matchmaking.profiles.models import Profile
from matchmaking.profiles.queries import get_by_key
from tests.introductions.world import ALGERIAN, HOLD, MALIAN, ORGANIZER, World
from tests.requests.world import WHY, ask, asker, organizer, states

CLOSED = "ne vous mettent pas en relation avec NabdCare"


def test_from_a_profile_one_message_asks_for_up_to_three(world: World) -> None:
    mariam = asker(world)
    mariam.visit("/profiles/DZ01")
    link = mariam.soup.find("a", href=lambda href: href and href.startswith("/requests/new"))
    assert link is not None
    mariam.visit(str(link["href"]))
    mariam.submit("/requests/new", name="Casbah", why=WHY, button="find")
    assert mariam.path == "/requests/new"
    assert WHY in str(mariam.soup.find("textarea"))
    mariam.submit("/requests/new", chosen=["DZ01", "DZ02", "DZ03"], button="Envoyer aux organisateurs")
    assert mariam.path == "/requests"
    assert "3 sur 5 en attente" in mariam.text
    assert states(world) == dict.fromkeys(("DZ01", "DZ02", "DZ03"), RequestStatus.PENDING)


def test_it_reaches_the_organizers_and_never_the_other_side(world: World) -> None:
    ask(world, "DZ01")
    world.deliver()
    awa = organizer(world)
    awa.visit("/organizers/requests")
    assert WHY in awa.text
    awa.visit("/organizers/pairs/ML01/DZ01")
    assert WHY in awa.text
    awa.submit("/organizers/pairs/ML01/DZ01", button="/organizers/pairs/ML01/DZ01/approve")
    world.later(HOLD)
    world.deliver()
    nabil = organizer(world).__class__(world.app).sign_in(ALGERIAN)
    read = [nabil.client.get(path, follow_redirects=True).get_data(as_text=True) for path in _addresses(world)]
    with world.app.app_context():
        letters = [f"{row.text} {row.html}" for row in db.session.scalars(sa.select(Message))]
    assert not [text for text in (*read, *letters, *(mail.as_string() for mail in world.mails)) if WHY in text]


def _addresses(world: World) -> tuple[str, ...]:
    return (
        "/home",
        "/introductions",
        "/introductions/1",
        "/requests",
        "/suggestions",
        "/profiles/ML01",
        world.link(ALGERIAN),
    )


def test_a_fourth_organisation_is_refused_and_the_text_is_kept(world: World) -> None:
    mariam = asker(world)
    mariam.visit("/requests/new?about=DZ01&about=DZ02&about=DZ03&about=DZ04")
    mariam.submit("/requests/new", why=WHY, button="Envoyer aux organisateurs", status=422)
    assert "jusqu’à trois organisations" in mariam.text
    assert WHY in str(mariam.soup.find("textarea"))
    assert states(world) == {}


def test_beyond_the_cap_the_page_says_so_and_keeps_the_text(world: World) -> None:
    ask(world, "DZ01", "DZ02", "DZ03")
    mariam = asker(world)
    mariam.visit("/requests/new?about=DZ04&about=DZ05&about=DZ06")
    mariam.submit("/requests/new", why=WHY, button="Envoyer aux organisateurs", status=422)
    assert "3 demandes sur 5 sont déjà en attente" in mariam.text
    assert WHY in str(mariam.soup.find("textarea"))
    assert len(mariam.soup.select("input[name=chosen][checked]")) == 3
    assert len(states(world)) == 3


def test_what_was_asked_is_not_offered_again_until_it_is_taken_back(world: World) -> None:
    mariam = asker(world)
    mariam.visit("/profiles/DZ02")
    assert "Demander une mise en relation" in mariam.text
    ask(world, "DZ02")
    mariam.visit("/profiles/DZ02")
    assert "Demander une mise en relation" not in mariam.text
    assert "En attente" in mariam.text
    mariam.visit("/profiles/DZ03")
    assert "Demander une mise en relation" in mariam.text
    mariam.visit("/requests")
    mariam.submit("/withdraw")
    mariam.visit("/profiles/DZ02")
    assert "Demander une mise en relation" in mariam.text


def test_what_was_asked_says_nothing_of_a_decision_before_its_hold_is_over(world: World) -> None:
    ask(world, "DZ01")
    awa = organizer(world)
    awa.visit("/organizers/requests")
    awa.submit("/approve")
    mariam = asker(world)
    mariam.visit("/profiles/DZ01")
    assert "En attente" in mariam.text
    world.later(HOLD)
    mariam.visit("/profiles/DZ01")
    assert "Mise en relation faite" in mariam.text
    assert "Demander une mise en relation" not in mariam.text


def test_the_cap_is_a_setting(world: World) -> None:
    awa = organizer(world)
    awa.visit("/organizers/settings")
    awa.submit(pending_requests="1")
    ask(world, "DZ01")
    with pytest.raises(CannotAsk):
        ask(world, "DZ02")


def test_a_request_withdrawn_makes_room(world: World) -> None:
    ask(world, "DZ01", "DZ02", "DZ03")
    ask(world, "DZ04", "DZ05")
    mariam = asker(world)
    mariam.visit("/requests")
    mariam.submit("/withdraw")
    assert "4 sur 5 en attente" in mariam.text
    ask(world, "DZ06")


def test_somebody_else_s_request_does_not_exist(world: World) -> None:
    ask(world, "DZ01")
    mariam, nabil = asker(world), organizer(world).__class__(world.app).sign_in(ALGERIAN)
    soup = mariam.visit("/requests")
    action = str(mariam.form("/withdraw")["action"])
    token = nabil.visit("/account").find(attrs={"name": "csrf_token"})
    assert token is not None
    answer = nabil.client.post(action, data={"csrf_token": token["value"], "version": "1"})
    assert answer.status_code == 404
    nabil.visit("/requests")
    assert WHY not in nabil.text
    assert WHY in soup.get_text()


def test_one_s_own_side_is_not_offered(world: World) -> None:
    mariam = asker(world)
    mariam.visit("/requests/new?about=ML02")
    assert "Djoliba Agri" not in mariam.text
    assert mariam.visit("/profiles/ML02").find("a", href=lambda href: href and "/requests/new" in href) is None


def _take_consents_back(user: User | None, world: World) -> None:
    assert user is not None
    for consent in user.consents:
        consent.withdrawn_at = world.now


def test_a_hidden_profile_is_not_offered(world: World) -> None:
    with world.app.app_context():
        _take_consents_back(get_by_key("DZ02").contact_user, world)
        db.session.commit()
    mariam = asker(world)
    mariam.visit("/requests/new?about=DZ02")
    assert "Casbah DZ02" not in mariam.text


def test_whoever_is_not_shown_asks_for_nobody(world: World) -> None:
    with world.app.app_context():
        _take_consents_back(world.user(MALIAN), world)
        db.session.commit()
    mariam = asker(world)
    mariam.visit("/requests/new?about=DZ01")
    assert "profil publié" in mariam.text


def test_asking_twice_is_refused(world: World) -> None:
    ask(world, "DZ01")
    with pytest.raises(CannotAsk, match="déjà demandé NabdCare"), world.app.test_request_context():
        ask(world, "DZ01")


def test_an_introduction_that_both_know_of_is_named(world: World) -> None:
    world.approve()
    world.later(HOLD)
    with pytest.raises(CannotAsk, match="mise en relation avec NabdCare"), world.app.test_request_context():
        ask(world, "DZ01")


def test_one_that_is_still_held_is_not_betrayed(world: World) -> None:
    world.approve()
    ask(world, "DZ01")
    mariam = asker(world)
    mariam.visit("/requests")
    assert "En attente" in mariam.text
    world.undo()
    assert states(world) == {"DZ01": RequestStatus.PENDING}
    world.later(HOLD)
    mariam.visit("/requests")
    assert "En attente" in mariam.text


@pytest.mark.parametrize("closed_by", ["the other", "oneself", "the organizers"])
def test_a_closed_pair_is_refused_in_one_sentence_whoever_closed_it(world: World, closed_by: str) -> None:
    with world.app.app_context():
        malian, algerian = get_by_key("ML01"), get_by_key("DZ01")
        if closed_by == "the organizers":
            _dismiss(world, malian, algerian)
        else:
            own, other, email = (algerian, "ML01", ALGERIAN) if closed_by == "the other" else (malian, "DZ01", MALIAN)
            keeping_apart.keep_apart(own, other, ApartList.DO_NOT_INTRODUCE, actor=world.user(email), now=world.now)
        db.session.commit()
    mariam = asker(world)
    mariam.visit("/requests/new?about=DZ01")
    assert "NabdCare" in mariam.text
    mariam.submit("/requests/new", why=WHY, button="Envoyer aux organisateurs", status=422)
    assert CLOSED in mariam.text
    assert states(world) == {}


def _dismiss(world: World, malian: Profile, algerian: Profile) -> None:
    dismiss_pair(
        malian,
        algerian,
        reason=DismissalReason.COMPETITORS,
        note=None,
        shown_version=0,
        actor=world.user(ORGANIZER),
        now=world.now,
    )


def test_a_text_is_kept_over_the_end_of_the_session(world: World) -> None:
    mariam = asker(world)
    mariam.visit("/requests/new?about=DZ01")
    mariam.client.delete_cookie("session")
    mariam.submit("/requests/new", why=WHY, button="Envoyer aux organisateurs")
    mariam.submit("/login", email=MALIAN, password="un mot de passe long")
    mariam.visit("/requests/new")
    assert WHY in str(mariam.soup.find("textarea"))
    assert mariam.soup.select("input[name=chosen][checked]")


def test_the_list_costs_the_same_for_one_and_for_five(world: World) -> None:
    ask(world, "DZ01")
    awa = organizer(world)

    def cost() -> int:
        counted: list[str] = []

        def count(*arguments: object) -> None:
            counted.append(str(arguments[2]))

        with world.app.app_context():
            engine = db.engine
        sa.event.listen(engine, "before_cursor_execute", count)
        awa.visit("/organizers/requests")
        sa.event.remove(engine, "before_cursor_execute", count)
        return len(counted)

    awa.visit("/organizers/requests")
    one = cost()
    ask(world, "DZ02", "DZ03", "DZ04")
    world.later(timedelta(minutes=1))
    assert cost() == one

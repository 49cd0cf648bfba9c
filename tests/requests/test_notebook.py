"""What organizers write among themselves: it helps them find an introduction, and nobody else ever reads it."""

from __future__ import annotations

import sqlalchemy as sa

from matchmaking.audit.models import AuditEvent
from matchmaking.extensions import db
from matchmaking.introductions.notebook.operations import normalised
from matchmaking.outbox.models import Message
from tests.factories import RoleName, make_user
from tests.introductions.world import ALGERIAN, HOLD, MALIAN, World
from tests.requests.world import organizer
from tests.visitor import Visitor

NOTE = "Le directeur préfère qu'on l'appelle le matin."
LIST = "/organizers/introductions"


def page(world: World) -> str:
    """Where organizers read the introduction of these tests."""
    return f"{LIST}/{world.introduction_id}"


def test_a_note_is_added_and_struck_out_with_its_trace(world: World) -> None:
    world.approve()
    awa = organizer(world)
    awa.visit(page(world))
    awa.submit("/notes", text=NOTE)
    assert NOTE in awa.text
    awa.submit("/strike")
    struck = awa.soup.find("s")
    assert struck is not None
    assert NOTE in struck.text
    assert "barrée par Awa Traoré" in awa.text


def test_a_tag_in_any_spelling_finds_the_introduction(world: World) -> None:
    world.approve()
    awa = organizer(world)
    awa.visit(page(world))
    awa.submit("/tags/add", tag="#Santé  Numérique")
    awa.submit("/tags/add", tag="santé numérique")
    assert awa.soup.find_all("input", {"name": "tag", "value": "santé numérique"}) != []
    awa.visit(f"{LIST}?tag=Santé numérique")
    assert "KeneyaLink" in awa.soup.find("main").text
    awa.visit(f"{LIST}?tag=autre")
    assert "KeneyaLink" not in awa.soup.find("main").text
    assert normalised("  #Santé  NUMÉRIQUE ") == "santé numérique"


def test_one_organizer_follows_it_and_finds_it_among_theirs(world: World) -> None:
    world.approve()
    awa = organizer(world)
    awa.visit(f"{LIST}?mine=1")
    assert "KeneyaLink" not in awa.soup.find("main").text
    awa.visit(page(world))
    with world.app.app_context():
        number = world.user("awa@organisation.example").id
    awa.submit("/follower", follower=str(number))
    awa.visit(f"{LIST}?mine=1")
    assert "KeneyaLink" in awa.soup.find("main").text
    awa.visit("/home")
    assert "1 mise en relation que vous suivez" in awa.text


def test_nobody_but_organizers_reads_a_note(world: World) -> None:
    with world.app.app_context():
        make_user("sira@org.example", role=RoleName.COMMITTEE)
        db.session.commit()
    world.approve()
    awa = organizer(world)
    awa.visit(page(world))
    awa.submit("/notes", text=NOTE)
    awa.submit("/tags/add", tag="prudence")
    world.later(HOLD)
    world.deliver()
    read = []
    for email in (MALIAN, ALGERIAN, "sira@org.example"):
        person = Visitor(world.app).sign_in(email)
        for path in (
            "/home",
            "/introductions",
            f"/introductions/{world.introduction_id}",
            "/committee/introductions",
            page(world),
        ):
            read.append(person.client.get(path, follow_redirects=True).get_data(as_text=True))
    read.append(Visitor(world.app).client.get(world.link(ALGERIAN)).get_data(as_text=True))
    for kind in ("json", "csv"):
        read.append(awa.client.get(f"/organizers/files/export.{kind}").get_data(as_text=True))
    with world.app.app_context():
        read += [f"{row.text}{row.html}" for row in db.session.scalars(sa.select(Message))]
        read += [str(row.details) for row in db.session.scalars(sa.select(AuditEvent))]
    assert not [text for text in read if "appelle le matin" in text or "prudence" in text]

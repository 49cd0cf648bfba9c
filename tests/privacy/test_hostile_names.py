"""An organisation may be called anything: its letters leave, nothing runs, nothing is computed, no link is made."""

from __future__ import annotations

import csv
import io
import zipfile

import icalendar
import pytest
import sqlalchemy as sa

from matchmaking.extensions import db
from matchmaking.outbox.lifecycle import JobStatus, MessageStatus
from matchmaking.outbox.models import Job, Message
from tests.privacy.crawling import mail_text, read_all
from tests.privacy.world import ORGANIZER, PAIRS, Contact, World
from tests.visitor import Visitor

EVIL = "=cmd|' /C'!A1 {{link:x}} {{link:decide}} {other} %(name)s <script>a()</script> \"><img src=x>"


def named(key: str) -> str:
    """What the world of this module calls its organisations."""
    return f"{EVIL} {key}"


def test_every_letter_leaves_and_no_job_fails(world: World) -> None:
    with world.app.app_context():
        stuck = {message.kind for message in db.session.scalars(sa.select(Message)) if message.failure}
        failed = {
            job.kind for job in db.session.scalars(sa.select(Job)) if job.status is JobStatus.FAILED or job.last_error
        }
        due = sa.select(Message).where(Message.status == MessageStatus.WAITING, Message.due_at <= world.now)
        waiting = {message.kind for message in db.session.scalars(due)}
    assert (stuck, failed, waiting) == (set(), set(), set())
    assert len(world.mails) > 20


def test_a_letter_names_it_as_it_is_called_and_runs_nothing(world: World) -> None:
    named = [mail for mail in world.mails if "{ {link:x}}" in mail_text(mail)]
    assert named
    for mail in world.mails:
        assert "{{link:" not in mail_text(mail)
        assert "\n" not in str(mail["Subject"])
        html = mail.get_body(("html",))
        assert html is not None
        assert not _runs(html.get_content())
        for part in mail.walk():
            if part.get_content_type() == "text/calendar":
                icalendar.Calendar.from_ical(part.get_content())


@pytest.mark.parametrize(
    ("email", "role"), [(ORGANIZER, "organizer"), (Contact(PAIRS["open"][0]).email, "participant")]
)
def test_no_page_and_no_file_runs_or_computes_it(world: World, email: str, role: str) -> None:
    visitor = Visitor(world.app).sign_in(email)
    for _endpoint, address, answer in read_all(world.app, visitor.client, role):
        if answer.mimetype == "text/html":
            assert not _runs(answer.get_data(as_text=True)), address
        if answer.mimetype == "text/csv":
            rows = csv.reader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff")), delimiter=";")
            assert not [cell for row in rows for cell in row if cell.startswith("=")], address
        if address.endswith(".xlsx") and answer.status_code == 200:
            with zipfile.ZipFile(io.BytesIO(answer.get_data())) as book:
                assert not [name for name in book.namelist() if b"<f>" in book.read(name)], address


def _runs(page: str) -> bool:
    return "<script>a()" in page or "<img src=x" in page

"""A simulated year: played by the product's own operations, the same for the same seed, gone without a trace."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from matchmaking import clock, create_app
from matchmaking.audit.models import AuditEvent
from matchmaking.config import Settings
from matchmaking.database import Base
from matchmaking.demonstration import operations
from matchmaking.demonstration.simulation.agenda import Agenda
from matchmaking.events.models import Attendance, Event
from matchmaking.extensions import db
from matchmaking.followup.models import Action, CommitteeMeeting, OutcomeStatement
from matchmaking.introductions.lifecycle import Answer, IntroductionStatus
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.weekends import KEPT
from matchmaking.meetings.models import Meeting, Placement, Schedule
from matchmaking.outbox import heartbeats
from matchmaking.outbox.lifecycle import MessageStatus
from matchmaking.outbox.models import Message
from matchmaking.profiles.models import Profile
from tests.factories import make_profile, make_user
from tests.visitor import Visitor

TODAY = datetime(2026, 11, 27, 10, tzinfo=UTC)
COMMAND = ["demo", "simulate", "--organisations", "8", "--seed", "7"]
STAYS = {"alembic_version", "audit_events", "roles", "platform_settings", "jobs"}


@dataclass
class Year:
    """A played year: the installation it stands in, and what the command printed."""

    app: Flask
    told: str

    @property
    def figures(self) -> list[str]:
        """The table, without how long it took."""
        return [line for line in self.told.splitlines() if line[20:26].strip().isdecimal()]


def play(settings: Settings, home: Path) -> Year:
    """A year in a database of its own, played on a fixed day."""
    own = dataclasses.replace(settings, database_url=f"sqlite:///{home}/year.db", instance=home, demo=True)
    app = create_app(own)
    app.testing = True
    with app.app_context():
        Base.metadata.create_all(db.engine)
    with clock.standing_at(TODAY):
        result = app.test_cli_runner().invoke(args=COMMAND)
    assert result.exit_code == 0, result.output
    return Year(app, result.output)


@pytest.fixture(scope="module")
def year(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Year:
    """Played once; its tests read only."""
    return play(settings, tmp_path_factory.mktemp("year"))


@pytest.fixture(scope="module")
def other_year(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Year:
    """The same year once more."""
    return play(settings, tmp_path_factory.mktemp("other"))


@pytest.fixture(autouse=True)
def _inside(request: pytest.FixtureRequest) -> Iterator[None]:
    """An app context of the year for tests that read rows."""
    if "rows" not in request.fixturenames:
        yield
        return
    with request.getfixturevalue("year").app.app_context():
        yield


@pytest.fixture
def rows() -> None:
    """Asks for the app context."""


def test_the_same_seed_plays_the_same_year_in_another_database(year: Year, other_year: Year) -> None:
    assert len(year.figures) > 10
    assert year.figures == other_year.figures


@pytest.mark.usefixtures("rows")
def test_every_room_has_something_to_show() -> None:
    for table in (Introduction, Meeting, OutcomeStatement, Action, CommitteeMeeting, Event):
        assert db.session.scalar(sa.select(sa.func.count()).select_from(table)), table
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Event)) == 2
    assert {one.fictional for one in db.session.scalars(sa.select(Profile))} == {True}


@pytest.mark.usefixtures("rows")
def test_who_walks_in_comes_by_the_door_of_the_product() -> None:
    """Each has said yes aloud to an organizer, whose declaration stands, and was marked as come unexpected."""
    came = db.session.scalars(sa.select(Attendance).where(Attendance.walk_in).order_by(Attendance.id)).all()
    unknown = [one.profile for one in came if not one.profile.members]
    assert [one.name for one in unknown] == ["Atelier Kolanko (fictif)", "Dar El Mizan (fictive)"]
    for profile in unknown:
        assert profile.import_batch is not None
        assert "première édition" in profile.import_batch.paper
        trail = (
            sa.select(AuditEvent.action).where(AuditEvent.subject == f"profile:{profile.id}").order_by(AuditEvent.id)
        )
        told = list(db.session.scalars(trail))
        assert told[:3] == ["profile.created", "profile.submitted", "profile.published"]
    assert all(one.arrived_at for one in came)


@pytest.mark.usefixtures("rows")
def test_nobody_and_no_table_is_twice_at_a_time_in_any_version() -> None:
    for schedule in db.session.scalars(sa.select(Schedule).where(Schedule.number.is_not(None))):
        taken: Counter[tuple[str, int, int]] = Counter()
        for one in db.session.scalars(sa.select(Placement).where(Placement.schedule_id == schedule.id)):
            taken.update(("profile", side.profile_id, one.slot_id) for side in one.meeting.sides)
            if one.table_id is not None:
                taken["table", one.table_id, one.slot_id] += 1
        assert not [key for key, number in taken.items() if number > 1]


@pytest.mark.usefixtures("rows")
def test_no_letter_holds_a_contact_before_both_have_accepted() -> None:
    letters = db.session.scalars(sa.select(Message).where(Message.kind == "introduction.contact")).all()
    assert letters
    for letter in letters:
        introduction = db.session.get_one(Introduction, int(str(letter.subject_ref).partition(":")[2]))
        assert introduction.accepted_at is not None
        assert introduction.accepted_at <= letter.created_at
        assert all(side.answer is Answer.YES and side.settled_at <= letter.created_at for side in introduction.sides)


@pytest.mark.usefixtures("rows")
def test_every_introduction_is_in_a_state_that_its_history_explains() -> None:
    ends = {
        IntroductionStatus.ACCEPTED: "introduction.accepted",
        IntroductionStatus.DECLINED: "introduction.declined",
        IntroductionStatus.NO_ANSWER: "introduction.no_answer",
        IntroductionStatus.UNREACHED: "introduction.unreached",
        IntroductionStatus.CANCELLED: "introduction.cancelled",
    }
    for introduction in db.session.scalars(sa.select(Introduction)):
        subject = f"introduction:{introduction.id}"
        trail = db.session.scalars(
            sa.select(AuditEvent).where(AuditEvent.subject == subject).order_by(AuditEvent.id)
        ).all()
        told = [event.action for event in trail]
        assert told[0] == "introduction.approved"
        assert [one for one in told if one in ends.values()][-1:] == (
            [] if introduction.status is IntroductionStatus.PROPOSED else [ends[introduction.status]]
        )
        assert [event.at for event in trail] == sorted(event.at for event in trail)


@pytest.mark.usefixtures("rows")
def test_nothing_that_asks_or_reminds_leaves_on_the_weekend_of_its_receiver() -> None:
    asking = ("introduction.proposal", "introduction.reminder", "introduction.unanswered", "followup.outcome")
    letters = db.session.scalars(
        sa.select(Message).where(Message.kind.in_(asking), Message.status == MessageStatus.SENT)
    ).all()
    assert letters
    shores = {one.contact_user_id: one.country for one in db.session.scalars(sa.select(Profile))}
    for letter in letters:
        assert letter.sent_at is not None
        assert not KEPT.rests(letter.sent_at, shores[letter.receiver_id]), letter.kind


@pytest.mark.usefixtures("rows")
def test_no_letter_goes_to_a_real_address_and_none_waits_that_is_older_than_the_year() -> None:
    for letter in db.session.scalars(sa.select(Message)):
        assert letter.address.endswith(".example")
        assert letter.status is not MessageStatus.WAITING or letter.due_at > datetime(2026, 11, 27, 5, tzinfo=UTC)
        assert letter.status is not MessageStatus.FAILED, letter.last_error


def test_a_second_time_adds_nothing_and_says_so(year: Year) -> None:
    again = year.app.test_cli_runner().invoke(args=COMMAND)
    assert again.exit_code == 0
    assert "nothing was added" in again.output


def test_its_people_can_sign_in_and_see_it(year: Year) -> None:
    lines = year.app.test_cli_runner().invoke(args=["demo", "accounts"]).output.splitlines()
    email, password = lines[0].split()[1:3]
    with clock.standing_at(TODAY):
        organizer = Visitor(year.app)
        organizer.visit("/login")
        organizer.submit("/login", email=email, password=password)
        for path in ("/home", "/organizers/introductions", "/organizers/events", "/followup/board"):
            organizer.visit(path)


def test_clearing_leaves_nothing_of_it(other_year: Year) -> None:
    assert other_year.app.test_cli_runner().invoke(args=["demo", "clear"]).exit_code == 0
    with other_year.app.app_context():
        for table in Base.metadata.sorted_tables:
            if table.name not in STAYS:
                assert not db.session.scalar(sa.select(sa.func.count()).select_from(table)), table.name
        left = db.session.scalars(sa.select(AuditEvent.action)).all()
        assert {one for one in left if not one.startswith(("demonstration.", "matching."))} == set()


def test_a_real_server_refuses(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=COMMAND)
    assert result.exit_code == 1
    assert "DEMO=1" in result.output


def make_event() -> None:
    at = {"starts_at": TODAY, "cutoff_at": TODAY, "ends_at": TODAY + timedelta(hours=6)}
    db.session.add(Event(name="Table ronde", place="Bamako", video_link="https://visio.example/{room}", **at))


@pytest.mark.parametrize(
    "made", [lambda: make_profile("ML99"), make_user, make_event], ids=["profile", "person", "event"]
)
def test_it_refuses_among_what_is_real(app: Flask, settings: Settings, made: Callable[[], object]) -> None:
    app.config["SETTINGS"] = dataclasses.replace(settings, demo=True)
    with app.app_context():
        made()
        db.session.commit()
    result = app.test_cli_runner().invoke(args=COMMAND)
    app.config["SETTINGS"] = settings
    assert result.exit_code == 1
    assert "no past is invented" in result.output


def test_it_refuses_while_a_worker_would_send_its_letters(app: Flask, settings: Settings) -> None:
    app.config["SETTINGS"] = dataclasses.replace(settings, demo=True)
    with app.app_context():
        heartbeats.begin("alive", now=clock.now())
        db.session.commit()
    result = app.test_cli_runner().invoke(args=COMMAND)
    app.config["SETTINGS"] = settings
    assert result.exit_code == 1
    assert "stop it first" in result.output


def test_the_first_start_plays_a_season_and_the_next_one_leaves_it(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With eight organisations instead of eighty, for time."""
    loaded = operations.load
    monkeypatch.setattr(operations, "load", lambda where, *, now: loaded(where, now=now, most=8))
    url = f"sqlite:///{tmp_path}/first.db"
    app = create_app(dataclasses.replace(settings, database_url=url, instance=tmp_path, demo=True, demo_past=True))
    counted = []
    for _start in range(2):
        with clock.standing_at(TODAY):
            prepared = app.test_cli_runner().invoke(args=["prepare"])
        assert prepared.exit_code == 0, prepared.output
        assert "organisatrice@demo.example" in prepared.output
        with app.app_context():
            tables = (Introduction, Meeting, OutcomeStatement, Action, Event)
            counted.append([db.session.scalar(sa.select(sa.func.count()).select_from(one)) for one in tables])
    assert counted[0] == counted[1]
    assert all(counted[0])


def test_of_two_happenings_at_one_moment_the_first_written_comes_first() -> None:
    agenda, told = Agenda(), []
    agenda.add(TODAY, lambda _now: told.append("first"))
    agenda.add(TODAY, lambda _now: told.append("second"))
    for _at, happening in agenda.until(TODAY):
        happening(TODAY)
    assert told == ["first", "second"]

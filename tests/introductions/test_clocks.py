"""Introductions that wait: reminders, the call list, the alert, the end, the way back; with a moved clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from matchmaking import clock
from matchmaking.events.models import Event
from matchmaking.extensions import db
from matchmaking.introductions import operations, queries
from matchmaking.introductions.lifecycle import Answer, CallResult, IntroductionStatus
from matchmaking.introductions.models import Call
from matchmaking.outbox.models import Message
from matchmaking.profiles.operations import save
from matchmaking.profiles.queries import get_by_key
from tests.introductions.world import ALGERIAN, HOLD, MALIAN, ORGANIZER, World, make_pair
from tests.visitor import Visitor

DAY = timedelta(days=1)
TUESDAY = datetime(2026, 12, 1, 10, tzinfo=UTC)
THURSDAY_EVENING = datetime(2026, 12, 3, 22, 55, tzinfo=UTC)  # 23:55 in Algiers


def begin(app: Flask, monkeypatch: pytest.MonkeyPatch, now: datetime) -> World:
    made = World(app, now)
    monkeypatch.setattr(clock, "now", lambda: made.now)
    make_pair(app)
    return made


@pytest.fixture
def waiting(app: Flask, monkeypatch: pytest.MonkeyPatch) -> World:
    """Introduced on a Tuesday; the letters have left."""
    made = begin(app, monkeypatch, TUESDAY)
    made.approve()
    made.later(HOLD)
    made.deliver()
    return made


def pass_days(world: World, days: int) -> None:
    """The worker looks in every hour."""
    for _hour in range(days * 24):
        world.later(timedelta(hours=1))
        world.deliver()


def sent(world: World, kind: str) -> list[tuple[str, datetime]]:
    """When each letter of a kind left or will leave, in the order of time."""
    return sorted((letter.address, letter.due_at) for letter in world.letters(kind))


def status(world: World) -> IntroductionStatus:
    with world.app.app_context():
        return world.introduction().status


def test_the_ordinary_clock_reminds_alerts_and_closes(waiting: World) -> None:
    pass_days(waiting, 9)
    days = [(address, due.day) for address, due in sent(waiting, "reminder")]
    assert days == [(MALIAN, 4), (MALIAN, 8), (ALGERIAN, 6), (ALGERIAN, 8)]
    assert status(waiting) is IntroductionStatus.PROPOSED
    pass_days(waiting, 5)
    organizer = Visitor(waiting.app).sign_in(ORGANIZER)
    organizer.visit("/organizers/introductions?attention=alerted")
    assert "Personne ne répond" in organizer.text
    assert "KeneyaLink" in organizer.text
    organizer.visit("/organizers/calls")
    assert "Nabil Haddad" in organizer.text
    pass_days(waiting, 2)
    assert status(waiting) is IntroductionStatus.NO_ANSWER
    assert len(sent(waiting, "unanswered")) == 2
    assert len(sent(waiting, "reminder")) == 4


def test_no_letter_ever_leaves_on_the_receiver_s_weekend(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    world = begin(app, monkeypatch, THURSDAY_EVENING)
    world.approve()
    reader = Visitor(app).sign_in(ORGANIZER)
    world.later(HOLD)
    assert [mail["To"] for mail in world.deliver()] == [MALIAN]
    reader.visit(f"/organizers/introductions/{world.introduction_id}")
    assert "NabdCare : le courriel part après le week-end" in reader.text
    assert sent(world, "proposal")[1] == (ALGERIAN, datetime(2026, 12, 6, 7, tzinfo=UTC))
    pass_days(world, 3)
    assert ALGERIAN in [mail["To"] for mail in world.mails]


def test_a_worker_that_stood_still_reminds_once_and_warns_before_it_closes(waiting: World) -> None:
    waiting.later(30 * DAY - timedelta(days=1))  # a Wednesday
    waiting.deliver()
    assert len(sent(waiting, "reminder")) == 2
    assert status(waiting) is IntroductionStatus.PROPOSED
    waiting.deliver()
    assert len(sent(waiting, "reminder")) == 2


def test_both_sides_read_the_next_date(waiting: World) -> None:
    waiting.answer("ML", Answer.YES)
    page = f"/introductions/{waiting.introduction_id}"
    own = Visitor(waiting.app).sign_in(ALGERIAN).visit(page).text
    assert "rappel le dimanche 6 décembre" in own
    assert "close le mardi 15 décembre" in own
    other = Visitor(waiting.app).sign_in(MALIAN).visit(page).text
    assert "Nous leur écrivons un rappel le dimanche 6 décembre" in other


def test_before_an_event_reminders_come_daily_and_the_pair_may_be_scheduled_from_the_cut_off(
    waiting: World,
) -> None:
    with waiting.app.app_context():
        event = Event(
            name="Table ronde",
            place="Bamako",
            video_link="https://v.example/{room}",
            starts_at=TUESDAY + 9 * DAY,
            ends_at=TUESDAY + 10 * DAY,
            cutoff_at=TUESDAY + 7 * DAY,
        )
        db.session.add(event)
        db.session.commit()
        operations.tick(now=waiting.now)
        db.session.commit()
    pass_days(waiting, 6)
    days = [(address, due.day) for address, due in sent(waiting, "reminder")]
    assert days == [(MALIAN, 2), (MALIAN, 3), (ALGERIAN, 2), (ALGERIAN, 3)]
    assert "Mariam Kouyaté" in Visitor(waiting.app).sign_in(ORGANIZER).visit("/organizers/calls").text
    with waiting.app.app_context():
        event = db.session.scalars(sa.select(Event)).one()
        assert not queries.list_schedulable(event, waiting.now)
        waiting.later(DAY)
        assert len(queries.list_schedulable(event, waiting.now)) == 1
    waiting.answer("DZ", Answer.NO)
    with waiting.app.app_context():
        event = db.session.scalars(sa.select(Event)).one()
        assert not queries.list_schedulable(event, waiting.now)


def test_who_was_never_reached_is_kept_apart_and_may_be_opened_again(waiting: World) -> None:
    waiting.answer("ML", Answer.YES)
    with waiting.app.app_context():
        asking = sa.select(Message).where(Message.address == ALGERIAN, Message.kind == queries.PROPOSAL)
        letter = db.session.scalars(asking).one()
        letter.status, letter.failure = "failed", "refused"
        db.session.commit()
    organizer = Visitor(waiting.app).sign_in(ORGANIZER)
    organizer.visit("/organizers/calls")
    organizer.submit(result=CallResult.NO_PICKUP.value)
    assert "n’a pas décroché" in organizer.text.lower()
    pass_days(waiting, 16)
    assert status(waiting) is IntroductionStatus.UNREACHED
    with waiting.app.app_context():
        assert [call.result for call in db.session.scalars(sa.select(Call))] == [CallResult.NO_PICKUP]
        found = waiting.introduction()
        operations.resume(found, shown_version=found.version, actor=waiting.user(ORGANIZER), now=waiting.now)
        db.session.commit()
    assert status(waiting) is IntroductionStatus.PROPOSED
    waiting.answer("DZ", Answer.YES)
    assert status(waiting) is IntroductionStatus.ACCEPTED


def test_a_pair_that_nobody_answered_returns_after_the_time_of_a_not_now(waiting: World) -> None:
    pass_days(waiting, 16)
    waiting.later(91 * DAY)
    waiting.deliver()
    with waiting.app.app_context():
        assert waiting.introduction().returned_at is not None


def rewrite(world: World, key: str, **changes: str) -> None:
    """The Malian side saves another text of one of its opportunities."""
    from dataclasses import replace

    from matchmaking.profiles import content

    with world.app.app_context():
        profile = get_by_key("ML01")
        typed = content.of(profile)
        told = tuple(replace(one, **changes) if one.key == key else one for one in typed.opportunities)
        save(profile, replace(typed, opportunities=told), actor=world.user(MALIAN), now=world.now)
        db.session.commit()
    world.later(timedelta(seconds=3))
    world.deliver()


def test_rewriting_the_very_need_flags_the_introduction_and_its_author_knew(waiting: World) -> None:
    with waiting.app.app_context():
        keys = {ground.opportunity_key for ground in waiting.introduction().grounds}
    need = "ML01/2"
    assert need in keys
    author = Visitor(waiting.app).sign_in(MALIAN)
    author.visit("/organisation/ML01/opportunities")
    assert "La mise en relation avec NabdCare repose sur ce texte" in author.text
    assert "NabdCare" in author.visit("/organisation/ML01/withdraw").text
    rewrite(waiting, need, title="Formation de sages-femmes")
    organizer = Visitor(waiting.app).sign_in(ORGANIZER)
    organizer.visit("/organizers/introductions?attention=rewritten")
    assert "KeneyaLink" in organizer.text
    organizer.visit(f"/organizers/introductions/{waiting.introduction_id}")
    assert "Formation de sages-femmes" in organizer.text


def test_nothing_else_of_an_edit_touches_the_introduction(waiting: World) -> None:
    with waiting.app.app_context():
        before = waiting.introduction().version
    rewrite(waiting, "ML01/2", title="  échographes DE poche et ECG ")
    with waiting.app.app_context():
        assert waiting.introduction().version == before
        assert queries.attention_of(waiting.introduction()) == []

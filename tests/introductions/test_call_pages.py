"""« À appeler » with many people: a page at a time, everybody counted, and the same people as the rules name."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask

from matchmaking import clock
from matchmaking.accounts.models import RoleName
from matchmaking.extensions import db
from matchmaking.introductions import policy
from matchmaking.introductions.call_list import PAGE, count_calls, list_calls
from matchmaking.introductions.lifecycle import Answer, AnswerChannel, IntroductionStatus
from matchmaking.introductions.models import Introduction, IntroductionSide
from matchmaking.profiles.lifecycle import ProfileStatus
from tests.factories import make_profile, make_user
from tests.visitor import Visitor

ORGANIZER = "awa@org.example"
MORE = 4  # than one page


def add_waiting(number: int) -> None:
    """A pair that waits for two answers; the Malian side has no e-mail. The later the number, the later it was sent."""
    reached_by_phone = make_user(f"ml{number}@x.example", phone=f"+22370{number:06}")
    reached_by_phone.email = None
    ml = make_profile(f"ML{number:03}", members=(reached_by_phone,))
    dz = make_profile(f"DZ{number:03}", members=(make_user(f"dz{number}@x.example"),))
    sent = clock.now() - timedelta(days=200 - number)
    introduction = Introduction(ml_profile=ml, dz_profile=dz, approved_at=sent, held_until=sent, changed_at=sent)
    introduction.sides = [
        IntroductionSide(profile=one, contact_user=one.contact_user, asked_at=sent) for one in (ml, dz)
    ]
    db.session.add(introduction)


def test_the_list_is_read_a_page_at_a_time_longest_waiting_first(app: Flask) -> None:
    with app.app_context():
        make_user(ORGANIZER, role=RoleName.ORGANIZER)
        for number in range(PAGE + MORE):
            add_waiting(number)
        db.session.commit()
    organizer = Visitor(app).sign_in(ORGANIZER)
    organizer.visit("/home")
    assert f"{PAGE + MORE} personnes à appeler" in organizer.text
    first = organizer.visit("/organizers/calls")
    assert len(first.select(".call")) == PAGE
    assert f"{PAGE + MORE} personnes à appeler" in organizer.text
    assert "Organisation ML000" in first.select(".call")[0].text
    rest = organizer.visit(str(first.select_one("a[rel=next]")["href"]))  # type: ignore[index]
    assert [call.select("p bdi")[0].text for call in rest.select(".call")] == [
        f"Organisation ML{number:03}" for number in range(PAGE, PAGE + MORE)
    ]
    organizer.visit("/organizers/calls?page=99")
    assert len(organizer.soup.select(".call")) == MORE


def test_the_database_and_the_rules_name_the_same_people(app: Flask) -> None:
    now = clock.now()
    with app.app_context():
        organizer = make_user(ORGANIZER, role=RoleName.ORGANIZER)
        for number in range(24):
            add_waiting(number)
        db.session.flush()
        found = db.session.query(Introduction).order_by(Introduction.id).all()
        for number, introduction in enumerate(found):
            _end(introduction, number)
        db.session.commit()
        expected = {
            (side.id, "answer" if policy.needs_answer(side) else "tell")
            for introduction in db.session.query(Introduction)
            for side in introduction.sides
            if (
                policy.needs_answer(side)
                and policy.can_record(organizer, side, now)
                and (side.call_since or not policy.has_address(side))
            )
            or (
                policy.can_tell_outcome(organizer, side)
                and not policy.has_address(side)
                and side.answer is not Answer.PENDING
            )
        }
        lines = list_calls(organizer, now=now).rows
        told = {(side.id, "answer") for line in lines for side in line.to_answer}
        told |= {(side.id, "tell") for line in lines for side in line.to_tell}
        assert told == expected
        assert {"answer", "tell"} == {what for _id, what in expected}
        assert count_calls(organizer, now=now) == len(lines)


def _end(introduction: Introduction, number: int) -> None:
    """Every state that an introduction may be in, one number after another."""
    ml, dz = introduction.sides
    at = introduction.held_until
    match number % 8:
        case 1:
            dz.call_since = at
        case 2:
            introduction.ml_profile.status = ProfileStatus.WITHDRAWN
        case 3:
            introduction.held_until = clock.now() + timedelta(minutes=5)
        case 4:
            introduction.status, introduction.accepted_at = IntroductionStatus.ACCEPTED, at
            _say(ml, Answer.YES)
            _say(dz, Answer.YES)
        case 5:
            introduction.status = IntroductionStatus.DECLINED
            _say(ml, Answer.YES)
            _say(dz, Answer.NO)
        case 6:
            introduction.status = IntroductionStatus.DECLINED
            _say(ml, Answer.NO)
        case 7:
            introduction.status, introduction.closed_at = IntroductionStatus.NO_ANSWER, at
            _say(ml, Answer.YES)
            ml.outcome_told_at = at if number % 16 == 7 else None


def _say(side: IntroductionSide, answer: Answer) -> None:
    side.answer, side.channel = answer, AnswerChannel.SITE
    side.answered_at = side.effective_at = side.settled_at = side.asked_at

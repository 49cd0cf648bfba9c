"""Meetings of introductions that still wait for an answer: from the cut-off on, contacts closed, either side free to
refuse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage

import pytest
import vobject

from matchmaking.extensions import db
from matchmaking.introductions import notifications as introducing
from matchmaking.introductions import operations as introductions
from matchmaking.introductions import queries as introduced
from matchmaking.introductions.lifecycle import Answer, AnswerChannel, IntroductionStatus
from matchmaking.meetings import queries
from matchmaking.meetings.lifecycle import CancelReason, MeetingStatus
from matchmaking.meetings.models import Meeting
from matchmaking.profiles import operations as profiles
from matchmaking.profiles.queries import get_by_key
from matchmaking.settings import queries as switches
from tests.meetings.arranged import SCHEDULE, published
from tests.meetings.world import HOLD, ORGANIZER, World, address, introduce
from tests.visitor import Visitor

PAIR = ("ML03", "DZ01")
BOTH = sorted(map(address, PAIR))


@pytest.fixture
def waiting(world: World) -> World:
    """One more pair, whose letters have left and who have not answered; a minute before the cut-off."""
    with world.app.app_context():
        introduce(world, PAIR, accepted=False)
        for side in world.introduction(*PAIR).sides:
            side.profile.contact_user.phone = "+22370998877" if side.profile.key == "ML03" else "+213550998877"
            introducing.propose(side, now=world.now)
        db.session.commit()
        cutoff = world.event().cutoff_at
    world.deliver()
    world.later(cutoff - timedelta(minutes=1) - world.now)
    return world


@pytest.fixture
def placed(waiting: World) -> World:
    """The schedule is published a minute after the cut-off, the provisional meeting in it."""
    waiting.later(timedelta(minutes=2))
    published(waiting)
    return waiting


def meeting(world: World) -> Meeting:
    """The pair's; inside an app context."""
    return queries.get_meeting_of(world.event(), world.introduction(*PAIR).id)


def words(mail: EmailMessage) -> str:
    """What a letter says, as plain text."""
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def to_place(world: World) -> set[tuple[str, str]]:
    with world.app.app_context():
        found = queries.list_to_place(world.event(), world.now)
        return {(one.ml_profile.key, one.dz_profile.key) for one in found}


def test_it_may_be_placed_from_the_cut_off_on(waiting: World) -> None:
    assert PAIR not in to_place(waiting)
    waiting.later(timedelta(minutes=1))
    assert PAIR in to_place(waiting)


def test_it_is_not_placed_where_a_side_does_not_come_or_an_organizer_was_told_no(waiting: World) -> None:
    waiting.later(timedelta(minutes=1))
    with waiting.app.app_context():
        side = waiting.introduction(*PAIR).side_of(get_by_key("DZ01"))
        told = introductions.ToldAnswer(
            answer=Answer.NO, channel=AnswerChannel.PHONE, spoken_at=waiting.now, name="Personne DZ01"
        )
        actor = waiting.user(ORGANIZER)
        introductions.record_answer(side, told, shown_version=side.version, actor=actor, now=waiting.now)
        waiting.attendance("ML02").cancelled_at = waiting.now
        db.session.commit()
    assert to_place(waiting) == {("ML01", "DZ01"), ("ML01", "DZ02"), ("ML03", "DZ03")}


def test_its_letter_its_page_and_its_calendar_say_so_and_hold_no_contact(placed: World) -> None:
    letters = [words(mail) for mail in placed.mails if mail["To"] in BOTH]
    assert len([text for text in letters if "Provisoire" in text]) == len(BOTH)
    visitor = Visitor(placed.app).sign_in(address("ML03"))
    visitor.visit("/meetings")
    assert "Provisoire" in visitor.text
    visitor.visit("/meetings/schedule.ics")
    assert visitor.response is not None
    calendar = visitor.response.get_data(as_text=True)
    entries = vobject.readOne(calendar).contents["vevent"]
    assert sorted(entry.status.value for entry in entries) == ["CONFIRMED", "TENTATIVE"]
    visitor.visit("/meetings")
    texts = [calendar, visitor.text, *letters]
    assert not [text for text in texts if "+213550998877" in text]
    assert address("DZ01") not in calendar + visitor.text


def test_a_side_that_refuses_ends_it_and_the_other_is_told_once(placed: World) -> None:
    with placed.app.app_context():
        meeting_id = meeting(placed).id
    visitor = Visitor(placed.app).sign_in(address("DZ01"))
    visitor.visit(f"/meetings/{meeting_id}/refuse")
    visitor.submit(note="Pas notre métier")
    placed.later(HOLD)
    left = placed.deliver()
    assert sorted(mail["To"] for mail in left) == BOTH
    [told] = [mail for mail in left if mail["To"] == address("ML03")]
    assert "La mise en relation est terminée" in words(told)
    placed.later(timedelta(days=4))
    later = [mail["Subject"] for mail in placed.deliver() if mail["To"] in BOTH]
    assert not [subject for subject in later if "mise en relation" in subject.lower()]
    with placed.app.app_context():
        assert meeting(placed).cancel_reason is CancelReason.REFUSED
        assert placed.introduction(*PAIR).status is IntroductionStatus.DECLINED


def test_a_no_to_the_introduction_cancels_the_meeting_and_is_told_once(placed: World) -> None:
    with placed.app.app_context():
        side = placed.introduction(*PAIR).side_of(get_by_key("DZ01"))
        said = {"channel": AnswerChannel.SITE, "actor": placed.user(address("DZ01")), "now": placed.now}
        introductions.answer(side, Answer.NO, shown_version=side.version, **said)
        db.session.commit()
    placed.later(timedelta(seconds=3))
    placed.deliver()
    placed.later(HOLD)
    assert sorted(mail["To"] for mail in placed.deliver()) == BOTH
    with placed.app.app_context():
        assert meeting(placed).status is MeetingStatus.CANCELLED


def test_an_introduction_that_closes_without_an_answer_takes_its_meeting_along(placed: World) -> None:
    with placed.app.app_context():
        introduction = placed.introduction(*PAIR)
        for side in introduction.sides:
            side.asked_at = placed.now - timedelta(days=15)
        introduction.alerted_at = placed.now - timedelta(days=3)
        db.session.flush()
        introductions.tick(now=placed.now)
        assert introduction.status in (IntroductionStatus.NO_ANSWER, IntroductionStatus.UNREACHED)
        db.session.commit()
    placed.later(timedelta(seconds=3))
    placed.deliver()
    with placed.app.app_context():
        assert meeting(placed).cancel_reason is CancelReason.REFUSED
        assert queries.find_placement(queries.find_published(placed.event()), meeting(placed)) is None
        assert introduced.contacts_open(placed.introduction(*PAIR)) is False


def test_both_say_yes_and_it_is_provisional_no_longer(placed: World) -> None:
    with placed.app.app_context():
        for side in placed.introduction(*PAIR).sides:
            said = {"channel": AnswerChannel.SITE, "actor": side.contact_user, "now": placed.now}
            introductions.answer(side, Answer.YES, shown_version=side.version, **said)
        db.session.commit()
    visitor = Visitor(placed.app).sign_in(address("ML03"))
    visitor.visit("/meetings")
    assert "Provisoire" not in visitor.text
    assert address("DZ01") in visitor.text
    visitor = Visitor(placed.app).sign_in(ORGANIZER)
    visitor.visit(SCHEDULE)
    assert "Provisoire" not in visitor.text


def calendar_of(mail: EmailMessage) -> str:
    """The calendar file that a letter carries."""
    [form] = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    payload = form.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode()


def follow_up(world: World) -> list[EmailMessage]:
    """What the two of the pair get once the jobs have run and the hold time is over."""
    world.later(timedelta(seconds=3))
    left = world.deliver()
    world.later(timedelta(seconds=3))
    left += world.deliver()
    world.later(HOLD)
    left += world.deliver()
    return [mail for mail in left if mail["To"] in BOTH]


def says_no(world: World, said: Answer = Answer.NO) -> None:
    with world.app.app_context():
        side = world.introduction(*PAIR).side_of(get_by_key("DZ01"))
        told = {"channel": AnswerChannel.SITE, "actor": world.user(address("DZ01")), "now": world.now}
        introductions.answer(side, said, shown_version=side.version, **told)
        db.session.commit()


def cancel_introduction(world: World) -> None:
    introduction = world.introduction(*PAIR)
    actor = world.user(ORGANIZER)
    introductions.undo(introduction, shown_version=introduction.version, actor=actor, now=world.now)


def close_unanswered(world: World) -> None:
    introduction = world.introduction(*PAIR)
    for side in introduction.sides:
        side.asked_at = world.now - timedelta(days=15)
    introduction.alerted_at = world.now - timedelta(days=3)
    db.session.flush()
    introductions.tick(now=world.now)


def withdraw(world: World) -> None:
    profile = get_by_key("DZ01")
    profiles.withdraw(profile, actor=profile.contact_user, now=world.now)


@pytest.mark.parametrize("end", [cancel_introduction, close_unanswered, withdraw])
@pytest.mark.parametrize("hold", [0, 10])
def test_one_letter_says_that_the_introduction_and_its_meeting_are_over(
    placed: World, end: Callable[[World], None], hold: int
) -> None:
    with placed.app.app_context():
        db.session.merge(switches.current()).hold_minutes = hold
        end(placed)
        db.session.commit()
    mails = follow_up(placed)
    placed.later(timedelta(days=4))  # after every weekend
    mails += [
        mail for mail in placed.deliver() if mail["To"] in BOTH and "votre journée" not in mail["Subject"].lower()
    ]
    assert sorted(mail["To"] for mail in mails) == BOTH
    [told] = [mail for mail in mails if mail["To"] == address("ML03")]
    assert "METHOD:CANCEL" in calendar_of(told)
    assert "la mise en relation est close" in words(told).lower()


def test_a_no_taken_back_after_the_combined_letter_is_told_once(placed: World) -> None:
    says_no(placed)
    assert sorted(mail["To"] for mail in follow_up(placed)) == BOTH
    says_no(placed, Answer.YES)
    [told] = follow_up(placed)
    assert told["To"] == address("ML03")
    assert "/i/" in words(told)
    assert "rouverte" in words(told)


def test_what_was_provisional_is_renewed_in_both_calendars(placed: World) -> None:
    before = {mail["To"]: calendar_of(mail) for mail in placed.mails if mail["To"] in BOTH and has_calendar(mail)}
    with placed.app.app_context():
        for side in placed.introduction(*PAIR).sides:
            said = {"channel": AnswerChannel.SITE, "actor": side.contact_user, "now": placed.now}
            introductions.answer(side, Answer.YES, shown_version=side.version, **said)
        db.session.commit()
    mails = [mail for mail in follow_up(placed) if has_calendar(mail)]
    assert sorted(mail["To"] for mail in mails) == BOTH
    for mail in mails:
        assert "confirmé" in mail["Subject"]
        [entry] = vobject.readOne(calendar_of(mail)).contents["vevent"]
        [known] = [one for one in vobject.readOne(before[mail["To"]]).contents["vevent"] if one.uid == entry.uid]
        assert (known.status.value, entry.status.value) == ("TENTATIVE", "CONFIRMED")
        assert int(entry.sequence.value) == int(known.sequence.value) + 1
        assert entry.dtstart.value == known.dtstart.value


def has_calendar(mail: EmailMessage) -> bool:
    return any(part.get_content_type() == "text/calendar" for part in mail.walk())

"""A side did not come: who may sit in, and how both sides agree before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from matchmaking.events.models import BusySlot
from matchmaking.extensions import db
from matchmaking.introductions.lifecycle import AnswerChannel, IntroductionStatus, Origin
from matchmaking.introductions.queries import contacts_open, find_contact, find_live
from matchmaking.matching.models import ApartList, DeclineReason, KeptApart, Reaction
from matchmaking.meetings.lifecycle import CancelReason, MeetingStatus
from matchmaking.profiles.lifecycle import ProfileStatus
from matchmaking.profiles.queries import get_by_key
from matchmaking.profiles.vocabulary import Kind
from tests.day.world import DayWorld
from tests.meetings.world import introduce
from tests.visitor import Visitor


def proposed(world: DayWorld, helper: Visitor) -> list[str]:
    """Who is proposed to ML01, whose partner of the first slot did not come."""
    helper.visit(f"/organizers/day/replace/{world.meeting_id('ML01', 'DZ01')}")
    return sorted(one.text.removeprefix("Organisation ") for one in helper.soup.select("ol.calls h3"))


def test_those_present_free_and_across_the_border_are_proposed(world: DayWorld, helper: Visitor) -> None:
    world.arrive("ML01", "ML02", "ML04", "DZ02", "DZ03", "DZ04")
    # DZ02 sits with ML02 in this slot and DZ05 is not there; ML04 is of the same shore.
    assert proposed(world, helper) == ["DZ03", "DZ04"]


def keep_apart(world: DayWorld) -> None:
    one, other, now = get_by_key("DZ04"), get_by_key("ML01"), world.now
    db.session.add(
        KeptApart(profile=one, other_profile=other, kept_on=ApartList.DO_NOT_INTRODUCE, added_by_id=None, added_at=now)
    )


def decline(world: DayWorld) -> None:
    ml, dz = get_by_key("ML01"), get_by_key("DZ04")
    db.session.add(
        Reaction(
            profile_id=dz.id,
            other_profile_id=ml.id,
            interested=False,
            reason=DeclineReason.COMPETITOR,
            reacted_at=world.now,
            user_id=world.user("dz04@example.org").id,
        )
    )


def be_busy(world: DayWorld) -> None:
    db.session.add(BusySlot(attendance_id=world.attendance("DZ04").id, slot_id=world.slot(1).id))


def be_an_institution(world: DayWorld) -> None:
    get_by_key("DZ04").kind = Kind.INSTITUTION


def be_discreet(world: DayWorld) -> None:
    profile = get_by_key("DZ04")
    profile.kind, profile.discreet = Kind.INVESTOR, True


def be_withdrawn(world: DayWorld) -> None:
    get_by_key("DZ04").status = ProfileStatus.WITHDRAWN


def withdraw_consent(world: DayWorld) -> None:
    for consent in world.user("dz04@example.org").consents:
        consent.withdrawn_at = world.now


def represent_another_that_sits(world: DayWorld) -> None:
    world.attendance("DZ04").person = world.user("dz02@example.org")


@pytest.mark.parametrize(
    "change",
    [
        keep_apart,
        decline,
        be_busy,
        be_an_institution,
        be_discreet,
        be_withdrawn,
        withdraw_consent,
        represent_another_that_sits,
    ],
)
def test_nobody_is_proposed_whom_this_closes(
    world: DayWorld, helper: Visitor, change: Callable[[DayWorld], None]
) -> None:
    world.arrive("ML01", "DZ04")
    with world.app.app_context():
        change(world)
        db.session.commit()
    assert proposed(world, helper) == []


def group(page: Visitor, name: str) -> list[str]:
    heading = page.soup.select_one(f"#{name}")
    rows = heading.find_parent("section").select("li") if heading else []
    return [" ".join(one.get_text(" ").split()) for one in rows]


def test_whoever_is_only_free_stands_apart_from_those_who_fit(world: DayWorld, helper: Visitor) -> None:
    """DZ04 needs what ML01 offers, and the other way round; DZ05 is of another trade."""
    world.arrive("ML01", "DZ04", "DZ05")
    with world.app.app_context():
        offer, need = get_by_key("DZ04").opportunities
        offer.title, need.title = need.title, offer.title
        hairdresser = get_by_key("DZ05")
        hairdresser.sectors = ["tourism"]
        hairdresser.opportunities[0].title, hairdresser.opportunities[1].title = "Salon de coiffure", "Local à louer"
        db.session.commit()
    proposed(world, helper)
    assert [row.split(" Algérie")[0] for row in group(helper, "fitting")] == ["Organisation DZ04"]
    (free,) = group(helper, "others")
    assert "Organisation DZ05" in free
    assert "Les deux parlent de" not in free
    assert "Les deux parlent de" in group(helper, "fitting")[0]


def test_two_who_have_said_yes_already_and_have_no_place_stand_first(world: DayWorld, helper: Visitor) -> None:
    world.arrive("ML01", "DZ03", "DZ04")
    with world.app.app_context():
        introduce(world, ("ML01", "DZ04"))
    proposed(world, helper)
    assert "DZ04" in helper.soup.select("ol.calls h3")[0].text


def ask(world: DayWorld, helper: Visitor, key: str = "DZ04") -> None:
    helper.visit(f"/organizers/day/replace/{world.meeting_id('ML01', 'DZ01')}/ML01/{key}")


def test_both_yes_put_them_at_the_place_and_open_the_contacts(world: DayWorld, helper: Visitor) -> None:
    world.arrive("ML01", "DZ04")
    ask(world, helper)
    helper.submit(ml_name="Personne ML01", dz_name="Nadia")
    with world.app.app_context():
        introduction = world.introduction("ML01", "DZ04")
        assert (introduction.status, introduction.origin) == (IntroductionStatus.ACCEPTED, Origin.ON_SITE)
        said = [(side.channel, side.answered_name, side.recorded_by.full_name) for side in introduction.sides]
        assert said == [
            (AnswerChannel.TABLE, "Personne ML01", "Koro Sissoko"),
            (AnswerChannel.TABLE, "Nadia", "Koro Sissoko"),
        ]
        assert contacts_open(introduction)
        placement = world.placement("ML01", "DZ04")
        assert placement is not None
        assert (placement.slot.position, placement.table.number) == (1, 1)
        gone = world.meeting("ML01", "DZ01")
        assert (gone.status, gone.cancel_reason) == (MeetingStatus.CANCELLED, CancelReason.SIDE)


def test_one_yes_writes_nothing_at_all(world: DayWorld, helper: Visitor) -> None:
    world.arrive("ML01", "DZ04")
    ask(world, helper)
    helper.submit(status=409, ml_name="Personne ML01", dz_name="  ")
    assert "Les deux doivent d’abord dire oui" in helper.text
    with world.app.app_context():
        assert world.meeting("ML01", "DZ01").status is MeetingStatus.PUBLISHED
        with pytest.raises(Exception, match="No row"):
            world.introduction("ML01", "DZ04")


def test_only_the_side_that_has_not_said_yes_is_asked(world: DayWorld, helper: Visitor) -> None:
    world.arrive("ML01", "DZ04")
    with world.app.app_context():
        introduce(world, ("ML01", "DZ04"), accepted=False)
        side = world.introduction("ML01", "DZ04").side_of(get_by_key("ML01"))
        side.answer, side.channel = "yes", "site"
        side.answered_at = side.effective_at = side.settled_at = world.now
        db.session.commit()
        assert find_contact(side) is None
    ask(world, helper)
    assert [one["name"] for one in helper.soup.select("main input.form-control")] == ["dz_name"]
    helper.submit(dz_name="Nadia")
    with world.app.app_context():
        introduction = world.introduction("ML01", "DZ04")
        assert [side.channel for side in introduction.sides] == [AnswerChannel.SITE, AnswerChannel.TABLE]
        assert find_contact(introduction.side_of(get_by_key("DZ04"))) is not None


def test_whoever_is_not_there_cannot_be_booked(world: DayWorld, helper: Visitor) -> None:
    world.arrive("ML01")
    helper.visit("/organizers/day/book/ML01/DZ04", status=404)


def test_an_old_page_does_not_give_a_place_away_twice(world: DayWorld, helper: Visitor, organizer: Visitor) -> None:
    world.arrive("ML01", "DZ03", "DZ04")
    ask(world, helper, "DZ03")
    ask(world, organizer, "DZ04")
    organizer.submit(ml_name="Personne ML01", dz_name="Nadia")
    helper.submit(status=409, ml_name="Personne ML01", dz_name="Karim")


def test_two_people_at_the_table_get_the_next_place_that_is_free(world: DayWorld, helper: Visitor) -> None:
    world.arrive("ML04", "DZ05")
    helper.visit("/organizers/day/book?one=ml04&other=dz05")
    helper.submit(ml_name="Personne ML04", dz_name="Nadia")
    with world.app.app_context():
        placement = world.placement("ML04", "DZ05")
        assert placement is not None
        # Both tables are taken in the first two slots.
        assert (placement.slot.position, placement.table.number) == (3, 2)


def test_weeks_before_the_day_a_helper_books_nothing(world: DayWorld, helper: Visitor) -> None:
    world.arrive("ML01", "DZ04")
    with world.app.app_context():
        event = world.event()
        event.cutoff_at = event.cutoff_at.replace(year=event.cutoff_at.year - 1)
        event.starts_at = event.starts_at.replace(year=event.starts_at.year + 1)
        event.ends_at = event.ends_at.replace(year=event.ends_at.year + 1)
        db.session.commit()
    ask(world, helper)
    assert "Ce n’est pas encore le jour" in helper.text
    assert helper.soup.select_one("main form") is None


def test_the_hour_that_ends_the_day_takes_no_name_away(world: DayWorld, helper: Visitor) -> None:
    world.arrive("ML04", "DZ05")
    helper.visit("/organizers/day/book/ML04/DZ05")
    with world.app.app_context():
        event = world.event()
        event.cutoff_at, event.starts_at = world.now - timedelta(hours=21), world.now - timedelta(hours=9)
        event.ends_at = world.now - timedelta(hours=3)
        db.session.commit()
    helper.submit(status=409, ml_name="Personne ML04", dz_name="Nadia")
    assert "Ce n’est pas encore le jour, ou plus" in helper.text
    assert typed(helper) == ["Personne ML04", "Nadia"]


def typed(page: Visitor) -> list[str]:
    return [str(one["value"]) for one in page.soup.select("main input.form-control")]


def test_whoever_is_a_moment_late_chooses_among_the_other_places(
    world: DayWorld, helper: Visitor, organizer: Visitor
) -> None:
    world.arrive("ML04", "DZ04", "DZ05")
    helper.visit("/organizers/day/book/ML04/DZ04")
    organizer.visit("/organizers/day/book/ML04/DZ05")
    organizer.submit(ml_name="Personne ML04", dz_name="Nadia")
    helper.submit(status=422, ml_name="Personne ML04", dz_name="Karim")
    assert "Cette place vient d’être prise." in helper.text
    assert typed(helper) == ["Personne ML04", "Karim"]
    helper.submit()
    with world.app.app_context():
        placement = world.placement("ML04", "DZ04")
        assert placement is not None
        assert placement.slot.position == 4


def test_a_schedule_that_changed_meanwhile_costs_one_more_tap_and_no_name(
    world: DayWorld, helper: Visitor, organizer: Visitor
) -> None:
    world.arrive("ML04", "DZ04", "ML03", "DZ05")
    helper.visit("/organizers/day/book/ML04/DZ04")
    fourth = helper.soup.select("#place option")[-1]["value"]
    organizer.visit("/organizers/day/book/ML03/DZ05")
    organizer.submit(ml_name="Personne ML03", dz_name="Nadia")
    helper.submit(status=409, ml_name="Personne ML04", dz_name="Karim", place=fourth)
    assert "Awa Traoré" in helper.text
    assert typed(helper) == ["Personne ML04", "Karim"]
    helper.submit()
    with world.app.app_context():
        assert world.placement("ML04", "DZ04") is not None


def test_whoever_comes_while_the_form_is_filled_in_keeps_the_meeting(world: DayWorld, helper: Visitor) -> None:
    world.arrive("ML01", "DZ04")
    ask(world, helper)
    world.arrive("DZ01")
    helper.submit(status=409, ml_name="Personne ML01", dz_name="Nadia")
    assert "Organisation ML01 et Organisation DZ01 sont là" in helper.text
    with world.app.app_context():
        assert world.meeting("ML01", "DZ01").status is MeetingStatus.PUBLISHED
        assert find_live(get_by_key("ML01"), get_by_key("DZ04")) is None


def test_nobody_is_asked_to_sit_in_where_both_are_there_or_neither(world: DayWorld, helper: Visitor) -> None:
    world.arrive("ML01", "DZ01", "DZ04")
    ask(world, helper)
    assert "Organisation ML01 et Organisation DZ01 sont là" in helper.text
    assert helper.soup.select_one("input[name=dz_name]") is None
    world.leave("ML01", "DZ01")
    helper.visit(f"/organizers/day/replace/{world.meeting_id('ML01', 'DZ01')}")
    assert "Ni Organisation ML01 ni Organisation DZ01" in helper.text


def test_the_place_is_given_away_for_the_side_that_waits_only(world: DayWorld, helper: Visitor) -> None:
    """DZ02 waits for ML02; a page about two others would leave it alone at its table."""
    world.arrive("ML01", "DZ04", "DZ02")
    path = f"/organizers/day/replace/{world.meeting_id('ML02', 'DZ02')}/ML01/DZ04"
    helper.visit(path, status=404)

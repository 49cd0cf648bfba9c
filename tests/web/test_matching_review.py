"""Organizers read the queue, decide about pairs, take decisions back, and see how the suggestions came about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from bs4 import Tag
from flask import Flask

from matchmaking import clock
from matchmaking.accounts.models import RoleName
from matchmaking.audit.models import AuditEvent
from matchmaking.extensions import db
from matchmaking.matching.jobs import refresh
from matchmaking.matching.models import PairReview, Reaction
from matchmaking.matching.wording import silence
from matchmaking.profiles.models import Profile
from matchmaking.profiles.vocabulary import Kind
from tests.factories import PASSWORD, make_profile, make_user
from tests.matching_samples import FRENCH, TEXTS, add_organizer, add_profile, add_two_pairs, fr, run_now
from tests.visitor import Visitor

QUEUE, RUNS = "/organizers/suggestions", "/organizers/runs"
PAIR = "/organizers/pairs/ML01/DZ01"
DISMISS = str(FRENCH.gettext("Dismiss the pair"))


@pytest.fixture
def organizer(app: Flask) -> Visitor:
    """Awa, who reviews two good pairs."""
    with app.app_context():
        add_organizer()
        add_two_pairs()
        run_now()
    return Visitor(app).sign_in("awa@example.org")


def rows(visitor: Visitor) -> list[str]:
    """The pairs of the queue, as read."""
    return [" ".join(row.get_text(" ").split()) for row in visitor.soup.select("ol.queue > li")]


def pairs(visitor: Visitor) -> list[tuple[str, str]]:
    """The keys of the pairs of the queue, by their « Read » buttons."""
    links = visitor.soup.select("ol.queue .qact a")
    keys = [str(link["href"]).split("?")[0].split("/")[-2:] for link in links]
    return [(ml, dz) for ml, dz in keys]


def why(app: Flask, code: str) -> str:
    """The sentence for a run that suggests nothing."""
    with app.test_request_context():
        return " ".join(str(silence(code)).split())


def says(app: Flask, one: str, other: str, *, interested: bool) -> None:
    with app.app_context():
        ids = {profile.key: profile.id for profile in db.session.scalars(sa.select(Profile))}
        reaction = Reaction(
            profile_id=ids[one], other_profile_id=ids[other], interested=interested, reacted_at=clock.now()
        )
        db.session.add(reaction)
        db.session.commit()


@contextmanager
def counted_queries(app: Flask) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_c: object, _u: object, statement: str, *_: object) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            statements.append(statement)

    with app.app_context():
        engine = db.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)


def test_the_queue_shows_pairs_with_what_connects_them(organizer: Visitor) -> None:
    organizer.visit(QUEUE)
    assert fr("Pairs to read") in organizer.text
    assert set(pairs(organizer)) == {("ML01", "DZ01"), ("ML02", "DZ02")}
    first = next(row for row in rows(organizer) if "Organisation ML01" in row)
    assert "électroniques" in first
    assert not [word for row in rows(organizer) for word in row.split() if word.endswith("%")]


def test_weak_pairs_stay_out_until_they_are_asked_for(organizer: Visitor) -> None:
    organizer.visit(QUEUE)
    plausible = len(pairs(organizer))
    organizer.submit("/organizers/suggestions", strength="weak")
    assert len(pairs(organizer)) >= plausible
    organizer.submit("/organizers/suggestions", strength="strong")
    assert "strength=strong" in str(organizer.response.request.url if organizer.response else "")


def test_filters_stand_in_the_address_and_can_be_taken_off(organizer: Visitor) -> None:
    organizer.visit(QUEUE)
    organizer.submit("/organizers/suggestions", sector="edtech")
    assert pairs(organizer) == [("ML02", "DZ02")]
    chip = organizer.soup.select_one("a.chip")
    assert chip is not None
    organizer.visit(str(chip["href"]))
    assert len(pairs(organizer)) == 2
    organizer.visit(f"{QUEUE}?sector=fintech")
    assert fr("No pair fits these filters") in organizer.text
    organizer.visit(f"{QUEUE}?kind=investor")
    assert pairs(organizer) == []
    organizer.visit(f"{QUEUE}?sector=nonsense&strength=%3Cb%3E&page=99&unserved=FR")
    assert len(pairs(organizer)) == 2


def test_which_side_has_nothing_yet_can_be_asked(app: Flask, organizer: Visitor) -> None:
    with app.app_context():
        ids = {profile.key: profile.id for profile in db.session.scalars(sa.select(Profile))}
        decided = {"status": "approved", "decided_at": clock.now()}
        db.session.add(PairReview(ml_profile_id=ids["ML01"], dz_profile_id=ids["DZ02"], **decided))
        db.session.commit()
    organizer.visit(f"{QUEUE}?unserved=ML")
    assert pairs(organizer) == [("ML02", "DZ02")]
    organizer.visit(f"{QUEUE}?unserved=DZ")
    assert pairs(organizer) == [("ML01", "DZ01")]
    organizer.visit(QUEUE)
    tagged = [row for row in rows(organizer) if fr("Never introduced") in row]
    assert len(tagged) == 2  # DZ01 and ML02 were never introduced, the other two were


def test_both_interested_stand_on_top_and_one_refusal_at_the_end(app: Flask, organizer: Visitor) -> None:
    organizer.visit(QUEUE)
    last = pairs(organizer)[-1]
    says(app, last[0], last[1], interested=True)
    organizer.visit(QUEUE)
    assert pairs(organizer)[-1] == last  # one alone is said, not moved
    assert rows(organizer)[-1].count(fr("Interested")) == 1
    says(app, last[1], last[0], interested=True)
    organizer.visit(QUEUE)
    assert pairs(organizer)[0] == last
    assert rows(organizer)[0].count(fr("Interested")) == 2
    first = pairs(organizer)[1]
    says(app, first[0], first[1], interested=False)
    organizer.visit(QUEUE)
    assert pairs(organizer)[-1] == first
    assert fr("Not for us") in rows(organizer)[-1]
    organizer.visit(f"/organizers/pairs/{first[0]}/{first[1]}")
    assert fr("Not for us") in organizer.text


def test_the_pair_page_shows_both_sides_and_leads_on(organizer: Visitor) -> None:
    organizer.visit(QUEUE)
    first, second = pairs(organizer)
    organizer.visit(f"/organizers/pairs/{first[0]}/{first[1]}")
    assert "1 sur 2" in organizer.text
    forward = organizer.soup.select_one("a[rel=next]")
    assert forward is not None
    organizer.visit(str(forward["href"]))
    assert organizer.path == f"/organizers/pairs/{second[0]}/{second[1]}"
    assert organizer.soup.select_one("a[rel=next]") is None
    assert organizer.soup.select_one("a[rel=prev]") is not None


def test_shared_words_are_numbered_and_linked_across(organizer: Visitor) -> None:
    organizer.visit(PAIR)
    marked = organizer.soup.select("a.word")
    assert marked
    for word in marked:
        target = organizer.soup.find(id=str(word["href"]).removeprefix("#"))
        assert isinstance(target, Tag)
        assert target["href"] == f"#{word['id']}"


def test_the_neighbours_are_those_of_the_filtered_queue(organizer: Visitor) -> None:
    organizer.visit(f"{PAIR}?sector=agritech")
    assert "1 sur 1" in organizer.text
    assert organizer.soup.select_one("a[rel=next]") is None


def test_dismissing_asks_for_a_reason_and_keeps_the_note(app: Flask, organizer: Visitor) -> None:
    organizer.visit(PAIR)
    organizer.submit("/pairs/", button=DISMISS, note="Vu avec l'ambassade.", status=422)
    assert fr("Choose a reason: it keeps the next organizer from asking.") in organizer.text
    assert "Vu avec l'ambassade." in organizer.soup.select_one("textarea[name=note]").text  # type: ignore[union-attr]
    assert organizer.soup.select_one("details.dismiss[open]") is not None
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(PairReview.id))) == 0


def test_a_note_survives_the_end_of_the_session(app: Flask, organizer: Visitor) -> None:
    organizer.visit(PAIR)
    organizer.client.delete_cookie("session")
    organizer.submit("/pairs/", button=DISMISS, reason="too_early", note="Revoir après l'été.")
    assert organizer.path == "/login"
    organizer.submit("/login", email="awa@example.org", password=PASSWORD)
    assert organizer.path == PAIR
    assert "Revoir après l'été." in organizer.soup.select_one("textarea[name=note]").text  # type: ignore[union-attr]
    assert organizer.soup.select_one("input[value=too_early][checked]") is not None
    organizer.submit("/pairs/", button=DISMISS)
    with app.app_context():
        assert db.session.scalars(sa.select(PairReview)).one().note == "Revoir après l'été."
    organizer.submit("/reopen")
    assert organizer.soup.select_one("textarea[name=note]").text.strip() == ""  # type: ignore[union-attr]


def test_a_dismissed_pair_leaves_the_queue_for_good_and_leads_to_the_next(app: Flask, organizer: Visitor) -> None:
    organizer.visit(QUEUE)
    first, second = pairs(organizer)
    organizer.visit(f"/organizers/pairs/{first[0]}/{first[1]}")
    organizer.submit("/pairs/", button=DISMISS, reason="competitors", note="Même métier.")
    assert organizer.path == f"/organizers/pairs/{second[0]}/{second[1]}"
    with app.app_context():
        refresh({})
    organizer.visit(QUEUE)
    assert first not in pairs(organizer)
    organizer.visit(f"{QUEUE}?strength=weak")
    assert first not in pairs(organizer)
    organizer.visit(f"/organizers/pairs/{first[0]}/{first[1]}")
    assert fr("They compete") in organizer.text
    assert "Même métier." in organizer.text
    with app.app_context():
        event = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "pair.dismiss")).one()
        assert event.details["reason"] == "competitors"
        assert "Même métier." not in str(event.details)


def test_a_dismissal_can_be_undone_from_the_next_page(organizer: Visitor) -> None:
    organizer.visit(PAIR)
    organizer.submit("/pairs/", button=DISMISS, reason="too_early")
    organizer.submit("/organizers/pairs/ML01/DZ01/reopen")
    assert organizer.path == PAIR
    assert fr("The pair stands in the queue again.") in organizer.text
    organizer.visit(QUEUE)
    assert ("ML01", "DZ01") in pairs(organizer)


def test_the_second_of_two_organizers_learns_who_decided(app: Flask, organizer: Visitor) -> None:
    with app.app_context():
        add_organizer("binta@example.org", "Binta Diallo")
        db.session.commit()
    binta = Visitor(app).sign_in("binta@example.org")
    binta.visit(PAIR)
    organizer.visit(PAIR)
    organizer.submit("/pairs/", button=DISMISS, reason="competitors")
    binta.submit("/pairs/", button=DISMISS, reason="too_early", status=409)
    assert "Awa Traoré" in binta.text
    assert fr("They compete") in binta.text
    back = next(link for link in binta.soup.select("main a.btn") if link["href"])
    binta.visit(str(back["href"]))
    assert binta.path == PAIR
    with app.app_context():
        assert db.session.scalars(sa.select(PairReview)).one().reason == "competitors"


def test_an_old_undo_does_not_touch_a_newer_decision(app: Flask, organizer: Visitor) -> None:
    organizer.visit(PAIR)
    organizer.submit("/pairs/", button=DISMISS, reason="competitors")
    late = Visitor(app).sign_in("awa@example.org")
    late.visit(PAIR)
    organizer.visit(PAIR)
    organizer.submit("/reopen")
    organizer.submit("/pairs/", button=DISMISS, reason="too_early")
    late.submit("/reopen", status=409)
    with app.app_context():
        assert db.session.scalars(sa.select(PairReview)).one().reason == "too_early"


def test_an_approved_pair_is_not_undone_here(app: Flask, organizer: Visitor) -> None:
    organizer.visit(PAIR)
    organizer.submit("/pairs/", button=DISMISS, reason="competitors")
    organizer.visit(PAIR)
    with app.app_context():
        review = db.session.scalars(sa.select(PairReview)).one()
        review.status, review.reason = "approved", None
        db.session.commit()
    organizer.submit("/reopen", status=409)
    with app.app_context():
        assert db.session.scalars(sa.select(PairReview)).one().status == "approved"


def test_a_withdrawn_profile_is_gone_from_the_queue_before_any_run(app: Flask, organizer: Visitor) -> None:
    with app.app_context():
        user = db.session.scalars(sa.select(Profile).where(Profile.key == "DZ01")).one().contact_user
        assert user is not None
        user.consents.clear()
        db.session.commit()
    organizer.visit(QUEUE)
    assert pairs(organizer) == [("ML02", "DZ02")]


def test_unknown_pairs_and_pairs_of_one_side_do_not_exist(organizer: Visitor) -> None:
    organizer.visit("/organizers/pairs/ML01/DZ99", status=404)
    organizer.visit("/organizers/pairs/DZ01/ML01", status=404)
    organizer.visit("/organizers/pairs/ML01/ML02", status=404)


def test_hostile_texts_stay_text_also_within_marks(app: Flask) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)> cartes électroniques"
    with app.app_context():
        add_organizer()
        add_profile("ML01", needs=(f"{evil} | {evil}",), name="<b>Rive</b>", summary=evil, city="<i>Kayes</i>")
        add_profile("DZ01", offers=(f"{evil} | {evil}",), startup_label='"><script>')
        run_now()
    visitor = Visitor(app).sign_in("awa@example.org")
    for address in (QUEUE, PAIR, f"{QUEUE}?strength=weak"):
        visitor.visit(address)
        main = visitor.soup.find("main")
        assert isinstance(main, Tag)
        assert not main.select("script, img, [onerror]")
        assert "<b>Rive</b>" in visitor.text
    assert "onerror=alert(2)>" in "".join(visitor.text.split())  # shown as typed, whichever of its words are marked


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ((), "no_profiles"),
        (("ML01",), "one_profile"),
        (("ML01", "ML02"), "one_side_only"),
    ],
)
def test_an_empty_queue_says_why(app: Flask, keys: tuple[str, ...], code: str) -> None:
    with app.app_context():
        add_organizer()
        for key in keys:
            add_profile(key)
        run_now()
    visitor = Visitor(app).sign_in("awa@example.org")
    visitor.visit(QUEUE)
    assert why(app, code) in visitor.text
    visitor.visit(RUNS)
    assert why(app, code) in visitor.text


def test_before_the_first_run_the_queue_says_so(app: Flask) -> None:
    with app.app_context():
        add_organizer()
        db.session.commit()
    visitor = Visitor(app).sign_in("awa@example.org")
    visitor.visit(QUEUE)
    assert fr("Nothing was computed yet") in visitor.text
    visitor.visit(RUNS)
    assert fr("Nothing was computed yet") in visitor.text


def test_the_gauge_names_who_has_nothing(app: Flask, organizer: Visitor) -> None:
    with app.app_context():
        make_profile("ML09", members=(make_user("seule@example.org"),), offers=("Poterie",), needs=("Argile blanche",))
        run_now()
    organizer.visit(QUEUE)
    assert fr("Without suggestion:") in organizer.text
    gauge = organizer.soup.select_one("section.balance")
    assert isinstance(gauge, Tag)
    assert "Organisation ML09" in gauge.text
    assert "Organisation ML01" not in gauge.text


def test_runs_are_listed_with_their_figures_and_can_be_renewed(app: Flask, organizer: Visitor) -> None:
    organizer.visit(RUNS)
    assert fr("Current") in organizer.text
    assert "top_n" in organizer.text
    organizer.submit("/organizers/runs")
    assert fr("The worker is computing.") in organizer.text
    organizer.submit("/organizers/runs")  # asked twice, done once
    with app.app_context():
        from matchmaking.outbox.models import Job

        asked = db.session.scalars(sa.select(Job).where(Job.unique_key == "matching.refresh")).all()
        assert len(asked) == 1


def test_the_queue_asks_the_database_the_same_however_many_rows_it_shows(app: Flask, organizer: Visitor) -> None:
    organizer.visit(QUEUE)
    with counted_queries(app) as few:
        organizer.visit(QUEUE)
    assert len(rows(organizer)) == 2
    with app.app_context():
        for number in range(10, 20):
            for country in ("ML", "DZ"):
                offer, need = TEXTS[f"{country}01"]
                person = make_user(f"{country}{number}@example.org".lower())
                kind = Kind.COMPANY
                make_profile(f"{country}{number}", members=(person,), offers=(offer,), needs=(need,), kind=kind)
        run_now()
    organizer.visit(QUEUE)
    with counted_queries(app) as many:
        organizer.visit(QUEUE)
    assert len(rows(organizer)) == 12
    assert len(many) <= len(few)
    assert len(many) < 15
    organizer.visit(PAIR)
    with counted_queries(app) as pair:
        organizer.visit(PAIR)
    assert len(pair) < 20


@pytest.mark.parametrize("role", [RoleName.PARTICIPANT, RoleName.COMMITTEE])
def test_only_organizers_review(app: Flask, organizer: Visitor, role: RoleName) -> None:
    with app.app_context():
        make_user("autre@example.org", role=role)
        db.session.commit()
    other = Visitor(app).sign_in("autre@example.org")
    for address in (QUEUE, RUNS, PAIR):
        other.visit(address, status=403)

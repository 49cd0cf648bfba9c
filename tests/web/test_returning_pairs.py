"""Pairs that come back and pairs that never do, with a clock that is moved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from matchmaking import clock
from matchmaking.audit.models import AuditEvent
from matchmaking.extensions import db
from matchmaking.matching import operations, queries
from matchmaking.matching.jobs import refresh
from matchmaking.matching.lifecycle import PairStatus
from matchmaking.matching.models import DeclineReason, DismissalReason, Reaction, Suggestion
from matchmaking.profiles.models import Profile
from matchmaking.profiles.queries import get_by_key
from matchmaking.settings.models import PlatformSettings
from tests.matching_samples import add_organizer, add_two_pairs, fr, open_suggestions, run_now
from tests.visitor import Visitor

QUEUE, PAIR, MINE = "/organizers/suggestions", "/organizers/pairs/ML01/DZ01", "/suggestions"


class Days:
    """The clock of a test: it stands still unless days pass, and then the nightly run comes by."""

    def __init__(self, app: Flask) -> None:
        self.app, self.now = app, datetime.now(UTC).replace(microsecond=0)

    def pass_(self, days: int) -> None:
        self.now += timedelta(days=days)
        self.night()

    def night(self) -> None:
        with self.app.app_context():
            refresh({})


@pytest.fixture
def days(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Days:
    """Two good pairs that were compared, and Awa who reviews."""
    made = Days(app)
    monkeypatch.setattr(clock, "now", lambda: made.now)
    with app.app_context():
        add_organizer()
        add_two_pairs()
        open_suggestions()
        run_now()
    return made


def dismiss(app: Flask, reason: DismissalReason) -> None:
    with app.app_context():
        ml, dz = get_by_key("ML01"), get_by_key("DZ01")
        awa = db.session.scalars(sa.select(operations.User).filter_by(email="awa@example.org")).one()
        review = queries.find_review(ml, dz)
        version = review.version if review else 0
        operations.dismiss_pair(
            ml, dz, reason=reason, note="à revoir", shown_version=version, actor=awa, now=clock.now()
        )
        db.session.commit()


def decline(app: Flask, reason: DeclineReason | None) -> None:
    """ML01 says « not for us » of DZ01."""
    with app.app_context():
        ml, dz = get_by_key("ML01"), get_by_key("DZ01")
        person = ml.members[0].user
        operations.react(ml, dz, interested=False, reason=reason, actor=person, now=clock.now())
        db.session.commit()


def suggested(app: Flask) -> bool:
    """Whether the last run suggests ML01 and DZ01 to each other."""
    with app.app_context():
        ml, dz = get_by_key("ML01"), get_by_key("DZ01")
        return queries.find_suggestion(ml, dz) is not None


def status(app: Flask) -> PairStatus | None:
    with app.app_context():
        review = queries.find_review(get_by_key("ML01"), get_by_key("DZ01"))
        return review.status if review else None


def change(app: Flask, key: str, **values: str) -> None:
    with app.app_context():
        profile = db.session.scalars(sa.select(Profile).where(Profile.key == key)).one()
        if text := values.pop("need", None):
            profile.opportunities[1].text = text
        for name, value in values.items():
            setattr(profile, name, value)
        db.session.commit()


def test_too_early_returns_after_90_days_and_not_after_89(app: Flask, days: Days) -> None:
    dismiss(app, DismissalReason.TOO_EARLY)
    days.pass_(89)
    assert not suggested(app)
    assert status(app) is PairStatus.DISMISSED
    days.pass_(1)
    assert suggested(app)
    assert status(app) is PairStatus.OPEN


def test_the_time_of_a_not_now_is_a_setting(app: Flask, days: Days) -> None:
    with app.app_context():
        db.session.get_one(PlatformSettings, 1).not_now_days = 30
        db.session.commit()
    dismiss(app, DismissalReason.TOO_EARLY)
    days.pass_(30)
    assert suggested(app)


def test_a_returned_pair_tells_the_organizer_that_it_was_set_aside(app: Flask, days: Days) -> None:
    dismiss(app, DismissalReason.TOO_EARLY)
    days.pass_(90)
    organizer = Visitor(app).sign_in("awa@example.org")
    organizer.visit(QUEUE)
    row = next(row for row in organizer.soup.select("ol.queue > li") if "Organisation ML01" in row.text)
    assert fr("Too early for one of them") in " ".join(row.get_text(" ").split())
    assert "de retour depuis le" in row.text
    organizer.visit(PAIR)
    assert "Awa Traoré a écarté cette paire" in organizer.text
    assert "De retour depuis le" in organizer.text
    assert "à revoir" in organizer.text  # the note of then
    with app.app_context():
        trail = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "pair.return")).one()
        assert (trail.actor_id, trail.details["reason"]) == (None, "too_early")
    organizer.submit("/organizers/pairs/ML01/DZ01", button=fr("Dismiss the pair"), reason="competitors")
    days.pass_(900)
    assert not suggested(app)


def test_a_closed_pair_says_when_it_returns(app: Flask, days: Days) -> None:
    dismiss(app, DismissalReason.TOO_EARLY)
    organizer = Visitor(app).sign_in("awa@example.org")
    organizer.visit(PAIR)
    assert "La paire revient le" in organizer.text
    dismiss_again = {
        DismissalReason.COMPETITORS: "The pair does not come back by itself.",
        DismissalReason.PROFILE_TOO_VAGUE: "The pair comes back when a text has changed.",
    }
    for reason, sentence in dismiss_again.items():
        organizer.submit("/reopen")
        dismiss(app, reason)
        organizer.visit(PAIR)
        assert fr(sentence) in organizer.text


@pytest.mark.parametrize("key", ["ML01", "DZ01"])
def test_too_vague_returns_when_a_text_changed_and_only_then(app: Flask, days: Days, key: str) -> None:
    dismiss(app, DismissalReason.PROFILE_TOO_VAGUE)
    change(app, key, contact_phone="+22370112233", city="Sikasso")
    days.pass_(200)
    assert not suggested(app)
    change(app, key, need="Nous cherchons aussi des cartes électroniques et des coopératives laitières.")
    days.night()
    assert suggested(app)


@pytest.mark.parametrize(
    "reason",
    [
        DismissalReason.COMPETITORS,
        DismissalReason.ALREADY_IN_CONTACT,
        DismissalReason.CONFLICT,
        DismissalReason.OTHER,
    ],
)
def test_what_is_set_aside_for_good_never_returns(app: Flask, days: Days, reason: DismissalReason) -> None:
    dismiss(app, reason)
    change(app, "ML01", summary="Tout est nouveau.")
    days.pass_(3000)
    assert not suggested(app)
    assert status(app) is PairStatus.DISMISSED


def test_a_participant_s_not_now_closes_the_pair_for_both_and_for_90_days(app: Flask, days: Days) -> None:
    decline(app, DeclineReason.NOT_NOW)
    algerian = Visitor(app).sign_in("dz01@example.org")
    algerian.visit(MINE)
    assert "Organisation ML01" not in algerian.text  # at once
    organizer = Visitor(app).sign_in("awa@example.org")
    organizer.visit(QUEUE)
    assert not [row for row in organizer.soup.select("ol.queue > li") if "Organisation ML01" in row.text]
    organizer.visit(PAIR)
    assert "Organisation ML01 a décliné" in organizer.text
    days.pass_(89)
    assert not suggested(app)
    days.pass_(1)
    assert suggested(app)
    algerian = Visitor(app).sign_in("dz01@example.org")
    algerian.visit(MINE)
    assert "Organisation ML01" in algerian.text
    malian = Visitor(app).sign_in("ml01@example.org")
    malian.visit(MINE)
    assert fr("Not for you") not in malian.text  # it is a new suggestion, which may be declined again
    assert malian.soup.select("button[value=no]")
    organizer = Visitor(app).sign_in("awa@example.org")
    organizer.visit(QUEUE)
    row = next(row for row in organizer.soup.select("ol.queue > li") if "Organisation ML01" in row.text)
    assert "de retour depuis le" in row.text


def test_a_participant_s_too_vague_returns_when_the_other_s_text_changed(app: Flask, days: Days) -> None:
    decline(app, DeclineReason.TOO_VAGUE)
    change(app, "ML01", summary="Le texte de qui décline ne compte pas.")
    days.pass_(200)
    assert not suggested(app)
    change(app, "DZ01", summary="Atelier de vingt personnes, cartes électroniques.")
    days.night()
    assert suggested(app)


@pytest.mark.parametrize("reason", [DeclineReason.COMPETITOR, DeclineReason.ALREADY_IN_CONTACT, DeclineReason.CONFLICT])
def test_a_participant_s_competitor_never_returns(app: Flask, days: Days, reason: DeclineReason) -> None:
    decline(app, reason)
    change(app, "DZ01", summary="Tout est nouveau.")
    days.pass_(3000)
    assert not suggested(app)


def test_another_reason_leaves_the_decision_to_the_organizer(app: Flask, days: Days) -> None:
    decline(app, DeclineReason.OTHER)
    days.night()
    assert suggested(app)


def test_a_run_counts_why_pairs_are_closed(app: Flask, days: Days) -> None:
    decline(app, DeclineReason.NOT_NOW)
    dismiss(app, DismissalReason.CONFLICT)
    days.night()
    with app.app_context():
        run = queries.current_run()
        assert run is not None
        assert run.counts["refused"] == {"conflict": 1}  # one reason a pair: the organizers' decision
    organizer = Visitor(app).sign_in("awa@example.org")
    organizer.visit("/organizers/runs")
    assert fr("conflict of interest") in organizer.text


def test_the_score_stays_with_the_decision(app: Flask, days: Days) -> None:
    decline(app, DeclineReason.NOT_NOW)
    dismiss(app, DismissalReason.TOO_EARLY)
    with app.app_context():
        suggestion = db.session.scalars(
            sa.select(Suggestion)
            .join(Suggestion.ml_profile)
            .where(Profile.key == "ML01")
            .order_by(Suggestion.score.desc())
        ).first()
        review = queries.find_review(get_by_key("ML01"), get_by_key("DZ01"))
        assert suggestion is not None
        assert review is not None
        for name in operations.SCORE_COLUMNS:
            assert getattr(review, name) == getattr(suggestion, name)
        assert review.strength is not None
        reaction = db.session.scalars(sa.select(Reaction)).one()
        assert (reaction.score, reaction.strength) == (review.score, review.strength)
        score = review.score
    days.night()  # the suggestion is gone
    with app.app_context():
        review = queries.find_review(get_by_key("ML01"), get_by_key("DZ01"))
        assert review is not None
        assert review.score == score

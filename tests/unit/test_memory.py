"""How long a word about a pair holds, without any database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaking.matching import memory
from matchmaking.matching.memory import Holds, Kept
from matchmaking.matching.models import DeclineReason, DismissalReason
from matchmaking.profiles.models import Opportunity, Profile
from matchmaking.profiles.vocabulary import Side

DAY = datetime(2026, 3, 7, 12, tzinfo=UTC)
REASONS = [*DismissalReason, *DeclineReason]


def organisation(*texts: tuple[Side, str, str], summary: str = "", **values: str) -> Profile:
    rows = [Opportunity(side=side, title=title, text=text) for side, title, text in texts]
    return Profile(summary=summary, opportunities=rows, **values)


def test_every_reason_says_how_long_it_holds() -> None:
    assert set(memory.OF_ORGANIZERS) == set(DismissalReason)
    assert set(memory.OF_PARTICIPANTS) == set(DeclineReason)


@pytest.mark.parametrize(
    "reason",
    [
        DismissalReason.COMPETITORS,
        DismissalReason.ALREADY_IN_CONTACT,
        DismissalReason.CONFLICT,
        DeclineReason.COMPETITOR,
        DeclineReason.ALREADY_IN_CONTACT,
        DeclineReason.CONFLICT,
    ],
)
@given(days=st.integers(0, 20_000), texts=st.text(max_size=3))
def test_competitors_contacts_and_conflicts_never_return(
    reason: DismissalReason | DeclineReason, days: int, texts: str
) -> None:
    kept = memory.keep(reason, said_at=DAY, days=90, texts=("before",))
    assert not memory.is_over(reason, kept, now=DAY + timedelta(days=days), texts=(texts,))


@pytest.mark.parametrize("reason", [DismissalReason.TOO_EARLY, DeclineReason.NOT_NOW])
@given(days=st.integers(1, 730), later=st.integers(0, 1000))
def test_not_now_is_over_after_its_days_and_not_before(
    reason: DismissalReason | DeclineReason, days: int, later: int
) -> None:
    kept = memory.keep(reason, said_at=DAY, days=days, texts=("before",))
    now = DAY + timedelta(days=later)
    assert memory.is_over(reason, kept, now=now, texts=("after",)) is (later >= days)


@pytest.mark.parametrize("reason", [DismissalReason.PROFILE_TOO_VAGUE, DeclineReason.TOO_VAGUE])
def test_too_vague_is_over_when_a_text_changed_however_long_it_takes(reason: DismissalReason | DeclineReason) -> None:
    kept = memory.keep(reason, said_at=DAY, days=90, texts=("one", "other"))
    late = DAY + timedelta(days=5000)
    assert not memory.is_over(reason, kept, now=late, texts=("one", "other"))
    assert memory.is_over(reason, kept, now=DAY, texts=("one", "changed"))


@pytest.mark.parametrize("reason", REASONS)
def test_what_was_kept_with_nothing_is_not_over(reason: DismissalReason | DeclineReason) -> None:
    """A word of before there was a memory: nobody knows what has changed since."""
    assert not memory.is_over(reason, Kept(), now=DAY + timedelta(days=900), texts=())


def test_no_reason_closes_nothing() -> None:
    assert memory.how_long(None) is Holds.NOT_AT_ALL
    assert DeclineReason.OTHER not in memory.CLOSING


def test_only_what_is_said_counts_as_text() -> None:
    need = (Side.NEED, "Cartes", "Petite série")
    offer = (Side.OFFER, "Lait", "")
    was = memory.fingerprint(organisation(need, offer, summary="Un atelier.", contact_phone="+22370000000"))
    again = organisation(offer, (Side.NEED, " cartes ", "petite  série"), summary="Un atelier.", contact_phone="+2237")
    assert memory.fingerprint(again) == was
    for changed in (
        organisation(need, offer, summary="Un grand atelier."),
        organisation((Side.NEED, "Cartes", "Grande série"), offer, summary="Un atelier."),
        organisation(need, summary="Un atelier."),
        organisation((Side.OFFER, "Cartes", "Petite série"), offer, summary="Un atelier."),
    ):
        assert memory.fingerprint(changed) != was

"""What is known of an outcome follows from what was said: properties over any statements, and the cases people meet."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from matchmaking.followup.lifecycle import OutcomeKind, Speaker
from matchmaking.followup.standing import Clash, Said, Standing, derive
from matchmaking.profiles.vocabulary import Currency

K = OutcomeKind
ML, DZ, ORGANIZER = Speaker.MALI, Speaker.ALGERIA, Speaker.ORGANIZER
START = datetime(2026, 12, 1, 9, tzinfo=UTC)


def said(
    speaker: Speaker, kind: OutcomeKind, *, day: int = 0, order: int = 0, holds: bool = True, **money: object
) -> Said:
    moment = START + timedelta(days=day)
    return Said(speaker=speaker, kind=kind, holds=holds, said_at=moment, order=order, **money)  # type: ignore[arg-type]


@st.composite
def histories(draw: st.DrawFn) -> list[Said]:
    """Any statements, each with an order of its own, as rows have."""
    return [
        said(
            draw(st.sampled_from(Speaker)),
            kind := draw(st.sampled_from(K)),
            day=draw(st.integers(0, 3)),
            order=order,
            holds=draw(st.booleans()),
            amount=(amount := draw(st.sampled_from([None, Decimal(5), Decimal(7)])) if kind is K.CONTRACT else None),
            currency=Currency.XOF if amount else None,
        )
        for order in range(draw(st.integers(0, 14)))
    ]


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_in_which_statements_are_read_is_no_matter(history: list[Said], shuffler: object) -> None:
    mixed = list(history)
    shuffler.shuffle(mixed)  # type: ignore[attr-defined]
    assert derive(mixed) == derive(history)


@given(histories())
def test_only_the_newest_word_of_each_speaker_about_each_kind_counts(history: list[Said]) -> None:
    newest: dict[tuple[Speaker, OutcomeKind], Said] = {}
    for one in sorted(history, key=lambda said: (said.said_at, said.order)):
        newest[one.speaker, one.kind] = one
    assert derive(newest.values()) == derive(history)


@given(histories(), st.sampled_from([ML, DZ]))
def test_one_side_alone_never_confirms(history: list[Said], alone: Speaker) -> None:
    heard = [one for one in history if one.speaker is alone]
    assert {one.standing for one in derive(heard).outcomes.values()} <= {Standing.UNKNOWN, Standing.DECLARED}
    assert not derive(heard).contradictions


@given(histories())
def test_confirmed_rests_on_two_sides_and_evidence_on_an_organizer(history: list[Said]) -> None:
    for outcome in derive(history).outcomes.values():
        if outcome.standing is Standing.CONFIRMED:
            assert outcome.speakers == (ML, DZ)
        assert (outcome.standing is Standing.EVIDENCED) is (ORGANIZER in outcome.speakers)
        assert (outcome.standing is Standing.UNKNOWN) is (not outcome.speakers)


def test_nothing_said_is_unknown_not_no() -> None:
    found = derive([])
    assert {one.standing for one in found.outcomes.values()} == {Standing.UNKNOWN}
    assert found.furthest is None


def test_both_sides_make_it_confirmed_and_a_document_makes_it_seen() -> None:
    both = [said(ML, K.PILOT, order=1), said(DZ, K.PILOT, order=2, day=3)]
    assert derive(both).outcomes[K.PILOT].standing is Standing.CONFIRMED
    assert derive([*both, said(ORGANIZER, K.PILOT, order=3)]).outcomes[K.PILOT].standing is Standing.EVIDENCED


def test_a_contract_against_no_follow_up_is_shown_and_not_decided() -> None:
    found = derive([said(ML, K.CONTRACT, order=1), said(DZ, K.NO_FOLLOW_UP, order=2)])
    assert [(one.clash, one.kind, one.says, one.against) for one in found.contradictions] == [
        (Clash.NO_FOLLOW_UP, K.CONTRACT, ML, DZ)
    ]
    assert found.outcomes[K.CONTRACT].standing is Standing.DECLARED
    assert found.outcomes[K.NO_FOLLOW_UP].standing is Standing.DECLARED


def test_having_met_does_not_contradict_no_follow_up() -> None:
    assert not derive([said(ML, K.MET, order=1), said(DZ, K.NO_FOLLOW_UP, order=2)]).contradictions


def test_a_word_taken_back_leaves_the_other_side_alone_with_it() -> None:
    found = derive([said(ML, K.PILOT, order=1), said(DZ, K.PILOT, order=2), said(DZ, K.PILOT, order=3, holds=False)])
    assert found.outcomes[K.PILOT].standing is Standing.DECLARED
    assert [one.clash for one in found.contradictions] == [Clash.TAKEN_BACK]


def test_two_amounts_are_not_one_amount() -> None:
    first = said(ML, K.INVESTMENT, order=1, amount=Decimal(9_000_000), currency=Currency.XOF)
    second = said(DZ, K.INVESTMENT, order=2, amount=Decimal(15_000), currency=Currency.EUR)
    found = derive([first, second])
    assert found.outcomes[K.INVESTMENT].standing is Standing.CONFIRMED
    assert found.outcomes[K.INVESTMENT].amount is None
    assert [one.clash for one in found.contradictions] == [Clash.AMOUNTS]
    seen = said(ORGANIZER, K.INVESTMENT, order=3, amount=Decimal(14_500), currency=Currency.EUR)
    assert derive([first, second, seen]).outcomes[K.INVESTMENT].amount == Decimal(14_500)

"""What is known of each kind of outcome, derived from everything that was said. Pure; whatever order it is read in.

Of each speaker the newest word about each kind counts. One side is « declared », both are « confirmed », and what an
organizer has seen in writing is « evidence seen », whoever said it. Who speaks against whom is shown, never decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from matchmaking.followup.lifecycle import RESULTS, NoFollowUpReason, OutcomeKind, Speaker
from matchmaking.profiles.vocabulary import Currency

SIDES = (Speaker.MALI, Speaker.ALGERIA)


class Standing(StrEnum):
    """How sure it is."""

    UNKNOWN = "unknown"
    DECLARED = "declared"  # by one side
    CONFIRMED = "confirmed"  # by both
    EVIDENCED = "evidenced"  # seen by an organizer


class Clash(StrEnum):
    """How two speakers contradict each other."""

    NO_FOLLOW_UP = "no_follow_up"  # one says a result, the other that nothing came of it
    TAKEN_BACK = "taken_back"  # one still says it, the other takes its own word back
    AMOUNTS = "amounts"  # both say it, with different amounts


@dataclass(frozen=True, kw_only=True)
class Said:
    """One statement. `order` breaks the tie of two at one moment: the later written counts."""

    speaker: Speaker
    kind: OutcomeKind
    holds: bool
    said_at: datetime
    order: int
    amount: Decimal | None = None
    currency: Currency | None = None
    reason: NoFollowUpReason | None = None

    @property
    def money(self) -> tuple[Decimal, Currency] | None:
        """Amount and currency as typed; never converted, never added to another currency."""
        return (self.amount, self.currency) if self.amount is not None and self.currency is not None else None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One kind of outcome of one introduction."""

    kind: OutcomeKind
    standing: Standing
    speakers: tuple[Speaker, ...]  # whose word holds now
    amount: Decimal | None = None  # None also where the speakers differ
    currency: Currency | None = None
    reasons: tuple[NoFollowUpReason, ...] = ()


@dataclass(frozen=True)
class Contradiction:
    """Somebody says `kind`, somebody else speaks against it."""

    clash: Clash
    kind: OutcomeKind
    says: Speaker
    against: Speaker


@dataclass(frozen=True)
class Standings:
    """Everything that is known of one introduction's outcomes."""

    outcomes: Mapping[OutcomeKind, Outcome]
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def known(self) -> list[Outcome]:
        """The kinds that somebody stands behind, from the first word to money."""
        return [outcome for outcome in self.outcomes.values() if outcome.standing is not Standing.UNKNOWN]

    @property
    def furthest(self) -> Outcome | None:
        """The furthest result; « no follow-up » only where nothing else is known."""
        known = self.known
        results = [one for one in known if one.kind is not OutcomeKind.NO_FOLLOW_UP] or known
        return results[-1] if results else None


def derive(statements: Iterable[Said]) -> Standings:
    """The standing of every kind, unknown ones included, and the contradictions."""
    newest: dict[tuple[Speaker, OutcomeKind], Said] = {}
    for said in sorted(statements, key=lambda one: (one.said_at, one.order)):
        newest[said.speaker, said.kind] = said
    outcomes = {kind: _outcome(kind, newest) for kind in OutcomeKind}
    return Standings(outcomes, tuple(_contradictions(newest)))


def _outcome(kind: OutcomeKind, newest: Mapping[tuple[Speaker, OutcomeKind], Said]) -> Outcome:
    held = [said for speaker in Speaker if (said := newest.get((speaker, kind))) and said.holds]
    speakers = tuple(said.speaker for said in held)
    money = _agreed_money(held)
    return Outcome(
        kind=kind,
        standing=_standing(speakers),
        speakers=speakers,
        amount=money[0] if money else None,
        currency=money[1] if money else None,
        reasons=tuple(dict.fromkeys(said.reason for said in held if said.reason is not None)),
    )


def _standing(speakers: tuple[Speaker, ...]) -> Standing:
    if Speaker.ORGANIZER in speakers:
        return Standing.EVIDENCED
    return (Standing.UNKNOWN, Standing.DECLARED, Standing.CONFIRMED)[len(speakers)]


def _agreed_money(held: list[Said]) -> tuple[Decimal, Currency] | None:
    """What the evidence says, else the one amount that is said."""
    seen = [said.money for said in held if said.speaker is Speaker.ORGANIZER and said.money]
    told = {said.money for said in held if said.money}
    if seen:
        return seen[0]
    return told.pop() if len(told) == 1 else None


def _contradictions(newest: Mapping[tuple[Speaker, OutcomeKind], Said]) -> Iterable[Contradiction]:
    for kind in OutcomeKind:
        for says in Speaker:
            said = newest.get((says, kind))
            if said is None or not said.holds:
                continue
            for against in SIDES:
                clash = _clash(said, against, newest)
                if against is not says and clash is not None:
                    yield Contradiction(clash, kind, says, against)


def _clash(said: Said, against: Speaker, newest: Mapping[tuple[Speaker, OutcomeKind], Said]) -> Clash | None:
    nothing = newest.get((against, OutcomeKind.NO_FOLLOW_UP))
    if said.kind in RESULTS and nothing is not None and nothing.holds:
        return Clash.NO_FOLLOW_UP
    theirs = newest.get((against, said.kind))
    if theirs is None:
        return None
    if not theirs.holds:
        return Clash.TAKEN_BACK
    first = said.speaker is Speaker.ORGANIZER or said.speaker is SIDES[0]  # say it once, not in both directions
    return Clash.AMOUNTS if first and said.money and theirs.money and said.money != theirs.money else None

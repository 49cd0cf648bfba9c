"""What a page shows of outcomes: rows for the committee, everything for organizers. Decides nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from matchmaking.accounts.models import User
from matchmaking.followup import policy, queries, wording
from matchmaking.followup.lifecycle import OutcomeKind, Speaker
from matchmaking.followup.models import OutcomeQuestion, OutcomeStatement
from matchmaking.followup.queries import Followed
from matchmaking.followup.standing import Outcome, Said, Standing
from matchmaking.introductions.models import Introduction
from matchmaking.profiles.amounts import format_amount


@dataclass(frozen=True, kw_only=True)
class OutcomeRow:
    """One introduction in the list."""

    introduction: Introduction
    names: str
    outcomes: Sequence[tuple[str, str, str]]  # words, standing, tone
    contradicts: bool  # organizers only


@dataclass(frozen=True, kw_only=True)
class OutcomePage:
    """One introduction, for organizers."""

    followed: Followed
    names: str
    outcomes: Sequence[Outcome]
    contradictions: Sequence[str]
    history: Sequence[tuple[OutcomeStatement, str]]
    questions: Sequence[OutcomeQuestion]


def list_rows(found: Sequence[Followed], reader: User) -> list[OutcomeRow]:
    """As this reader may see them: the committee sees no amounts of single introductions and no contradictions."""
    sees_all = policy.can_see_contacts(reader)
    return [
        OutcomeRow(
            introduction=one.introduction,
            names=wording.pair_for(reader, one.introduction),
            outcomes=[_shown(outcome, sees_all=sees_all) for outcome in one.standings.known],
            contradicts=sees_all and bool(one.standings.contradictions),
        )
        for one in found
    ]


def _shown(outcome: Outcome, *, sees_all: bool) -> tuple[str, str, str]:
    words = wording.outcome_words(outcome) if sees_all else str(wording.OUTCOMES[outcome.kind])
    return words, str(wording.STANDINGS[outcome.standing]), wording.STANDING_TONES[outcome.standing]


def count_by_kind() -> list[tuple[str, int, int, int]]:
    """For each kind: declared by one side, confirmed by both, evidence seen."""
    counts = queries.count_standings()
    columns = (Standing.DECLARED, Standing.CONFIRMED, Standing.EVIDENCED)
    return [
        (str(wording.OUTCOMES[kind]), *(counts[kind, standing] for standing in columns))  # type: ignore[misc]
        for kind in OutcomeKind
    ]


def build(followed: Followed, reader: User) -> OutcomePage:
    """Everything that was said, the newest first."""
    introduction, standings = followed.introduction, followed.standings
    return OutcomePage(
        followed=followed,
        names=wording.pair_for(reader, introduction),
        outcomes=list(standings.outcomes.values()),
        contradictions=[wording.contradiction_words(found, standings) for found in standings.contradictions],
        history=[(statement, _statement_words(statement)) for statement in queries.list_statements(introduction)],
        questions=queries.list_questions(introduction),
    )


def _statement_words(statement: OutcomeStatement) -> str:
    kind = str(wording.OUTCOMES[statement.kind])
    words = kind if statement.holds else str(_("%(kind)s: not so (any more)", kind=kind))
    details = (
        format_amount(statement.amount, statement.currency),
        str(wording.REASONS[statement.reason]) if statement.reason else "",
        statement.evidence or "",
        statement.note,
    )
    return " · ".join([words, *filter(None, details)])


def held_by(introduction: Introduction, speaker: Speaker) -> Mapping[OutcomeKind, Said]:
    """The newest word of a side about each kind."""
    newest: dict[OutcomeKind, Said] = {}
    for statement in queries.list_statements(introduction, speaker):
        newest.setdefault(statement.kind, statement.said)
    return newest

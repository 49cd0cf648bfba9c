"""The pages of the lexicon, put together for their templates. Decides nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from matchmaking import clock
from matchmaking.audit import queries as trail
from matchmaking.locale import moment
from matchmaking.matching.lexicon import queries
from matchmaking.matching.lexicon.browsing import Book, Row, State
from matchmaking.matching.lexicon.models import subject_of
from matchmaking.matching.lexicon.survey import Found
from matchmaking.matching.lexicon.wording import EVENTS, FILTERS, STATES, TONES, fault_sentence
from matchmaking.matching.queries import current_run, is_refreshing
from matchmaking.matching.running import REFRESH

MOST_CHILDREN = 30


@dataclass(frozen=True)
class Chip:
    """A filter that is on, with the address of the page without it."""

    label: str
    url: str


@dataclass(frozen=True)
class Concept:
    """A concept by its identifier and its name."""

    concept: str
    label: str


@dataclass(frozen=True)
class ConceptView:
    """One concept as its page shows it."""

    row: Row
    state: str
    tone: str
    changed: bool
    is_added: bool
    is_on: bool
    version: int
    faults: Sequence[str]
    parent: Concept | None
    children: Sequence[Concept]
    more_children: int
    found: Found
    looked_at: int
    pending: bool  # changed since the latest run, which therefore says nothing of it yet
    profiles: Mapping[str, str]  # key -> name of those that still exist
    history: Sequence[str]
    refreshing: bool


def concept_view(concept: str, book: Book) -> ConceptView:
    """Everything about one concept."""
    row, survey = book.row(concept), queries.current_survey()
    found = survey.concepts.get(concept, Found(0, ()))
    children = book.children(concept)
    parent = book.lexicon.concepts[concept].parent if concept in book.lexicon.concepts else row.parent
    return ConceptView(
        row=row,
        state=str(STATES.get(row.state, "")),
        tone=TONES.get(row.state, "calm"),
        changed=row.state is not State.SHIPPED,
        is_added=not book.is_shipped(concept),
        is_on=row.state is not State.OFF,
        version=version_of(concept),
        faults=list(dict.fromkeys(fault_sentence(one, concept, book) for one in book.left_out.get(concept, ()))),
        parent=Concept(parent, book.label(parent)) if parent else None,
        children=[Concept(one, book.label(one)) for one in children[:MOST_CHILDREN]],
        more_children=max(0, len(children) - MOST_CHILDREN),
        found=found,
        looked_at=survey.profiles,
        pending=_is_pending(concept),
        profiles=queries.profile_names(found.keys),
        history=_history(concept),
        refreshing=is_refreshing(REFRESH),
    )


def version_of(concept: str) -> int:
    """The version of a concept's change; 0 where it has none."""
    entry = queries.find_entry(concept)
    return entry.version if entry else 0


def _is_pending(concept: str) -> bool:
    """Whether the concept was changed after the current run began."""
    entry, run = queries.find_entry(concept), current_run()
    return entry is not None and (run is None or entry.changed_at > run.started_at)


def chips(on: Mapping[str, str]) -> list[Chip]:
    """A chip for each filter that is on."""
    chosen = []
    for name, value in on.items():
        rest: dict[str, Any] = {other: kept for other, kept in on.items() if other != name}
        label = FILTERS[value] if name == "state" else _("“%(value)s”", value=value)
        chosen.append(Chip(str(label), url_for("lexicon.index", **rest)))
    return chosen


def what_follows() -> str:
    """What becomes of a change, for the line that says it was saved."""
    return str(_("The suggestions are being computed again; the run will say which pairs moved."))


def _history(concept: str) -> list[str]:
    """What was done to it, newest first: « corrected by Awa Traoré at 14:42 »."""
    now = clock.now()
    return [
        str(
            _(
                "%(done)s by %(who)s %(when)s",
                done=EVENTS.get(event.action, event.action),
                who=trail.find_actor_name(event) or _("Somebody"),
                when=moment(event.at, now=now),
            )
        )
        for event in reversed(trail.list_events(subject_of(concept)))
    ]

"""What one table tells of another: the sums and bounds that a reader finds by knowing what the words mean. Pure.

Two tables that count the same things in two ways are one table to whoever adds up. Everything that follows from the
meaning of their columns stands here, also what is only likely (that nobody met without having accepted): what does not
hold is left out, for whoever believes it computes nothing that is true.
"""

from __future__ import annotations

from matchmaking.events.models import Mode
from matchmaking.followup.lifecycle import RESULTS, OutcomeKind
from matchmaking.profiles.vocabulary import Country
from matchmaking.reports.figures.counting import ALL
from matchmaking.reports.figures.fairness import key_of, of_both
from matchmaking.reports.figures.introductions import OTHERS, SOON, accepted_key, made_key, met_key
from matchmaking.reports.figures.material import State
from matchmaking.reports.figures.outcomes import EARLIER, FOLLOWED, RESULT, UNKNOWN
from matchmaking.reports.tables import Code, Count, Figures, Hours, Relation, Unsaid, quantities

COUNTRIES = tuple(f"country.{country}" for country in Country)


def linked(figures: Figures) -> Figures:
    """The same figures with all that their tables tell of one another."""
    reader = _Reader(figures)
    for look in (_attendance, _shores, _families, _acceptance, _response, _outcomes, _answers):
        look(reader)
    relations = (*figures.relations, *reader.relations)
    believed = filter(None, (reader.believed(one) for one in relations))
    return Figures(figures.tables, tuple(dict.fromkeys(believed)), (*figures.unsaid, *reader.unsaid))


class _Reader:
    """Somebody who adds up what the tables say, and knows what their words mean."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self.relations: list[Relation] = []
        self.unsaid: list[Unsaid] = []
        cells = quantities(figures.tables).items()
        self.values = {key: cell.value for key, cell in cells if isinstance(cell, Count)}
        self.values |= {one.key: one.value for one in figures.unsaid}

    def heads(self, code: str) -> list[str]:
        """What the rows of a table are called, the one of totals left out; none where there is no such table."""
        rows = [row[0] for table in self.figures.tables if table.code == code for row in table.rows]
        return [head.name for head in rows if isinstance(head, Code) and head.name != ALL]

    def equal(self, total: str, *parts: str) -> None:
        """The total is the sum of the parts, or at least that sum."""
        self.relations.append(Relation(total, parts))

    def least(self, total: str, *parts: str) -> None:
        """The total is at least the sum of the parts."""
        self.relations.append(Relation(total, parts, exact=False))

    def together(self, key: str, *parts: str) -> str:
        """A sum that no table says, by its key."""
        self.values[key] = sum(self.values[part] for part in parts)
        self.unsaid.append(Unsaid(key, self.values[key]))
        self.equal(key, *parts)
        return key

    def believed(self, relation: Relation) -> Relation | None:
        """As far as it holds."""
        over = self.values[relation.total] - sum(self.values[part] for part in relation.parts)
        if over == 0:
            return relation
        return Relation(relation.total, relation.parts, exact=False) if over > 0 else None


def _attendance(reader: _Reader) -> None:
    """One person for each organisation: those of a country on site are its published organisations on site."""
    for country in COUNTRIES if reader.heads("attendance") else ():
        for mode in Mode:
            reader.equal(f"attendance/{country}/mode.{mode}", of_both(f"mode.{mode}", country, "organisations"))
        reader.least(key_of(country, "organisations"), f"attendance/{country}/{ALL}")


def _shores(reader: _Reader) -> None:
    """Every pair has one organisation on each shore."""
    for country in COUNTRIES:
        for pairs, column in (("suggestions", "suggested"), ("introductions", "introduced"), ("met", "met")):
            reader.least(pairs, key_of(country, column))


def _families(reader: _Reader) -> None:
    """No more pairs in a family than its organisations can form, and none met that was not introduced and accepted."""
    there = {row[0].name: row for row in reader.figures.table("potential").rows if isinstance(row[0], Code)}
    rows = reader.heads("introductions")
    for row in (*rows, ALL):
        reader.least(made_key(row), met_key(row))
        reader.least(accepted_key(row), met_key(row))
        if row in there and row != ALL:
            ml, dz = (cell.value for cell in (there[row][1], there[row][4]) if isinstance(cell, Count))
            reader.values[f"possible/{row}"] = ml * dz
            reader.unsaid.append(Unsaid(f"possible/{row}", ml * dz, is_known=True))
            reader.least(f"possible/{row}", made_key(row))


def _acceptance(reader: _Reader) -> None:
    """Contacts open where both sides accepted, family by family."""
    rows = reader.heads("furthest")
    for row in rows:
        if row != OTHERS:
            reader.equal(accepted_key(row), f"furthest/{row}/{ALL}")
    if rows:
        others = (accepted_key(row) for row in reader.heads("introductions") if row not in rows or row == OTHERS)
        reader.equal(reader.together("accepted/others", *others), f"furthest/{OTHERS}/{ALL}")
    reader.equal(accepted_key(ALL), FOLLOWED)


def _response(reader: _Reader) -> None:
    """Who accepted has answered, who is waited for has not, and a median says where one half lies."""
    table = reader.figures.table("response")
    waiting, declined = (f"introductions/{ALL}/state.{state}" for state in (State.WAITING, State.DECLINED))
    for row, *_cells, middle in table.rows:
        assert isinstance(row, Code)
        key = f"response/{row.name}"
        late = f"{key}/late"
        reader.values[late] = reader.values[f"{key}/answered"] - reader.values[f"{key}/soon"]
        reader.unsaid.append(Unsaid(late, reader.values[late]))
        reader.equal(f"{key}/answered", f"{key}/soon", late)
        if isinstance(middle, Hours):
            reader.least(*((f"{key}/soon", late) if middle.value <= SOON else (late, f"{key}/soon")))
    for country in COUNTRIES:
        reader.least(f"response/{country}/answered", accepted_key(ALL))
    reader.least(f"response/{ALL}/answered", accepted_key(ALL), accepted_key(ALL), declined)
    reader.least(f"response/{ALL}/asked", f"response/{ALL}/answered", waiting)


def _outcomes(reader: _Reader) -> None:
    """What an introduction came furthest to it led to; what it led to lies no further than that."""
    reached = {kind: f"furthest/{ALL}/outcome.{kind}" for kind in (*RESULTS, OutcomeKind.NO_FOLLOW_UP)}
    reader.equal(RESULT, *(reached[kind] for kind in RESULTS))
    for number, kind in enumerate(RESULTS):
        beyond = reader.together(f"furthest/from.{kind}", *(reached[one] for one in RESULTS[number:]))
        reader.least(beyond, f"outcomes/{kind}")
        reader.least(f"outcomes/{kind}", reached[kind])
    earlier = f"furthest/{ALL}/{EARLIER}"
    told = reader.together("furthest/told", earlier, RESULT)
    contact, met = (f"outcomes/{kind}" for kind in (OutcomeKind.CONTACT, OutcomeKind.MET))
    reader.least(told, contact)
    reader.least(told, met)
    reader.least(reader.together("outcomes/words", contact, met), earlier)
    reader.least("met", met)
    nothing = f"outcomes/{OutcomeKind.NO_FOLLOW_UP}"
    reader.least(nothing, reached[OutcomeKind.NO_FOLLOW_UP])
    known = reader.together("furthest/known", told, reached[OutcomeKind.NO_FOLLOW_UP])
    reader.least(known, nothing)
    reader.equal(FOLLOWED, known, f"furthest/{ALL}/{UNKNOWN}")


def _answers(reader: _Reader) -> None:
    """Both sides of a followed introduction are asked, once or twice."""
    reader.least(reader.together("answers/sides", FOLLOWED, FOLLOWED), f"answers/{ALL}/asked")
    first, second = (f"answers/round.{number}" for number in (1, 2))
    twice = {}
    for what in ("asked", "answered"):
        every = f"answers/{ALL}/{what}"
        rounds = reader.together(f"answers/rounds/{what}", f"{first}/{what}", f"{second}/{what}")
        twice[what] = f"answers/twice/{what}"
        reader.values[twice[what]] = reader.values[rounds] - reader.values[every]
        reader.unsaid.append(Unsaid(twice[what], reader.values[twice[what]]))
        reader.equal(rounds, every, twice[what])
        reader.equal(every, f"{first}/{what}")
        reader.least(every, f"{second}/{what}")
    reader.least(twice["asked"], twice["answered"])
    for head in (first, second, f"answers/{ALL}"):
        reader.least(f"{head}/asked", f"{head}/answered")

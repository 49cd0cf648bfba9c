"""Plans in the reader's words: states, contradictions, and the arithmetic of what could not be met."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp
from flask_babel import ngettext

from matchmaking.introductions.lifecycle import CancelReason
from matchmaking.matching.engine import Strength
from matchmaking.plans.lifecycle import NOT_TAKEN_BACK, PairState, PlanStatus
from matchmaking.plans.models import PlannedPair, PlanShare
from matchmaking.plans.queries import names_of
from matchmaking.profiles.models import Profile

STATUSES = {
    PlanStatus.DRAFT: _l("Draft"),
    PlanStatus.PUBLISHED: _lp("plan", "Published"),
    PlanStatus.UNDONE: _l("Taken back"),
}
TONES = {PlanStatus.DRAFT: "calm", PlanStatus.PUBLISHED: "ok", PlanStatus.UNDONE: "calm"}
AT_LEAST = {
    "": _l("Every suggestion"),
    Strength.PLAUSIBLE.value: _l("Plausible or better"),
    Strength.GOOD.value: _l("Good or better"),
    Strength.STRONG.value: _l("Strong only"),
}
PAIR_STATES = {
    PairState.PLANNED: _l("Planned"),
    PairState.INTRODUCED: _l("Introduced"),
    PairState.HIDDEN: _l("Not introduced: a profile was hidden at that moment"),
    PairState.SAME_CONTACT: _l("Not introduced: both have the same contact person"),
    PairState.DECIDED: _l("Not introduced: it was decided before"),
    PairState.TAKEN_BACK: _l("Taken back"),
    PairState.LEFT: _l("Stands: a letter had left"),
    PairState.ANSWERED: _l("Stands: somebody had answered"),
    PairState.ENDED: _l("Was over already"),
}
PAIR_TONES = {PairState.INTRODUCED: "ok", PairState.LEFT: "wait", PairState.ANSWERED: "wait"}
DONE = {
    "plan.made": _l("%(who)s began this plan %(when)s."),
    "plan.revised": _l("%(who)s changed its limits %(when)s."),
    "plan.wished": _l("%(who)s changed a wished pair %(when)s."),
    "plan.excepted": _l("%(who)s changed the limits of an organisation %(when)s."),
    "plan.published": _l("%(who)s published this plan %(when)s."),
    "plan.undone": _l("%(who)s took this plan back %(when)s."),
}
_PROBLEMS = {
    "both": _l("%(one)s and %(other)s are both wished and unwished. Take one of the two wishes off."),
    "taken": _l("%(one)s and %(other)s are introduced already. Take the wish off."),
    "hidden": _l("%(one)s and %(other)s cannot meet: one of them is not published, or both are on one shore."),
    "closed": _l("%(one)s and %(other)s were set aside. Put the pair back in the queue first, or take the wish off."),
    "score": _l("%(one)s and %(other)s have a score that cannot be read. Compute the suggestions again."),
    "capacity": _l("%(first)s wished pairs do not fit into the %(second)s meetings that are left."),
    "maximum": _l(
        "%(one)s: %(first)s wished pairs and %(second)s introductions already, but at most %(third)s meetings."
    ),
    "limits": _l("At least %(first)s and at most %(second)s meetings contradict each other."),
    "not_exact": _l("The plan could not be computed exactly, so none is shown. Change a limit and compute it again."),
    "slots": _l("At least %(first)s meetings do not fit into %(second)s slots."),
}


class Arithmetic(Protocol):
    """What a shortfall is made of; an engine's share and a row both are."""

    @property
    def meetings(self) -> int:
        """All its meetings."""

    @property
    def candidates(self) -> int:
        """Possible partners."""

    @property
    def full(self) -> int:
        """Of these, those who have no place left."""

    @property
    def free(self) -> int:
        """Of these, those who have one and are not planned."""


def problem(found: Mapping[str, Any]) -> str:
    """Why a plan could not be computed; the codes of `PlanError`."""
    names = [*names_of(found["names"]).values(), "", ""]
    numbers = [*found["numbers"], 0, 0, 0]
    told = {"one": names[0], "other": names[1], "first": numbers[0], "second": numbers[1], "third": numbers[2]}
    return str(_PROBLEMS[found["code"]]) % told


def shortfall(name: str, minimum: int, share: Arithmetic) -> str:
    """« Fret Hoggar : 2 demandés, 1 possible : 3 candidats, dont 2 complets »."""
    asked = ngettext("one asked", "%(num)s asked", minimum)
    possible = ngettext("one possible", "%(num)s possible", share.meetings)
    why = candidates(share)
    if share.free:  # nothing else leaves a free partner unused
        why = str(_("%(candidates)s, and no meeting is left in the sessions", candidates=why))
    return str(_("%(name)s: %(asked)s, %(possible)s: %(why)s", name=name, asked=asked, possible=possible, why=why))


def candidates(share: Arithmetic) -> str:
    """« 3 candidats, dont 2 complets »."""
    number = ngettext("%(num)s candidate", "%(num)s candidates", share.candidates)
    if not share.full:
        return str(number)
    full = ngettext("one of them full", "%(num)s of them full", share.full)
    return str(_("%(candidates)s, %(full)s", candidates=number, full=full))


def shortfall_of(share: PlanShare) -> str:
    """The same for a row."""
    return shortfall(share.profile.name, share.minimum, share)


def undone(states: Mapping[PairState, int]) -> str:
    """What an undo left standing, and why; empty where nothing did."""
    left, answered, ended = (states.get(state, 0) for state in NOT_TAKEN_BACK)
    told = []
    if left:
        told.append(
            ngettext("%(num)s stands because a letter had left.", "%(num)s stand because a letter had left.", left)
        )
    if answered:
        told.append(
            ngettext(
                "%(num)s stands because somebody had answered.",
                "%(num)s stand because somebody had answered.",
                answered,
            )
        )
    if ended:
        told.append(ngettext("%(num)s was over already.", "%(num)s were over already.", ended))
    return " ".join(map(str, told))


def what_happened(pair: PlannedPair, profile: Profile) -> str:
    """Why this side of a planned pair needs somebody else: « Fret Hoggar a décliné »."""
    introduction = pair.introduction
    assert introduction is not None
    own, other = introduction.side_of(profile), introduction.side_of(profile).other
    if introduction.cancel_reason is CancelReason.PROFILE_WITHDRAWN:
        return str(_("%(other)s has withdrawn.", other=other.profile.name))
    if other.counted == "no":
        return str(_("%(other)s declined.", other=other.profile.name))
    if own.counted == "no":
        return str(_("%(own)s declined %(other)s.", own=profile.name, other=other.profile.name))
    return str(_("The introduction to %(other)s ended without an answer.", other=other.profile.name))


def replacements(count: int) -> str:
    """« deux remplaçantes possibles »."""
    if not count:
        return str(_("no replacement is possible at the moment"))
    return str(ngettext("one possible replacement", "%(num)s possible replacements", count))

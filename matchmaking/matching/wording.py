"""The engine's codes in the reader's words. Codes come in, sentences go out; nothing is decided here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from matchmaking.lists import listed
from matchmaking.locale import current, day_in_words, moment
from matchmaking.matching.closing import Apart
from matchmaking.matching.engine import Explanation, Remark, Strength
from matchmaking.matching.memory import Holds, how_long
from matchmaking.matching.models import ApartList, DeclineReason, DismissalReason, Reaction
from matchmaking.profiles import labels

DISMISSALS = {
    DismissalReason.COMPETITORS: _l("They compete"),
    DismissalReason.ALREADY_IN_CONTACT: _l("They know each other already"),
    DismissalReason.CONFLICT: _l("Conflict of interest"),
    DismissalReason.OFFER_MISSES_NEED: _l("The offer does not answer the need"),
    DismissalReason.TOO_EARLY: _l("Too early for one of them"),
    DismissalReason.PROFILE_TOO_VAGUE: _l("A profile must be completed first"),
    DismissalReason.OTHER: _l("Another reason"),
}
DECLINES = {
    DeclineReason.COMPETITOR: _l("A competitor"),
    DeclineReason.ALREADY_IN_CONTACT: _l("We are in contact already"),
    DeclineReason.CONFLICT: _l("Conflict of interest"),
    DeclineReason.NOT_NOW: _l("Not now"),
    DeclineReason.TOO_VAGUE: _l("Too vague to say"),
    DeclineReason.OTHER: _l("Another reason"),
}
STRENGTHS = {
    Strength.STRONG: _l("Strong"),
    Strength.GOOD: _l("Good"),
    Strength.PLAUSIBLE: _l("Plausible"),
    Strength.WEAK: _l("To be checked"),
}
# The organizers' filter: at least this strong. Without it, weak pairs stay out of the queue.
AT_LEAST = {
    Strength.STRONG: _l("Strong"),
    Strength.GOOD: _l("Good"),
    Strength.WEAK: _l("To be checked"),
}
COVERAGE = (
    _l("not covered"),
    _l("hardly covered"),
    _l("covered in part"),
    _l("covered"),
    _l("well covered"),
    _l("very well covered"),
)
SILENCES = {
    "one_profile": _l("Only one profile is published. A suggestion needs one on each side of the border."),
    "no_profiles": _l("No profile is published yet, so there is nothing to compare."),
    "one_side_only": _l("All published profiles stand on one side of the border. Suggestions need both."),
    "no_words": _l("The published profiles say too little: no offer and no need holds a word that could be compared."),
    "nobody_eligible": _l("No two published profiles may be paired: institutions meet institutions only."),
    "nothing_in_common": _l("No need on one side has a word in common with an offer on the other."),
}


REFUSALS = {
    "institution_with_others": _l("institutions with others"),
    "excluded": _l("introduced or dismissed before"),
    "already_partners": _l("already partners, as one of the two says"),
    "do_not_introduce": _l("not to be introduced, as one of the two says"),
    "introduced": _l("introduced already"),
    "competitors": _l("competitors"),
    "already_in_contact": _l("in contact already"),
    "conflict": _l("conflict of interest"),
    "offer_misses_need": _l("the offer does not answer the need"),
    "not_now": _l("not now"),
    "too_vague": _l("too vague so far"),
    "other": _l("dismissed for another reason"),
}


@dataclass(frozen=True)
class Worded:
    """A remark in words: what it is about, then the sentence."""

    head: str
    text: str


@dataclass(frozen=True)
class Names:
    """What keys in remarks stand for: profiles by their shown name, opportunities by their title."""

    profiles: Mapping[str, str]
    titles: Mapping[str, str]


def holds(holds: Holds, *, until: datetime | None) -> str:
    """How long a word still closes its pair."""
    if holds is Holds.FOR_A_TIME and until is not None:
        return str(_("The pair comes back on %(day)s.", day=day_in_words(until, "d MMMM y")))
    if holds is Holds.FOR_A_TIME or holds is Holds.FOR_GOOD:
        return str(_("The pair does not come back by itself."))
    if holds is Holds.UNTIL_A_TEXT_CHANGES:
        return str(_("The pair comes back when a text has changed."))
    return str(_("It closes nothing: an organizer decides."))


def decline_holds(reaction: Reaction) -> str:
    """A « not for us » with its reason, and how long it holds."""
    reason = str(DECLINES[reaction.reason]) if reaction.reason else str(_("No reason given"))
    if reaction.returned_at is not None:
        return str(_("%(reason)s. Over since %(day)s.", reason=reason, day=day_in_words(reaction.returned_at)))
    return f"{reason}. {holds(how_long(reaction.reason), until=reaction.closed_until)}"


def kept_apart(apart: Apart, *, now: datetime) -> str:
    """Who named whom, on which list, since when: for organizers only."""
    told = {"one": apart.by.name, "other": apart.other.name, "moment": moment(apart.since, now=now)}
    if apart.kept_on is ApartList.ALREADY_PARTNERS:
        return str(_("%(one)s says that it already works with %(other)s (%(moment)s).", **told))
    return str(_("%(one)s asks not to be introduced to %(other)s (%(moment)s).", **told))


def strength_words(explanation: Explanation) -> str:
    """« Strong on both sides », « Good on the Malian side »: the word first, then whose need is met."""
    both = {
        Strength.STRONG: _("Strong on both sides"),
        Strength.GOOD: _("Good on both sides"),
        Strength.PLAUSIBLE: _("Plausible on both sides"),
    }
    malian = {
        Strength.STRONG: _("Strong on the Malian side"),
        Strength.GOOD: _("Good on the Malian side"),
        Strength.PLAUSIBLE: _("Plausible on the Malian side"),
    }
    algerian = {
        Strength.STRONG: _("Strong on the Algerian side"),
        Strength.GOOD: _("Good on the Algerian side"),
        Strength.PLAUSIBLE: _("Plausible on the Algerian side"),
    }
    left, right = explanation.left_blocks, explanation.right_blocks
    table = both if min(left, right) >= 2 and abs(left - right) <= 1 else malian if left >= right else algerian
    return str(table.get(explanation.strength) or _("To be checked"))


def coverage(explanation: Explanation) -> tuple[str, str]:
    """One line for each side's need."""
    return (
        _("Malian need: %(how)s", how=COVERAGE[explanation.left_blocks]),
        _("Algerian need: %(how)s", how=COVERAGE[explanation.right_blocks]),
    )


def strength_sentence(explanation: Explanation) -> str:
    """The bar read aloud."""
    sentence = _("Malian need covered: %(malian)s of 5. Algerian need covered: %(algerian)s of 5.")
    return str(sentence) % {"malian": explanation.left_blocks, "algerian": explanation.right_blocks}


def agreement(remark: Remark, names: Names) -> Worded | None:
    """A thing that speaks for the pair; None for a code without words of its own."""
    values = remark.values
    wordings: dict[str, Callable[[], Worded]] = {
        "same_sector": lambda: Worded(_("Same trade:"), _sectors(values)),
        "near_sectors": lambda: Worded(_("Neighbouring trades:"), _sectors("+".join(values).split("+"))),
        "common_language": lambda: Worded(
            _("Common language:"), _languages(labels.labels_of(list(values), labels.LANGUAGES))
        ),
        "seeks_funding": lambda: Worded(_("Financing:"), _("one is looking for it, the other invests")),
        "stage_fits": lambda: Worded(_("Stage:"), _list(labels.labels_of(list(values), labels.STAGES))),
        "ticket_fits": lambda: Worded(_("Amount:"), _("within the investor's ticket")),
        "co_investment": lambda: Worded(_("Financing:"), _("two investors who could finance together")),
        "same_purpose": lambda: Worded(
            _("Same kind of cooperation:"), _list(labels.labels_of(list(values), labels.OPPORTUNITY_KINDS))
        ),
    }
    return wordings[remark.code]() if remark.code in wordings else None


def lack(remark: Remark, names: Names) -> Worded | None:
    """A thing that is missing or speaks against the pair; None for a code without words of its own."""
    first = remark.values[0] if remark.values else ""
    name = names.profiles.get(first, first)
    wordings: dict[str, Callable[[], Worded]] = {
        "no_need_text": lambda: Worded(name, _("does not say what it looks for")),
        "no_offer_text": lambda: Worded(name, _("does not say what it offers")),
        "thin_profile": lambda: Worded(name, _("says too little to be judged")),
        "no_common_language": lambda: Worded(_("Language:"), _("none in common is named")),
        "stage_excluded": lambda: Worded(_("Stage:"), _("outside what the investor finances")),
        "ticket_below": lambda: Worded(_("Amount:"), _("below the investor's ticket")),
        "ticket_above": lambda: Worded(_("Amount:"), _("beyond the investor's ticket")),
        "outside_thesis": lambda: Worded(_("Trade:"), _("outside what the investor finances")),
        "need_unmet": lambda: Worded(_("No answer here to:"), names.titles.get(first, first)),
    }
    return wordings[remark.code]() if remark.code in wordings else None


def question(remark: Remark, names: Names) -> str | None:
    """The first thing to ask, as a sentence; None for a code without words of its own."""
    told = [names.profiles.get(value) or names.titles.get(value) or value for value in remark.values]
    sentences: dict[str, Callable[[], str]] = {
        "ask_language": lambda: _("In which language can you work together?"),
        "ask_stage": lambda: _("Would this stage be an exception the investor could make?"),
        "ask_amount": lambda: _("Could the amount be split, or shared with another investor?"),
        "ask_what": lambda: _("What could %(one)s and %(other)s do for each other first?", one=told[0], other=told[1]),
        "ask_in_return": lambda: _(
            "For “%(need)s”: how far does “%(offer)s” go, and what would be asked in return?",
            need=told[0],
            offer=told[1],
        ),
        "ask_how": lambda: _(
            "For “%(need)s”: could “%(offer)s” begin with a small trial, where and by when?",
            need=told[0],
            offer=told[1],
        ),
    }
    return sentences[remark.code]() if remark.code in sentences else None


def rank_sentence(rank_for_ml: int | None, rank_for_dz: int | None) -> str:
    """Where the pair stands in the two lists."""
    if rank_for_ml and rank_for_dz:
        return str(
            _("Number %(ml)s of the Malian list, number %(dz)s of the Algerian one", ml=rank_for_ml, dz=rank_for_dz)
        )
    if rank_for_ml:
        return str(_("Number %(ml)s of the Malian list only", ml=rank_for_ml))
    return str(_("Number %(dz)s of the Algerian list only", dz=rank_for_dz))


def silence(code: str | None) -> str | None:
    """Why a run suggests nothing."""
    return str(SILENCES.get(code, code)) if code else None


def _sectors(codes: tuple[str, ...] | list[str]) -> str:
    return _list(labels.labels_of(list(codes), labels.SECTORS))


def _languages(names: list[str]) -> str:
    """English writes the names of languages with a capital wherever they stand."""
    return listed(names) if current() == "en" else _list(names)


def _list(words: list[str]) -> str:
    return listed(word[:1].lower() + word[1:] if not word[1:2].isupper() else word for word in words)

"""A pair as a page or a letter draws it: plain values in the reader's language, shared words marked on both sides.

What this reader may not know (a discreet investor's name, any contact) never enters the view.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from flask import url_for
from flask_babel import gettext as _

from matchmaking.accounts.models import User
from matchmaking.language.terms import language_of
from matchmaking.lists import apart
from matchmaking.matching import wording
from matchmaking.matching.engine import Evidence, Explanation, Remark
from matchmaking.matching.explaining import Explainer, explainer
from matchmaking.matching.marking import MarkedPair, MarkedText, Segment, mark_pair
from matchmaking.matching.opening import open_text
from matchmaking.matching.shared_ideas import shared_ideas
from matchmaking.matching.wording import Names, Worded
from matchmaking.profiles import amounts, content, disclosure, labels
from matchmaking.profiles.amounts import Reckoning
from matchmaking.profiles.models import Opportunity, Profile
from matchmaking.profiles.presenting import followed, ticket_about
from matchmaking.profiles.reading_aid import NO_AID, Aid, Reader, Words, gist_of, reader_of
from matchmaking.profiles.translations.passages import PRESENTATION
from matchmaking.profiles.vocabulary import Country, Kind

Tag = tuple[str | None, str, str | None]  # icon, text, tone
MOST_LINES = 4
MOST_MISSING = 4
MOST_SECTORS = 3
TELLING = ("ticket_fits", "stage_fits", "seeks_funding", "same_purpose", "same_sector", "near_sectors")
HEAVY = 0.5  # of the heaviest line's contribution


@dataclass(frozen=True)
class ShoreView:
    """One organisation as this reader may see it."""

    country: str
    place: str | None
    name: str
    name_ar: str | None
    facts: str
    summary: str  # its first sentences
    summary_rest: str  # what a reader unfolds
    summary_lang: str
    tags: list[Tag]
    url: str | None
    gist: Words | None = None  # the same in one sentence of another language
    aid: Aid = NO_AID  # what helps with the summary


@dataclass(frozen=True)
class StrengthView:
    """Words first, then blocks."""

    words: str
    ml_blocks: int
    dz_blocks: int
    ml_legend: str
    dz_legend: str
    sentence: str


@dataclass(frozen=True)
class PassageView:
    """An offer or a need, in segments; a numbered segment is a word the other side shares."""

    side: str
    kind_label: str | None
    title: Sequence[Segment]
    text: Sequence[Segment]
    lang: str
    dir: str
    aid: Aid = NO_AID  # where its language is foreign to the reader
    gist: Words | None = None  # its author's one sentence, for short forms


@dataclass(frozen=True)
class SharedWord:
    """A shared word as each side writes it."""

    number: int
    ml: str
    dz: str
    ml_lang: str
    dz_lang: str


@dataclass(frozen=True)
class EvidenceView:
    """A need beside the offer that meets it, Malian side first."""

    label: str
    weight_words: str
    direction: str
    ml: PassageView
    dz: PassageView
    words: list[SharedWord]
    ideas: Sequence[str] = ()  # what both speak of, where they share no word that could be marked


@dataclass(frozen=True)
class PairView:
    """All that is said about a pair."""

    title_ml: str
    title_dz: str
    ml: ShoreView
    dz: ShoreView
    strength: StrengthView
    rank_sentence: str | None
    evidence: list[EvidenceView]
    agreements: list[Worded] = field(default_factory=list)
    missing: list[Worded] = field(default_factory=list)
    first_question: str | None = None


def build(
    ml: Profile,
    dz: Profile,
    viewer: User | None,
    *,
    by: Explainer | None = None,
    rank_sentence: str | None = None,
    linked: bool = False,
    tags: dict[str, list[Tag]] | None = None,
    reckoning: Reckoning | None = None,
) -> PairView:
    """The view of a pair for a reader; None as `viewer` is somebody of the other side who knows nothing yet.

    `by` explains all pairs of a list; `linked` adds addresses of the profiles' pages; `tags` adds remarks to a side
    by its country code; with `reckoning`, amounts are followed by their value in the reader's currency.
    """
    by = by or explainer()
    explanation, reader = by.explain(ml, dz), reader_of(viewer, (ml, dz), by.lexicon)
    shores = [
        _shore(profile, reader, linked, (tags or {}).get(profile.country.value, []), reckoning) for profile in (ml, dz)
    ]
    names = Names(
        {ml.key: shores[0].name, dz.key: shores[1].name},
        {row.key: _shown(row.title, profile, viewer) for profile in (ml, dz) for row in profile.opportunities},
    )
    legends = wording.coverage(explanation)
    return PairView(
        title_ml=shores[0].name,
        title_dz=shores[1].name,
        ml=shores[0],
        dz=shores[1],
        strength=StrengthView(
            wording.strength_words(explanation),
            explanation.left_blocks,
            explanation.right_blocks,
            *legends,
            wording.strength_sentence(explanation),
        ),
        rank_sentence=rank_sentence,
        evidence=_evidence(ml, dz, explanation, viewer, reader),
        agreements=_worded(_telling_first(explanation.agreements), wording.agreement, names),
        missing=_worded(explanation.missing, wording.lack, names)[:MOST_MISSING],
        first_question=wording.question(explanation.first_question, names),
    )


def _worded(remarks: Sequence[Remark], word: Callable[[Remark, Names], Worded | None], names: Names) -> list[Worded]:
    return [found for remark in remarks if (found := word(remark, names)) is not None]


def _telling_first(agreements: Sequence[Remark]) -> list[Remark]:
    """What tells most stands first, since short forms show the first two only."""
    last = len(TELLING)
    return sorted(agreements, key=lambda one: TELLING.index(one.code) if one.code in TELLING else last)


def _to_other_side(profile: Profile, viewer: User | None) -> bool:
    """Whether the name is hidden from this reader, should there be anything to hide."""
    return profile.discreet and (viewer is None or disclosure.is_other_side(viewer, profile))


def _shown(text: str, profile: Profile, viewer: User | None) -> str:
    return disclosure.shown_text(profile, text, to_other_side=_to_other_side(profile, viewer))


def _shore(profile: Profile, reader: Reader, linked: bool, tags: list[Tag], reckoning: Reckoning | None) -> ShoreView:
    outside = _to_other_side(profile, reader.viewer)
    summary = _shown(profile.summary, profile, reader.viewer)
    opening, rest = open_text(summary)
    return ShoreView(
        country=profile.country.value,
        place=profile.city,
        name=disclosure.shown_name(profile, to_other_side=outside),
        name_ar=disclosure.shown_name_ar(profile, to_other_side=outside),
        facts=_facts(profile, reckoning),
        summary=opening,
        summary_rest=rest,
        summary_lang=_language(profile.summary),
        tags=[*_general_tags(profile), *tags],
        url=url_for("profiles.show", key=profile.key) if linked else None,
        gist=gist_of(profile, to_other_side=outside),
        aid=reader.aid(profile, PRESENTATION, "", summary),
    )


def _general_tags(profile: Profile) -> list[Tag]:
    """The trades, the languages, a label: what a reader looks for at a glance."""
    sectors = labels.labels_of(profile.sectors, labels.SECTORS)[:MOST_SECTORS]
    languages = apart(labels.labels_of(profile.languages, labels.LANGUAGES))
    told: list[Tag] = [(None, sector, None) for sector in sectors]
    told += [("globe", languages, None)] if languages else []
    return told + ([("bookmark", profile.startup_label, None)] if profile.startup_label else [])


def _facts(profile: Profile, reckoning: Reckoning | None) -> str:
    parts = [labels.label(profile.kind)]
    if profile.stage:
        parts.append(labels.label(profile.stage).lower())
    if profile.founded:
        parts.append(_("since %(year)s", year=profile.founded))
    sentences = [apart(parts)]
    if profile.seeking_amount:
        about = reckoning.about(profile.seeking_amount, profile.currency) if reckoning else ""
        amount = followed(amounts.format_amount(profile.seeking_amount, profile.currency), about)
        sentences.append(_("Seeks %(amount)s", amount=amount))
    if profile.kind is Kind.INVESTOR and profile.ticket_max:
        low = amounts.format_amount(profile.ticket_min, None) if profile.ticket_min else "0"
        about = ticket_about(content.of(profile), reckoning) if reckoning else ""
        high = followed(amounts.format_amount(profile.ticket_max, profile.currency), about)
        sentences.append(_("Ticket from %(low)s to %(high)s", low=low, high=high))
    return ". ".join(sentences) + "."


def _evidence(
    ml: Profile, dz: Profile, explanation: Explanation, viewer: User | None, reader: Reader
) -> list[EvidenceView]:
    rows = {row.key: row for profile in (ml, dz) for row in profile.opportunities}
    lines = [*explanation.evidence, *explanation.also]
    heaviest = max((line.contribution for line in lines), default=0.0)
    views: list[EvidenceView] = []
    number = 1
    for line in lines:
        need, offer = rows[line.need_key], rows[line.offer_key]
        marked = mark_pair(_passage(need, viewer), _passage(offer, viewer), line.terms, first_number=number)
        if not marked.marks and not line.contribution:
            continue  # a line in support that shows nothing supports nothing
        number += len(marked.marks)
        views.append(_line(line, need, offer, marked, heaviest, reader, first=not views))
    return views[:MOST_LINES]


def _passage(row: Opportunity, viewer: User | None) -> MarkedText:
    """The two texts as the reader may see them; one that had to be changed is shown without marks."""
    title, text = (_shown(part, row.profile, viewer) for part in (row.title, row.text))
    return MarkedText(title, text, markable=(title, text) == (row.title, row.text))


def _line(
    line: Evidence,
    need: Opportunity,
    offer: Opportunity,
    marked: MarkedPair,
    heaviest: float,
    reader: Reader,
    *,
    first: bool,
) -> EvidenceView:
    asked, given = _passage_view(need, marked.need, reader), _passage_view(offer, marked.offer, reader)
    malian_asks = need.profile.country is Country.MALI
    ml, dz = (asked, given) if malian_asks else (given, asked)
    words = [
        SharedWord(
            mark.number, *((mark.need, mark.offer) if malian_asks else (mark.offer, mark.need)), ml.lang, dz.lang
        )
        for mark in marked.marks
    ]
    label = _("Malian need, Algerian offer") if malian_asks else _("Malian offer, Algerian need")
    return EvidenceView(
        label=label if line.contribution > 0 else _("Beside"),
        weight_words=_weight(line.contribution, heaviest, first=first),
        direction="ml_need" if malian_asks else "dz_need",
        ml=ml,
        dz=dz,
        words=words,
        ideas=shared_ideas(reader, line.terms) if not words else (),
    )


def _weight(contribution: float, heaviest: float, *, first: bool) -> str:
    if first:
        return str(_("Weighs the most"))
    return str(_("Weighs a lot") if contribution >= HEAVY * heaviest and contribution > 0 else _("Weighs little"))


def _passage_view(row: Opportunity, text: tuple[list[Segment], list[Segment]], reader: Reader) -> PassageView:
    shown = ["".join(segment.text for segment in part) for part in text]
    language = _language(f"{row.title}. {row.text}")
    return PassageView(
        side=row.side.value,
        kind_label=labels.label(row.kind) if row.kind else None,
        title=text[0],
        text=text[1],
        lang=language,
        dir="rtl" if language == "ar" else "ltr",
        aid=reader.aid(row.profile, row.key, *shown),
        gist=reader.gist(row.profile, language),
    )


def _language(text: str) -> str:
    return language_of(text) or "fr"

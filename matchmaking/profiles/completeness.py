"""What a profile still lacks, and why it matters for matching. Pure: content in, points out.

The `required` points are the least that can be submitted; all others only make better introductions.

`when` says the rule of a point to the page on which its fields stand, so that the list follows the typing without
asking the server: conditions that must all hold, each of them fields of which one is enough. A name ends in `*` where
any of a list will do, in `=80` for at least so many characters, and `#` stands before a list of which each written
entry must hold a figure. The server's word counts; a test in the browser holds the two to each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from matchmaking.profiles.content import OpportunityContent, ProfileContent
from matchmaking.profiles.vocabulary import Kind, Side

ENOUGH_SUMMARY = 80  # characters: two short sentences


@dataclass(frozen=True)
class Point:
    """One line of the list. `step` and `field` say where it is filled in; `about` is the title it speaks of."""

    code: str
    label: LazyString
    why: LazyString | None
    done: bool
    step: str
    field: str
    required: bool = False
    about: str | None = None
    when: str = ""  # the same rule for the page that is being typed, see below


def points(typed: ProfileContent, *, reachable: bool) -> list[Point]:
    """All points for this kind of organisation, in the order of the form.

    `reachable`: whether the contact person has an account, or an address or number was typed.
    """
    return [*_who(typed), *_opportunities(typed), *_details(typed, reachable=reachable)]


def blockers(typed: ProfileContent, *, reachable: bool) -> list[Point]:
    """What keeps the profile from being submitted: no name, no offer, no need or nobody to reach."""
    return [point for point in points(typed, reachable=reachable) if point.required and not point.done]


def vague_need(typed: ProfileContent) -> OpportunityContent | None:
    """The first need that tells no figure: neither how many, nor how much, nor by when."""
    needs = typed.side(Side.NEED)
    return next((need for need in needs if not re.search(r"\d", need.title + need.text)), None)


def _who(typed: ProfileContent) -> Iterator[Point]:
    yield Point(
        "name",
        _l("Who you are"),
        _l("The name and the city are what the other shore sees first."),
        bool(typed.name and typed.city),
        "organisation",
        "city" if typed.name else "name",
        required=not typed.name,
        when="name city",
    )
    yield Point(
        "sectors",
        _l("Your sectors"),
        _l("Without a sector, two organisations of one trade may pass each other by."),
        bool(typed.sectors),
        "organisation",
        "sectors",
        when="sectors",
    )
    yield Point(
        "languages",
        _l("Working languages"),
        _l("They say in which language a first call can be held."),
        bool(typed.languages),
        "organisation",
        "languages",
        when="languages",
    )


def _opportunities(typed: ProfileContent) -> Iterator[Point]:
    yield Point(
        "offer",
        _l("One offer at least"),
        _l("It is compared with what the other shore looks for."),
        bool(typed.side(Side.OFFER)),
        "opportunities",
        "offers-0-title",
        required=True,
        when="offers-*-title",
    )
    yield Point(
        "need",
        _l("One need at least"),
        _l("It is compared with what the other shore offers."),
        bool(typed.side(Side.NEED)),
        "opportunities",
        "seeks-0-title",
        required=True,
        when="seeks-*-title",
    )
    vague = vague_need(typed)
    yield Point(
        "figures",
        _l("A quantity, a budget or a date in each need"),
        _l("It shows whether an offer is enough."),
        bool(typed.side(Side.NEED)) and vague is None,
        "opportunities",
        f"seeks-{typed.side(Side.NEED).index(vague)}-text" if vague else "seeks-0-text",
        about=vague.title if vague else None,
        when="seeks-*-title #seeks",
    )


def _details(typed: ProfileContent, *, reachable: bool) -> Iterator[Point]:
    yield Point(
        "summary",
        _l("A few sentences about you"),
        _l("They tell a reader why you can be relied on."),
        len(typed.summary) >= ENOUGH_SUMMARY,
        "details",
        "summary",
        when=f"summary={ENOUGH_SUMMARY}",
    )
    if typed.kind is Kind.STARTUP:
        yield Point(
            "funding",
            _l("Stage and amount sought"),
            _l("Without them no investor can be suggested to you."),
            bool(typed.stage and typed.seeking_amount),
            "details",
            "stage" if not typed.stage else "seeking_amount",
            when="stage seeking_amount",
        )
    if typed.kind is Kind.INVESTOR:
        yield Point(
            "ticket",
            _l("Stages and ticket size"),
            _l("Without them startups outside your range will be suggested to you."),
            bool(typed.stages and (typed.ticket_min or typed.ticket_max)),
            "details",
            "stages" if not typed.stages else "ticket_min",
            when="stages ticket_min|ticket_max",
        )
    if not reachable:
        yield Point(
            "contact",
            _l("A way to reach the person"),
            _l("An e-mail address or a telephone number: without it nobody can be introduced."),
            False,
            "details",
            "contact_phone",
            required=True,
            when="contact_phone|contact_email",
        )

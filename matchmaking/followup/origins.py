"""What a new action comes from, as it stands in an address: found again, named, and worded for the plan.

A label never names a discreet fund: the plan is read by the committee.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _

from matchmaking.errors import NotFound
from matchmaking.extensions import db
from matchmaking.followup import queries
from matchmaking.followup.lifecycle import ActionOrigin
from matchmaking.followup.operations.actions import Origin
from matchmaking.introductions.models import Introduction
from matchmaking.profiles.disclosure import shown_name, shown_text
from matchmaking.profiles.models import Opportunity
from matchmaking.profiles.vocabulary import Country


def find(args: Mapping[str, str]) -> Origin | None:
    """The origin that `recommendation=7`, `introduction=7` or `need=7` names; « other » without any of them.

    None, or NotFound, where it does not exist.
    """
    for name, read in (
        ("recommendation", _of_recommendation),
        ("introduction", _of_introduction),
        ("need", _of_need),
    ):
        if number := args.get(name):
            return read(int(number)) if number.isdecimal() and len(number) < 10 else None
    return Origin()


def title(origin: Origin) -> str:
    """A first wording of the action."""
    if origin.recommendation is not None:
        return origin.recommendation.title
    if origin.opportunity is not None:
        return str(_("Find an answer to: %(need)s", need=origin.opportunity.title))[:200]
    return str(_("Go on with: %(names)s", names=origin.label))[:200] if origin.introduction is not None else ""


def country(origin: Origin) -> Country:
    """Where it will most likely be done."""
    return origin.opportunity.profile.country if origin.opportunity is not None else Country.MALI


def _of_recommendation(number: int) -> Origin:
    found = queries.get_recommendation(number)
    return Origin(kind=ActionOrigin.RECOMMENDATION, label=found.title, recommendation=found)


def _of_introduction(number: int) -> Origin:
    found = queries.get_followed(number).introduction
    return Origin(kind=ActionOrigin.INTRODUCTION, label=_names(found), introduction=found)


def _of_need(number: int) -> Origin:
    found = db.session.get(Opportunity, number)
    if found is None:
        raise NotFound
    owner = shown_name(found.profile, to_other_side=True)
    text = shown_text(found.profile, found.title, to_other_side=True)
    return Origin(kind=ActionOrigin.UNCOVERED_NEED, label=f"{owner} · {text}", opportunity=found)


def _names(introduction: Introduction) -> str:
    pair = (introduction.ml_profile, introduction.dz_profile)
    return "\N{NO-BREAK SPACE}· ".join(shown_name(profile, to_other_side=True) for profile in pair)

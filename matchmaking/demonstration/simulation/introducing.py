"""Organizers choose among the suggestions, publish a plan, answer requests; participants react and ask."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from matchmaking.demonstration.simulation import worker
from matchmaking.demonstration.simulation.texts import NOTES, REFUSALS, TAGS, WISHES
from matchmaking.demonstration.simulation.world import World, published, working_day
from matchmaking.errors import DomainError
from matchmaking.extensions import db
from matchmaking.introductions import operations as introductions
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.notebook import operations as notebook
from matchmaking.introductions.queries import find_live
from matchmaking.introductions.requests.lifecycle import RequestStatus
from matchmaking.introductions.requests.models import IntroductionRequest
from matchmaking.introductions.requests.operations import asking, deciding
from matchmaking.matching import operations as matching
from matchmaking.matching.engine import Strength
from matchmaking.matching.models import DeclineReason, DismissalReason
from matchmaking.matching.queries import find_review, get_pair, list_suggestions_for, ordered
from matchmaking.matching.queue import QueueFilters
from matchmaking.matching.walking import list_first
from matchmaking.plans import operations as plans
from matchmaking.plans.planning import Limits
from matchmaking.profiles.models import Profile

LOOKED_AT = 3  # pairs an organizer reads for one that is introduced


def review(world: World, now: datetime) -> None:
    """A morning at the queue: the best pairs are introduced, some set aside with a reason, some left for later."""
    number = round(len(published()) / world.pace.per_choice * world.rng.uniform(0.5, 1.5))
    actor = world.organizer
    for keys in list_first(QueueFilters(), limit=number * LOOKED_AT):
        ml, dz = get_pair(keys.ml_key, keys.dz_key)
        seen = find_review(ml, dz)
        version = seen.version if seen else 0
        if world.chance(1 / LOOKED_AT):
            introductions.approve(ml, dz, shown_version=version, actor=actor, now=now)
        elif world.chance(0.1):
            reason = world.rng.choice(tuple(DismissalReason))
            matching.dismiss_pair(ml, dz, reason=reason, note=None, shown_version=version, actor=actor, now=now)


def plan(world: World, now: datetime) -> None:
    """A plan over everybody: made, computed, published, introduced."""
    actor = world.organizer
    settings = plans.Settings(limits=Limits(*world.pace.planned), strength=Strength.PLAUSIBLE, sessions=[])
    made = plans.make_plan(settings, actor=actor, now=now)
    worker.do_due(now)
    db.session.refresh(made)
    plans.publish(made, shown_version=made.version, actor=actor, now=now)
    while plans.introduce_some(made.id, now=now):
        db.session.flush()


def react(world: World, now: datetime) -> None:
    """Some participants look at their suggestions and say what they think of the first ones."""
    for profile in _some(world, share=world.pace.reacting):
        for suggestion in list_suggestions_for(profile)[:2]:
            other = suggestion.dz_profile if suggestion.ml_profile_id == profile.id else suggestion.ml_profile
            interested = world.chance(0.7)
            reason = None if interested else world.rng.choice(tuple(DeclineReason))
            matching.react(profile, other, interested=interested, reason=reason, actor=profile.members[0].user, now=now)


def ask(world: World, now: datetime) -> None:
    """Some participants ask for an introduction; organizers answer within days."""
    for profile in _some(world, share=world.pace.asking):
        others = [
            suggestion.dz_profile if suggestion.ml_profile_id == profile.id else suggestion.ml_profile
            for suggestion in list_suggestions_for(profile)[:6]
        ]
        wanted = [one for one in others if find_live(*ordered(profile, one)) is None][: world.rng.choice((1, 1, 2))]
        if not wanted:
            continue
        try:
            made = asking.ask(profile, wanted, world.rng.choice(WISHES), actor=profile.members[0].user, now=now)
        except asking.CannotAsk:
            continue  # the cap, or what organizers have closed: the page says it
        for request in made:
            world.add(working_day(world.after(now, hours=40)), partial(_answer, world, request.id))


def note(world: World, introduction: Introduction, now: datetime) -> None:
    """What organizers write beside an introduction, for themselves."""
    actor = world.organizer
    if world.chance(0.6):
        notebook.assign(introduction, world.organizer, actor=actor, now=now)
    if world.chance(0.25):
        notebook.add_tag(introduction, world.rng.choice(TAGS), actor=actor, now=now)
    if world.chance(0.15):
        notebook.add_note(introduction, world.rng.choice(NOTES), actor=actor, now=now)


def _answer(world: World, request_id: int, now: datetime) -> None:
    request = db.session.get_one(IntroductionRequest, request_id)
    if request.status is not RequestStatus.PENDING:
        return  # introduced by another road meanwhile
    actor, version = world.organizer, request.version
    seen = find_review(*ordered(request.profile, request.other_profile))
    if world.chance(0.75):
        try:
            deciding.approve(
                request, shown_version=version, review_version=seen.version if seen else 0, actor=actor, now=now
            )
        except DomainError:
            pass
        else:
            return
    deciding.decline(request, world.rng.choice(REFUSALS), shown_version=version, actor=actor, now=now)


def _some(world: World, *, share: float) -> list[Profile]:
    """A few of those who can use the site, by key."""
    able = [one for one in published() if one.members and one.members[0].user_id not in world.silent]
    return [one for one in able if world.chance(share)]

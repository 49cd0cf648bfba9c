"""The committee's year: recommendations noted on the day, a road map, actions with owners, some of them late, and
its meetings with their briefs and minutes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from matchmaking.demonstration.simulation.texts import (
    COMMENTS,
    COMMITTEE,
    DECISIONS,
    MINUTES,
    OBJECTIVES,
    RECOMMENDATIONS,
    TASKS,
)
from matchmaking.demonstration.simulation.world import World, event_of, working_day
from matchmaking.extensions import db
from matchmaking.followup import brief, origins
from matchmaking.followup.lifecycle import ActionOrigin, ActionStatus, ActionStep
from matchmaking.followup.models import Action, Objective, Recommendation
from matchmaking.followup.operations import actions, meetings, recommendations, roadmap
from matchmaking.followup.operations.actions import Origin, Owner, Proposal, Task
from matchmaking.followup.queries import list_followed
from matchmaking.followup.uncovered import list_uncovered
from matchmaking.profiles.vocabulary import Country

PLACE, LINK = "Salle du comité, Bamako", "https://visio.example/comite-de-suivi"
FIRST_WORD, DOES = 0.9, 0.75  # owners who answer, and who then do something
OWN_COURSE = (ActionStep.ACCEPT, ActionStep.START, ActionStep.FINISH)
FROM_NEEDS, FROM_INTRODUCTIONS = 2, 2


@dataclass
class Plan:
    """What the road map rests on."""

    recommendations: list[int] = field(default_factory=list)
    objectives: list[int] = field(default_factory=list)


def note_down(world: World, plan: Plan, event_id: int, now: datetime) -> None:
    """The rapporteur's notes, by axis and session."""
    event, actor = event_of(event_id), world.organizers[0]
    for axis, title, text, proposed_by in RECOMMENDATIONS:
        session = next((one for one in event.sessions if one.axis == axis), None)
        note = recommendations.Note(title=title, text=text, axis=axis, session=session, proposed_by=proposed_by)
        plan.recommendations.append(recommendations.note_down(note, event=event, actor=actor, now=now).id)


def draw_road_map(world: World, plan: Plan, now: datetime) -> None:
    """Objectives from the recommendations."""
    for number, title, institution, horizon, months in OBJECTIVES:
        aim = roadmap.Aim(
            title=title,
            text="",
            institution=institution,
            horizon=horizon,
            due_on=(now + timedelta(days=30 * months)).date(),
            recommendations=[db.session.get_one(Recommendation, plan.recommendations[number])],
        )
        plan.objectives.append(roadmap.set_objective(aim, actor=world.organizers[0], now=now).id)


def propose_actions(world: World, plan: Plan, now: datetime) -> None:
    """Actions under the objectives, from needs that nobody covers and from introductions that go on."""
    for number, title, indicator, country, days, name, institution in TASKS:
        objective = db.session.get_one(Objective, plan.objectives[number])
        recommendation = objective.recommendations[0]
        origin = Origin(kind=ActionOrigin.RECOMMENDATION, label=recommendation.title, recommendation=recommendation)
        task = _task(title, indicator, country, now + timedelta(days=days), objective)
        _propose(world, Proposal(task=task, owner=_owner(name, institution), origin=origin), now)
    for need in list_uncovered(today=now.date()).rows[:FROM_NEEDS]:
        _from_origin(world, {"need": str(need.opportunity.id)}, now)
    followed = sorted(list_followed(), key=lambda one: one.introduction.id)
    for one in followed[:FROM_INTRODUCTIONS]:
        _from_origin(world, {"introduction": str(one.introduction.id)}, now)


def remind(now: datetime) -> None:
    """Owners of what is late are written to."""
    actions.remind_late(now=now)


def plan_meeting(world: World, at: datetime, now: datetime) -> int:
    """Put a meeting of the committee in the calendar."""
    sitting = meetings.Sitting(starts_at=at, place=PLACE, link=LINK, participants=COMMITTEE)
    return meetings.plan(sitting, actor=world.organizers[0], now=now).id


def meet(world: World, number: int, now: datetime) -> None:
    """The committee meets: the brief as it was read, minutes, decisions that become actions."""
    actor = world.organizers[0]
    sitting = meetings.Sitting(starts_at=now, place=PLACE, link=LINK, participants=COMMITTEE)
    meeting = meetings.plan(sitting, actor=actor, now=now - timedelta(days=14))
    read = brief.compose(actor, today=now.date())
    meetings.hold(meeting, read, shown_version=meeting.version, actor=actor, now=now)
    meetings.write_minutes(meeting, MINUTES[number], shown_version=meeting.version, actor=actor, now=now)
    for text in DECISIONS[number]:
        decision = meetings.decide(meeting, text, actor=actor, now=now)
        action = meetings.act_on(decision, label=text, actor=actor, now=now)
        task = _task(action.title, "", Country.MALI, now + timedelta(days=30), None)
        actions.revise(action, task, shown_version=action.version, actor=actor, now=now)


def _from_origin(world: World, args: dict[str, str], now: datetime) -> None:
    origin = origins.find(args)
    assert origin is not None
    title, country = origins.title(origin), origins.country(origin)
    task = _task(title, "", country, now + timedelta(days=world.rng.randrange(40, 120)), None)
    _propose(world, Proposal(task=task, owner=Owner(user=world.organizer), origin=origin), now)


def _propose(world: World, proposal: Proposal, now: datetime) -> None:
    action = actions.propose(proposal, actor=world.organizers[0], now=now)
    if world.chance(FIRST_WORD):
        world.add(world.after(now, hours=70), partial(_move, world, action.id))


def _move(world: World, action_id: int, now: datetime) -> None:
    """The owner goes a step further, and later another one; some stop on the way and become late."""
    action = db.session.get_one(Action, action_id)
    step = _next_step(action.status)
    if step is None:
        return
    text = world.rng.choice(COMMENTS) if world.chance(0.5) else ""
    actions.move(action, step, shown_version=action.version, text=text, actor=None, now=now)
    if world.chance(DOES):
        world.add(working_day(world.after(now, hours=30 * 24)), partial(_move, world, action_id))


def _next_step(status: ActionStatus) -> ActionStep | None:
    standing = (ActionStatus.PROPOSED, ActionStatus.ACCEPTED, ActionStatus.UNDER_WAY)
    return OWN_COURSE[standing.index(status)] if status in standing else None


def _task(title: str, indicator: str, country: Country, due: datetime, objective: Objective | None) -> Task:
    return Task(title=title, indicator=indicator, country=country, due_on=due.date(), objective=objective)


def _owner(name: str, institution: str) -> Owner:
    address = f"{name.split()[0].lower().replace('ï', 'i')}@comite.example"
    return Owner(name=name, institution=f"{institution} (fictif)", email=address)

"""The next date of an introduction that waits, in words: for each of the two sides, and for organizers.

Days are those of the side that they concern; the few hours that matter stand in both clocks.
"""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _

from matchmaking.introductions import policy, wording
from matchmaking.introductions.clocks import Agenda
from matchmaking.introductions.lifecycle import Answer
from matchmaking.introductions.models import Introduction, IntroductionSide
from matchmaking.introductions.weekends import ZONES
from matchmaking.locale import day_in_words
from matchmaking.profiles.vocabulary import Country


def day(at: datetime, country: Country) -> str:
    """« lundi 30 novembre », as the calendar there has it."""
    return day_in_words(at.astimezone(ZONES[country]).date(), "EEEE d MMMM")


def deadline(side: IntroductionSide, agenda: Agenda, *, now: datetime) -> str:
    """Until when an answer is awaited, told to who has not given it."""
    if agenda.closes_at is not None:
        closes_on = day(agenda.closes_at, side.profile.country)
        return str(_("Without an answer, the introduction is closed on %(day)s.", day=closes_on))
    assert agenda.provisional_from is not None
    if agenda.provisional_from <= now:
        return str(_("A meeting may be planned before you have answered; you can still refuse it."))
    moment = wording.both_clocks(agenda.provisional_from)
    return str(
        _(
            "From %(moment)s on, a meeting may be planned before you have answered; you can still refuse it.",
            moment=moment,
        )
    )


def for_side(side: IntroductionSide, agenda: Agenda | None, *, now: datetime) -> str | None:
    """What comes next and when, told to one of the two; None where nothing is awaited from anybody."""
    if agenda is None:
        return None
    if side.answer is Answer.PENDING:
        reminder = _next_reminder(side, agenda, now)
        words = [_("We remind you on %(day)s.", day=day(reminder, side.profile.country))] if reminder else []
        return " ".join([*map(str, words), deadline(side, agenda, now=now)])
    return " ".join(_about_other(side, agenda, now))


def for_organizers(introduction: Introduction, agenda: Agenda, *, now: datetime) -> str:
    """For each side whose answer is missing what comes next, then what becomes of the introduction."""
    words = [_of_side(side, agenda, now) for side in introduction.sides if policy.needs_answer(side)]
    if agenda.closes_at is not None:
        words.append(str(_("Closed on %(day)s if no answer comes.", day=day(agenda.closes_at, Country.MALI))))
    elif agenda.provisional_from is not None:
        words.append(_scheduled_from(agenda.provisional_from, now))
    return " ".join(words)


def _scheduled_from(moment: datetime, now: datetime) -> str:
    if moment <= now:
        return str(_("The cut-off has passed: it may be scheduled without waiting."))
    return str(_("May be scheduled without an answer from %(moment)s on.", moment=wording.both_clocks(moment)))


def _of_side(side: IntroductionSide, agenda: Agenda, now: datetime) -> str:
    name, country = side.profile.name, side.profile.country
    if side.asked_at > now and policy.has_address(side):
        moment = wording.both_clocks(side.asked_at)
        return str(_("%(name)s: the letter leaves %(moment)s, after the weekend.", name=name, moment=moment))
    if _is_called(side, agenda):
        return str(_("%(name)s: to call.", name=name))
    if reminder := _next_reminder(side, agenda, now):
        return str(_("%(name)s: answer awaited, reminder on %(day)s.", name=name, day=day(reminder, country)))
    on = day(agenda.calls[country], country)
    return str(_("%(name)s: answer awaited, on the call list from %(day)s on.", name=name, day=on))


def _about_other(side: IntroductionSide, agenda: Agenda, now: datetime) -> list[str]:
    other, words = side.other, []
    if other.answer is Answer.PENDING:
        if reminder := _next_reminder(other, agenda, now):
            words.append(str(_("We remind them on %(day)s.", day=day(reminder, other.profile.country))))
        elif _is_called(other, agenda) or agenda.calls[other.profile.country] <= now:
            words.append(str(_("The organizers try to reach them.")))
        else:
            called_on = day(agenda.calls[other.profile.country], other.profile.country)
            words.append(str(_("Without an answer, the organizers call them from %(day)s on.", day=called_on)))
    if agenda.closes_at is not None:
        closes_on = day(agenda.closes_at, side.profile.country)
        words.append(str(_("Without their answer, the introduction is closed on %(day)s.", day=closes_on)))
    elif agenda.provisional_from is not None and agenda.provisional_from <= now:
        words.append(str(_("A meeting may be planned before they have answered.")))
    elif agenda.provisional_from is not None:
        moment = wording.both_clocks(agenda.provisional_from)
        words.append(str(_("From %(moment)s on, a meeting may be planned before they have answered.", moment=moment)))
    return words


def _is_called(side: IntroductionSide, agenda: Agenda) -> bool:
    """Whether the call list is how this side is asked: no letter reaches them, or letters have been enough."""
    unasked = side.profile.country in agenda.unasked
    return side.call_since is not None or unasked or not policy.has_address(side)


def _next_reminder(side: IntroductionSide, agenda: Agenda, now: datetime) -> datetime | None:
    """The next one that will be written; None for somebody without an address."""
    ahead = [at for at in agenda.reminders.get(side.profile.country, ())[side.reminders :] if at > now]
    return ahead[0] if ahead and policy.has_address(side) else None

"""What is new for somebody, in a few lines: how much waits where, never about whom. Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from matchmaking.accounts.links import public_address
from matchmaking.accounts.models import User
from matchmaking.events import queries as events
from matchmaking.events.times import both_times_text, day
from matchmaking.introductions import policy
from matchmaking.introductions import queries as introductions
from matchmaking.introductions.lifecycle import IntroductionStatus
from matchmaking.locale import normalise, speaking
from matchmaking.mailings.wording import frame
from matchmaking.matching import own_list
from matchmaking.matching.filters import ListFilters
from matchmaking.meetings import queries as meetings
from matchmaking.profiles import queries as profiles
from matchmaking.settings import queries as switches
from matchmaking.wordings.letters import Rendered


@dataclass(frozen=True, kw_only=True)
class News:
    """What waits for somebody and what has come about."""

    to_answer: int = 0
    accepted: int = 0
    suggestions: int = 0  # plausible, nothing said about them yet
    meetings: int = 0  # still to come
    next_meeting: str | None = None  # when the first of them begins, ISO

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.to_answer or self.accepted or self.suggestions or self.meetings)

    def as_facts(self) -> dict[str, object]:
        """As a receipt keeps what was told."""
        return asdict(self)


def gather(user: User, *, now: datetime) -> News:
    """What there is for a person at this moment."""
    sides = [
        side
        for found in introductions.list_for_user(user, now=now)
        if (side := policy.own_side(user, found)) is not None
    ]
    starts = _meetings_of(user, now=now)
    return News(
        to_answer=sum(policy.is_contact_person(user, side) and policy.needs_answer(side) for side in sides),
        accepted=sum(side.introduction.status is IntroductionStatus.ACCEPTED for side in sides),
        suggestions=_count_suggestions(user),
        meetings=len(starts),
        next_meeting=starts[0].isoformat() if starts else None,
    )


def render(user: User, news: News) -> Rendered:
    """The letter, in the language of the person's pages."""
    language = normalise(user.locale)
    with speaking(language):
        lines = [_("Hello %(person)s,", person=user.full_name), "\n".join(_lines(news))]
        lines.append(_("Your space") + "\n{{link:home}}")
        return frame(_("What waits for you"), "\n\n".join(lines), language)


def home_address() -> str:
    """Where the digest leads; it holds no key: the reader signs in."""
    return public_address("home.index")


def _lines(news: News) -> Sequence[str]:
    found = []
    if news.to_answer:
        found.append(
            ngettext(
                "One introduction waits for your answer.",
                "%(num)s introductions wait for your answer.",
                news.to_answer,
            )
        )
    if news.next_meeting:
        start = datetime.fromisoformat(news.next_meeting)
        found.append(
            ngettext(
                "%(num)s meeting is ahead: %(day)s, %(times)s.",
                "%(num)s meetings are ahead, the first: %(day)s, %(times)s.",
                news.meetings,
                day=day(start),
                times=both_times_text(start),
            )
        )
    if news.accepted:
        found.append(ngettext("One introduction is accepted.", "%(num)s introductions are accepted.", news.accepted))
    if news.suggestions:
        found.append(
            ngettext(
                "One suggested partner waits for your opinion.",
                "%(num)s suggested partners wait for your opinion.",
                news.suggestions,
            )
        )
    return [f"• {line}" for line in found]


def _count_suggestions(user: User) -> int:
    if not switches.current().suggestions_open:
        return 0
    lists = [own_list.own_suggestions(one, ListFilters(), shown=own_list.FIRST) for one in profiles.list_for_user(user)]
    return sum(one.reaction is None for found in lists for one in found.shown)


def _meetings_of(user: User, *, now: datetime) -> list[datetime]:
    event = events.find_next(now)
    schedule = meetings.find_published(event) if event else None
    starts = {
        placement.starts_at
        for profile in profiles.list_for_user(user)
        for placement in meetings.list_placements_of(schedule, profile)
        if placement.starts_at > now
    }
    return sorted(starts)

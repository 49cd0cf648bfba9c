"""The person's organisations in a copy of their data: what was typed, who belongs to them, what they said of others.

Not given: what organizers note while they check a profile, and whether they think it a duplicate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from flask_babel import gettext as _

from matchmaking.accounts.models import User
from matchmaking.introductions.wording import REASONS
from matchmaking.matching import queries as matching
from matchmaking.privacy.facts import Fact, Part, fact
from matchmaking.privacy.wording import APART
from matchmaking.profiles import content, differences, labels, queries
from matchmaking.profiles.content import OpportunityContent, ProfileContent
from matchmaking.profiles.disclosure import shown_name
from matchmaking.profiles.models import Profile
from matchmaking.profiles.translations.page import STATES
from matchmaking.profiles.translations.queries import list_current
from matchmaking.profiles.vocabulary import Side
from matchmaking.shortlists.page import shortlist_rows


def parts(user: User, *, now: datetime) -> Iterator[Part]:
    """All that the people of an organisation read of it, organisation by organisation."""
    own = queries.list_for_user(user)
    yield Part("organisations", _("Your organisations"), [_profile(one, content.of(one)) for one in own])
    yield Part("offers_and_needs", _("Offers and needs"), _all_of(own, _opportunities))
    yield Part("proposed_changes", _("Changes that wait for a check"), _all_of(own, _revision))
    yield Part("translations", _("Translations"), _all_of(own, _translations))
    yield Part("members", _("Members"), _all_of(own, _members))
    yield Part("verified", _("What was verified"), _all_of(own, _checks))
    yield Part("history", _("History"), [line for one in own for line in _history(one, user)])
    yield Part("shortlist", _("Shortlist"), [line for one in own for line in _shortlist(one, now)])
    yield Part("answers_to_suggestions", _("Answers to suggestions"), _all_of(own, _reactions))
    yield Part("kept_apart", _("Not to be introduced to"), _all_of(own, _apart))


def _all_of(profiles: Sequence[Profile], read: Callable[[Profile], Iterator[list[Fact]]]) -> list[list[Fact]]:
    return [entry for profile in profiles for entry in read(profile)]


def _of(profile: Profile) -> Fact:
    return fact("organisation", _("Organisation"), profile.key, profile.name)


def _other(other: Profile) -> Fact:
    return fact("other", _("The other side"), shown_name(other, to_other_side=True))


def _profile(profile: Profile, typed: ProfileContent) -> list[Fact]:
    values = content.as_dict(typed)
    return [
        fact("key", _("Reference"), profile.key),
        *(
            fact(name, label, values.get(name), differences.words(typed, name))
            for name, label in differences.FIELDS.items()
        ),
        fact("state", _("State"), profile.status.value, labels.label(profile.status)),
        fact("made_at", _("Begun"), profile.created_at),
        fact("submitted_at", _("Submitted"), profile.submitted_at),
        fact("published_at", _("Published"), profile.published_at),
        fact("returned_reason", _("Returned because"), profile.returned_reason),
    ]


def _opportunities(profile: Profile) -> Iterator[list[Fact]]:
    for item in content.of(profile).opportunities:
        yield [_of(profile), *_opportunity(item)]


def _opportunity(item: OpportunityContent) -> list[Fact]:
    side = _("Offer") if item.side is Side.OFFER else _("Need")
    return [
        fact("key", _("Reference"), item.key),
        fact("side", _("Offer or need"), item.side.value, side),
        fact("title", _("Title"), item.title),
        fact("text", _("Text"), item.text),
        fact("kind", _("Kind"), item.kind, labels.label(item.kind) if item.kind else ""),
        fact("closes_on", _("Closes on"), item.closes_on),
    ]


def _revision(profile: Profile) -> Iterator[list[Fact]]:
    if profile.revision is None:
        return
    typed = queries.content_of_revision(profile.revision)
    about = [_of(profile), fact("proposed_at", _("Proposed"), profile.revision.submitted_at)]
    about.append(fact("returned_reason", _("Returned because"), profile.revision.returned_reason))
    changes = differences.compare(content.of(profile), typed)
    yield about + [fact(f"change_{n}", one.label, one.new) for n, one in enumerate(changes, start=1)]


def _translations(profile: Profile) -> Iterator[list[Fact]]:
    for row in list_current(profile):
        yield [
            _of(profile),
            fact("language", _("Language"), row.language),
            fact("title", _("Title"), row.title),
            fact("text", _("Text"), row.text),
            fact("state", _("State"), row.status.value, STATES[row.status]),
            fact("written_at", _("Written"), row.written_at),
        ]


def _members(profile: Profile) -> Iterator[list[Fact]]:
    """Colleagues by name; how to reach them is theirs to give."""
    for member in profile.members:
        joined = fact("joined_at", _("Joined"), member.joined_at)
        yield [_of(profile), fact("name", _("Name"), member.user.full_name), joined]


def _checks(profile: Profile) -> Iterator[list[Fact]]:
    for check in profile.checks:
        day = fact("checked_on", _("When"), check.checked_on)
        yield [_of(profile), fact("what", _("What was verified"), check.kind.value, labels.CHECKS[check.kind]), day]


def _history(profile: Profile, reader: User) -> Iterator[list[Fact]]:
    for line in queries.list_history(profile, reader):
        yield [_of(profile), fact("at", _("When"), line.at), fact("what", _("What"), line.text)]


def _shortlist(profile: Profile, now: datetime) -> Iterator[list[Fact]]:
    for row in shortlist_rows(profile, now=now):
        name = row.glance.name if row.glance else _("No longer published")
        kept = fact("kept_at", _("Kept on"), row.kept_at)
        yield [_of(profile), fact("other", _("The other side"), name), kept, fact("note", _("Note"), row.note)]


def _reactions(profile: Profile) -> Iterator[list[Fact]]:
    for said in matching.list_said_by(profile):
        yield [
            _of(profile),
            _other(said.other_profile),
            fact("interested", _("Interested"), said.interested),
            fact("reason", _("Reason"), said.reason, REASONS[said.reason] if said.reason else ""),
            fact("said_at", _("Said"), said.reacted_at),
        ]


def _apart(profile: Profile) -> Iterator[list[Fact]]:
    for kept in matching.list_kept_apart(profile):
        added = fact("added_at", _("Since"), kept.added_at)
        kept_on = fact("list", _("List"), kept.kept_on.value, APART[kept.kept_on])
        yield [_of(profile), _other(kept.other_profile), kept_on, added]

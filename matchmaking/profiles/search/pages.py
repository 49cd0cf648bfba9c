"""One page of the directory: the profiles that answer, their marked words, and the facets with counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import sqlalchemy as sa
from markupsafe import Markup
from sqlalchemy.orm import selectinload

from matchmaking import locale
from matchmaking.accounts.models import User
from matchmaking.extensions import db
from matchmaking.paging import Narrowed, cut
from matchmaking.profiles import content, disclosure
from matchmaking.profiles.listing import DirectoryFilters, chosen
from matchmaking.profiles.models import Profile
from matchmaking.profiles.presenting import Passage, ProfileView, present
from matchmaking.profiles.queries import list_for_user
from matchmaking.profiles.reading_aid import Aid, Reader, Words, reader_with
from matchmaking.profiles.search.documents import Question, question
from matchmaking.profiles.search.marking import Marked, mark
from matchmaking.profiles.search.nearest import nearest
from matchmaking.profiles.search.queries import has_answer, search

CARDS = 20  # on one page: six screens of a phone
_AROUND = 90  # letters kept on each side of the first marked word of a long text
_MOST_INSTEAD = 4


@dataclass(frozen=True)
class Line:
    """A passage of a card, or a part of it, with what helps to read it."""

    marked: Marked
    words: Words
    aid: Aid


@dataclass(frozen=True)
class Card:
    """A profile in the list, and why it is there."""

    view: ProfileView
    name: Markup
    offer: Line | None
    need: Line | None
    summary: Line | None  # only where the name, the offer and the need do not tell
    elsewhere: tuple[str, ...]
    gist: Words | None  # the author's one sentence, where the rest is foreign to the reader


@dataclass(frozen=True)
class Directory:
    """What the directory's page shows."""

    cards: Narrowed[Card]
    counts: Mapping[str, int]
    instead: Sequence[str]  # where nobody answers to the words: ideas near to them that somebody does answer to


def list_directory(wanted: DirectoryFilters, *, viewer: User, page: int) -> Directory:
    """The visible profiles that answer, best first; without a search the last published first, so that a place in
    the list tells nothing of a hidden name."""
    facets = chosen(wanted)
    asked = question(facets.pop("search", ""))
    number = max(1, page)
    found = search(asked, facets, viewer, start=(number - 1) * CARDS, length=CARDS)
    here = cut(number, total=found.shown, length=CARDS)
    if here.number < number:  # an old address: fewer answer now
        return list_directory(wanted, viewer=viewer, page=here.number)
    profiles = _in_order(found.ids)
    reader = reader_with(viewer, list_for_user(viewer))
    return Directory(
        here.narrowed([_card(profile, asked, reader) for profile in profiles], every=found.total),
        found.counts,
        _instead(wanted.search, viewer) if wanted.search and not found.total else (),
    )


def _instead(typed: str, viewer: User) -> list[str]:
    answered = (idea for idea in nearest(typed, locale.current()) if has_answer(question(idea), viewer))
    return list(islice(answered, _MOST_INSTEAD))


def counted(
    labels: Mapping[Any, Any], name: str, counts: Mapping[str, int], chosen: str | None
) -> list[tuple[str, str]]:
    """The options of one facet, each with its count; those that nobody answers to are left out."""
    return [
        (value, f"{label} ({counts.get(f'{name}:{value}', 0)})")
        for value, label in labels.items()
        if counts.get(f"{name}:{value}") or value == chosen
    ]


def _in_order(ids: Sequence[int]) -> list[Profile]:
    rows = sa.select(Profile).where(Profile.id.in_(ids))
    loaded = db.session.scalars(rows.options(selectinload(Profile.opportunities), selectinload(Profile.members)))
    by_id = {profile.id: profile for profile in loaded}
    return [by_id[one] for one in ids]


def _card(profile: Profile, asked: Question, reader: Reader) -> Card:
    other_side = reader.viewer is None or disclosure.is_other_side(reader.viewer, profile)
    view = present(profile, content.of(profile), to_other_side=other_side, reader=reader)
    name = mark(view.name, asked) if not view.masked else Marked(Markup.escape(view.name), False)
    offer, need = _telling(view.offers, asked), _telling(view.needs, asked)
    told = [name, *(line.marked for line in (offer, need) if line)]
    summary = None
    if asked.words and not any(one.hit for one in told):
        found = _line(_around(view.summary, asked), view.aid, asked)
        if found.marked.hit:
            summary = found
            told.append(found.marked)
    elsewhere = dict.fromkeys(phrase for one in told for phrase in one.elsewhere)
    first = offer or need or summary
    gist = reader.gist(profile, first.words.lang) if first else view.gist
    return Card(view, name.text, offer, need, summary, tuple(elsewhere)[:3], gist)


def _telling(passages: Sequence[Passage], asked: Question) -> Line | None:
    """The first passage whose title, or else whose text, answers; without any, the first."""
    if not passages:
        return None
    first = _line(passages[0].title, passages[0].aid, asked)
    if first.marked.hit or not asked.words:
        return first
    titles = (_line(passage.title, passage.aid, asked) for passage in passages[1:])
    texts = (_line(_around(passage.text, asked), passage.aid, asked) for passage in passages)
    return next((one for found in (titles, texts) for one in found if one.marked.hit), first)


def _line(text: str, aid: Aid, asked: Question) -> Line:
    return Line(mark(text, asked), Words.of(text), aid)


def _around(text: str, asked: Question) -> str:
    """The part of a long text that answers, cut between words."""
    if len(text) <= 2 * _AROUND:
        return text
    place = mark(text, asked).first or 0
    start = text.rfind(" ", 0, place - _AROUND) + 1 if place > _AROUND else 0
    end = text.find(" ", place + _AROUND)
    return ("… " if start else "") + (text[start:] if end < 0 else text[start:end] + " …")

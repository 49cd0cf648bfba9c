"""The copy of one's own data: all that is one's own, and of others not a word more than the pages show."""

from __future__ import annotations

import pytest

from matchmaking.accounts import operations as accounts
from matchmaking.accounts.models import Purpose
from matchmaking.extensions import db
from matchmaking.privacy import copying
from tests.privacy.crawling import said, squeezed
from tests.privacy.test_no_contact_before_both_accept import SIDES, leaks, partners
from tests.privacy.world import (
    COMMITTEE,
    FUND,
    HEARD,
    HELPER,
    NOTE,
    ORGANIZER,
    PAIRS,
    SIDE,
    THIRD,
    WHY,
    Contact,
    World,
    may_see,
)


def copy_of(world: World, email: str) -> str:
    """All words of both files."""
    with world.app.test_request_context():
        return said(copying.write(world.user(email), now=world.now), copying.TYPE)


@pytest.mark.parametrize("key", SIDES)
def test_a_copy_holds_ones_own_and_only_the_contacts_opened_to_one(world: World, key: str) -> None:
    text = copy_of(world, Contact(key).email)
    assert all(mark in squeezed(text) for mark in Contact(key).marks)
    assert not leaks(text, own=key)
    hidden = [NOTE, HEARD, *([] if key == THIRD[0] else [WHY]), *([] if key == PAIRS["fund"][1] else [FUND])]
    assert not [word for word in hidden if word in text]
    other = next(one for one in partners(key) if one != key)
    seen = {mark for mark in Contact(other).marks if mark in squeezed(text)}
    assert seen == (set(Contact(other).marks) if may_see(key, other) else set())


@pytest.mark.parametrize("email", [ORGANIZER, COMMITTEE, HELPER, SIDE])
def test_who_works_here_takes_no_contact_of_participants_along(world: World, email: str) -> None:
    text = copy_of(world, email)
    assert email in text
    assert not leaks(text)
    assert not [word for word in (NOTE, WHY, HEARD, FUND) if word in text]


def test_a_copy_opens_no_door(world: World) -> None:
    """No link of a letter is made anew, and no secret stands in it, not even as a hash."""
    for key in SIDES:
        text = copy_of(world, Contact(key).email)
        assert not [part for part in ("/i/", "/f/", "/a/", "/mails/", "{{link", "argon2") if part in text], key
        with world.app.app_context():
            user = world.user(Contact(key).email)
            assert user.fs_uniquifier not in text


def test_a_consent_that_was_taken_back_closes_the_letter_that_told_the_contact(world: World) -> None:
    ml, dz = (Contact(key) for key in PAIRS["open"])
    before = copy_of(world, ml.email)
    with world.app.test_request_context():
        shut = world.user(dz.email)
        accounts.withdraw_consent(shut, Purpose.TRANSFER, actor=shut, now=world.now)
        db.session.flush()
        after = said(copying.write(world.user(ml.email), now=world.now), copying.TYPE)
        db.session.rollback()
    assert dz.email in before
    assert not [mark for mark in dz.marks if mark in squeezed(after)]


def test_what_is_held_back_from_the_pages_is_held_back_from_the_copy(world: World) -> None:
    """Whom others asked to meet, what the other side answered, why."""
    with world.app.test_request_context():
        asked = copying.parts(world.user(Contact("DZ01").email), now=world.now)
        declined = copying.parts(world.user(Contact(PAIRS["declined"][0]).email), now=world.now)
    assert not next(part for part in asked if part.key == "requests").entries
    [side] = next(part for part in declined if part.key == "introductions").entries
    values = {one.key: one.value for one in side}
    assert values["answer"] == "pending"
    assert values["reason"] is None

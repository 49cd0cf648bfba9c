"""What the worker does for introductions. Each handler may run twice and then changes nothing more; each commits its
own work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask

from matchmaking import clock
from matchmaking.extensions import db
from matchmaking.introductions import links, operations, organizer_page, resting
from matchmaking.introductions.letter_kinds import RECORDED
from matchmaking.introductions.operations.returning import RETURN
from matchmaking.introductions.operations.ticking import TICK
from matchmaking.introductions.wording import LETTERS
from matchmaking.outbox.registry import registry


def settle(_payload: Mapping[str, Any]) -> None:
    """Let every told answer count whose hold time is over, not only the one that asked for this job."""
    operations.settle_due(now=clock.now())
    db.session.commit()


def follow_profile(payload: Mapping[str, Any]) -> None:
    """A profile was changed, withdrawn, or has another contact person."""
    operations.follow_profile(int(payload["profile_id"]), now=clock.now())
    operations.settle_due(now=clock.now())  # answers that waited for the profile to be published again
    operations.let_return(now=clock.now())  # who was too vague may have said more
    db.session.commit()


def let_return(_payload: Mapping[str, Any]) -> None:
    """The time of a « not now » may be over."""
    operations.let_return(now=clock.now())
    db.session.commit()


def withdraw_consent(payload: Mapping[str, Any]) -> None:
    """A person took a consent back."""
    operations.withdraw_consent(int(payload["user_id"]), now=clock.now())
    db.session.commit()


def restore_consent(payload: Mapping[str, Any]) -> None:
    """A person gave a consent."""
    operations.restore_consent(int(payload["user_id"]), now=clock.now())
    db.session.commit()


def tick(_payload: Mapping[str, Any]) -> None:
    """A date of some introduction has come, or what the dates depend on has changed."""
    operations.settle_due(now=clock.now())
    operations.tick(now=clock.now())
    db.session.commit()


def end_hold(payload: Mapping[str, Any]) -> None:
    """An organizer let a letter leave before its time."""
    subject, _colon, number = str(payload["subject_ref"]).partition(":")
    if subject == "introduction":
        operations.end_hold(int(number), now=clock.now())
        db.session.commit()


def init_app(app: Flask) -> None:
    """Tell the outbox who does what, and what a placeholder of our letters stands for."""
    outbox = registry(app)
    outbox.handle("introductions.settle", settle)
    outbox.handle("introductions.follow_profile", follow_profile)
    outbox.handle(RETURN, let_return)
    outbox.handle("introductions.withdraw_consent", withdraw_consent)
    outbox.handle("introductions.restore_consent", restore_consent)
    outbox.handle("introductions.end_hold", end_hold)
    outbox.handle(TICK, tick)
    outbox.subscribe("settings.changed", TICK, whole=True)
    outbox.subscribe("event.changed", TICK, whole=True)
    outbox.subscribe("message.released", "introductions.end_hold")
    outbox.subscribe("profile.changed", "introductions.follow_profile")
    outbox.subscribe("profile.withdrawn", "introductions.follow_profile")
    outbox.subscribe("consent.withdrawn", "introductions.withdraw_consent")
    outbox.subscribe("consent.given", "introductions.restore_consent")
    for kind, label in LETTERS.items():
        outbox.label(kind, label)
        if kind != RECORDED:  # it answers their own call, within the hold time
            outbox.pause(kind, resting.of_sides)
    outbox.name_subjects("introduction", organizer_page.name_for_letters)
    outbox.mint(links.PURPOSE, links.mint)

"""Which code answers to a job, a fact or a link's purpose. Filled by `create_app`, read by everybody."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import Flask, current_app
from flask_babel import LazyString

from matchmaking.outbox.models import Message

Handler = Callable[[Mapping[str, Any]], None]
LinkMinter = Callable[[Mapping[str, Any]], str]


@dataclass(frozen=True)
class Subject:
    """What a letter is about, for organizers: a name and the page of it."""

    name: str
    url: str | None = None


# Which of these messages may not leave at this moment, by id, and from when on each may.
Pauser = Callable[[Sequence[Message], datetime], Mapping[int, datetime]]
SubjectNamer = Callable[[Collection[int]], Mapping[int, Subject]]


@dataclass(frozen=True)
class Subscription:
    """A job wanted after a fact. A `whole` one looks at everything anyway, so many facts are one job."""

    kind: str
    whole: bool = False


@dataclass
class Registry:
    """What `create_app` has put together."""

    handlers: dict[str, Handler] = field(default_factory=dict)  # job kind -> what does it
    subscribers: dict[str, list[Subscription]] = field(default_factory=dict)  # fact -> who wants to know
    lasting: list[str] = field(default_factory=list)  # jobs that ask for themselves again, for as long as we run
    minters: dict[str, LinkMinter] = field(default_factory=dict)  # purpose -> payload to absolute URL
    pausers: dict[str, Pauser] = field(default_factory=dict)  # message kind -> when it may not leave
    labels: dict[str, LazyString] = field(default_factory=dict)  # message kind -> what organizers call it
    subjects: dict[str, SubjectNamer] = field(default_factory=dict)  # "introduction" -> names for many ids at once

    def handle(self, kind: str, handler: Handler) -> None:
        """Name the function that does jobs of this kind; it must be idempotent and commit its own work."""
        self.handlers[kind] = handler

    def subscribe(self, fact: str, kind: str, *, whole: bool = False) -> None:
        """Have a job of `kind` written whenever `fact` is published; a `whole` one is written once for many facts,
        without their payload."""
        self.subscribers.setdefault(fact, []).append(Subscription(kind, whole))

    def keep_going(self, kind: str) -> None:
        """Have a worker that begins ask for this job, which asks for itself again: under its kind as unique key."""
        self.lasting.append(kind)

    def mint(self, purpose: str, minter: LinkMinter) -> None:
        """Name the function that makes the address behind a placeholder. It only signs: it must not write, and
        a DomainError of its own (the thing is closed, the link was ended) keeps the message from leaving."""
        self.minters[purpose] = minter

    def name_subjects(self, prefix: str, namer: SubjectNamer) -> None:
        """Name the function that tells what `subject_ref` « prefix:7 » is called; it is asked once for many."""
        self.subjects[prefix] = namer

    def pause(self, kind: str, pauser: Pauser) -> None:
        """Name the function that keeps messages of this kind back at some hours; it is asked once for many, and again
        when one leaves later than was meant."""
        self.pausers[kind] = pauser

    def resting(self, messages: Sequence[Message], at: datetime) -> dict[int, datetime]:
        """Which of these messages may not leave at this moment, by id, and from when on each may."""
        together: dict[Pauser, list[Message]] = {}
        for message in messages:
            if pauser := self.pausers.get(message.kind):
                together.setdefault(pauser, []).append(message)
        return {key: until for pauser, group in together.items() for key, until in pauser(group, at).items()}

    def label(self, kind: str, label: LazyString) -> None:
        """Say how organizers read this kind of message: a lazily translated noun."""
        self.labels[kind] = label


def registry(app: Flask | None = None) -> Registry:
    """The registry of an application."""
    extensions = (app or current_app).extensions
    found = extensions.setdefault("outbox", Registry())
    assert isinstance(found, Registry)
    return found

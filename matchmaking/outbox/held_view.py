"""The letters that wait for their time, as organizers see them: together with those about the same thing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from matchmaking.outbox.decisions import Together
from matchmaking.outbox.lifecycle import MessageAction
from matchmaking.outbox.message_view import MessageView, view
from matchmaking.outbox.models import Message
from matchmaking.outbox.registry import Registry, Subject

CHOICE = re.compile(r"[0-9]{1,9}:[0-9]{1,9}")


@dataclass(frozen=True)
class HeldGroup:
    """What several letters are about, and the letters."""

    subject: Subject | None
    lines: Sequence[MessageView]


def groups(messages: Sequence[Message], registry: Registry, *, demonstration: bool, now: datetime) -> list[HeldGroup]:
    """The letters by what they are about, in the order of the first of each."""
    together: dict[str, list[Message]] = defaultdict(list)
    for message in messages:
        together[message.subject_ref or f"message:{message.id}"].append(message)
    names, resting = _names(together, registry), registry.resting(messages, now)
    return [
        HeldGroup(
            names.get(ref),
            [view(one, registry, demonstration=demonstration, now=now, rests=one.id in resting) for one in letters],
        )
        for ref, letters in together.items()
    ]


def read_choice(values: Iterable[str]) -> dict[int, int]:
    """Ticked boxes, « id:version »; anything else is passed over."""
    pairs = (value.split(":") for value in values if CHOICE.fullmatch(value))
    return {int(message_id): int(version) for message_id, version in pairs}


def result_lines(action: MessageAction, result: Together) -> list[tuple[str, str, str]]:
    """What to say after many were decided: category, fact, sentence."""
    lines = []
    if result.done and action is MessageAction.CANCEL:
        fact = ngettext("%(num)s letter cancelled.", "%(num)s letters cancelled.", result.done)
        lines.append(("ok", fact, _("They will not leave.") if result.done > 1 else _("It will not leave.")))
    elif result.done:
        fact = ngettext("%(num)s letter leaves now.", "%(num)s letters leave now.", result.done)
        lines.append(("ok", fact, _("Within a few seconds.")))
    if result.passed_over:
        fact = ngettext("%(num)s stays as it is.", "%(num)s stay as they are.", len(result.passed_over))
        lines.append(("wait", fact, " ".join(result.passed_over)))
    return [(category, str(fact), str(sentence)) for category, fact, sentence in lines]


def _names(refs: Iterable[str], registry: Registry) -> dict[str, Subject]:
    """What the features call these things, each asked once."""
    ids: dict[str, list[int]] = defaultdict(list)
    for ref in refs:
        prefix, _colon, number = ref.partition(":")
        if prefix in registry.subjects and number.isdecimal():
            ids[prefix].append(int(number))
    return {
        f"{prefix}:{number}": subject
        for prefix, numbers in ids.items()
        for number, subject in registry.subjects[prefix](numbers).items()
    }

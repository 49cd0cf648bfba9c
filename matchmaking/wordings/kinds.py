"""The kinds of letter whose words organizers may change. A feature registers its own in `init_app`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask import Flask, current_app
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from matchmaking.errors import NotFound
from matchmaking.outbox.operations import Letter


@dataclass(frozen=True, kw_only=True)
class Placeholder:
    """A name in braces, and what stands in its place."""

    name: str
    label: LazyString  # what it stands for, told to organizers
    sample: str = ""  # for the preview
    link: str | None = None  # the letter's link of this name: obligatory, on a line of its own
    is_block: bool = False  # something drawn by code: on a line of its own between empty lines


@dataclass(frozen=True, kw_only=True)
class LetterKind:
    """A letter with its placeholders; its delivered words are `templates/letters/<kind>.<language>.txt`."""

    kind: str
    label: LazyString
    group: LazyString  # under which organizers find it
    placeholders: Sequence[Placeholder]
    reason: str = "reason"  # the frame's line that says why one receives it; it may hold the letter's placeholders
    message: str = ""  # the `Message.kind`, where several letters share one
    # What may be said aloud or by WhatsApp, before anybody knows who listens: never the other side's name.
    spoken: Sequence[Placeholder] = ()
    # Drawn as the pages are, where nobody wrote other words: the sample values in, the letter as it is sent out.
    designed: Callable[[Mapping[str, str]], Letter] | None = None

    @property
    def message_kind(self) -> str:
        """As in `Message.kind`."""
        return self.message or self.kind

    @property
    def samples(self) -> dict[str, str]:
        """What stands for each placeholder in a preview, blocks and links apart."""
        return {one.name: one.sample for one in self.placeholders if not (one.is_block or one.link)}

    @property
    def in_subject(self) -> Sequence[Placeholder]:
        """The placeholders that fit in one line."""
        return [one for one in self.placeholders if one.link is None and not one.is_block]


PERSON = Placeholder(name="person", label=_l("the receiver"), sample="Mariam Kouyaté")
PRODUCT = Placeholder(name="product", label=_l("the name of the platform"), sample="Deux Rives")


def register(app: Flask, kind: LetterKind) -> None:
    """Let organizers change the words of this kind of letter."""
    app.extensions.setdefault("wordings", {})[kind.kind] = kind


def by_group() -> Sequence[tuple[str, Sequence[LetterKind]]]:
    """Every kind under the name of its group, in the order of registration."""
    groups: dict[str, list[LetterKind]] = {}
    for kind in current_app.extensions.get("wordings", {}).values():
        groups.setdefault(str(kind.group), []).append(kind)
    return list(groups.items())


def find_kind(kind: str) -> LetterKind | None:
    """The kind of this name, or None: its words are not for organizers to change."""
    found = current_app.extensions.get("wordings", {}).get(kind)
    assert found is None or isinstance(found, LetterKind)
    return found


def get_kind(kind: str) -> LetterKind:
    """The kind of this name; raises NotFound."""
    if (found := find_kind(kind)) is None:
        raise NotFound(f"letter kind {kind}")
    return found

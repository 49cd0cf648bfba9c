"""Changing the words of a letter: guarded by version, written to the trail, and never lost."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _

from matchmaking.accounts.models import User
from matchmaking.accounts.policy import is_organizer
from matchmaking.audit import operations as audit
from matchmaking.errors import NotAllowed, StaleDecision
from matchmaking.extensions import db
from matchmaking.wordings import queries, texts
from matchmaking.wordings.kinds import LetterKind
from matchmaking.wordings.models import Wording
from matchmaking.wordings.texts import Words


def write(kind: LetterKind, language: str, words: Words, *, shown_version: int, actor: User, now: datetime) -> Wording:
    """Letters of this kind and language say this from now on. Raises ValueError for words that were not checked,
    StaleDecision where somebody else wrote since."""
    checked = (
        texts.check_subject(words.subject, kind),
        texts.check_text(words.text, kind),
        texts.check_spoken(words.spoken, kind),
    )
    if any(checked):
        raise ValueError(f"{kind.kind} {language}: {checked}")
    wording = _take(kind, language, shown_version=shown_version, actor=actor)
    if wording is None:
        wording = Wording(kind=kind.kind, locale=language, version=0)
        db.session.add(wording)
    wording.subject, wording.text, wording.spoken, wording.in_use = words.subject, words.text, words.spoken, True
    _sign(wording, "wording.written", actor=actor, now=now)
    return wording


def use_delivered(kind: LetterKind, language: str, *, shown_version: int, actor: User, now: datetime) -> None:
    """Back to the delivered words; the organizers' own stay, out of use."""
    _switch(kind, language, in_use=False, shown_version=shown_version, actor=actor, now=now)


def use_own(kind: LetterKind, language: str, *, shown_version: int, actor: User, now: datetime) -> None:
    """The organizers' own words again."""
    _switch(kind, language, in_use=True, shown_version=shown_version, actor=actor, now=now)


def _switch(kind: LetterKind, language: str, *, in_use: bool, shown_version: int, actor: User, now: datetime) -> None:
    wording = _take(kind, language, shown_version=shown_version, actor=actor)
    if wording is not None and wording.in_use is not in_use:
        wording.in_use = in_use
        _sign(wording, "wording.own_used" if in_use else "wording.delivered_used", actor=actor, now=now)


def _take(kind: LetterKind, language: str, *, shown_version: int, actor: User) -> Wording | None:
    if not is_organizer(actor):
        raise NotAllowed(f"wording {kind.kind}")
    wording = queries.find_wording(kind.kind, language, for_update=True)
    if (wording.version if wording else 0) != shown_version:
        name = wording.updated_by.full_name if wording and wording.updated_by else _("Somebody")
        raise StaleDecision(_("%(name)s changed these words meanwhile.", name=name))
    return wording


def _sign(wording: Wording, action: str, *, actor: User, now: datetime) -> None:
    wording.version += 1
    wording.updated_at, wording.updated_by = now, actor
    subject = f"wording:{wording.kind}.{wording.locale}"
    audit.record(action, subject, actor_id=actor.id, now=now, version=wording.version)
    db.session.flush()

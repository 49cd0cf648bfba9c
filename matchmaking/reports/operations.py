"""Writing the first page, asking for a report, freezing it, keeping its files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from matchmaking.accounts.models import User
from matchmaking.audit import operations as audit
from matchmaking.errors import NotAllowed, StaleDecision
from matchmaking.extensions import db
from matchmaking.outbox.operations import enqueue
from matchmaking.reports import policy, queries
from matchmaking.reports.contents import PARTS, Content, checksum
from matchmaking.reports.models import FileFormat, ReportDraft, Snapshot, SnapshotFile, Tally
from matchmaking.reports.wording import LANGUAGES

FREEZE = "reports.freeze"
Texts = Mapping[str, Mapping[str, str]]


def write_draft(texts: Texts, *, shown_version: int, actor: User, now: datetime) -> ReportDraft:
    """Keep what is to stand on the first page of the next report. Raises NotAllowed, and StaleDecision where somebody
    else has written since `shown_version`."""
    if not policy.can_make(actor):
        raise NotAllowed("report")
    draft = db.session.get(ReportDraft, 1, with_for_update=True)
    if (draft.version if draft else 0) != shown_version:
        name = draft.updated_by.full_name if draft and draft.updated_by else str(_("Somebody"))
        raise StaleDecision(str(_("%(name)s wrote something else here meanwhile.", name=name)))
    if draft is None:
        draft = ReportDraft(id=1)
        db.session.add(draft)
    draft.texts = {part: {one: texts[part].get(one, "").strip() for one in LANGUAGES} for part in PARTS}
    draft.updated_at, draft.updated_by = now, actor
    db.session.flush()
    audit.record("report.written", "report:draft", actor_id=actor.id, now=now, version=draft.version)
    return draft


def ask_for_report(*, actor: User, now: datetime) -> Snapshot:
    """Give the next report its number and its texts; the worker freezes the figures and makes the files."""
    if not policy.can_make(actor):
        raise NotAllowed("report")
    draft = queries.find_draft()
    texts = draft.texts if draft else {}
    snapshot = Snapshot(number=queries.next_number(), asked_at=now, made_by=actor, texts=texts)
    db.session.add(snapshot)
    db.session.flush()
    enqueue(FREEZE, {"snapshot_id": snapshot.id}, now=now, unique_key=f"{FREEZE}:{snapshot.id}")
    audit.record("report.asked", f"report:{snapshot.id}", actor_id=actor.id, now=now, number=snapshot.number)
    return snapshot


def freeze(snapshot: Snapshot, content: Content, *, now: datetime) -> None:
    """Write the content down, once: a report that has one keeps it."""
    if snapshot.content is not None:
        return
    snapshot.content = content.to_json()
    snapshot.sha256, snapshot.frozen_at = checksum(snapshot.content), now
    db.session.flush()
    told = {"number": snapshot.number, "sha256": snapshot.sha256}
    audit.record("report.frozen", f"report:{snapshot.id}", actor_id=None, now=now, **told)


def keep_tally(content: Mapping[str, Any], *, now: datetime) -> Tally:
    """Put these figures in the place of those that were counted before."""
    tally = db.session.merge(Tally(id=1, counted_at=now, content=dict(content)))
    db.session.flush()
    return tally


def keep_file(snapshot: Snapshot, language: str, file_format: FileFormat, content: bytes) -> SnapshotFile:
    """Store one of its files for good."""
    made = SnapshotFile(
        snapshot=snapshot,
        language=language,
        format=file_format,
        content=content,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )
    db.session.add(made)
    db.session.flush()
    return made


def note_annex(*, actor: User, now: datetime, organisations: int, until: datetime) -> None:
    """Write down who took the named annex, when, and until when it may be kept; the annex itself is kept nowhere."""
    if not policy.can_make(actor):
        raise NotAllowed("annex")
    told = {"organisations": organisations, "until": until.date().isoformat()}
    audit.record("report.annex_taken", "report:annex", actor_id=actor.id, now=now, **told)

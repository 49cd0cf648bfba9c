"""The dashboard, the first page of the next report, the reports and their files, the named annex."""

from __future__ import annotations

import io

from flask import Blueprint, abort, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock, config
from matchmaking.access import Access, access
from matchmaking.accounts import kept_forms
from matchmaking.errors import NotFound, StaleDecision
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.locale import current, moment
from matchmaking.reports import dashboard, operations, policy, queries
from matchmaking.reports.contents import from_stored
from matchmaking.reports.figures import gather
from matchmaking.reports.forms import DraftForm, MakeForm
from matchmaking.reports.models import FileFormat
from matchmaking.reports.tallying import content_of
from matchmaking.reports.wording import LANGUAGES, words

blueprint = Blueprint("reports", __name__)
MIME = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@blueprint.get("/organizers/figures")
@access(Access.ORGANIZER)
def figures() -> ResponseReturnValue:
    """Where everything stands: the figures of the report, unmasked, with names, as the worker counted them last."""
    said, now, tally = words(current()), clock.now(), queries.find_tally()
    # A platform that has just begun has little to count, and nobody should find an empty page on it.
    content = tally.content if tally else content_of(gather(now=now))
    return render_template(
        "reports/figures.html",
        page=dashboard.build(content, queries.names_of(dashboard.ids_in(content)), said),
        counted=moment(tally.counted_at if tally else now, now=now),
        words=said,
    )


@blueprint.get("/reports")
@access(Access.COMMITTEE)
def index() -> ResponseReturnValue:
    """The reports made so far and their files; organizers make another."""
    found = [one for one in queries.list_snapshots() if policy.can_read(current_user, one)]
    files = {(one.snapshot_id, one.language, one.format): one for snapshot in found for one in snapshot.files}
    return render_template(
        "reports/index.html",
        snapshots=found,
        files=files,
        formats=list(FileFormat),
        languages=LANGUAGES,
        can_make=policy.can_make(current_user),
    )


@blueprint.route("/organizers/reports/page", methods=["GET", "POST"])
@access(Access.ORGANIZER)
def write() -> ResponseReturnValue:
    """What organizers write on the first page; a text that comes too late is kept in the form."""
    form, draft = DraftForm(), queries.find_draft()
    said: str | None = None
    if form.validate_on_submit():
        shown = int(form.version.data) if (form.version.data or "").isdecimal() else -1
        try:
            operations.write_draft(form.texts, shown_version=shown, actor=current_user, now=clock.now())
        except StaleDecision as stale:
            said, form.version.data = stale.decision, str(draft.version if draft else 0)
        else:
            kept_forms.forget()
            db.session.commit()
            say("ok", _("Kept."), _("It stands on the first page of the next report."))
            return redirect(url_for("reports.index"), 303)
    elif request.method == "GET":
        _fill(form)
        kept_forms.restore(form)
    status = 409 if said else 422 if form.errors else 200
    return render_template("reports/write.html", form=form, draft=draft, overtaken=said), status


@blueprint.post("/organizers/reports")
@access(Access.ORGANIZER)
def make() -> ResponseReturnValue:
    """Freeze a report; the worker makes its files."""
    if not MakeForm().validate():
        abort(400)
    snapshot = operations.ask_for_report(actor=current_user, now=clock.now())
    db.session.commit()
    say("ok", _("Report no. %(number)s is being made.", number=snapshot.number), _("Its files stand here in a moment."))
    return redirect(url_for("reports.index"), 303)


@blueprint.get("/reports/<int:number>")
@access(Access.COMMITTEE)
def read(number: int) -> ResponseReturnValue:
    """A report on a page in the reader's language, drawn from what was frozen and from nothing else."""
    from matchmaking.reports.rendering.blocks import for_template

    snapshot = queries.get_by_number(number)
    if not policy.can_read(current_user, snapshot):
        raise NotFound
    assert snapshot.content is not None
    frozen, said = from_stored(snapshot.content), words(current())
    return render_template("reports/read.html", content=frozen, words=said, blocks=for_template(frozen, said))


@blueprint.get("/reports/<int:number>/<any(fr, ar, en):language>.<any(pdf, xlsx, docx):file_format>")
@access(Access.COMMITTEE)
def download(number: int, language: str, file_format: str) -> ResponseReturnValue:
    """One file as it was made then."""
    found = queries.get_file(number, language, FileFormat(file_format))
    if not policy.can_read(current_user, found.snapshot):
        raise NotFound
    name = f"rapport-{number:03}-{language}.{file_format}"
    return send_file(io.BytesIO(found.content), MIME[file_format], as_attachment=True, download_name=name)


@blueprint.post("/organizers/reports/annex")
@access(Access.ORGANIZER)
def annex() -> ResponseReturnValue:
    """The named annex of this moment: made, handed over, noted in the trail, kept nowhere."""
    from matchmaking.reports.rendering.annex import render

    if not MakeForm().validate():
        abort(400)
    now, profiles, settings = clock.now(), queries.list_nameable(), config.current()
    until = policy.annex_ends(now, days=settings.annex_days)
    operations.note_annex(actor=current_user, now=now, organisations=len(profiles), until=until)
    made = render(
        profiles,
        words(current()),
        product=settings.product_name,
        fictional=settings.demo,
        taken_at=now,
        until=until,
    )
    db.session.commit()
    name = f"annexe-nominative-{now:%Y-%m-%d}.xlsx"
    return send_file(io.BytesIO(made), MIME["xlsx"], as_attachment=True, download_name=name)


def _fill(form: DraftForm) -> None:
    """The form as the draft stands."""
    draft = queries.find_draft()
    form.version.data = str(draft.version if draft else 0)
    for part, said in (draft.texts if draft else {}).items():
        for language, text in said.items():
            form[f"{part}_{language}"].data = text

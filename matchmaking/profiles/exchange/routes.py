"""The organizers' pages of import and export."""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePath

from flask import Blueprint, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.extensions import db
from matchmaking.profiles.exchange import operations, queries
from matchmaking.profiles.exchange.forms import CarryOutForm, UploadForm
from matchmaking.profiles.exchange.operations import Declaration
from matchmaking.profiles.exchange.plan import column_of, handed_back
from matchmaking.profiles.exchange.reading import UnreadableFile
from matchmaking.profiles.exchange.twins import list_notes
from matchmaking.profiles.exchange.wording import FILE_PROBLEMS
from matchmaking.profiles.exchange.writing import TYPES, write
from matchmaking.profiles.labels import wording

blueprint = Blueprint("exchange", __name__, url_prefix="/organizers/files")


@blueprint.route("/import", methods=["GET", "POST"])
@access(Access.ORGANIZER)
def upload() -> ResponseReturnValue:
    """Choose a file; what it would do is shown before anything is done."""
    form = UploadForm()
    if form.validate_on_submit():
        body, filename = form.file.data.read(), PurePath(form.file.data.filename or "").name[:200]
        try:
            operations.plan_file(filename, body)
        except UnreadableFile as problem:
            form.file.errors = [f"{FILE_PROBLEMS[problem.code]} {problem.detail}".strip()]
            return render_template("profiles/exchange/upload.html", form=form), 422
        declaration = Declaration(paper=form.paper.data.strip(), filename=filename, declared_by=current_user)
        draft = operations.keep_draft(body, declaration, now=clock.now())
        db.session.commit()
        return redirect(url_for("exchange.dry_run", draft_id=draft.id), 303)
    return render_template("profiles/exchange/upload.html", form=form), 422 if form.errors else 200


@blueprint.get("/import/<int:draft_id>")
@access(Access.ORGANIZER)
def dry_run(draft_id: int) -> ResponseReturnValue:
    """Every problem by row and column; nothing is imported yet."""
    draft = queries.get_draft(draft_id, current_user)
    plan = operations.plan_file(draft.filename, draft.content)
    flat = not draft.filename.lower().endswith(".json")
    problems = [
        (row.number, row.values.get("name") or row.key or "", column_of(problem, flat=flat), wording(problem))
        for row in plan.bad
        for problem in row.problems
    ]
    return render_template(
        "profiles/exchange/dry_run.html",
        draft=draft,
        plan=plan,
        problems=problems,
        notes=list_notes(plan),
        form=CarryOutForm(),
    )


@blueprint.post("/import/<int:draft_id>")
@access(Access.ORGANIZER)
def carry_out(draft_id: int) -> ResponseReturnValue:
    """Import the good rows; the others are kept for a day, to be downloaded and corrected."""
    draft, form = queries.get_draft(draft_id, current_user), CarryOutForm()
    if not form.validate_on_submit():
        return redirect(url_for("exchange.dry_run", draft_id=draft_id), 303)
    plan = operations.plan_file(draft.filename, draft.content)
    declaration = Declaration(paper=draft.paper, filename=draft.filename, declared_by=current_user)
    taken = operations.carry_out(plan, declaration, publish=form.then.data == "publish", now=clock.now())
    operations.keep_rest(draft, plan)
    db.session.commit()
    flash(ngettext("One organisation was imported.", "%(num)s organisations were imported.", len(taken)), "ok")
    if plan.bad:
        return redirect(url_for("exchange.dry_run", draft_id=draft_id), 303)
    return redirect(url_for("profiles.moderation"), 303)


@blueprint.get("/import/<int:draft_id>/rest")
@access(Access.ORGANIZER)
def rest(draft_id: int) -> ResponseReturnValue:
    """The rows that were not good, in the kind of file they came in, with the reasons in a last column."""
    draft = queries.get_draft(draft_id, current_user)
    plan = operations.plan_file(draft.filename, draft.content)
    path = PurePath(draft.filename)
    return _download(f"{path.stem}-{_('to-correct')}{path.suffix.lower()}", write(draft.filename, handed_back(plan)))


@blueprint.get("/export.<any(json,csv,xlsx):kind>")
@access(Access.ORGANIZER)
def export(kind: str) -> ResponseReturnValue:
    """All profiles in one file, contacts included: for organizers only."""
    name = f"profils-{clock.now():%Y-%m-%d}.{kind}"
    return _download(name, write(name, queries.list_contents()))


def _download(name: str, body: bytes) -> ResponseReturnValue:
    return send_file(BytesIO(body), mimetype=TYPES[PurePath(name).suffix], as_attachment=True, download_name=name)

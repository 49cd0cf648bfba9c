"""The organizers' queue and the side-by-side page."""

from __future__ import annotations

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.matching import operations, pair_view, queries, queue
from matchmaking.matching.filters import chosen, kept, queue_filters
from matchmaking.matching.forms import DecisionForm, DismissForm
from matchmaking.matching.lifecycle import PairStatus
from matchmaking.matching.models import PairReview
from matchmaking.matching.routes import blueprint
from matchmaking.matching.wording import DISMISSALS, STRENGTHS, rank_sentence, silence
from matchmaking.profiles import labels


@blueprint.get("/organizers/suggestions", endpoint="queue")
@access(Access.ORGANIZER)
def waiting() -> ResponseReturnValue:
    """The pairs that wait for a decision, best first."""
    run = queries.current_run()
    filters = queue_filters(request.args, run)
    total, shown = queue.count_waiting(), queue.count_waiting(filters)
    pages = max(1, -(-shown // queue.PAGE))
    page = min(max(request.args.get("page", 1, type=int), 1), pages)
    rows = [
        (
            entry,
            pair_view.build(entry.suggestion.ml_profile, entry.suggestion.dz_profile, current_user, run=run),
        )
        for entry in queue.list_page(filters, page=page)
    ]
    return render_template(
        "matching/queue.html",
        run=run,
        why_nothing=silence(run.silence) if run else None,
        rows=rows,
        total=total,
        shown=shown,
        page=page,
        pages_count=pages,
        gauge=queue.gauge(),
        kept=kept(request.args),
        chosen=chosen(request.args, "matching.queue"),
        options={"sector": labels.SECTORS, "kind": labels.KINDS, "strength": STRENGTHS, "unserved": labels.COUNTRIES},
    )


@blueprint.get("/organizers/pairs/<ml_key>/<dz_key>")
@access(Access.ORGANIZER)
def pair(ml_key: str, dz_key: str) -> ResponseReturnValue:
    """Two profiles side by side, what connects them, and the decision."""
    ml, dz = queries.get_pair(ml_key, dz_key)
    run, review = queries.current_run(), queries.find_review(ml, dz)
    suggestion = queries.find_suggestion(ml, dz)
    ranks = rank_sentence(suggestion.rank_for_ml, suggestion.rank_for_dz) if suggestion else None
    keys = queue.list_keys(queue_filters(request.args, run))
    return render_template(
        "matching/pair.html",
        ml=ml,
        dz=dz,
        view=pair_view.build(ml, dz, current_user, run=run, rank_sentence=ranks, linked=True),
        review=review,
        decided=review is not None and review.status is not PairStatus.OPEN,
        form=DecisionForm(version=review.version if review else 0),
        reasons=[(str(code), label) for code, label in DISMISSALS.items()],
        can_introduce="introductions.approve" in current_app.view_functions,
        place=queue.place_of(keys, ml_key, dz_key),
        kept=kept(request.args),
    )


@blueprint.post("/organizers/pairs/<ml_key>/<dz_key>/dismiss")
@access(Access.ORGANIZER)
def dismiss(ml_key: str, dz_key: str) -> ResponseReturnValue:
    """Set the pair aside and go on with the next one."""
    ml, dz = queries.get_pair(ml_key, dz_key)
    form = DismissForm()
    here = url_for("matching.pair", ml_key=ml_key, dz_key=dz_key, **kept(request.args))
    if not form.validate_on_submit():
        say("bad", _("Nothing was decided."), _("Choose a reason for dismissing this pair."))
        return redirect(here, 303)
    following = next_pair(ml_key, dz_key)
    review = operations.dismiss_pair(
        ml,
        dz,
        reason=form.chosen,
        note=form.note.data,
        shown_version=form.version.data,
        actor=current_user,
        now=clock.now(),
    )
    db.session.commit()
    _say_with_undo(_("%(one)s and %(other)s: dismissed.", one=ml.name, other=dz.name), review, ml_key, dz_key)
    return redirect(following, 303)


@blueprint.post("/organizers/pairs/<ml_key>/<dz_key>/reopen")
@access(Access.ORGANIZER)
def reopen(ml_key: str, dz_key: str) -> ResponseReturnValue:
    """Take a dismissal back."""
    ml, dz = queries.get_pair(ml_key, dz_key)
    form = DecisionForm()
    here = redirect(url_for("matching.pair", ml_key=ml_key, dz_key=dz_key), 303)
    if not form.validate_on_submit():
        return here
    operations.reopen_pair(ml, dz, shown_version=form.version.data, actor=current_user, now=clock.now())
    db.session.commit()
    say("ok", _("The pair stands in the queue again."))
    return here


def _say_with_undo(fact: str, review: PairReview, ml_key: str, dz_key: str) -> None:
    """One line that says what was done, with its undo."""
    undo = url_for("matching.reopen", ml_key=ml_key, dz_key=dz_key)
    say("ok", fact, undo_url=undo, hidden={"version": review.version})


def next_pair(ml_key: str, dz_key: str) -> str:
    """The pair after this one in the filtered queue, or the queue where it was the last."""
    on = kept(request.args)
    keys = queue.list_keys(queue_filters(request.args, queries.current_run()))
    place = queue.place_of(keys, ml_key, dz_key)
    if place is None or place.next is None:
        return url_for("matching.queue", **on)
    return url_for("matching.pair", ml_key=place.next.ml_key, dz_key=place.next.dz_key, **on)

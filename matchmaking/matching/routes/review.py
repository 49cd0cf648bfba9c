"""The organizers' queue and the side-by-side page."""

from __future__ import annotations

from contextlib import AbstractContextManager

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.accounts import kept_forms
from matchmaking.addresses import page_asked
from matchmaking.deciding import DecisionForm, returning_to
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.matching import operations, queries
from matchmaking.matching.closing import list_apart
from matchmaking.matching.filters import chosen, kept, queue_filters
from matchmaking.matching.forms import DismissForm
from matchmaking.matching.lifecycle import PairStatus
from matchmaking.matching.models import PairReview
from matchmaking.matching.queue_page import pair_page, queue_page, why_closed
from matchmaking.matching.routes import blueprint
from matchmaking.matching.walking import place_of
from matchmaking.matching.wording import AT_LEAST, DISMISSALS, silence
from matchmaking.profiles import labels
from matchmaking.profiles.models import Profile
from matchmaking.profiles.queries import list_hidden


@blueprint.get("/organizers/suggestions", endpoint="queue")
@access(Access.ORGANIZER)
def waiting() -> ResponseReturnValue:
    """The pairs that wait for a decision, best first."""
    run = queries.current_run()
    filters = queue_filters(request.args, run)
    return render_template(
        "matching/queue.html",
        run=run,
        why_nothing=silence(run.silence) if run else None,
        found=queue_page(filters, run, current_user, page=page_asked()),
        kept=kept(request.args),
        chosen=chosen(request.args, "matching.queue"),
        options={"sector": labels.SECTORS, "kind": labels.KINDS, "strength": AT_LEAST, "unserved": labels.COUNTRIES},
    )


@blueprint.get("/organizers/pairs/<ml_key>/<dz_key>")
@access(Access.ORGANIZER)
def pair(ml_key: str, dz_key: str) -> ResponseReturnValue:
    """Two profiles side by side, what connects them, and the decision."""
    ml, dz = queries.get_pair(ml_key, dz_key)
    review, form = queries.find_review(ml, dz), DismissForm(formdata=None)
    kept_forms.restore(form)
    form.version.data = review.version if review else 0
    return _pair_page(ml, dz, review, form)


@blueprint.post("/organizers/pairs/<ml_key>/<dz_key>")
@access(Access.ORGANIZER)
def dismiss(ml_key: str, dz_key: str) -> ResponseReturnValue:
    """Set the pair aside and go on with the next one."""
    ml, dz = queries.get_pair(ml_key, dz_key)
    form = DismissForm()
    if not form.validate_on_submit():
        return _pair_page(ml, dz, queries.find_review(ml, dz), form), 422
    following = next_pair(ml_key, dz_key)
    with _leading_back(ml_key, dz_key):
        review = operations.dismiss_pair(
            ml,
            dz,
            reason=form.chosen,
            note=form.note.data,
            shown_version=form.version.data,
            actor=current_user,
            now=clock.now(),
        )
    kept_forms.forget()
    db.session.commit()
    undo = url_for("matching.reopen", ml_key=ml_key, dz_key=dz_key)
    fact = _("%(one)s and %(other)s: dismissed.", one=ml.name, other=dz.name)
    say("ok", fact, undo_url=undo, hidden={"version": review.version})
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
    with _leading_back(ml_key, dz_key):
        operations.undo_dismissal(ml, dz, shown_version=form.version.data, actor=current_user, now=clock.now())
    db.session.commit()
    say("ok", _("The pair stands in the queue again."))
    return here


def _pair_page(ml: Profile, dz: Profile, review: PairReview | None, form: DismissForm) -> str:
    apart = list_apart(ml, dz)
    return render_template(
        "matching/pair.html",
        ml=ml,
        dz=dz,
        view=pair_page(ml, dz, current_user),
        review=review,
        decided=review is not None and review.status is not PairStatus.OPEN,
        decision=operations.decision_so_far(review, now=clock.now()) if review else None,
        apart=apart,
        why_closed=why_closed(ml, dz, review, apart, now=clock.now()),
        form=form,
        reasons=[(str(code), label) for code, label in DISMISSALS.items()],
        hidden=[one.name for one in list_hidden((ml, dz))],
        place=place_of(queue_filters(request.args, queries.current_run()), ml.key, dz.key),
        kept=kept(request.args),
    )


def _leading_back(ml_key: str, dz_key: str) -> AbstractContextManager[None]:
    """Whoever decided second is led to the pair as it stands now."""
    return returning_to(url_for("matching.pair", ml_key=ml_key, dz_key=dz_key, **kept(request.args)))


def next_pair(ml_key: str, dz_key: str) -> str:
    """The pair after this one in the filtered queue, or the queue where it was the last."""
    on = kept(request.args)
    place = place_of(queue_filters(request.args, queries.current_run()), ml_key, dz_key)
    if place is None or place.next is None:
        return url_for("matching.queue", **on)
    return url_for("matching.pair", ml_key=place.next.ml_key, dz_key=place.next.dz_key, **on)

"""An investor's thesis: what they finance, on one page; the rest of the profile stays as it is."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.accounts import kept_forms
from matchmaking.errors import NotFound
from matchmaking.extensions import db
from matchmaking.locale import current
from matchmaking.profiles import operations, policy, queries
from matchmaking.profiles.examples import examples
from matchmaking.profiles.forms.thesis import ThesisForm
from matchmaking.profiles.models import Profile
from matchmaking.profiles.routes.frame import blueprint, person
from matchmaking.profiles.routes.writing import read_typed, tell_saved
from matchmaking.profiles.vocabulary import Kind, Side


@blueprint.get("/thesis")
@access(Access.SIGNED_IN)
def thesis() -> ResponseReturnValue:
    """The six fields with what stands in them."""
    profile, form = _own_investor(), ThesisForm()
    form.show(queries.editable_content(profile))
    form.version.data = str(profile.version)
    kept_forms.restore(form)
    return _thesis_page(form, profile)


@blueprint.post("/thesis")
@access(Access.SIGNED_IN)
def save_thesis() -> ResponseReturnValue:
    """Save them; what cannot be saved stays in its fields."""
    profile, form = queries.locked(_own_investor()), ThesisForm()
    typed = read_typed(form, profile)
    if typed is None:
        form.version.data = str(profile.version)
        return _thesis_page(form, profile), 422
    saved = operations.save(profile, typed, actor=person(), now=clock.now())
    kept_forms.forget()
    db.session.commit()
    tell_saved(saved, submitted=False)
    return redirect(url_for("matching.mine", organisation=profile.key), 303)


def _own_investor() -> Profile:
    """The investor that the address names, or the first of the person's own; raises NotFound."""
    own = [one for one in queries.list_for_user(person()) if one.kind is Kind.INVESTOR]
    wanted = request.args.get("organisation") or (own[0].key if own else "")
    profile = next((one for one in own if one.key == wanted), None)
    if profile is None or not policy.can_edit(person(), profile):
        raise NotFound("thesis")
    return profile


def _thesis_page(form: ThesisForm, profile: Profile) -> str:
    good = examples(queries.editable_content(profile), Side.NEED, current())[:1]
    return render_template("profiles/thesis.html", form=form, profile=profile, examples=good)

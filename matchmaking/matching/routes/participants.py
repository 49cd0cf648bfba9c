"""A participant's own suggestions, and what they say of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.accounts import kept_forms
from matchmaking.errors import NotFound
from matchmaking.extensions import db
from matchmaking.matching import operations, own_list, pair_view, queries, scanning
from matchmaking.matching.explaining import explainer
from matchmaking.matching.filters import list_filters
from matchmaking.matching.forms import ReactionForm
from matchmaking.matching.routes import blueprint
from matchmaking.matching.wording import DECLINES
from matchmaking.profiles import content, labels
from matchmaking.profiles.models import Profile
from matchmaking.profiles.queries import list_for_user, list_hidden
from matchmaking.profiles.steps import points
from matchmaking.profiles.vocabulary import Kind
from matchmaking.settings import queries as switches


@blueprint.get("/suggestions")
@access(Access.SIGNED_IN)
def mine() -> ResponseReturnValue:
    """The plausible pairs of one's organisation, five at first, or why there are none."""
    profiles = list_for_user(current_user)
    profile = _chosen(profiles)
    if profile is None:
        return render_template("matching/no_organisation.html")
    suggestions_open = switches.current().suggestions_open
    about: dict[str, Any] = {"profile": profile, "profiles": profiles, "suggestions_open": suggestions_open}
    about["visible"] = not list_hidden([profile])
    if not suggestions_open or not about["visible"]:
        return render_template("matching/mine.html", **about)
    filters, by = list_filters(request.args, profile, on=clock.now().date()), explainer()
    found = own_list.own_suggestions(profile, filters, shown=request.args.get("shown", own_list.FIRST, type=int))
    scanned = profile.kind is Kind.INVESTOR
    return render_template(
        "matching/mine.html",
        **about,
        found=found,
        seats=[(code, labels.territory(code)) for code in found.seats],
        why_none=own_list.why_none(profile, found.run) if not found.total else "",
        points=points(profile, content.of(profile)) if not found.total else [],
        filters=filters,
        chips=filters.chips("matching.mine", organisation=profile.key),
        rows=scanning.rows_of(profile, found.shown, current_user, by=by, on=clock.now().date()) if scanned else [],
        views=[]
        if scanned
        else [(one, pair_view.build(*one.pair, current_user, by=by, linked=True)) for one in found.shown],
        declines=DECLINES.items(),
        labels=labels,
        own=profile.country.value.lower(),
    )


@blueprint.get("/suggestions/<key>/<other_key>")
@access(Access.SIGNED_IN)
def mine_pair(key: str, other_key: str) -> ResponseReturnValue:
    """One suggestion whole: both profiles side by side."""
    profile, other = _own_pair(key, other_key)
    form = ReactionForm(formdata=None)
    kept_forms.restore(form)
    return render_template(
        "matching/mine_pair.html",
        profile=profile,
        other=other,
        view=pair_view.build(*queries.ordered(profile, other), current_user, linked=True),
        reaction=queries.reactions_of(profile).get(other.id),
        form=form,
        declines=DECLINES.items(),
    )


@blueprint.post("/suggestions/<key>/<other_key>")
@access(Access.SIGNED_IN)
def react(key: str, other_key: str) -> ResponseReturnValue:
    """Say « interested » or « not for us »."""
    profile, other = _own_pair(key, other_key)
    form = ReactionForm()
    back = redirect(url_for("matching.mine", organisation=profile.key) + f"#{other.key}", 303)
    if not form.validate_on_submit():
        flash(_("Nothing was recorded. Say “interested” or “not for us”."), "bad")
        return back
    operations.react(
        profile, other, interested=form.interested, reason=form.chosen, actor=current_user, now=clock.now()
    )
    kept_forms.forget()
    db.session.commit()
    if form.interested:
        flash(_("Noted: you are interested. An organizer will read this pair first."), "ok")
    else:
        flash(_("Noted: not for you. You may change your mind below."), "ok")
    return back


def _chosen(profiles: Sequence[Profile]) -> Profile | None:
    wanted = request.args.get("organisation")
    return next((one for one in profiles if one.key == wanted), profiles[0] if profiles else None)


def _own_pair(key: str, other_key: str) -> tuple[Profile, Profile]:
    """One's own organisation and one that its current list holds; everything else does not exist."""
    profile = next((one for one in list_for_user(current_user) if one.key == key), None)
    if profile is None or not switches.current().suggestions_open:
        raise NotFound("suggestion")
    other = own_list.find_other(profile, other_key)
    if other is None:
        raise NotFound("suggestion")
    return profile, other

"""The organizers' pages of possible duplicates: the list, two side by side, what a merge left on record."""

from __future__ import annotations

import json

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.deciding import returning_to
from matchmaking.errors import StaleDecision
from matchmaking.extensions import db
from matchmaking.profiles import content
from matchmaking.profiles.merging import Merge
from matchmaking.profiles.models import Profile
from matchmaking.profiles.presenting import TONES, present
from matchmaking.profiles.queries import get_by_key, list_history
from matchmaking.profiles.routes.frame import person, say, words
from matchmaking.profiles.twins import operations, queries, wording
from matchmaking.profiles.twins.forms import MergeForm
from matchmaking.profiles.twins.operations import CannotMerge
from matchmaking.profiles.twins.showing import shown

blueprint = Blueprint("twins", __name__, url_prefix="/organizers")
blueprint.context_processor(words)


@blueprint.get("/twins")
@access(Access.ORGANIZER)
def index() -> ResponseReturnValue:
    """All pairs that may be one organisation, the surest first."""
    return render_template("profiles/twins/index.html", twins=shown(queries.list_twins()))


@blueprint.get("/twins/<key>/<other_key>")
@access(Access.ORGANIZER)
def compare(key: str, other_key: str) -> ResponseReturnValue:
    """Two profiles side by side: the first one stays, the other goes into it."""
    kept, absorbed = queries.get_two(key, other_key)
    return _merge_page(kept, absorbed, _form(kept, absorbed))


@blueprint.post("/twins/<key>/<other_key>")
@access(Access.ORGANIZER)
def merge(key: str, other_key: str) -> ResponseReturnValue:
    """Make one profile of the two."""
    kept, absorbed = queries.get_two_for_decision(key, other_key)
    form = _form(kept, absorbed)
    if not form.validate():
        raise StaleDecision(_("The two profiles were changed since you opened the page."), _address(kept, absorbed))
    absorbed_name = absorbed.name
    try:
        with returning_to(_address(kept, absorbed)):
            operations.carry_out(
                Merge(kept, absorbed, person(), clock.now()), form.choice(), shown_versions=form.shown_versions()
            )
    except CannotMerge as refusal:
        db.session.rollback()
        return _merge_page(get_by_key(key), get_by_key(other_key), form, refusal.sentences), 422
    db.session.commit()
    say(_("Merged."), _("%(other)s is part of %(name)s now; old links lead here.", other=absorbed_name, name=kept.name))
    return redirect(url_for("profiles.review", key=kept.key), 303)


@blueprint.post("/twins/<key>/<other_key>/two")
@access(Access.ORGANIZER)
def say_two(key: str, other_key: str) -> ResponseReturnValue:
    """Not a duplicate: never proposed again while both stay as they are."""
    one, other = queries.get_two_for_decision(key, other_key)
    with returning_to(url_for("twins.index")):
        operations.say_two(one, other, actor=person(), now=clock.now())
    db.session.commit()
    say(_("Noted: two organisations."), _("They come back only if a name, a website or a number changes."))
    return redirect(url_for("twins.index"), 303)


@blueprint.get("/merges/<int:merge_id>")
@access(Access.ORGANIZER)
def record(merge_id: int) -> ResponseReturnValue:
    """The absorbed profile as it was, with its history."""
    done = queries.get_merge(merge_id)
    return render_template(
        "profiles/twins/record.html",
        done=done,
        profile=done.absorbed,
        view=present(done.absorbed, queries.content_before(done), to_other_side=False),
        folded=queries.list_folded(done),
        history=list_history(done.absorbed, person()),
    )


@blueprint.get("/merges/<int:merge_id>.json")
@access(Access.ORGANIZER)
def record_file(merge_id: int) -> ResponseReturnValue:
    """Every row of both as it was, contacts included: for organizers only."""
    done = queries.get_merge(merge_id)
    body = json.dumps(done.before, ensure_ascii=False, indent=1)
    headers = {"Content-Disposition": f'attachment; filename="merge-{done.id}.json"'}
    return Response(body, mimetype="application/json", headers=headers)


def _form(kept: Profile, absorbed: Profile) -> MergeForm:
    people = [member.user for profile in (kept, absorbed) for member in profile.members]
    chosen = kept.contact_user or absorbed.contact_user
    people = sorted(dict.fromkeys(people), key=lambda user: user is not chosen)
    return MergeForm.for_two(
        content.of(kept),
        content.of(absorbed),
        people,
        version=str(kept.version),
        other_version=str(absorbed.version),
    )


def _address(kept: Profile, absorbed: Profile) -> str:
    return url_for("twins.compare", key=kept.key, other_key=absorbed.key)


def _merge_page(kept: Profile, absorbed: Profile, form: MergeForm, refusal: tuple[str, ...] = ()) -> str:
    planned = Merge(kept, absorbed, person(), clock.now())
    twin = queries.find_twin(kept, absorbed)
    return render_template(
        "profiles/twins/compare.html",
        form=form,
        kept=kept,
        absorbed=absorbed,
        views=[present(profile, content.of(profile), to_other_side=False) for profile in (kept, absorbed)],
        tones=TONES,
        reasons=wording.reasons(twin) if twin else "",
        obstacles=operations.obstacles(planned),
        refusal=refusal,
        foretold=operations.foretell(planned),
    )

"""The page of the switches, with the worker's sign of life and the mail server's state beside them."""

from __future__ import annotations

from dataclasses import fields

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.deciding import returning_to
from matchmaking.extensions import db
from matchmaking.locale import moment
from matchmaking.outbox import delivery
from matchmaking.settings import operations, queries
from matchmaking.settings.forms import SettingsForm

blueprint = Blueprint("settings", __name__, url_prefix="/organizers/settings")


@blueprint.get("")
@access(Access.ORGANIZER)
def edit() -> ResponseReturnValue:
    """The switches as they stand."""
    return _page(SettingsForm(obj=queries.current()))


@blueprint.post("")
@access(Access.ORGANIZER)
def save() -> ResponseReturnValue:
    """Turn them."""
    form = SettingsForm()
    if not form.validate():
        return _page(form), 422
    switches = operations.Switches(**{switch.name: form[switch.name].data for switch in fields(operations.Switches)})
    shown = int(form.version.data) if form.version.data.isdecimal() else -1
    with returning_to(url_for("settings.edit")):
        operations.change(switches, shown_version=shown, actor_id=current_user.id, now=clock.now())
    db.session.commit()
    flash(_("Saved. The settings hold from now on."), "ok")
    return redirect(url_for("settings.edit"), 303)


def _page(form: SettingsForm) -> str:
    now = clock.now()
    state = delivery.current(now)
    last_beat = moment(state.last_beat, now=now) if state.last_beat else None
    return render_template("settings/edit.html", form=form, delivery=state, last_beat=last_beat)

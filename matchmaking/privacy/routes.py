"""The page where a person takes a copy of their data. Reached from their account only, never by a link in a mail."""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, render_template, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock, config
from matchmaking.access import Access, access
from matchmaking.accounts import limits, queries
from matchmaking.accounts.operations import prove
from matchmaking.extensions import db
from matchmaking.privacy import copying, operations
from matchmaking.privacy.forms import ProofForm

blueprint = Blueprint("privacy", __name__)


@blueprint.get("/account/data")
@access(Access.SIGNED_IN)
def data() -> ResponseReturnValue:
    """What the copy holds, and the question who is asking."""
    return _page(ProofForm())


@blueprint.post("/account/data")
@access(Access.SIGNED_IN)
@limits.proving
def take_copy() -> ResponseReturnValue:
    """The copy itself, made at this moment and kept nowhere."""
    form, now = ProofForm(), clock.now()
    if not form.validate():
        return _page(form), 422
    if not prove(current_user, form.proof.data, now=now):
        db.session.commit()  # a wrong code is counted
        form.proof.errors = [_("This is not right. Nothing was handed out: try again.")]
        return _page(form), 422
    copy = operations.take_copy(current_user, actor=current_user, now=now)
    db.session.commit()
    name = _("my-data") + f"-{now:%Y-%m-%d}.zip"
    return send_file(BytesIO(copy), mimetype=copying.TYPE, as_attachment=True, download_name=name)


def _page(form: ProofForm) -> str:
    by_code = current_user.password is None
    if by_code:
        form.ask_for_code()
    can_prove = not by_code or queries.find_own_link(current_user) is not None
    return render_template(
        "privacy/data.html", form=form, by_code=by_code, can_prove=can_prove, contact=config.current().contact
    )

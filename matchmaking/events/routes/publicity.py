"""What everybody reads of the event: organizers write it; the invitation is there to be printed."""

from __future__ import annotations

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock, config
from matchmaking.access import Access, access
from matchmaking.accounts import kept_forms
from matchmaking.accounts.sharing import qr_code
from matchmaking.deciding import returning_to
from matchmaking.errors import NotFound
from matchmaking.events import operations, queries
from matchmaking.events.forms.publicity import PublicityForm
from matchmaking.events.publicity import announcement
from matchmaking.events.routes import blueprint
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.locale import current
from matchmaking.printing import documents, pdf


@blueprint.route("/organizers/events/<int:event_id>/public", methods=["GET", "POST"])
@access(Access.ORGANIZER)
def publicity(event_id: int) -> ResponseReturnValue:
    """The words of welcome and the partners."""
    event, here = queries.get_event(event_id), url_for("events.publicity", event_id=event_id)
    form = PublicityForm(event)
    if form.validate_on_submit():
        told = {"shown_version": form.version.data, "actor": current_user, "now": clock.now()}
        with returning_to(here):
            operations.present(event, form.welcome, (form.partners.data or "").strip(), **told)
        kept_forms.forget()
        db.session.commit()
        say("ok", _("The public page says it from now on."))
        return redirect(url_for("events.show", event_id=event_id), 303)
    if request.method == "GET":
        kept_forms.restore(form)
    return render_template("events/publicity.html", form=form, event=event), 422 if form.errors else 200


@blueprint.get("/invitation.pdf")
@access(Access.PUBLIC)
def invitation() -> ResponseReturnValue:
    """One page to print or to send: what, when, where, and the squares that lead to the sign-up."""
    told = announcement(current(), now=clock.now(), on_paper=True)
    if told is None:
        raise NotFound("no event is planned")
    address = config.current().public_url
    html = documents.word("events/paper/invitation.html", event=told, address=address, qr=qr_code(address, scale=6))
    headers = {"Content-Type": "application/pdf", "Content-Disposition": 'inline; filename="invitation.pdf"'}
    return make_response(pdf.make_pdf(html), 200, headers)

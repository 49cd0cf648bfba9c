"""The public pages that belong to no feature, and the sign of life for the operator."""

from __future__ import annotations

import sqlalchemy as sa
from flask import Blueprint, Flask, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from matchmaking import clock, config
from matchmaking.access import Access, access, admits, label_of
from matchmaking.events.publicity import announcement
from matchmaking.extensions import db
from matchmaking.help_pages import GUIDES
from matchmaking.home import front
from matchmaking.locale import current, territory

blueprint = Blueprint("pages", __name__)


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("/")
@access(Access.PUBLIC)
def landing() -> ResponseReturnValue:
    """What this is; members go straight to their space."""
    if current_user.is_authenticated:
        return redirect(url_for("home.index"))
    return render_template(
        "public/landing.html",
        event=announcement(current(), now=clock.now()),
        shores=front.shores(),
        figures=front.figures(),
        examples=front.examples(),
        public_url=config.current().public_url,
    )


@blueprint.get("/privacy")
@access(Access.PUBLIC)
def privacy() -> ResponseReturnValue:
    """Who keeps what, why, where and for how long."""
    settings = current_app.config["SETTINGS"]
    return render_template(
        "public/privacy.html", controller=settings.controller, hosting_country=territory(settings.hosting_country)
    )


@blueprint.get("/help")
@access(Access.PUBLIC)
def help_page() -> ResponseReturnValue:
    """How it works, for each role."""
    return render_template("public/help.html", guides=GUIDES, role=None)


@blueprint.get("/help/<any(participant,investor,organizer,helper,committee):role>")
@access(Access.PUBLIC)
def guide(role: str) -> ResponseReturnValue:
    """The pages of one role's road, each with what it is good for."""
    return render_template("public/guide.html", guide=GUIDES[role], guides=GUIDES, role=role, opens=_opens)


def _opens(endpoint: str) -> bool:
    """Whether this reader is let into the page that a topic speaks of."""
    label = label_of(current_app, endpoint)
    return label is not None and admits(label, current_user)


@blueprint.get("/healthz")
@access(Access.PUBLIC)
def health() -> ResponseReturnValue:
    """200 when the web process reaches its database."""
    db.session.execute(sa.text("SELECT 1"))
    return "ok\n", {"Content-Type": "text/plain"}

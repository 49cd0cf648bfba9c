"""Where a form meets its kept text: a POST that came too late, the page after the sign-in, the saving."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from matchmaking import clock
from matchmaking.accounts import secret, sessions
from matchmaking.accounts.inside import safe_path
from matchmaking.accounts.kept_forms import operations
from matchmaking.accounts.kept_forms.fields import keepable
from matchmaking.accounts.kept_forms.queries import find_kept
from matchmaking.accounts.models import User
from matchmaking.extensions import db, limiter

COOKIE = "kept"
FOREIGN = frozenset({"cross-site", "same-site"})


def keep_posted_form() -> ResponseReturnValue:
    """Keep what was posted and send the person to the sign-in, from where they come back to their form."""
    page = _page_of_form()
    answer = redirect(url_for("security.login", next=page or url_for("home.index")), 303)
    fields = keepable(request.form)
    if page is None or fields is None or _posted_from_elsewhere():
        return answer
    with limiter.limit("20/minute;120/hour"):
        token = request.cookies.get(COOKIE) or secret.new_token()
        operations.keep(fields, path=page, token=token, user=sessions.owner(), now=clock.now())
        db.session.commit()
    _set_cookie(answer, token)
    flash(_("Your session had ended. What you wrote is kept: sign in, and it stands in its form."), "wait")
    return answer


def restore(form: FlaskForm) -> bool:
    """On a GET: put the text kept for this page into the form, unsaved; whether there was any."""
    kept = find_kept(current_user, request.cookies.get(COOKIE), request.path)
    if kept is None:
        return False
    form.process(formdata=MultiDict(kept.fields))
    flash(_("Your text is back. It is not saved yet: read it again, then save."), "wait")
    return True


def forget() -> None:
    """After the form of this page was saved: its kept text has served. Commits, so it may follow the view's commit."""
    kept = find_kept(current_user, request.cookies.get(COOKIE), request.path)
    if kept is not None:
        operations.drop(kept)
        db.session.commit()


def waiting_path(user: User) -> str | None:
    """The page of a form that waits for this person, if there is one."""
    kept = find_kept(user, request.cookies.get(COOKIE))
    return kept.path if kept else None


def _page_of_form() -> str | None:
    """The page that shows the form: the address it was posted to, or else the page it was sent from."""
    for path in (request.path, urlsplit(request.referrer or "").path):
        if safe_path(path) and _opens(path):
            return path
    return None


def _opens(path: str) -> bool:
    try:
        endpoint, _values = current_app.url_map.bind("localhost").match(path, method="GET")
    except HTTPException:
        return False
    return not endpoint.startswith(("security.", "static"))


def _posted_from_elsewhere() -> bool:
    """Whether another site sent this form: it must not lay words into a person's mouth."""
    if request.headers.get("Sec-Fetch-Site") in FOREIGN:
        return True
    senders = (request.headers.get("Origin"), request.headers.get("Referer"))
    return any(urlsplit(sender).netloc != request.host for sender in senders if sender)


def _set_cookie(answer: Response, token: str) -> None:
    answer.set_cookie(
        COOKIE,
        token,
        max_age=int(operations.KEEP.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
    )

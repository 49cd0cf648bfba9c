"""Who may open which view: a label on every view, enforced in one place, closed where a label is missing."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from flask import Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

View = TypeVar("View", bound=Callable[..., Any])
LABEL = "access_label"


class Access(StrEnum):
    """The doors of the house."""

    PUBLIC = "public"
    LINK = "link"  # the holder of a signed or personal link; the view itself verifies the link
    SIGNED_IN = "signed_in"
    COMMITTEE = "committee"
    HELPER = "helper"
    SIDE_ORGANIZER = "side_organizer"  # the view itself keeps to the person's own country
    ORGANIZER = "organizer"
    ADMIN = "admin"


# Views of the libraries, which cannot carry our label. A test keeps this table complete.
EXTERNAL_ACCESS: dict[str, Access] = {
    "static": Access.PUBLIC,
    "security.static": Access.PUBLIC,
    "security.login": Access.PUBLIC,
    "security.logout": Access.SIGNED_IN,
    "security.reset_password": Access.LINK,
    "security.change_password": Access.SIGNED_IN,
}

ROLES_ADMITTED: dict[Access, frozenset[str]] = {
    Access.COMMITTEE: frozenset({"committee", "organizer", "admin"}),
    Access.HELPER: frozenset({"helper", "organizer", "admin"}),
    Access.SIDE_ORGANIZER: frozenset({"side_organizer", "organizer", "admin"}),
    Access.ORGANIZER: frozenset({"organizer", "admin"}),
    Access.ADMIN: frozenset({"admin"}),
}

# Called with a posted form that arrives after its session has ended; keeps the text for after the sign-in.
FormKeeper = Callable[[], ResponseReturnValue]


def access(level: Access) -> Callable[[View], View]:
    """Label a view with the door it stands behind."""

    def label(view: View) -> View:
        setattr(view, LABEL, level)
        return view

    return label


def label_of(app: Flask, endpoint: str) -> Access | None:
    """The label of an endpoint, or None where somebody forgot it."""
    if endpoint in EXTERNAL_ACCESS:
        return EXTERNAL_ACCESS[endpoint]
    label = getattr(app.view_functions.get(endpoint), LABEL, None)
    return label if isinstance(label, Access) else None


def admits(level: Access, user: Any) -> bool:
    """Whether this door opens for this person, apart from what the view itself checks."""
    if level in (Access.PUBLIC, Access.LINK):
        return True
    if not user.is_authenticated:
        return False
    admitted = ROLES_ADMITTED.get(level)
    return admitted is None or any(role.name in admitted for role in user.roles)


def install_access(app: Flask, keep_form: FormKeeper) -> None:
    """Enforce the labels before any view runs. Must be installed before the CSRF protection:
    a form posted after the session ended has no valid token any more, and its text must be kept."""

    @app.before_request
    def enforce() -> ResponseReturnValue | None:
        if request.endpoint is None:
            return None  # no such address: the 404 page answers
        level = label_of(current_app, request.endpoint)
        if level is None:
            raise RuntimeError(f"the view {request.endpoint} has no access label")
        if admits(level, current_user):
            return None
        if current_user.is_authenticated:
            abort(403)
        if request.method == "POST" and request.endpoint != "security.logout":
            return keep_form()
        return redirect(url_for("security.login", next=request.full_path.rstrip("?")), 303)

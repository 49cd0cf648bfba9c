"""What a browser needs to keep the product usable without a network: the service worker, the page it shows, and the
manifest that makes the site installable. What is kept, and for whom, is decided in `static/js/kept.js`."""

from __future__ import annotations

import json
from pathlib import Path

from flask import Blueprint, Flask, Response, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from matchmaking import locale
from matchmaking.access import Access, access

LOGOUT = "security.logout"
SCRIPT = "js/service-worker.js"
blueprint = Blueprint("offline", __name__)


def init_app(app: Flask) -> None:
    """Register the addresses, and have whatever a browser kept removed when somebody signs out."""
    app.register_blueprint(blueprint)

    @app.after_request
    def forget(response: Response) -> Response:
        if request.endpoint == LOGOUT and request.method == "POST":
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


@blueprint.get("/service-worker.js")
@access(Access.PUBLIC)
def worker() -> ResponseReturnValue:
    """The script, with the files of this edition; it must stand at the root to answer for every page."""
    files = [url_for("static", filename=name) for name in (_sheet(), "js/kept.js", "img/icons.svg", "img/favicon.svg")]
    text = (Path(current_app.static_folder or "static") / SCRIPT).read_text(encoding="utf-8")
    given = json.dumps({"page": url_for("offline.page"), "schedule": url_for("meetings.mine"), "files": files})
    headers = {"Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "no-cache"}
    return f"var KEPT = {given};\n{text}", headers


@blueprint.get("/offline")
@access(Access.PUBLIC)
def page() -> ResponseReturnValue:
    """What the service worker shows where the network fails."""
    return render_template("public/offline.html")


@blueprint.get("/manifest.webmanifest")
@access(Access.PUBLIC)
def manifest() -> ResponseReturnValue:
    """Name, colours and icons for a phone's home screen."""
    name = current_app.config["SETTINGS"].product_name
    icons = [
        {
            "src": url_for("static", filename=f"img/icon-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for size in (192, 512)
        for purpose in ("any", "maskable")
    ]
    told = {
        "name": name, "short_name": name, "id": "/", "start_url": "/", "scope": "/", "display": "minimal-ui",
        "lang": locale.current(), "dir": locale.direction(locale.current()),
        "background_color": "#FBF9F4", "theme_color": "#FBF9F4", "icons": icons,
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False), {"Content-Type": "application/manifest+json; charset=utf-8"}


def _sheet() -> str:
    return "css/app.rtl.css" if locale.direction(locale.current()) == "rtl" else "css/app.ltr.css"

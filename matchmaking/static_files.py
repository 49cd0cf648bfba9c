"""Static files and the headers of every answer: addresses that carry the content's digest, a year of keeping, answers
compressed once and for all, a strict content policy.

A file is read and compressed when it is first asked for, and held by the process: there is no second copy on the disk
that could be stale, and no request pays for compressing again.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import brotli
from flask import Flask, Response, abort, request
from flask.typing import ResponseReturnValue
from werkzeug.security import safe_join

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'self'; "
    "connect-src 'self'; worker-src 'self'; form-action 'self' https://wa.me; base-uri 'none'; "
    "frame-ancestors 'none'; manifest-src 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
YEAR = 31_536_000
COMPRESSED = frozenset({".css", ".js", ".svg", ".txt", ".json"})


@dataclass(frozen=True)
class StaticFile:
    """One file as it travels: its bodies by content encoding, "" being the file itself."""

    digest: str
    media_type: str
    bodies: dict[str, bytes] = field(repr=False)

    def best_for(self, accepted: str) -> tuple[str, bytes]:
        """The encoding and the body for an `Accept-Encoding` header: brotli, else gzip, else as it is."""
        offered = {
            part.split(";")[0].strip() for part in accepted.split(",") if not part.replace(" ", "").endswith("q=0")
        }
        chosen = next((name for name in ("br", "gzip") if name in offered and name in self.bodies), "")
        return chosen, self.bodies[chosen]


def init_app(app: Flask) -> None:
    """Version every static address by its content, serve the files, and send the headers."""
    folder = Path(app.static_folder or "static")

    @app.url_defaults
    def version(endpoint: str, values: dict[str, object]) -> None:
        if endpoint == "static" and "filename" in values:
            values["v"] = _digest(folder / str(values["filename"]))

    def static(filename: str) -> ResponseReturnValue:
        path = safe_join(str(folder), filename)
        if path is None or not Path(path).is_file():
            abort(404)
        return _answer(read(Path(path)))

    app.view_functions["static"] = static

    @app.after_request
    def headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if "attachment" in response.headers.get("Content-Disposition", ""):
            response.headers["Cache-Control"] = "no-store"  # Flask's own « no-cache » leaves a copy on the disk
        elif request.endpoint != "static":
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def _answer(file: StaticFile) -> Response:
    encoding, body = file.best_for(request.headers.get("Accept-Encoding", ""))
    response = Response(body, content_type=file.media_type)
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.headers["Vary"] = "Accept-Encoding"
    response.set_etag(f"{file.digest}-{encoding or 'plain'}")
    # An address that names another content, of before an update, must not be kept under this one.
    lasts = request.args.get("v") == file.digest
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable" if lasts else "no-cache"
    response.make_conditional(request)
    return response


@lru_cache(maxsize=256)
def read(path: Path) -> StaticFile:
    """Read one file and compress it as small as it gets."""
    content = path.read_bytes()
    bodies = {"": content}
    if path.suffix in COMPRESSED:
        bodies |= {"br": brotli.compress(content, quality=11), "gzip": gzip.compress(content, 9, mtime=0)}
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    return StaticFile(_digest(path), media_type + charset, bodies)


@lru_cache(maxsize=256)
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10] if path.is_file() else "0"

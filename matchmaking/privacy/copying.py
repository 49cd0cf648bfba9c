"""The copy of one person's data. What is in it is decided here, and in the modules that this one names: the person's
own download and the operators' command give the same. Why which field is given or kept back: decision 43.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from datetime import datetime

from flask import render_template

from matchmaking import config
from matchmaking.accounts.models import User
from matchmaking.locale import current, direction, speaking
from matchmaking.privacy import encounters, organisations, papers, person
from matchmaking.privacy.facts import Part, plain

TYPE = "application/zip"
FORMAT = 1  # of data.json; grows when a name in it changes its meaning


def parts(user: User, *, now: datetime) -> list[Part]:
    """All that is given, worded in the language of the moment."""
    about = organisations.parts(user, now=now), encounters.parts(user, now=now), papers.parts(user, now=now)
    return [*person.parts(user), *(part for several in about for part in several)]


def write(user: User, *, now: datetime) -> bytes:
    """A ZIP of two files that say the same: a page in the person's language, and JSON for machines."""
    with speaking(user.locale):
        found = parts(user, now=now)
        page = _page(user, found, now=now)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("index.html", page)
        archive.writestr("data.json", _json(user, found, now=now))
    return out.getvalue()


def _page(user: User, found: Sequence[Part], *, now: datetime) -> str:
    settings = config.current()
    language = current()
    return render_template(
        "privacy/copy.html",
        user=user,
        parts=found,
        made_at=now,
        copy_lang=language,
        copy_dir=direction(language),
        controller=settings.controller,
        contact=settings.contact,
        product=settings.product_name,
    )


def _json(user: User, found: Sequence[Part], *, now: datetime) -> str:
    head = {"format": FORMAT, "made_at": now.isoformat(), "person": user.id}
    return json.dumps({**head, **plain(found)}, ensure_ascii=False, indent=1) + "\n"

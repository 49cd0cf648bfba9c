"""Handing a new personal link over: the organizer sees its address once, ready to be sent, read out or scanned.

The token waits in the organizer's own session for a few minutes, and nowhere on the server.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from urllib.parse import quote

import segno
from flask import redirect, session, url_for
from flask_babel import gettext as _
from flask_security import current_user
from markupsafe import Markup
from werkzeug.wrappers import Response

from matchmaking import clock, config
from matchmaking.accounts.links import public_address
from matchmaking.accounts.models import PersonalLink
from matchmaking.locale import speaking

FRESH = "fresh_link"
SHOWN_FOR = timedelta(minutes=10)


@dataclass(frozen=True)
class Share:
    """A live link in the forms an organizer can hand it over."""

    address: str
    text: str  # in the receiver's language
    whatsapp: str
    qr: Markup


def hand_over(link: PersonalLink, token: str) -> Response:
    """After a link was made or renewed: the page that shows its address. The caller has committed."""
    until = (clock.now() + SHOWN_FOR).timestamp()
    session[FRESH] = {"id": link.id, "token": token, "until": until, "by": current_user.id}
    return redirect(url_for("accounts.personal_link", link_id=link.id), 303)


def fresh_share(link: PersonalLink) -> Share | None:
    """What to hand over, if this organizer has just made this link; else None."""
    fresh = session.get(FRESH)
    if not fresh or (fresh["id"], fresh["by"]) != (link.id, current_user.id):
        return None
    if clock.now().timestamp() > fresh["until"]:
        session.pop(FRESH)
        return None
    return _share(link, public_address("accounts.enter", token=fresh["token"]))


def whatsapp(phone: str, text: str) -> str:
    """The address that opens WhatsApp with a text to a number, ready to be sent by hand."""
    return f"https://wa.me/{phone.removeprefix('+')}?text={quote(text)}"


def _share(link: PersonalLink, address: str) -> Share:
    with speaking(link.locale):
        text = _(
            "Good day %(name)s. Here is your personal link to %(product)s: %(address)s – open it, choose a code of "
            "six digits and describe your organisation. It is for you alone, please pass it on to nobody.",
            name=link.full_name,
            product=config.current().product_name,
            address=address,
        )
    return Share(address=address, text=text, whatsapp=whatsapp(link.phone or "", text), qr=qr_code(address))


def qr_code(address: str, scale: int = 5) -> Markup:
    """An address for a camera: dark on white, whatever the page's colours, since a camera reads nothing else."""
    drawn = BytesIO()
    plain = {"xmldecl": False, "svgns": False, "svgclass": None, "lineclass": None}
    segno.make(address, error="m").save(drawn, kind="svg", scale=scale, border=3, light="#fff", **plain)
    return Markup(drawn.getvalue().decode())  # noqa: S704  (squares drawn by the library from an address of ours)

"""The address of the style page; its switches are parts of the address, so that they work without JavaScript."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from matchmaking.access import Access, access
from matchmaking.gallery import palette, samples
from matchmaking.gallery.form import with_errors
from matchmaking.locale import current, direction, speaking

blueprint = Blueprint("gallery", __name__)

SCHEMES = ("light", "dark")
# The direction of the page is that of its language: the components say their own words in it.
SPOKEN = {"ltr": "fr", "rtl": "ar"}


@blueprint.get("/gallery")
@access(Access.PUBLIC)
def gallery() -> ResponseReturnValue:
    """All components. `?scheme=dark` or `light` overrides the reader's own, `?direction=rtl` turns the page round."""
    scheme = request.args.get("scheme")
    turned = request.args.get("direction")
    shown = turned if turned in SPOKEN else direction(current())
    colours = palette.read()
    with speaking(SPOKEN[shown] if turned in SPOKEN else current()):
        return render_template(
            "gallery/index.html",
            form=with_errors(),
            scheme=scheme if scheme in SCHEMES else None,
            turned=shown,
            palette=palette.PALETTE,
            colours=colours,
            contrasts=palette.contrasts(colours),
            sights={theme: palette.as_seen(values) for theme, values in colours.items()},
            samples=samples,
        )

"""Reading others: a profile's page and the directory, for everybody with an account."""

from __future__ import annotations

from collections.abc import Sequence

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.addresses import page_asked
from matchmaking.profiles import content, disclosure, listing, policy, queries
from matchmaking.profiles.amounts import Reckoning, own_currency, rates
from matchmaking.profiles.models import Profile
from matchmaking.profiles.presenting import TONES, present
from matchmaking.profiles.reading_aid import reader_of
from matchmaking.profiles.routes.frame import blueprint, person
from matchmaking.profiles.search.pages import counted, list_directory


@blueprint.get("/profiles/<key>")
@access(Access.SIGNED_IN)
def show(key: str) -> ResponseReturnValue:
    """A profile as this reader may see it; contacts are never on it."""
    profile = queries.get_shown_to(key, person())
    other_side, own = disclosure.is_other_side(person(), profile), queries.list_for_user(person())
    return render_template(
        "profiles/show.html",
        profile=profile,
        view=present(
            profile,
            content.of(profile),
            to_other_side=other_side,
            reckoning=_reckoning(own) if other_side else None,
            reader=reader_of(person(), [*own, profile]),
        ),
        own=policy.is_member(person(), profile),
        tone=TONES[profile.status],
    )


def _reckoning(own: Sequence[Profile]) -> Reckoning | None:
    """How the reader's first organisation reckons; None for whoever has none."""
    return Reckoning(own_currency(own[0]), rates(on=clock.now().date())) if own else None


@blueprint.get("/directory")
@access(Access.SIGNED_IN)
def directory() -> ResponseReturnValue:
    """All visible organisations, by words and by facets: the best answers first, else the newest."""
    wanted = listing.directory_filters(request.args)
    found = list_directory(wanted, viewer=person(), page=page_asked())
    return render_template(
        "profiles/directory.html",
        page=found.cards,
        counts=found.counts,
        instead=found.instead,
        counted=counted,
        wanted=wanted,
        active=listing.active(wanted, "profiles.directory"),
        chosen=listing.chosen(wanted),
        clear_url=url_for("profiles.directory"),
        without_facets=url_for("profiles.directory", search=wanted.search),
    )

"""The menu of each role: which pages stand in the masthead and the foot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Flask, current_app, has_request_context, request, url_for
from flask_babel import lazy_gettext as _l
from flask_security import current_user

from matchmaking.access import Access, admits
from matchmaking.config import Settings
from matchmaking.locale import IN_ADDRESS, LOCALES, current
from matchmaking.profiles.queries import invests


@dataclass(frozen=True)
class Link:
    """One entry of a menu."""

    label: str
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Language:
    """One button of the language switch."""

    code: str
    name: str
    abbr: str
    current: bool


Menu = tuple[tuple[object, str], ...]  # label and endpoint
ABBREVIATIONS = {"fr": "FR", "ar": "ع", "en": "EN"}
# Label and endpoint, in the order of a day's work. An entry is shown to those its view admits. The masthead keeps one
# line in every language: what is opened less often, or on one day only, stands behind « More ».
ORGANIZER_MENU = (
    (_l("Today"), "home.index"),
    (_l("Suggestions"), "matching.queue"),
    (_l("Profiles"), "profiles.moderation"),
    (_l("Introductions"), "introductions.index"),
    (_l("Schedule"), "meetings.index"),
    (_l("Follow-up"), "followup.index"),
)
ORGANIZER_MORE = (
    (_l("Plans"), "plans.index"),
    (_l("To call"), "introductions.call_list"),
    (_l("Day board"), "day.board"),
    (_l("Messages"), "outbox.messages"),
)
# What is set up now and then stands under the person's name.
ORGANIZER_TOOLS = (
    (_l("Figures"), "reports.figures"),
    (_l("Reports"), "reports.index"),
    (_l("Messages to many"), "mailings.index"),
    (_l("Round table"), "events.index"),
    (_l("Lexicon"), "lexicon.index"),
    (_l("Words of the letters"), "wordings.index"),
    (_l("Personal links"), "accounts.personal_links"),
    (_l("Settings"), "settings.edit"),
)
SIDE_MENU = (
    (_l("Today"), "home.index"),
    (_l("Profiles"), "profiles.moderation"),
    (_l("Directory"), "profiles.directory"),
)
HELPER_MENU = ((_l("Today"), "home.index"), (_l("Day board"), "day.board"))
COMMITTEE_MENU = (
    (_l("Home"), "home.index"),
    (_l("Introductions"), "introductions.for_committee"),
    (_l("Follow-up"), "followup.index"),
    (_l("Reports"), "reports.index"),
    (_l("Directory"), "profiles.directory"),
)
PARTICIPANT_MENU = (
    (_l("Home"), "home.index"),
    (_l("My organisation"), "profiles.mine"),
    (_l("Suggestions"), "matching.mine"),
    (_l("Introductions"), "introductions.mine"),
    (_l("Meetings"), "meetings.mine"),
)
# Investors look at many: what they keep stands beside what is suggested.
INVESTOR_MENU = (*PARTICIPANT_MENU[:3], (_l("Shortlist"), "shortlists.index"), *PARTICIPANT_MENU[3:])
PARTICIPANT_MORE = ((_l("Round table"), "events.mine"), (_l("Directory"), "profiles.directory"))
PERSON_MENU = ((_l("Account"), "accounts.account"),)
# Whoever passes the first of these doors gets its menus; everybody else is a participant.
MENUS: tuple[tuple[Access, Menu, Menu], ...] = (
    (Access.ORGANIZER, ORGANIZER_MENU, ORGANIZER_MORE),
    (Access.SIDE_ORGANIZER, SIDE_MENU, ()),
    (Access.HELPER, HELPER_MENU, ()),
    (Access.COMMITTEE, COMMITTEE_MENU, ()),
)
FOOT = ((_l("Privacy"), "pages.privacy"), (_l("Help"), "pages.help_page"))


def init_app(app: Flask) -> None:
    """Give every template its menus."""
    app.context_processor(_context)


def _context() -> dict[str, object]:
    settings = current_app.config["SETTINGS"]
    assert isinstance(settings, Settings)
    spoken: dict[str, object] = {"product_name": settings.product_name, "demonstration": settings.demo}
    if not has_request_context():
        return spoken  # a mail worded by a job or a command: it has no menu
    menu, more = _menus()
    return spoken | {
        "navigation": _links(menu),
        "navigation_more": _links(more),
        "tools": _links(ORGANIZER_TOOLS) if _is_organizer() else [],
        "account_links": _links(PERSON_MENU),
        "footer_links": _links(FOOT),
        "site_languages": [
            Language(code, name, ABBREVIATIONS[code], code == current()) for code, name in LOCALES.items()
        ],
        "this_page": _this_page(),
        "alternates": _alternates(settings),
    }


def _this_page() -> str:
    """Where to be again after changing the language: this address, or the start where it can only be posted to."""
    rule = request.url_rule
    if rule is None or "GET" not in (rule.methods or ()):
        return url_for("pages.landing")
    return request.full_path.rstrip("?")


def _alternates(settings: Settings) -> list[tuple[str, str]]:
    """(language, address) of this page in each language, for search engines: of public pages only."""
    if request.blueprint != "pages" or request.url_rule is None:
        return []
    page = settings.public_url.rstrip("/") + request.path
    return [(code, f"{page}?{IN_ADDRESS}={code}") for code in LOCALES] + [("x-default", page)]


def _menus() -> tuple[Menu, Menu]:
    """What stands in this reader's masthead, and what stands behind « More »."""
    if not (current_user and current_user.is_authenticated):
        return (), ()
    for door, menu, more in MENUS:
        if admits(door, current_user):
            return menu, more
    return (INVESTOR_MENU if invests(current_user) else PARTICIPANT_MENU), PARTICIPANT_MORE


def _is_organizer() -> bool:
    return bool(current_user and admits(Access.ORGANIZER, current_user))


def _links(entries: Iterable[tuple[object, str]]) -> list[Link]:
    return [_link(label, endpoint) for label, endpoint in entries if _exists(endpoint)]


def _exists(endpoint: str) -> bool:
    return endpoint in current_app.view_functions


def _link(label: object, endpoint: str) -> Link:
    return Link(label=str(label), url=url_for(endpoint), current=request.endpoint == endpoint)

"""The language of a request: chosen, then the account's, then the address's, then the browser's, then the default;
its times, and what it calls the countries. A letter is worded in its receiver's by `speaking`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime

from babel.dates import format_date
from flask import Flask, g, has_request_context, request
from flask_babel import force_locale, format_datetime, get_locale
from flask_babel import gettext as _
from flask_security import current_user
from markupsafe import Markup
from werkzeug.wrappers import Response

from matchmaking.bidi import isolate_in, left_to_right
from matchmaking.extensions import babel
from matchmaking.language.terms import language_of
from matchmaking.lists import apart, between, listed

# The languages of pages, letters and papers alike. Anything else a browser asks for is answered in the default.
# English needs no catalogue: it is the language of the texts in the code.
LOCALES = {"fr": "Français", "ar": "العربية", "en": "English"}
DEFAULT = "fr"
# Whose dates and numbers a language writes: « 5 جانفي » as in Algeria (bare `ar` says « يناير »), « 5 January » and
# 24 hours as the English of these pages; French stays bare, since `fr_DZ` has a clock of twelve hours.
_REGIONS = {"fr": "fr", "ar": "ar_DZ", "en": "en_GB"}
_FIRST = re.compile(r"\b1 (?=\D)")
COOKIE = "language"
IN_ADDRESS = "lang"  # of the addresses that search engines are told
_YEAR = 365 * 24 * 3600
# Two-letter codes of the CLDR that are groups, tests, or parts of a country for the post and customs.
_NOT_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})


def init_app(app: Flask) -> None:
    """Choose the language of each request and tell the templates about it."""
    babel.init_app(
        app, locale_selector=lambda: _REGIONS[select()], default_locale=_REGIONS[DEFAULT], default_timezone="UTC"
    )
    isolate_in(app.jinja_env)
    app.jinja_env.filters.update(own_language=own_language, ltr=left_to_right, direction=direction, dated=dated)
    app.jinja_env.filters.update(listed=listed, apart=apart, between=between)
    app.context_processor(lambda: {"locale": current(), "text_direction": direction(current())})


def select() -> str:
    """The language of this request; outside a request, the default."""
    if not has_request_context():
        return DEFAULT
    if "locale" not in g:
        g.locale = _of_request()
    return str(g.locale)


def current() -> str:
    """The language that texts are being worded in right now, `force_locale` included."""
    return normalise(str(get_locale() or DEFAULT))


def normalise(code: str | None) -> str:
    """A supported language for any code a browser or a file may hold; unknown ones give the default."""
    language = (code or "").replace("-", "_").split("_")[0].lower()
    return language if language in LOCALES else DEFAULT


def remember(answer: Response, language: str) -> None:
    """Keep a chosen language in the browser."""
    answer.set_cookie(COOKIE, language, max_age=_YEAR, httponly=True, samesite="Lax", secure=request.is_secure)


@contextmanager
def speaking(code: str | None) -> Iterator[None]:
    """Word what follows in this language, with its dates and numbers; an unknown one gives the default."""
    with force_locale(_REGIONS[normalise(code)]):
        yield


def moment(at: datetime, *, now: datetime) -> str:
    """« at 14:42 », with the date unless it is today; in the time of Bamako, which is UTC."""
    time = format_datetime(at, "HH:mm")
    if at.date() == now.date():
        return str(_("at %(time)s", time=time))
    return str(_("on %(date)s at %(time)s", date=day_in_words(at), time=time))


def day_in_words(of: date, pattern: str = "d MMMM", *, language: str | None = None) -> str:
    """« 1er décembre »: a day in words, of the language of the moment unless one is named. CLDR counts days in French
    too; people say « premier »."""
    spoken = language or current()
    written = str(format_date(of, pattern, locale=_REGIONS[spoken]))
    return _FIRST.sub("1er ", written) if spoken == "fr" else written


def dated(at: datetime) -> str:
    """« 5 janvier, 14:42 », in the time of Bamako, with the comma of the language of the moment."""
    return apart([day_in_words(at), format_datetime(at, "HH:mm")])


def own_language(text: str) -> Markup:
    """The attributes of an element that holds somebody's words: their language and its direction."""
    language = language_of(text) or DEFAULT
    return Markup('lang="{}" dir="{}"').format(language, direction(language))


def direction(code: str) -> str:
    """`rtl` for Arabic, else `ltr`."""
    return "rtl" if code == "ar" else "ltr"


def territory(code: str | None) -> str:
    """The name of any country in the language of the moment; an unknown code stands for itself."""
    return _territories().get(code.upper(), code) if code else ""


def territories() -> list[tuple[str, str]]:
    """(code, name) of every country of the world, in the order of its names; accents do not count in it."""
    countries = [(code, name) for code, name in _territories().items() if len(code) == 2 and code.isalpha()]
    return sorted((one for one in countries if one[0] not in _NOT_COUNTRIES), key=lambda one: _without_accents(one[1]))


def _without_accents(name: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))


def _territories() -> Mapping[str, str]:
    locale = get_locale()
    return locale.territories if locale else {}


def _of_request() -> str:
    if chosen := request.cookies.get(COOKIE):
        return normalise(chosen)
    if current_user and current_user.is_authenticated:
        return normalise(current_user.locale)
    if (named := request.args.get(IN_ADDRESS)) in LOCALES:
        return str(named)
    return request.accept_languages.best_match(list(LOCALES)) or DEFAULT

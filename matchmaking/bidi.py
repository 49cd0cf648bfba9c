"""Words of one direction inside a sentence of the other: each stands isolated, so that its brackets, digits and
neighbours keep their places. Everything put into a translated sentence passes here, on a page, in a letter, in a
file; what a template writes beside its sentences has `<bdi>`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cached_property
from html import unescape
from typing import Any, cast

from flask_babel import Babel, Domain, get_locale
from jinja2 import Environment, pass_context
from markupsafe import Markup

_LEFT_TO_RIGHT, _FIRST_STRONG, _END = "\u2066", "\u2068", "\u2069"
_BEGUN = ("\u2066", "\u2067", "\u2068")
_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
# Letters of ours, or numbers that a line from right to left would put in another order (« 2013-015 »).
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]|\d(?![:.,/]\d)\W+\d")
# An invisible sign beside them would be copied into an address.
_ADDRESS = re.compile(r"://|@|^/")

_UNDIRECTED = re.compile(r"<bdi(?P<rest>(?:\s(?!dir=)[\w-]+=\"[^\"]*\")*)>(?P<inside>.*?)</bdi>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}  # Unicode's classes of letters


class IsolatingBabel(Babel):  # type: ignore[misc]  # the library has no types
    """Flask-Babel whose sentences isolate what is put into them."""

    @cached_property
    def domain_instance(self) -> Domain:
        return _Domain(domain=self.domain)


class _Domain(Domain):  # type: ignore[misc]  # the library has no types
    def get_translations(self) -> Any:
        """The catalogue of the moment. The library words the locale anew to look it up, for every text of a page."""
        spoken = get_locale()
        name = (spoken.language, spoken.territory) if spoken else None
        if name not in self._catalogues:
            self._catalogues[name] = super().get_translations()
        return self._catalogues[name]

    @cached_property
    def _catalogues(self) -> dict[tuple[str, str | None] | None, Any]:
        return {}

    def gettext(self, string: str, **variables: Any) -> str:
        return str(super().gettext(string, **isolated_values(variables)))

    def ngettext(self, singular: str, plural: str, num: int, **variables: Any) -> str:
        return str(super().ngettext(singular, plural, num, **isolated_values(variables)))

    def pgettext(self, context: str, string: str, **variables: Any) -> str:
        return str(super().pgettext(context, string, **isolated_values(variables)))

    def npgettext(self, context: str, singular: str, plural: str, num: int, **variables: Any) -> str:
        return str(super().npgettext(context, singular, plural, num, **isolated_values(variables)))


def isolate_in(environment: Environment) -> None:
    """The same for the sentences of templates, which put their values in by themselves."""
    for name in ("gettext", "ngettext", "pgettext", "npgettext"):
        environment.globals[name] = _isolating(cast("Callable[..., str]", environment.globals[name]))


def isolated_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a sentence's placeholders; markup isolates by its own elements."""
    return {name: foreign(value) if type(value) is str else value for name, value in values.items()}


def foreign(text: str) -> str:
    """Somebody's words between Unicode's isolates where they run against the language of the moment; an address, and
    what stands isolated already, as they are."""
    against = _LATIN if _speaks_arabic() else _ARABIC
    if not text or text.startswith(_BEGUN) or not against.search(text) or _ADDRESS.search(text):
        return text
    return f"{_FIRST_STRONG}{text}{_END}"


def isolated(text: str) -> str:
    """A telephone number, a time or an amount in plain text: in Arabic between isolates that read from left to right,
    which is what `<bdi dir="ltr">` is on a page."""
    return f"{_LEFT_TO_RIGHT}{text}{_END}" if text and _speaks_arabic() else text


def left_to_right(text: str | None) -> Markup:
    """A telephone number, an address or an amount on a page: never turned round, whatever stands beside it."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(text) if text else Markup("")


def directed(html: str) -> str:
    """A document whose `<bdi>` without a direction have that of their first letter, as browsers give it to them: what
    lays out paper knows a written one only."""
    return _UNDIRECTED.sub(_direct, html)


def _direct(found: re.Match[str]) -> str:
    letters = (unicodedata.bidirectional(one) for one in unescape(_TAG.sub("", found["inside"])))
    first = next((_STRONG[one] for one in letters if one in _STRONG), None)
    return f'<bdi dir="{first}"{found["rest"]}>{found["inside"]}</bdi>' if first else found[0]


def _isolating(say: Callable[..., str]) -> Callable[..., str]:
    @pass_context
    def saying(context: Any, *texts: Any, **values: Any) -> str:
        return say(context, *texts, **isolated_values(values))

    return saying


def _speaks_arabic() -> bool:
    spoken = get_locale()
    return spoken is not None and spoken.language == "ar"

"""Several names in one line, as each language lists them: « A, B et C », « A, B and C », « A وB وC »."""

from __future__ import annotations

from collections.abc import Iterable

from babel.lists import format_list
from flask_babel import get_locale, ngettext
from jinja2.runtime import LoopContext
from markupsafe import Markup, escape

from matchmaking.bidi import foreign

_PLACE = "\0"


def listed(names: Iterable[object], further: int = 0) -> str:
    """« KeneyaLink, NabdCare et Jalia », each isolated where it runs against the language of the moment; with
    `further`, how many more are not named. Markup gives markup."""
    items = _isolated(names) + ([_more(further)] if further else [])
    return _joiner(items, "").join(part for pair in zip(items, _after(len(items)), strict=True) for part in pair)


def apart(parts: Iterable[object]) -> str:
    """« Alger, santé numérique »: different things side by side, with the comma of the language and no « and ». Markup
    gives markup."""
    items = _isolated(parts)
    return _joiner(items, _comma()).join(items)


def between(loop: LoopContext, further: int = 0) -> str:
    """What stands after one of the items that a template lists by itself; with `further`, the end of such a list."""
    after = _after(loop.length + bool(further))[loop.index0]
    return after + _more(further) if further and loop.last else after


def _more(count: int) -> str:
    return str(ngettext("one more", "%(num)s more", count))


def _isolated(names: Iterable[object]) -> list[str]:
    return [name if isinstance(name, Markup) else foreign(str(name)) for name in names]


def _joiner(items: list[str], between: str) -> str:
    """Markup as soon as one of the items is, so that the others are escaped beside it."""
    return escape(between) if any(isinstance(item, Markup) for item in items) else between


def _after(count: int) -> list[str]:
    """What stands after each of so many items: nothing after the last."""
    return format_list([_PLACE] * count, locale=get_locale() or "en").split(_PLACE)[1:] if count else []


def _comma() -> str:
    spoken = get_locale()
    return "، " if spoken and spoken.language == "ar" else ", "

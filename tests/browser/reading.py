"""A page as the reader of one language meets it: its texts from the catalogue, its direction, no other language's words
left in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from babel.support import NullTranslations, Translations
from playwright.sync_api import Locator, Page

from matchmaking.events.times import PLACES
from tests.browser.conftest import ROOT

DIRECTIONS = {"fr": "ltr", "ar": "rtl"}
# Names that every language writes in Latin letters.
LATIN_EVERYWHERE = {"PDF", "XLSX", "DOCX", "HTML", "WhatsApp", "CFA", "Deux", "Rives"}
# The page's own texts: what people wrote is isolated by <bdi>, dir, lang or marks.
OWN_TEXTS = """() => {
  const texts = [];
  const root = document.querySelector('main') || document.body;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const own = node.parentElement.closest('bdi, [dir], [lang], svg, script, style, textarea, main, body');
    if (own === root) texts.push(node.data);
  }
  return texts.join(' ');
}"""


class _Nothing(NullTranslations):
    """Behind a catalogue: a text that the product does not know is a mistake of the test."""

    def gettext(self, message: str) -> str:
        raise AssertionError(f"{message!r} is not in the catalogue")

    def pgettext(self, context: str, message: str) -> str:
        raise AssertionError(f"{message!r} of a {context} is not in the catalogue")


@dataclass(frozen=True)
class Reader:
    """Somebody who reads one language."""

    language: str
    catalogue: NullTranslations

    @classmethod
    @cache
    def of(cls, language: str) -> Reader:
        """The reader of a language, with the product's compiled catalogue."""
        catalogue = Translations.load(ROOT / "translations", [language])
        catalogue.add_fallback(_Nothing())
        return cls(language, catalogue)

    def say(self, text: str, **values: object) -> str:
        """A text of the product in this language."""
        said = str(self.catalogue.gettext(text))
        return said % values if values else said

    def say_of(self, what: str, text: str) -> str:
        """A word that agrees with what it is said of."""
        return str(self.catalogue.pgettext(what, text))

    def count(self, one: str, many: str, num: int, **values: object) -> str:
        """A text with a number in this language."""
        return str(self.catalogue.ngettext(one, many, num)) % {"num": num, **values}

    def clocks(self, bamako: str, algiers: str) -> str:
        """« 10:00 Bamako · 11:00 Alger »."""
        return " · ".join(f"{at} {place}" for at, place in zip((bamako, algiers), PLACES[self.language], strict=True))

    def clocks_in(self, text: str) -> list[str]:
        """Every « 10:00–10:20 Bamako · 11:00–11:20 Alger » of a letter by its beginning, read without the marks that
        hold its parts in their order."""
        begin = r"(\d\d:\d\d)(?:–\d\d:\d\d)?"
        found = re.findall(self.clocks(begin, begin), re.sub("[\u2066-\u2069]", "", text))
        return [self.clocks(bamako, algiers) for bamako, algiers in found]

    def check_line(self, line: Locator) -> None:
        """Both clocks stand on one line, Bamako first in the direction of reading."""
        bamako, algiers = (line.locator(f"bdi.t-{shore}").first.bounding_box() for shore in ("ml", "dz"))
        assert bamako is not None
        assert algiers is not None
        assert bamako["y"] == algiers["y"], "both clocks on one line"
        assert (bamako["x"] < algiers["x"]) is (self.language != "ar"), "Bamako first"

    def check(self, page: Page, names: Iterable[str]) -> None:
        """The page runs in this language's direction, holds no word of another but these names, none of its commas
        either, and fits its screen."""
        root = page.locator("html")
        assert root.get_attribute("lang") == self.language
        assert root.get_attribute("dir") == DIRECTIONS[self.language]
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{page.url} is too wide"
        if self.language == "ar":
            text = re.sub("[\u2066-\u2068][^\u2066-\u2069]*\u2069", " ", page.evaluate(OWN_TEXTS))
            for name in sorted(names, key=len, reverse=True):
                text = text.replace(name, " ")
            left = set(re.findall("[A-Za-zÀ-ÿ]{3,}", text)) - LATIN_EVERYWHERE
            assert not left, f"{page.url}: {left}"
            assert not re.search("[\u0621-\u064a]\\s*[,;?]|[,;?]\\s*[\u0621-\u064a]", text), (
                f"{page.url}: a Latin comma in {text}"
            )

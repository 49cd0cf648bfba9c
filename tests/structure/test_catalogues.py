"""Catalogues: every text that the code marks stands in them, translated in full, and typeset as its language wants."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
COMPLETE = ("fr", "ar")
NAMED = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")
SPACES = {"narrow no-break": "\N{NARROW NO-BREAK SPACE}", "no-break": "\N{NO-BREAK SPACE}"}
# What the eye of a French reader stops at: a no-break space goes before a colon, a narrow one before ; ? ! and in « ».
FRENCH_FAULTS = {
    "a breaking or missing space before ; ? or !": re.compile(rf"[^{SPACES['narrow no-break']}?!…(«][;?!](?!\w)"),
    "a breaking or missing space before a colon": re.compile(rf"[^{SPACES['no-break']}\d]:(?![\d/])"),
    "a breaking or missing space inside « »": re.compile(
        rf"«(?!{SPACES['narrow no-break']})|(?<!{SPACES['narrow no-break']})»"
    ),
    "a straight apostrophe": re.compile("'"),
    "straight or English quotation marks": re.compile('["“”]'),
    "three dots instead of an ellipsis": re.compile(r"\.\.\."),
    "« rendez-vous » with a hyphen that breaks": re.compile("rendez-vous", re.IGNORECASE),
    "two spaces": re.compile(r"\s\s"),
}

# What the eye of an Arabic reader stops at; marks beside Latin words, numbers and placeholders stay as those want them.
LETTER = "[\u0621-\u064a\u064b-\u0652]"
ARABIC_FAULTS = {
    "a Latin comma, semicolon or question mark beside an Arabic letter": re.compile(rf"{LETTER}(?:[?,;]|\s[?,])"),
    "« مالي » as an adjective, which reads « financial »": re.compile(
        r"(?<![\u0621-\u0652])(?:[وفبكل]|ال|وال|بال|لل|فال)?(?:مالية|ماليين|ماليون|ماليات|المالي)(?![\u0621-\u0652])"
    ),
    "straight or English quotation marks": re.compile('["“”‘]'),
    "a straight apostrophe beside an Arabic letter": re.compile(rf"{LETTER}'|'{LETTER}"),
    "digits that are not European": re.compile("[\u0660-\u0669\u06f0-\u06f9]"),
    "a space inside « »": re.compile(r"«\s|\s»"),
    "a space before a mark": re.compile(r"\s[،؛؟.](?!\w)"),
    "three dots instead of an ellipsis": re.compile(r"\.\.\."),
    "a drawn-out letter before anything but a Latin word or a placeholder": re.compile(r"ـ(?!\s?[A-Za-z%{«<])"),
    "months as in Egypt or Lebanon": re.compile("يناير|فبراير|أبريل|مايو|يونيو|يوليو|أغسطس|كانون الأول"),
    "two spaces": re.compile(r"[^\S\n]{2}"),
}
# « Financial » is meant here, said of money.
FINANCIAL = re.compile("(?:التقنية|الخدمات|التكنولوجيا|المعاملات|البيانات|المؤشرات) المالية|خدمات مالية|وزارة المالية")

Key = tuple[str, str | None]


def key(message: Message) -> Key:
    """How an entry is known: its source (of a plural, the singular) and its context."""
    return sources(message)[0], message.context


def sources(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id or ())


def translations(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def names_in(text: str) -> set[str]:
    return {name for pair in NAMED.findall(text) for name in pair if name}


def entries(catalogue: Iterable[Message]) -> dict[Key, Message]:
    """Without the header, whose source is empty."""
    return {key(message): message for message in catalogue if message.id}


@pytest.fixture(scope="module")
def marked() -> dict[Key, Message]:
    """What the code marks for translation, extracted as `make messages` does."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as mapping:
        methods, options = parse_mapping_cfg(mapping)
    keywords = {**DEFAULT_KEYWORDS, **parse_keywords(["_l", "lazy_gettext", "_lp:1c,2", "lazy_pgettext:1c,2"])}
    found = Catalog()
    for _path, _line, source, _comments, context in extract_from_dir(ROOT, methods, options, keywords):
        found.add(source, context=context)
    return entries(found)


@pytest.fixture(scope="module", params=COMPLETE)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    path = ROOT / "translations" / request.param / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=request.param)


def test_every_marked_text_stands_in_the_catalogue(catalogue: Catalog, marked: dict[Key, Message]) -> None:
    missing = marked.keys() - entries(catalogue).keys()
    assert not missing, f"run `make messages` and translate: {sorted(missing, key=str)}"


def test_no_entry_outlives_its_text(catalogue: Catalog, marked: dict[Key, Message]) -> None:
    left_over = entries(catalogue).keys() - marked.keys()
    assert not left_over, f"run `make messages`: nothing says {sorted(left_over, key=str)}"
    assert not catalogue.obsolete, "commented-out entries: run `make messages`"


def test_a_plural_in_the_code_is_a_plural_in_the_catalogue(catalogue: Catalog, marked: dict[Key, Message]) -> None:
    known = entries(catalogue)
    differing = [name for name, message in marked.items() if name in known and sources(message) != sources(known[name])]
    assert not differing, differing


def test_every_entry_is_translated(catalogue: Catalog) -> None:
    empty = [
        name
        for name, message in entries(catalogue).items()
        if not all(form.strip() for form in translations(message))
        or len(translations(message)) != (catalogue.num_plurals if message.pluralizable else 1)
    ]
    assert not empty, f"without a translation, or without one of its plural forms: {empty}"


def test_no_translation_is_a_guess(catalogue: Catalog) -> None:
    fuzzy = [name for name, message in entries(catalogue).items() if message.fuzzy]
    assert not fuzzy, f"read these, then take the mark off: {fuzzy}"


def test_translations_name_what_the_source_names(catalogue: Catalog) -> None:
    """Nothing is left out, nothing is made up; only a number may be said in a word."""
    wrong = []
    for name, message in entries(catalogue).items():
        named = set.union(*map(names_in, sources(message)))
        wrong += [name for text in translations(message) if not named - {"num"} <= names_in(text) <= named]
    assert not wrong, wrong


def test_no_percent_sign_breaks_a_sentence(catalogue: Catalog) -> None:
    """What is filled in by `%` fails on the page, and only there, when its translation holds a stray one."""
    for message in entries(catalogue).values():
        for text in translations(message):
            if names_in(text) and "%(" in text:
                assert text % dict.fromkeys(names_in(text), 1), text


@pytest.fixture(scope="module")
def french() -> dict[Key, Message]:
    with (ROOT / "translations" / "fr" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return entries(read_po(file, locale="fr"))


def test_french_counts_zero_as_singular(french: dict[Key, Message]) -> None:
    """« Une paire à relire » would stand above an empty queue: the singular gives its number too."""
    plurals = [message for message in french.values() if message.pluralizable and "%(num)s" in message.id[1]]
    wordy = [text for message in plurals for text in translations(message) if "num" not in names_in(text)]
    assert not wordy, wordy


def test_french_is_typeset_as_french(french: dict[Key, Message]) -> None:
    faults = [
        f"{fault}: {text}"
        for message in french.values()
        for text in translations(message)
        for fault, pattern in FRENCH_FAULTS.items()
        if pattern.search(text)
    ]
    assert not faults, "\n".join(faults)


@pytest.fixture(scope="module")
def arabic() -> dict[Key, Message]:
    with (ROOT / "translations" / "ar" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return entries(read_po(file, locale="ar"))


def test_arabic_is_typeset_as_arabic(arabic: dict[Key, Message]) -> None:
    faults = [
        f"{fault}: {text}"
        for message in arabic.values()
        for text in translations(message)
        for fault, pattern in ARABIC_FAULTS.items()
        if pattern.search(FINANCIAL.sub("", text))
    ]
    assert not faults, "\n".join(faults)


def test_arabic_has_arabic_letters(arabic: dict[Key, Message]) -> None:
    """A text that was only copied is not translated; what holds no word but a placeholder or a name may be the same."""
    copied = [
        name
        for name, message in arabic.items()
        for source, text in zip(sources(message), translations(message), strict=False)
        if text.strip() and text == source and re.search(r"[a-z]{2} [a-z]{2}", NAMED.sub("", text))
    ]
    assert not copied, copied


def test_arabic_counts_in_its_six_forms_and_says_the_number_where_it_varies(arabic: dict[Key, Message]) -> None:
    """Zero, one and two may be said in a word; the forms after them stand for many numbers."""
    wordless = [
        name
        for name, message in arabic.items()
        if message.pluralizable and "%(num)s" in sources(message)[1]
        for text in translations(message)[3:]
        if text.strip() and "num" not in names_in(text)
    ]
    assert not wordless, wordless

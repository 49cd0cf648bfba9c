"""Reading an amount of money as people type it. Pure; converting and showing amounts is in `amounts`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from matchmaking.profiles.vocabulary import Currency

LARGEST = Decimal("9999999999999.99")
CENT = Decimal("0.01")

_CURRENCY_WORDS = {
    "f": Currency.XOF,
    "f cfa": Currency.XOF,
    "fcfa": Currency.XOF,
    "cfa": Currency.XOF,
    "franc cfa": Currency.XOF,
    "francs cfa": Currency.XOF,
    "xof": Currency.XOF,
    "da": Currency.DZD,
    "dinar": Currency.DZD,
    "dinars": Currency.DZD,
    "dzd": Currency.DZD,
    "دج": Currency.DZD,
    "دينار": Currency.DZD,
    "دينار جزائري": Currency.DZD,
    "فرنك": Currency.XOF,
    "أورو": Currency.EUR,
    "يورو": Currency.EUR,
    "€": Currency.EUR,
    "eur": Currency.EUR,
    "euro": Currency.EUR,
    "euros": Currency.EUR,
}
_MULTIPLIERS = {
    "k": 1_000,
    "mille": 1_000,
    "m": 1_000_000,
    "million": 1_000_000,
    "millions": 1_000_000,
    "md": 1_000_000_000,
    "milliard": 1_000_000_000,
    "milliards": 1_000_000_000,
    "ألف": 1_000,
    "آلاف": 1_000,
    "مليون": 1_000_000,
    "ملايين": 1_000_000,
    "مليار": 1_000_000_000,
    "مليارات": 1_000_000_000,
}
# Eastern digits, and without the marks that keep an amount from being turned round where it was copied from.
_AS_TYPED = str.maketrans("٠١٢٣٤٥٦٧٨٩٬٫", "0123456789 ,", "\u2066\u2069\u200e\u200f")


def _any_of(words: Mapping[str, object]) -> str:
    return "|".join(re.escape(word) for word in words)


_TYPED = re.compile(
    rf"(?P<before>{_any_of(_CURRENCY_WORDS)})? ?"
    r"(?P<number>\d[\d.,'’ ]*?) ?"
    rf"(?P<times>{_any_of(_MULTIPLIERS)})? ?(?:de |d['’])?"
    rf"(?P<after>{_any_of(_CURRENCY_WORDS)})?\.?"
)
# "15 000 000", "15.000.000", "1,234.50": groups of three by one sign, then at most two cents by another.
_GROUPED = re.compile(
    r"(?P<whole>\d{1,3}(?P<sign>[.,'’ ])\d{3}(?:(?P=sign)\d{3})*)(?:(?!(?P=sign))[.,](?P<cents>\d{1,2}))?"
)
_PLAIN = re.compile(r"\d{1,15}(?:[.,]\d{1,9})?")


class UnreadableAmount(ValueError):
    """The text is not an amount that could be understood without guessing."""


@dataclass(frozen=True)
class TypedAmount:
    """An amount as typed; `currency` only where the text itself names one."""

    value: Decimal
    currency: Currency | None = None


def read_amount(text: str) -> TypedAmount:
    """Understand "15 000 000", "15.000.000", "150k", "1,5 million", "80 000 €".

    Raises UnreadableAmount for anything ambiguous, negative or beyond LARGEST.
    """
    found = _TYPED.fullmatch(re.sub(r"\s+", " ", text.translate(_AS_TYPED)).strip().casefold())
    if not found or (found["before"] and found["after"]):
        raise UnreadableAmount(text)
    value = _number(found["number"]) * _MULTIPLIERS.get(found["times"], 1)
    if value > LARGEST or value != value.quantize(CENT):
        raise UnreadableAmount(text)
    return TypedAmount(value.quantize(CENT), _CURRENCY_WORDS.get(found["before"] or found["after"]))


def _number(text: str) -> Decimal:
    if grouped := _GROUPED.fullmatch(text):
        return Decimal(re.sub(r"\D", "", grouped["whole"]) + "." + (grouped["cents"] or "0"))
    if _PLAIN.fullmatch(text):
        return Decimal(text.replace(",", "."))
    raise UnreadableAmount(text)

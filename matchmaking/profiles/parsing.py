"""Reading typed values out of files: every problem is collected with the field it stands in, none stops the reading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlsplit

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from matchmaking.profiles.money import UnreadableAmount, read_amount

Code = TypeVar("Code", bound=StrEnum)
LIST_SEPARATOR = re.compile(r"\s*[,;|]\s*")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Problem:
    """What is wrong with one field: a code that `profiles.labels.PROBLEMS` words, and what stood there."""

    field: str
    code: str
    value: str = ""


class Reader:
    """Takes values out of one mapping by name, remembering which were asked for."""

    def __init__(
        self, values: Mapping[str, Any], *, prefix: str = "", problems: list[Problem] | None = None, region: str = ""
    ) -> None:
        self.values = values
        self.prefix = prefix
        self.problems: list[Problem] = [] if problems is None else problems
        self.region = region or str(values.get("country") or "ML").strip().upper()
        self._asked: set[str] = set()
        self._start = len(self.problems)

    @property
    def own_problems(self) -> Sequence[Problem]:
        """The problems found since this reader was made."""
        return self.problems[self._start :]

    def complain(self, name: str, code: str, value: object = "") -> None:
        """Note a problem with a field."""
        self.problems.append(Problem(self.prefix + name, code, str(value)[:80]))

    def has_problem(self, name: str) -> bool:
        """Whether a problem with this field was noted."""
        return any(problem.field == self.prefix + name for problem in self.problems)

    def ignore(self, *names: str) -> None:
        """Accept these names without reading them."""
        self._asked.update(names)

    def refuse_unknown(self) -> None:
        """Complain about every name that nobody asked for."""
        for name in self.values:
            if name not in self._asked:
                self.complain(str(name), "unknown_field")

    def text(self, name: str, length: int, *, required: bool = False) -> str | None:
        """Text without outer blanks and control characters; None where empty."""
        raw = self._take(name)
        if isinstance(raw, Mapping | list | tuple):
            self.complain(name, "not_text")
            return None
        value = clean(str(raw)) if raw is not None else ""
        if not value:
            if required:
                self.complain(name, "missing")
            return None
        if len(value) > length:
            self.complain(name, "too_long", f"{len(value)}/{length}")
            return None
        return value

    def choice(self, name: str, codes: type[Code], *, required: bool = False) -> Code | None:
        """One code of a list."""
        value = self.text(name, 40, required=required)
        if value is None:
            return None
        try:
            return _member(codes, value)
        except ValueError:
            self.complain(name, "unknown_code", value)
            return None

    def choices(self, name: str, codes: type[Code]) -> tuple[Code, ...]:
        """Several codes: a list, or a text separated by commas, semicolons or bars. Repeats are dropped."""
        raw = self._take(name)
        parts = LIST_SEPARATOR.split(raw.strip()) if isinstance(raw, str) else raw or []
        if not isinstance(parts, list | tuple):
            self.complain(name, "not_a_list", raw)
            return ()
        found: dict[Code, None] = {}
        for part in parts:
            if not str(part).strip():
                continue
            try:
                found[_member(codes, str(part).strip())] = None
            except ValueError:
                self.complain(name, "unknown_code", part)
        return tuple(found)

    def flag(self, name: str) -> bool:
        """Yes or no, in the words a spreadsheet may hold."""
        raw = str(self._take(name) or "").strip().lower()
        if raw in {"", "0", "false", "no", "non", "faux"}:
            return False
        if raw in {"1", "true", "yes", "oui", "vrai", "x"}:
            return True
        self.complain(name, "not_yes_or_no", raw)
        return False

    def year(self, name: str) -> int | None:
        """A year between 1850 and 2100."""
        raw = self.text(name, 10)
        if raw is None:
            return None
        digits = raw.removesuffix(".0")
        if digits.isdecimal() and 1850 <= int(digits) <= 2100:
            return int(digits)
        self.complain(name, "not_a_year", raw)
        return None

    def day(self, name: str) -> date | None:
        """A date, as 2026-12-31 or 31/12/2026, or the date cell of a spreadsheet."""
        raw = self._take(name)
        if isinstance(raw, datetime):
            return raw.date()
        if isinstance(raw, date) or raw in (None, ""):
            return raw or None
        for pattern in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"):
            try:
                return datetime.strptime(str(raw).strip(), pattern).date()  # noqa: DTZ007  (a day has no zone)
            except ValueError:
                continue
        self.complain(name, "not_a_date", raw)
        return None

    def amount(self, name: str, currency: str = "currency") -> Decimal | None:
        """A positive amount as people type it: 15 000 000, 15.000.000, 150k, 1,5 M, 80 000 €.

        A currency named in the text fills the empty field `currency`; it must not contradict a filled one.
        """
        raw = self._take(name)
        if raw in (None, ""):
            return None
        value = parse_amount(str(raw))
        if value is None:
            self.complain(name, "not_an_amount", raw)
            return None
        named = read_amount(str(raw)).currency
        if named and str(self.values.get(currency) or named).upper() != named:
            self.complain(name, "other_currency", raw)
        elif named:
            self.values = {**self.values, currency: named}
        return value

    def country_code(self, name: str) -> str | None:
        """Two letters."""
        value = self.text(name, 40)
        if value is None or (len(value) == 2 and value.isascii() and value.isalpha()):
            return value.upper() if value else None
        self.complain(name, "not_a_country", value)
        return None

    def url(self, name: str) -> str | None:
        """A web address; `https://` is added where it was left out."""
        value = self.text(name, 300)
        if value is None:
            return None
        address = value if "://" in value else f"https://{value}"
        try:
            parts = urlsplit(address)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme in {"http", "https"} and "." in (parts.hostname or "") and " " not in address:
            return address
        self.complain(name, "not_an_address", value)
        return None

    def email(self, name: str) -> str | None:
        """An e-mail address, lower-case; whether it exists is not asked."""
        value = self.text(name, 254)
        if value is None:
            return None
        try:
            return validate_email(value, check_deliverability=False).normalized.lower()
        except EmailNotValidError:
            self.complain(name, "not_an_email", value)
            return None

    def phone(self, name: str) -> str | None:
        """A phone number as E.164; one without country code is read as of the profile's own side."""
        value = self.text(name, 40)
        if value is None:
            return None
        number = parse_phone(value, self.region)
        if number is None:
            self.complain(name, "not_a_phone", value)
        return number

    def items(self, name: str) -> Iterator[Reader]:
        """A reader for each mapping of a list; their problems are noted as `name 2 title`."""
        raw = self._take(name) or []
        if not isinstance(raw, list | tuple):
            self.complain(name, "not_a_list", raw)
            return
        for number, item in enumerate(raw, start=1):
            if not isinstance(item, Mapping):
                self.complain(f"{name} {number}", "not_text")
                continue
            yield Reader(item, prefix=f"{self.prefix}{name} {number} ", problems=self.problems, region=self.region)

    def _take(self, name: str) -> Any:
        self._asked.add(name)
        return self.values.get(name)


def clean(text: str) -> str:
    """Text as it may be stored: line ends as \\n, no outer blanks, no control characters, and none of the signs that
    turn around whatever stands behind them: in a mail or a calendar that would be our words, not the organisation's."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return UNPRINTABLE.sub("", unified).strip()


def parse_amount(text: str) -> Decimal | None:
    """A positive amount as people type it (15 000 000, 15.000.000, 1,5 M, 150k), or None."""
    try:
        value = read_amount(text).value
    except UnreadableAmount:
        return None
    return value if value > 0 else None


def parse_phone(text: str, region: str) -> str | None:
    """The number as E.164 (+22370000000), or None where it cannot be one."""
    try:
        number = phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _member(codes: type[Code], value: str) -> Code:
    """The member with this value, whatever its case: files say « ml » and « Startup »."""
    for member in codes:
        if member.value.lower() == value.lower():
            return member
    raise ValueError(value)

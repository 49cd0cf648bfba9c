"""Telephone numbers as people type them, kept in one form: +22370000000."""

from __future__ import annotations

import phonenumbers


class UnreadablePhone(ValueError):
    """What was typed is not a telephone number."""


def read_phone(typed: str, *, region: str | None) -> str:
    """A number in E.164; one without its country's code is read as a number of `region` ("ML").

    Raises UnreadablePhone where no telephone could have this number.
    """
    try:
        number = phonenumbers.parse(typed, region)
    except phonenumbers.NumberParseException as error:
        raise UnreadablePhone(typed) from error
    if not phonenumbers.is_possible_number(number):
        raise UnreadablePhone(typed)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def format_phone(number: str) -> str:
    """A stored number in groups that can be read out: +223 70 00 00 00."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)

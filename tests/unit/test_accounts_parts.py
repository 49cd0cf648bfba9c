"""The small parts of accounts: addresses inside the platform, telephone numbers, what of a form may be kept."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict

from matchmaking.accounts.inside import safe_path
from matchmaking.accounts.kept_forms.fields import LIMIT, keepable
from matchmaking.accounts.phones import UnreadablePhone, format_phone, read_phone
from matchmaking.accounts.secret import digest, new_token


@pytest.mark.parametrize("target", ["/", "/home", "/organisation/1?step=2", "/p/a-b_c", "/a//b"])
def test_an_address_inside_is_followed(target: str) -> None:
    assert safe_path(target) == target


@pytest.mark.parametrize(
    "target",
    [
        None,
        "",
        "home",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "/home\r\nSet-Cookie: a=b",
        "/\t/evil.example",
        "/" + "x" * 500,
    ],
)
def test_any_other_address_is_not(target: str | None) -> None:
    assert safe_path(target) is None


@pytest.mark.parametrize(
    ("typed", "region", "kept"),
    [
        ("70 00 00 00", "ML", "+22370000000"),
        ("+223 70-00-00-00", "DZ", "+22370000000"),
        ("00223 70 00 00 00", "ML", "+22370000000"),
        ("0550 12 34 56", "DZ", "+213550123456"),
        ("+213 550 12 34 56", None, "+213550123456"),
    ],
)
def test_a_telephone_number_is_kept_in_one_form(typed: str, region: str | None, kept: str) -> None:
    assert read_phone(typed, region=region) == kept


@pytest.mark.parametrize("typed", ["", "bonjour", "12", "70 00 00 00 00 00 00 00", "+999 12", "<script>"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(UnreadablePhone):
        read_phone(typed, region="ML")


def test_a_number_is_read_out_in_groups() -> None:
    assert format_phone("+22370000000") == "+223 70 00 00 00"


def test_of_a_form_neither_passwords_nor_tokens_are_kept() -> None:
    form = MultiDict(
        [("csrf_token", "x"), ("new_password", "x"), ("title", "Cartes"), ("sectors", "water"), ("sectors", "energy")]
    )
    assert keepable(form) == {"title": ["Cartes"], "sectors": ["water", "energy"]}


def test_nothing_and_too_much_are_not_kept() -> None:
    assert keepable(MultiDict({"csrf_token": "x", "title": ""})) is None
    assert keepable(MultiDict({"text": "x" * LIMIT})) is None


def test_tokens_are_long_different_and_kept_as_a_digest_only() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(len(token) >= 32 for token in tokens)
    assert len({digest(token) for token in tokens}) == 100

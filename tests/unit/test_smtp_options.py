"""SMTP_URL, as operators write it."""

from __future__ import annotations

import pytest

from matchmaking.config import ConfigurationError, SmtpOptions, smtp_options


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("smtp://mail.example.org", SmtpOptions("mail.example.org", 25)),
        (
            "smtp://awa%40example.org:a%2Fb@mail.example.org:587?starttls=1",
            SmtpOptions("mail.example.org", 587, "awa@example.org", "a/b", use_tls=True),
        ),
        ("smtps://mail.example.org", SmtpOptions("mail.example.org", 465, use_ssl=True)),
    ],
)
def test_an_address_is_read(url: str, options: SmtpOptions) -> None:
    assert smtp_options(url) == options


@pytest.mark.parametrize("url", ["mail.example.org:25", "http://mail.example.org", "smtp://"])
def test_anything_else_is_refused_at_the_start(url: str) -> None:
    with pytest.raises(ConfigurationError, match="SMTP_URL looks like"):
        smtp_options(url)


def test_no_address_is_no_server() -> None:
    assert smtp_options(None) is None
    assert smtp_options("") is None

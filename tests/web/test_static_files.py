"""Static files: compressed once, kept a year under an address that names their content, and never by another name."""

from __future__ import annotations

import gzip
import re
from urllib.parse import parse_qs, urlsplit

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.visitor import Visitor


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def address(app: Flask) -> str:
    """The style sheet's address as a page names it."""
    Visitor(app).visit("/")
    found = re.search(r'href="(/static/css/app[^"]+)"', app.test_client().get("/").get_data(as_text=True))
    assert found
    return found[1]


def test_a_page_names_its_files_by_their_content(address: str) -> None:
    assert re.fullmatch(r"[0-9a-f]{10}", parse_qs(urlsplit(address).query)["v"][0])


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip, deflate", "gzip", gzip.decompress),
        ("", None, bytes),
    ],
)
def test_a_file_travels_in_the_smallest_form_the_browser_reads(
    client: FlaskClient, address: str, accepted: str, encoding: str | None, unpack: object
) -> None:
    answer = client.get(address, headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert b".masthead" in unpack(answer.data)  # type: ignore[operator]


def test_its_own_address_is_kept_a_year_and_another_is_asked_again(client: FlaskClient, address: str) -> None:
    assert client.get(address).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get(address.split("?")[0]).headers["Cache-Control"] == "no-cache"
    assert client.get(address.split("?")[0] + "?v=0000000000").headers["Cache-Control"] == "no-cache"


def test_what_the_browser_has_is_not_sent_again(client: FlaskClient, address: str) -> None:
    tag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    "path", ["/static/css/none.css", "/static/../wsgi.py", "/static/%2e%2e/wsgi.py", "/static/css"]
)
def test_nothing_but_the_files_is_served(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_pages_travel_compressed_and_are_not_kept(client: FlaskClient) -> None:
    answer = client.get("/", headers={"Accept-Encoding": "br, gzip"})
    assert answer.headers["Content-Encoding"] == "br"
    assert answer.headers["Cache-Control"] == "no-store"

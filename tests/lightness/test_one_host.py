"""Nothing that a page brings with it comes from another host; links that a reader may follow are not meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from tests.roles.world import CONTACTS, ORGANIZER, addresses, make_world
from tests.visitor import Visitor

STATIC = Path(__file__).resolve().parents[2] / "static"
OWN_HOSTS = {"", "localhost"}
BROUGHT = ("src", "srcset", "poster", "data", "action", "formaction", "background", "imagesrcset")
NAMESPACE = "http://www.w3.org/"  # a name, which nobody asks for


def brought(page: str) -> Iterator[str]:
    """The addresses that a browser asks for by itself, or posts to."""
    soup = BeautifulSoup(page, "html.parser")
    for tag in soup.find_all(True):
        for name in BROUGHT:
            yield from re.split(r"[\s,]+", str(tag.get(name, "")))
        if tag.name in {"link", "image", "use"} and "alternate" not in (tag.get("rel") or []):
            yield str(tag.get("href") or tag.get("xlink:href") or "")
        if tag.name == "style" or tag.get("style"):
            yield from in_styles(f"{tag.get('style', '')} {tag.string or ''}")


def in_styles(text: str) -> list[str]:
    """The addresses that a style sheet names."""
    return re.findall(r"""(?:url\(|@import)\s*["']?([^"')\s;]+)""", text)


def foreign(addresses: Iterator[str] | list[str]) -> set[str]:
    """Those that lead to another host."""
    apart = {one for one in addresses if not one.startswith(("data:", NAMESPACE))}
    return {one for one in apart if (urlsplit(one).hostname or "") not in OWN_HOSTS}


@pytest.mark.parametrize("email", [ORGANIZER, CONTACTS[0]])
def test_no_page_of_a_member_brings_anything_from_elsewhere(app: Flask, email: str) -> None:
    make_world(app)
    visitor, pages = Visitor(app).sign_in(email), dict[str, set[str]]()
    for address in addresses(app, visitor, "DZ01"):
        answer = visitor.client.get(address)
        if answer.status_code == 200 and answer.mimetype == "text/html":
            pages[address] = foreign(brought(answer.get_data(as_text=True)))
    assert len(pages) > 15
    assert not {address: found for address, found in pages.items() if found}


@pytest.mark.parametrize("path", ["/", "/register", "/login", "/privacy", "/help", "/offline"])
def test_no_public_page_brings_anything_from_elsewhere(visitor: Visitor, path: str) -> None:
    assert not foreign(brought(str(visitor.visit(path))))


@pytest.mark.parametrize("path", sorted(STATIC.rglob("*.css")), ids=lambda path: path.name)
def test_no_style_sheet_brings_anything_from_elsewhere(path: Path) -> None:
    assert not foreign(in_styles(path.read_text(encoding="utf-8")))

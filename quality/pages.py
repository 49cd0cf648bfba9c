"""Which pages are measured: all that the links of the demonstration lead a role to, one for each kind of address."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext

PUBLIC = ("/", "/register", "/login", "/privacy", "/help", "/offline")
MOST = 90  # pages of one role; more would say that an address is not recognised as one of a kind
_PART = re.compile(r"^(?:\d+|[MD][LZ]\d+|[\w.-]+\.[\w.-]+)$")
_FILE = re.compile(r"\.(?:pdf|ics|xlsx|csv|docx|json|zip)$|/(?:export|static|language)")


def kind_of(path: str) -> str:
    """The address with its numbers and keys left out: pages of one kind look alike."""
    parts = urlsplit(path).path.split("/")
    inside_concepts = "concepts" in parts
    return "/".join("*" if _PART.match(part) or (inside_concepts and part == parts[-1]) else part for part in parts)


def of(context: BrowserContext, role: str | None) -> list[str]:
    """The pages of whoever is signed in, or the public ones."""
    return list_pages(context) if role else list(PUBLIC)


def list_pages(context: BrowserContext, start: str = "/home") -> list[str]:
    """Follow the links from the first page of whoever is signed in, pressing nothing."""
    waiting, found, kinds = [start], list[str](), set[str]()
    while waiting and len(found) < MOST:
        path = waiting.pop(0)
        if kind_of(path) in kinds:
            continue
        kinds.add(kind_of(path))
        answer = context.request.get(path, timeout=60_000)
        if answer.status != 200 or "text/html" not in answer.headers.get("content-type", ""):
            continue
        found.append(path)
        for link in re.findall(r'<a [^>]*href="(/[^"#?]*)', answer.text()):
            if not _FILE.search(link):
                waiting.append(link)
    return found

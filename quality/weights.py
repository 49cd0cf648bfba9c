"""What travels for a page: compressed bodies and headers, as a browser asks for them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import APIResponse, BrowserContext

FIRST_VISIT, FURTHER_PAGE, ORGANIZERS_PAGE = 60_000, 15_000, 100_000  # bytes
BROWSER = {"Accept-Encoding": "gzip, deflate, br", "Accept": "text/html,*/*"}


@dataclass(frozen=True)
class Weight:
    """Bytes of the page alone, and with every file it names, as a first visit brings them."""

    page: int
    first: int


def weigh(context: BrowserContext, path: str) -> Weight:
    """Ask for the page and for its files."""
    answer = context.request.get(path, headers=BROWSER, timeout=60_000)
    own = _travelled(answer)
    named = {link.split("#")[0] for link in re.findall(r'(?:src|href)="(/static/[^"]+|/manifest[^"]+)"', answer.text())}
    return Weight(
        own, own + sum(_travelled(context.request.get(link, headers=BROWSER, timeout=60_000)) for link in sorted(named))
    )


def _travelled(answer: APIResponse) -> int:
    """Length of the body as sent, and of the headers."""
    headers = sum(len(one["name"]) + len(one["value"]) + 4 for one in answer.headers_array)
    sent = answer.headers.get("content-length")
    return headers + (int(sent) if sent else len(answer.body()))

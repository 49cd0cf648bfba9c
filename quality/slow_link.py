"""How long a page takes on the slowest link we build for: 50 kbit/s, 800 ms a round trip, nothing kept before."""

from __future__ import annotations

from playwright.sync_api import BrowserContext

BITS_PER_SECOND, ROUND_TRIP = 50_000, 800  # milliseconds
READABLE_BOUND = 8.0  # seconds until the first text of a first visit
PAINT = "() => performance.getEntriesByName('first-contentful-paint').map(one => one.startTime / 1000)[0] || Infinity"


def seconds_until_readable(context: BrowserContext, path: str) -> float:
    """First contentful paint; our pages show all of their text at once."""
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    rate = BITS_PER_SECOND / 8
    line.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": ROUND_TRIP, "downloadThroughput": rate, "uploadThroughput": rate},
    )
    page.goto(path, timeout=120_000)
    seconds = float(page.evaluate(PAINT))
    page.close()
    return seconds
